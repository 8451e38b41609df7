"""Contacts: who met, called or wrote to whom; one row an occurrence, or one a telling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, select

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import EVENTS, MEMBERS, OCCURRENCES
from demarche.query.filters import Filters, select_current
from demarche.query.parties import ACTING, Parties, list_others, load_parties, takes_part
from demarche.query.rows import EventRow
from demarche.query.table import Table

CONTACT = "CONSULT"
_DAY = len("2025-02-12")


def find_events(
    store: Store,
    filters: Filters,
    *,
    between: Sequence[str] = (),
    every: bool = False,
) -> Table[EventRow]:
    """Return the events in which all of `between` take part, in order of day.

    Of the records linked as one occurrence only the surest is a row, unless `every` is set.
    """
    wanted = [takes_part(EVENTS, name, ACTING) for name in between]
    query = select_current(EVENTS, filters.model_copy(update={"limit": None})).where(*wanted)
    query = _add_occurrence(query)
    if not every:
        query = _keep_surest(query)
    if filters.limit:
        query = query.limit(filters.limit)
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
        return Table.of(EventRow, make_event_rows(connection, rows))


def _add_occurrence(query: Select[Any]) -> Select[Any]:
    return (
        query.outerjoin(MEMBERS, MEMBERS.c.record == EVENTS.c.id)
        .outerjoin(OCCURRENCES, OCCURRENCES.c.id == MEMBERS.c.occurrence)
        .add_columns(
            MEMBERS.c.occurrence,
            func.coalesce(OCCURRENCES.c.origins, 1).label("origins"),
            _count_members().label("reports"),
        )
    )


def _count_members() -> Any:
    other = MEMBERS.alias()
    told = select(func.count()).where(other.c.occurrence == MEMBERS.c.occurrence)
    return case((MEMBERS.c.occurrence.is_(None), 1), else_=told.scalar_subquery())


def _keep_surest(query: Select[Any]) -> Select[Any]:
    """Return the query for the surest telling of each occurrence."""
    rank = func.row_number().over(
        partition_by=func.coalesce(MEMBERS.c.occurrence, EVENTS.c.id),
        order_by=(EVENTS.c.confidence.desc(), EVENTS.c.day, EVENTS.c.id),
    )
    ranked = query.order_by(None).add_columns(rank.label("rank")).subquery()
    return (
        select(ranked)
        .where(ranked.c.rank == 1)
        .order_by(
            ranked.c.day.is_(None),
            ranked.c.day,
            ranked.c.published,
            ranked.c.document,
            ranked.c.number,
        )
    )


def select_events(filters: Filters) -> Select[Any]:
    """Return the query for events with what they were linked to."""
    return _add_occurrence(select_current(EVENTS, filters))


def make_event_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[EventRow]:
    """Return the rows of a query over events, with the names of those who take part."""
    parties = load_parties(connection, rows)
    return [_make_row(row, parties[row["reading"], row["id"]]) for row in rows]


def _make_row(row: RowMapping, parties: Parties) -> EventRow:
    names = ("type", "mode", "status", "precision", "place", "medium", "duration", "occurrence",
             "reports", "origins")  # fmt: skip
    return EventRow(
        **cite(row),
        **{name: row[name] for name in names},
        source=parties.get("source", ()),
        target=parties.get("target", ()),
        others=list_others(parties, ("source", "target", "claimed_by")),
        until=row["end"][:_DAY] if row["end"] else None,
    )


def cite(row: RowMapping) -> dict[str, Any]:
    """Return the fields that every cited row has."""
    names = ("id", "day", "quote", "document", "outlet", "title", "url", "published", "confidence")
    return {**{name: row[name] for name in names}, "start": row["place_in_text"]}
