"""A text's lines, and the units that lines make: wrapped lines are one unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from demarche.documents.patterns import UnitLimits, block_rules

BREAK = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
LINE = re.compile(rf"[^{BREAK}]+")
CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]*]*$|''$")
OPEN_END = re.compile(r"[,–—-]$")
ITEM = re.compile(r"(?:[-–—*•·▪◦‣●]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")


class Line(NamedTuple):
    """A line without the white space around it. `blank`: a blank line stands before it."""

    start: int
    end: int
    indent: int
    blank: bool


class Unit(NamedTuple):
    """A stretch of text that belongs together: a paragraph, a heading, a stray line."""

    start: int
    end: int


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank, in order."""
    last = 0
    for match in LINE.finditer(text):
        whole = match[0]
        words = whole.strip()
        if not words:
            continue
        start = match.start() + len(whole) - len(whole.lstrip())
        between = text[last : match.start()]
        breaks = between.replace("\r\n", "\n")
        blank = len(re.findall(f"[{BREAK}]", breaks)) > 1
        yield Line(start, start + len(words), start - match.start(), blank)
        last = start + len(words)


class Layout(NamedTuple):
    """How a text was wrapped: the length of a full line, and the least indent."""

    width: int
    indent: int


class Bond(Enum):
    """How surely a line goes on with the one before: not, as it seems, or within a sentence."""

    NONE = 0
    LOOSE = 1
    FIRM = 2


def split_units(text: str, *, starts: Callable[[str], bool]) -> list[Unit]:
    """Return the units of a text, in order.

    A line goes on with the one before it when the text was wrapped by hand and the line before is
    full, or when the line before breaks off within a sentence. `starts` tells of a line that begins
    a unit by itself (a speaker's label, a byline) unless a sentence runs into it.
    """
    limits = block_rules().units
    lines = list(split_lines(text))
    layout = _find_layout(text, lines, limits)
    units: list[Unit] = []
    for i, line in enumerate(lines):
        bond = _bind(text, lines[i - 1], line, layout, limits) if i else Bond.NONE
        if bond is Bond.FIRM or (bond is Bond.LOOSE and not starts(text[line.start : line.end])):
            units[-1] = Unit(units[-1].start, line.end)
        else:
            units.append(Unit(line.start, line.end))
    return units


def _find_layout(text: str, lines: list[Line], limits: UnitLimits) -> Layout | None:
    """Return how a text was wrapped, or None where it was not."""
    indent = min((line.indent for line in lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.blank and b.indent <= indent + 1]
    if not pairs:
        return None
    width = max(line.end - line.start + line.indent for line, _ in pairs)
    if not limits.wrap_shortest <= width <= limits.wrap_longest:
        return None
    still_open = sum(not CLOSED.search(text[line.start : line.end]) for line, _ in pairs)
    lower = sum(text[after.start].islower() for _, after in pairs)
    if still_open < limits.wrap_open_share * len(pairs):
        return None
    if lower < limits.wrap_lower_share * len(pairs):
        return None
    return Layout(width, indent)


def _bind(text: str, line: Line, after: Line, layout: Layout | None, limits: UnitLimits) -> Bond:
    """Tell whether the line `after` belongs to the paragraph of `line`."""
    words = text[line.start : line.end]
    closed = CLOSED.search(words) is not None
    if closed and (layout is None or after.blank):
        return Bond.NONE
    follows = text[after.start : after.end]
    if ITEM.match(follows) and (closed or layout is None or ITEM.match(words)):
        return Bond.NONE
    lower = follows[0].islower()
    last = words.rsplit(None, 1)[-1]
    dangling = bool(OPEN_END.search(words)) or (last.islower() and last in limits.dangling)
    if after.blank:
        return Bond.FIRM if dangling and lower else Bond.NONE
    if layout is None:
        return Bond.FIRM if dangling else Bond.LOOSE if lower else Bond.NONE
    if after.indent > layout.indent + 1 and (closed or after.indent > line.indent):
        return Bond.NONE
    length = line.end - line.start + line.indent + 1 + len(follows.split(None, 1)[0])
    full = length > limits.wrap_slack * layout.width
    if dangling or (full and not closed):
        return Bond.FIRM
    return Bond.LOOSE if lower or full else Bond.NONE
