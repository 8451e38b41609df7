"""Contacts: who met, called or wrote to whom; one row an occurrence, or one a telling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    func,
    or_,
    select,
)

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import EVENTS, MEMBERS, OCCURRENCES
from demarche.query.filters import Filters, select_current
from demarche.query.parties import ACTING, Parties, list_others, load_parties, takes_part
from demarche.query.reviews import Reviews, load_reviews
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
    query = _add_occurrence(select_current(EVENTS, filters, *wanted))
    if not every:
        query = query.where(_is_surest(filters, between))
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
        return Table.of(EventRow, make_event_rows(connection, rows))


def _add_occurrence(query: Select[Any]) -> Select[Any]:
    """Return the query over events with each one's occurrence, and how many tell of it."""
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


def _is_surest(filters: Filters, between: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that no other telling of the occurrence that was asked for is surer.

    Of equally sure ones the earlier is taken, then the lesser id.
    """
    rival, member = EVENTS.alias("rival"), MEMBERS.alias("rival_member")
    unlimited = filters.model_copy(update={"limit": None, "skip": 0, "type": None})
    mine, theirs = EVENTS.c, rival.c
    my_day, their_day = func.coalesce(mine.day, ""), func.coalesce(theirs.day, "")
    earlier = or_(their_day < my_day, and_(their_day == my_day, theirs.id < mine.id))
    surer = or_(
        theirs.confidence > mine.confidence, and_(theirs.confidence == mine.confidence, earlier)
    )
    # Members are looked up first, then their records: an index of types must not tempt the planner.
    alike = [func.upper(theirs.type) == filters.type.upper()] if filters.type else []
    told = select(member.c.record).where(member.c.occurrence == MEMBERS.c.occurrence)
    found = (
        select_current(rival, unlimited)
        .with_only_columns(theirs.id)
        .order_by(None)
        .where(theirs.id.in_(told.correlate(MEMBERS)), surer, *alike)
        .where(*(takes_part(rival, name, ACTING) for name in between))
        .correlate(EVENTS, MEMBERS)
    )
    return or_(MEMBERS.c.occurrence.is_(None), ~found.exists())


def rank_telling() -> ColumnElement[int]:
    """Return the column that numbers the records of each occurrence among those selected, the
    surest first.
    """
    order = (EVENTS.c.confidence.desc(), func.coalesce(EVENTS.c.day, ""), EVENTS.c.id)
    parts = func.coalesce(MEMBERS.c.occurrence, EVENTS.c.id)
    return func.row_number().over(partition_by=parts, order_by=order).label("rank")


def select_events(filters: Filters) -> Select[Any]:
    """Return the query for events with what they were linked to."""
    return _add_occurrence(select_current(EVENTS, filters))


def make_event_rows(connection: Connection, rows: Sequence[RowMapping]) -> list[EventRow]:
    """Return the rows of a query over events, with the names of those who take part."""
    parties, reviews = load_parties(connection, rows), load_reviews(connection, rows)
    return [_make_row(row, parties[row["reading"], row["id"]], reviews) for row in rows]


def _make_row(row: RowMapping, parties: Parties, reviews: Reviews) -> EventRow:
    names = ("type", "mode", "status", "precision", "place", "medium", "duration", "occurrence",
             "reports", "origins")  # fmt: skip
    return EventRow(
        **cite(row, reviews),
        **{name: row[name] for name in names},
        source=parties.get("source", ()),
        target=parties.get("target", ()),
        others=list_others(parties, ("source", "target", "claimed_by")),
        until=row["end"][:_DAY] if row["end"] else None,
    )


def cite(row: RowMapping, reviews: Reviews) -> dict[str, Any]:
    """Return the fields that every cited row has."""
    names = ("id", "day", "quote", "document", "outlet", "title", "url", "published", "confidence")
    known = {name: row[name] for name in names}
    return {**known, "start": row["place_in_text"], "review": reviews.get(row["id"])}
