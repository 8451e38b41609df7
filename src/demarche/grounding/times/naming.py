"""Times that are part of a name: "the Good Friday Agreement", "the November 2021 Warsaw Summit"."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.grounding.times.schema import Names
from demarche.language.analysis import Token


def is_in_name(
    tokens: Sequence[Token], start: int, end: int, method: str, *, day: bool, words: Names
) -> bool:
    """Tell whether the time at tokens `start:end` belongs to the name of a thing.

    It does where a capitalised head ("Agreement") closes a run of capitalised words behind it, or
    a capitalised lead ("Agenda") stands before a date that names no day (`day`). A holiday needs
    nothing more; a date written out must not follow a preposition ("in 2021 Summit hosts said"),
    and one that lacks its year must follow a determiner ("the October Revolution").
    """
    before = tokens[start - 1] if start else None
    if method == "explicit" and not day and before is not None and _is_capital(before, words.leads):
        return True
    return _may_name(tokens, start, method, words) and _has_head(tokens, end, words)


def _may_name(tokens: Sequence[Token], start: int, method: str, words: Names) -> bool:
    if method in words.always:
        return True
    near = tokens[start - 1].lower if start else ""
    if method in words.unless_led:
        return near not in words.prepositions
    owned = near in words.determiners or tokens[start].lower in words.determiners
    return method in words.determined and owned


def _has_head(tokens: Sequence[Token], end: int, words: Names) -> bool:
    """Tell whether capitalised words from `end` on lead to a head of a name."""
    for token in tokens[end : end + words.reach]:
        if _is_capital(token, words.heads):
            return True
        if not token.text[:1].isupper() and token.lower not in words.joints:
            return False
    return False


def _is_capital(token: Token, words: Sequence[str]) -> bool:
    return token.lower in words and token.text[:1].isupper()
