"""Spellings made comparable: case, accents, apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-",
                        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d", "Đ": "d"})  # fmt: skip


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain apostrophes and hyphens."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
