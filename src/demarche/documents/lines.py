"""A text's lines, and the units that lines make: wrapped lines are one unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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


def split_units(text: str, *, starts: Callable[[str], bool]) -> list[Unit]:
    """Return the units of a text, in order.

    A line goes on with the one before it when the text was wrapped by hand and the line before is
    full, or when the line before breaks off within a sentence. `starts` tells of a line that always
    begins a unit (a speaker's label, a byline).
    """
    limits = block_rules().units
    lines = list(split_lines(text))
    width = _find_width(text, lines, limits)
    units: list[Unit] = []
    for i, line in enumerate(lines):
        if i and _goes_on(text, lines[i - 1], line, width, limits):
            words = text[line.start : line.end]
            if not ITEM.match(words) and not starts(words):
                units[-1] = Unit(units[-1].start, line.end)
                continue
        units.append(Unit(line.start, line.end))
    return units


def _find_width(text: str, lines: list[Line], limits: UnitLimits) -> int | None:
    """Return the length of a full line, or None where the text was not wrapped."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.blank]
    if not pairs:
        return None
    width = max(line.end - line.start + line.indent for line, _ in pairs)
    if not limits.wrap_shortest <= width <= limits.wrap_longest:
        return None
    still_open = sum(not CLOSED.search(text[line.start : line.end]) for line, _ in pairs)
    lower = sum(text[after.start].islower() for _, after in pairs)
    wrapped = still_open >= limits.wrap_open_share * len(pairs)
    return width if wrapped and lower >= limits.wrap_lower_share * len(pairs) else None


def _goes_on(text: str, line: Line, after: Line, width: int | None, limits: UnitLimits) -> bool:
    words = text[line.start : line.end]
    if CLOSED.search(words) and (width is None or after.blank):
        return False
    lower = text[after.start].islower()
    last = words.rsplit(None, 1)[-1]
    dangling = bool(OPEN_END.search(words)) or (last.lower() in limits.dangling and last.islower())
    if after.blank:
        return dangling and lower
    if width is None:
        return lower or (dangling and not ITEM.match(words))
    if after.indent > line.indent + 1:
        return False
    full = line.end - line.start + line.indent
    following = text[after.start : after.end].split(None, 1)[0]
    return lower or dangling or full + 1 + len(following) > limits.wrap_slack * width
