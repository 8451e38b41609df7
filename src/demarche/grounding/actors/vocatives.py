"""Addresses in a transcript that name nobody: "Mr. President", "Madam Prime Minister"."""

from __future__ import annotations

from demarche.grounding.actors.words import Words

_HONORIFIC = "honorific"
_OFFICE = 4  # words of an office, at most


def find_vocatives(words: Words) -> list[tuple[int, int]]:
    """Return the token ranges of an honorific with an office, and no name after it.

    Whoever is addressed so is the other speaker, as "you" is.
    """
    tokens = words.analysis.tokens
    found = []
    for token in tokens:
        first = words.title_at(token.i)
        if first is None or first[2].id != _HONORIFIC or first[1] >= len(tokens):
            continue
        end = _end_of_office(words, first[1])
        if end is None or (end < len(tokens) and tokens[end].upos == "PROPN"):
            continue
        found.append((first[0], end))
    return found


def _end_of_office(words: Words, start: int) -> int | None:
    """Where the longest office that begins at `start` ends."""
    tokens = words.analysis.tokens
    ends = [
        hit[1]
        for i in range(start, min(start + _OFFICE, len(tokens)))
        if (hit := words.title_at(i)) and hit[0] == start and hit[2].id != _HONORIFIC
    ]
    return max(ends, default=None)
