"""What a format is, and what every export is told: the licence, the program, and what to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from demarche.model import Report
from demarche.query.selection import KINDS, Source, Telling

PROGRAM = "demarche"


@dataclass(frozen=True, slots=True)
class Job:
    """One export: `licence` of what leaves, the program's `version`, whether one row is written for
    each record (`every`) or one for each occurrence, and a tally of what was written or left out.
    """

    licence: str
    version: str
    every: bool = False
    written: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    runs: dict[str, Source] = field(default_factory=dict)

    @property
    def program(self) -> str:
        """The program with its version."""
        return f"{PROGRAM} {self.version}"

    def count(self, what: str, number: int = 1) -> None:
        """Note that something was written."""
        self.written[what] += number

    def leave_out(self, why: str) -> None:
        """Note that a record was left out, since the format cannot say it."""
        self.left_out[why] += 1

    def watch(self, tellings: Iterable[Telling]) -> Iterator[Telling]:
        """Pass the tellings on, noting the runs that read them."""
        for telling in tellings:
            self.runs.setdefault(telling.source.run, telling.source)
            yield telling

    def notice(self) -> dict[str, object]:
        """Return what a file without room for it needs beside it: licence, program, runs."""
        runs = [
            {"id": one.run, "at": one.at, "program": one.program, "reader": one.reader}
            for one in sorted(self.runs.values(), key=lambda source: (source.at, source.run))
        ]
        return {"licence": self.licence, "program": self.program, "runs": runs}


ToStream = Callable[[Iterable[Telling], TextIO, Job], None]
ToFolder = Callable[[Iterable[Telling], Path, Job], None]
Reader = Callable[[Path], "Iterator[tuple[Report, Source]]"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out: what it is, how it is written (to a stream, or into a folder), and how it is
    read back where that can be done. `kinds` are the records it can hold.
    """

    name: str
    summary: str
    to_stream: ToStream | None = None
    to_folder: ToFolder | None = None
    read: Reader | None = None
    kinds: tuple[str, ...] = KINDS
