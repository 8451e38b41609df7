"""A timeline: everything that several actors did, said and promised, in order of day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping
from sqlalchemy import Table as StoredTable

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import COMMITMENTS, EVENTS, STATEMENTS
from demarche.query.events import cite
from demarche.query.filters import Filters, asks_for_another, select_current
from demarche.query.parties import Parties, load_parties, take_part, takes_part
from demarche.query.reviews import Reviews, load_reviews
from demarche.query.rows import MomentRow
from demarche.query.table import Table


@dataclass(frozen=True, slots=True)
class _Line:
    """How one kind of record is told: its actors' roles, and what it says."""

    kind: str
    table: StoredTable
    who: str
    whom: str
    tell: Callable[[RowMapping], str]


def make_timeline(store: Store, filters: Filters, actors: Sequence[str]) -> Table[MomentRow]:
    """Return events, statements and commitments in which all of the actors have a part."""
    found: list[tuple[Any, ...]] = []
    last = filters.skip + filters.limit if filters.limit else None
    each = filters.model_copy(update={"skip": 0, "limit": last})
    with store.begin() as connection:
        for place, line in enumerate(_LINES):
            if asks_for_another(filters, line.table):
                continue
            query = select_current(line.table, each, *_narrow(line.table, actors))
            rows = connection.execute(query).mappings().all()
            parties, reviews = load_parties(connection, rows), load_reviews(connection, rows)
            for row in rows:
                made = _make_row(line, row, parties[row["reading"], row["id"]], reviews)
                found.append((_order(made), place, made))
    ordered = [made for *_, made in sorted(found, key=lambda one: one[:2])]
    if filters.newest:
        ordered.sort(key=lambda one: (one.day or "", one.published or ""), reverse=True)
    return Table.of(MomentRow, ordered[filters.skip : last])


def _narrow(table: StoredTable, actors: Sequence[str]) -> list[ColumnElement[bool]]:
    if len(actors) > 1 and table is not EVENTS:  # few statements and promises are of two sides
        return [take_part(table, actors)]
    return [takes_part(table, name, ()) for name in actors]


def _order(row: MomentRow) -> tuple[bool, str, str, str, int]:
    return (row.day is None, row.day or "", row.published or "", row.document, row.start)


def _make_row(line: _Line, row: RowMapping, parties: Parties, reviews: Reviews) -> MomentRow:
    return MomentRow(
        **cite(row, reviews),
        kind=line.kind,
        what=line.tell(row),
        status=row.get("status"),
        who=parties.get(line.who, ()),
        whom=parties.get(line.whom, ()),
    )


def _tell_event(row: RowMapping) -> str:
    return " / ".join(filter(None, (row["type"], row["mode"] or row["medium"])))


_LINES = (
    _Line("event", EVENTS, "source", "target", _tell_event),
    _Line("statement", STATEMENTS, "speaker", "addressee", lambda row: row["cue"] or "said"),
    _Line("commitment", COMMITMENTS, "by", "to", lambda row: f"promised: {row['act']}"),
)
