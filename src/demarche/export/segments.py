"""A text cut at every border of the marks on it, so that overlapping marks can be shown."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start:end` belong to record `ref`, in some part (evidence, anchor, …)."""

    start: int
    end: int
    ref: str
    part: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start:end`, all under the same marks (shortest mark first)."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def cut_text(stretches: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Segment]]:
    """Return, for each stretch of the text, the segments that cover it exactly, in order.

    Stretches are in order and do not overlap. One sweep over the sorted borders; time grows with
    the number of marks times the depth of their overlap.
    """
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    active: list[Mark] = []
    cut: list[list[Segment]] = []
    for start, end in stretches:
        while waiting and waiting[-1].start < end:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > start]
        cut.append(list(_cut_stretch(start, end, active)))
    return cut


def _cut_stretch(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    """Yield the segments of one stretch; `marks`, in order of their starts, all touch it."""
    borders = {start, end}
    for mark in marks:
        borders.update((max(mark.start, start), min(mark.end, end)))
    waiting = list(reversed(marks))
    active: list[Mark] = []
    for left, right in itertools.pairwise(sorted(borders)):
        while waiting and waiting[-1].start <= left:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > left]
        yield Segment(left, right, tuple(sorted(active, key=lambda mark: mark.end - mark.start)))
