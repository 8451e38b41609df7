"""One scan over a line of symbols: where rules match, longest first, none overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarche.grounding.times.lexicon import NOTHING, Line
from demarche.grounding.times.rulebook import ReadyRule, Rulebook
from demarche.grounding.times.schema import Rule
from demarche.language.analysis import Token

_ISLAND = re.compile(f"[^{NOTHING}]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: cells `start:end` of the line, with the named parts it captured."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, tuple[int, int]]


def scan(line: Line, tokens: tuple[Token, ...], book: Rulebook) -> Iterator[Match]:
    """Yield the matches of a document from left to right."""
    symbols = line.symbols
    search = book.lexicon.core.search
    for island in _ISLAND.finditer(symbols):
        at, end = island.span()
        core = search(symbols, at, end)
        while core and at < end:
            found = _longest(line, at, end, tokens, book)
            if found is None:
                at += 1
            else:
                yield found
                at = found.end
            if core.start() < at:
                core = search(symbols, at, end)


def _longest(
    line: Line, at: int, end: int, tokens: tuple[Token, ...], book: Rulebook
) -> Match | None:
    best: re.Match[str] | None = None
    winner: ReadyRule | None = None
    for ready in book.starting.get(line.symbols[at], ()):
        match = ready.pattern.regex.match(line.symbols, at, end)
        if match is None or (best is not None and match.end() <= best.end()):
            continue
        if _fits(ready, match, line, tokens):
            best, winner = match, ready
    if best is None or winner is None:
        return None
    parts = {name: best.span(name) for name, text in best.groupdict().items() if text}
    return Match(winner.rule, at, best.end(), parts)


def _fits(ready: ReadyRule, match: re.Match[str], line: Line, tokens: tuple[Token, ...]) -> bool:
    before = line.symbols[match.start() - 1] if match.start() else NOTHING
    if ready.before is not None and before not in ready.before:
        return False
    if before in ready.not_before:
        return False
    if ready.after is not None and not ready.after.regex.match(line.symbols, match.end()):
        return False
    if ready.not_after is not None and ready.not_after.regex.match(line.symbols, match.end()):
        return False
    tags = ready.rule.not_tags
    return not tags or tokens[line.tokens[match.start()]].xpos not in tags
