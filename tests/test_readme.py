"""What README shows on its first screen is what the program says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import demarche

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BOLD = re.compile(r"\*\*")


@dataclass(frozen=True)
class Row:
    """A row: type and mode, the parties on each side, status, quote and its trigger."""

    kind: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str
    quote: str
    trigger: str


def read_sentence() -> str:
    quoted = [line[1:].strip() for line in README.splitlines() if line.startswith(">")]
    return BOLD.sub("", " ".join(quoted))


def read_rows() -> list[Row]:
    rows = []
    for line in README.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0].isdigit():
            _, act, parties, status, quote = cells
            kind, _, mode = act.partition(" / ")
            sides = [tuple(s.split(", ")) for s in parties.split(" → ")]
            source, target = (sides[0][:1], sides[0][1:]) if len(sides) == 1 else sides
            trigger = re.findall(r"\*\*(.+?)\*\*", quote)[0]
            plain = BOLD.sub("", quote).strip("“”")
            rows.append(Row(kind, mode or None, source, target, status, plain, trigger))
    return rows


@pytest.fixture(scope="module")
def report() -> demarche.Report:
    return demarche.read(read_sentence())


def test_there_is_a_sentence_and_rows() -> None:
    assert len(read_rows()) >= 2
    for row in read_rows():
        assert row.quote in read_sentence()


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: row.kind)
def test_the_row_is_what_the_program_says(report: demarche.Report, row: Row) -> None:
    names = {actor.id: actor.name for actor in report.actors}
    found = [
        (
            event.mode,
            tuple(names[i] for i in event.source),
            tuple(names[i] for i in event.target),
            event.status,
            event.trigger.quote,
        )
        for event in report.events
        if event.type == row.kind and any(row.quote in span.quote for span in event.evidence)
    ]
    assert (row.mode, row.source, row.target, row.status, row.trigger) in found
