"""Patterns over words, compiled to regular expressions over one character a word.

A pattern is a row of atoms: a class of words (`MONTH`), a word as it stands (`of`), a macro
(`$N`), alternatives in parentheses, each with an optional name (`month:MONTH`) and `?` or `*`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from demarche.errors import RuleError

_PIECE = re.compile(r"(?:([a-z0-9_]+):)?(\(|[A-Z][A-Z_]*|[^\s()|?*]+)([?*]?)|(\))([?*]?)|(\|)")
_MACRO = re.compile(r"\$([A-Z_]+)")


@dataclass(frozen=True)
class Compiled:
    """A pattern as the source of a regular expression, and the symbols it can start with."""

    source: str
    first: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first asked for."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a regular expression, the symbols it can start with, whether it can be empty."""

    source: str
    first: frozenset[str]
    empty: bool


def expand_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """Return the pattern with every `$NAME` replaced; raises `RuleError` R121 if one is unknown."""
    while found := _MACRO.search(pattern):
        if found.group(1) not in macros:
            raise RuleError("R121", f"macro ${found.group(1)} is not defined", hint=pattern)
        pattern = pattern.replace(found.group(0), macros[found.group(1)])
    return pattern


def compile_pattern(pattern: str, symbols_of: Callable[[str], frozenset[str]]) -> Compiled:
    """Compile a pattern without macros; `symbols_of` gives the symbols an atom stands for.

    Raises `RuleError` R122 where parentheses do not match or an atom matches nothing.
    """
    pieces = list(_PIECE.finditer(pattern))
    part, used = _read_choice(pieces, 0, pattern, symbols_of)
    if used != len(pieces) or part.empty:
        raise RuleError("R122", f"pattern is malformed or can be empty: {pattern}")
    return Compiled(part.source, part.first)


def _read_choice(
    pieces: list[re.Match[str]],
    at: int,
    pattern: str,
    symbols_of: Callable[[str], frozenset[str]],
) -> tuple[_Part, int]:
    choices: list[_Part] = []
    row: list[_Part] = []
    while at < len(pieces) and not pieces[at].group(4):
        name, atom, count = pieces[at].group(1, 2, 3)
        if pieces[at].group(6):
            choices.append(_join(row))
            row = []
            at += 1
            continue
        if atom == "(":
            inner, at = _read_choice(pieces, at + 1, pattern, symbols_of)
            if at >= len(pieces):
                raise RuleError("R122", f"pattern lacks a closing parenthesis: {pattern}")
            count = pieces[at].group(5)
        else:
            symbols = symbols_of(atom)
            if not symbols:
                raise RuleError("R122", f"no word is in {atom}", hint=pattern)
            inner = _Part("[" + re.escape("".join(sorted(symbols))) + "]", symbols, False)
        row.append(_wrap(inner, name, count))
        at += 1
    choices.append(_join(row))
    source = "|".join(c.source for c in choices)
    first = frozenset[str]().union(*(c.first for c in choices))
    return _Part(source, first, any(c.empty for c in choices)), at


def _wrap(part: _Part, name: str | None, count: str | None) -> _Part:
    source = f"(?P<{name}>{part.source})" if name else f"(?:{part.source})"
    return _Part(source + (count or ""), part.first, part.empty or bool(count))


def _join(row: list[_Part]) -> _Part:
    first: set[str] = set()
    empty = True
    for part in row:
        first |= part.first
        if not part.empty:
            empty = False
            break
    return _Part("".join(p.source for p in row), frozenset(first), empty)
