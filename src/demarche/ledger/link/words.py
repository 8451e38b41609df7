"""Texts as sets of stemmed content words, so that two tellings can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.grounding.actors.spelling import fold
from demarche.ledger.link.book import load_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 3


def list_words(text: str, *, common: bool = False) -> list[str]:
    """Return the stems of a text's content words, in its order.

    Words that a release of any contact has ("spoke", "bilateral") are kept only where `common`.
    """
    return [stem for word in _WORD.findall(text) if (stem := _stem(word, common))]


def find_words(text: str, *, common: bool = False) -> frozenset[str]:
    """Return the set of a text's content words (see `list_words`)."""
    return frozenset(list_words(text, common=common))


def share_words(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share (0 to 1) of the shorter set's words that the longer one has."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def cosine(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the words in common over the geometric mean of the sets' sizes, 0 to 1."""
    if not one or not other:
        return 0.0
    return float(len(one & other) / (len(one) * len(other)) ** 0.5)


def find_ordinal(text: str) -> int | None:
    """Return the number of the first ordinal in a text ("their second call" → 2)."""
    ordinals = load_words().ordinals
    return next((ordinals[w] for w in fold(text).split() if w in ordinals), None)


def find_part_of_day(text: str) -> str | None:
    """Return the part of the day a text names, as the book calls it."""
    said = set(fold(text).split())
    parts = load_words().parts_of_day
    return next((part for part, words in parts.items() if said.intersection(words)), None)


@lru_cache(maxsize=100_000)
def _stem(word: str, common: bool) -> str:
    book = load_words()
    plain = fold(word).replace("'s", "").strip("'")
    if len(plain) < _SHORTEST or plain in book.stop or (not common and plain in book.common):
        return ""
    for ending in book.endings:
        if plain.endswith(ending) and len(plain) - len(ending) >= book.least_stem:
            return plain[: -len(ending)]
    return plain
