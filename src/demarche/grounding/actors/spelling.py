"""Spellings made comparable: case, accents, apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-",
                        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d",
                        "Đ": "d"})  # fmt: skip


def singular(word: str) -> str:
    """Return the likely singular of an English noun in lower case ("ministries" → "ministry")."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ieves"):
        return word[:-3] + "f"
    if word.endswith("ives") and len(word) < 6:
        return word[:-3] + "fe"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("men") and len(word) > 3:
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain apostrophes and hyphens."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
