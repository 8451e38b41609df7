"""A text cut at every border of the marks on it, so that overlapping marks can be shown."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
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


def cut_text(start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """Return the segments that cover `start:end` exactly, in order, without gaps.

    A sweep over the sorted borders; time grows with marks times the depth of their overlap.
    """
    inside = sorted(
        (mark for mark in marks if mark.start < end and start < mark.end),
        key=lambda mark: mark.start,
    )
    borders = {start, end}
    for mark in inside:
        borders.update((max(mark.start, start), min(mark.end, end)))
    edges = sorted(borders)
    segments, active, next_mark = [], list[Mark](), 0
    for left, right in itertools.pairwise(edges):
        while next_mark < len(inside) and inside[next_mark].start <= left:
            active.append(inside[next_mark])
            next_mark += 1
        active = [mark for mark in active if mark.end > left]
        marks_here = sorted(active, key=lambda mark: mark.end - mark.start)
        segments.append(Segment(left, right, tuple(marks_here)))
    return segments
