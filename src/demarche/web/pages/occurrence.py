"""An occurrence: all reports side by side, where they agree and differ, two sides compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fastapi import APIRouter

from demarche.ledger.link.compare import Line
from demarche.ledger.link.corroborate import find_conflicts
from demarche.ledger.link.tellings import find_speaker, list_tellings
from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.comparison import choose_pair
from demarche.query.rows import EventRow
from demarche.web.asking import Held, Words
from demarche.web.showing import add_page

router = APIRouter()
_MOST_READ = 12
# Two words for one of these are never the same thing worded differently.
_PLAIN = frozenset({"medium", "duration", "status"})


class Version(Noun):
    """One value of a fact, and the reports that give it (their numbers on the page, from 1)."""

    value: str
    reports: tuple[int, ...]


class Fact(Noun):
    """What the reports say of one thing; `differs` where they do not agree."""

    name: str
    versions: tuple[Version, ...]
    differs: bool


class Side(Noun):
    """One of the two reports compared: its row, and the side it speaks for, if any."""

    row: EventRow
    speaks_for: str | None


class OccurrencePage(Noun):
    """An occurrence. The first of `rows` is the surest; `sides` and `lines` compare two reports."""

    id: str
    best: EventRow
    rows: tuple[EventRow, ...]
    facts: tuple[Fact, ...]
    sides: tuple[Side, ...]
    lines: tuple[Line, ...]


def build(ledger: Held, id: str, one: Words = None, other: Words = None) -> OccurrencePage:
    """All reports of one occurrence, and two of them compared."""
    rows = ledger.occurrence(id).rows
    best = min(rows, key=lambda row: (-row.confidence, row.day or "", row.id))
    sides, lines = _compare(ledger, rows, one or None, other or None)
    return OccurrencePage(
        id=best.occurrence or best.id,
        best=best,
        rows=rows,
        facts=_list_facts(rows, _find_differing(ledger, rows)),
        sides=sides,
        lines=lines,
    )


def _compare(
    ledger: Ledger, rows: Sequence[EventRow], one: str | None, other: str | None
) -> tuple[tuple[Side, ...], tuple[Line, ...]]:
    if len({row.document for row in rows}) < 2:
        return (), ()
    others = [row for row in rows if row.id == other] or list(rows)
    pair = choose_pair(list(rows), one or "", others)
    found = ledger.compare(*pair)
    speak = tuple(Side(row=r, speaks_for=find_speaker(r.outlet, r.url)) for r in pair)
    return speak, found.comparison.lines


def _find_differing(ledger: Ledger, rows: Sequence[EventRow]) -> frozenset[str]:
    """Return the names of the facts on which the first reports differ."""
    documents = list(dict.fromkeys(row.document for row in rows))[:_MOST_READ]
    if len(documents) < 2:
        return frozenset()
    ids = {row.id for row in rows}
    told = (one for one in list_tellings(ledger.reports(documents)) if one.id in ids)
    return frozenset(conflict.field for conflict in find_conflicts(told))


def _list_facts(rows: Sequence[EventRow], differing: frozenset[str]) -> tuple[Fact, ...]:
    found = []
    for name, read in _READINGS.items():
        versions: dict[str, list[int]] = {}
        for number, row in enumerate(rows, start=1):
            value = read(row)
            if value:
                versions.setdefault(value, []).append(number)
        if versions:
            told = tuple(Version(value=v, reports=tuple(n)) for v, n in versions.items())
            differs = name in differing or (name in _PLAIN and len(told) > 1)
            found.append(Fact(name=name, versions=told, differs=differs))
    return tuple(found)


def _read_date(row: EventRow) -> str | None:
    if row.precision is None:
        return None
    return f"{row.day} to {row.until}" if row.until and row.until != row.day else row.day


_READINGS: dict[str, Callable[[EventRow], str | None]] = {
    "date": _read_date,
    "place": lambda row: row.place,
    "participants": lambda row: ", ".join((*row.source, *row.target)),
    "others": lambda row: ", ".join(row.others),
    "medium": lambda row: row.medium,
    "duration": lambda row: f"{row.duration} minutes" if row.duration else None,
    "status": lambda row: row.status,
}

add_page(router, "/occurrences/{id}", "occurrence.html", build, model=OccurrencePage)
