"""Letter case for an uncased encoder: the shape of a word, as a token-type row of the embedding."""

from __future__ import annotations

LOWER, TITLE, UPPER, INITIAL, MIXED, DIGIT, PUNCT = range(7)
N_SHAPES = 8


def shape_word(word: str) -> int:
    """Return the shape of a word: lower, Title, UPPER, single capital, miXed, digits or other."""
    if any(c.isdigit() for c in word):
        return DIGIT
    if not any(c.isalpha() for c in word):
        return PUNCT
    if word.islower():
        return LOWER
    if word.isupper():
        return INITIAL if len(word) == 1 else UPPER
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return TITLE
    return MIXED
