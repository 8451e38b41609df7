"""Two documents' tellings of one contact, set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.display import render_html
from demarche.errors import QueryError
from demarche.ledger.link.compare import Comparison, compare_reports
from demarche.ledger.link.tellings import find_speaker
from demarche.ledger.store import View
from demarche.ledger.store.opening import Store
from demarche.query.rows import EventRow


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the two events' rows, in its order."""

    one: EventRow
    other: EventRow
    comparison: Comparison

    def _repr_html_(self) -> str | None:
        return render_html(self)


def compare_rows(store: Store, one: EventRow, other: EventRow) -> Compared:
    """Return the comparison of two events' documents."""
    reports = {r.document.id: r for r in View(store).load_reports([one.document, other.document])}
    pair = reports[one.document], reports[other.document]
    return Compared(one, other, compare_reports(*pair, contact=(one.id, other.id)))


def choose_pair(
    rows: Sequence[EventRow], name: str, others: Sequence[EventRow]
) -> tuple[EventRow, EventRow]:
    """Return the event named (or the first) and the one to compare: of another side where there is.

    Raises `QueryError` Q107 where no other document tells it.
    """
    one = next((row for row in rows if row.id == name), None) or _find_spokesman(rows)
    side = find_speaker(one.outlet, one.url)
    rest = [row for row in others if row.document != one.document]
    if not rest:
        raise QueryError(
            "Q107", f"only one document tells of {name}", hint="run `demarche link` first"
        )
    sides = ((row, find_speaker(row.outlet, row.url)) for row in rest)
    return one, next((row for row, theirs in sides if theirs and theirs != side), rest[0])


def _find_spokesman(rows: Sequence[EventRow]) -> EventRow:
    return next((row for row in rows if find_speaker(row.outlet, row.url)), rows[0])
