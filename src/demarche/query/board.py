"""The board of commitments: how many stand where on a day, and the latest of each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import COMMITMENTS, STANDINGS
from demarche.model.base import Noun
from demarche.query.commitments import find_commitments
from demarche.query.filters import Filters, check_day, select_current
from demarche.query.parties import takes_part
from demarche.query.rows import CommitmentRow

_DAY = len("2025-02-12")


class Column(Noun):
    """The commitments of one status: how many, and some of them, the latest due first."""

    status: str
    count: int
    rows: tuple[CommitmentRow, ...]


def make_board(
    store: Store,
    filters: Filters,
    *,
    by: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
) -> tuple[Column, ...]:
    """Return a column for each status that commitments have on the day `as_of`.

    `filters.status` leaves one column; each has `limit` rows after the first `skip`.
    """
    stated = _state(filters, by, to, as_of).subquery()
    order = (stated.c.due.desc().nulls_last(), stated.c.day.desc().nulls_last(), stated.c.id)
    number = func.row_number().over(partition_by=stated.c.status, order_by=order).label("number")
    size = func.count().over(partition_by=stated.c.status).label("size")
    ranked = select(stated.c.status, stated.c.id, number, size).subquery()
    query = select(ranked).where(ranked.c.number > filters.skip)
    if filters.limit:
        query = query.where(ranked.c.number <= filters.skip + filters.limit)
    if filters.status:
        query = query.where(ranked.c.status == filters.status)
    with store.begin() as connection:
        found = connection.execute(query.order_by(ranked.c.status, ranked.c.number)).all()
    return _fill(store, found, as_of)


def count_statuses(
    store: Store,
    *,
    by: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
) -> dict[str, int]:
    """Return how many commitments stand where on a day, by status."""
    stated = _state(Filters(), by, to, as_of).subquery()
    query = select(stated.c.status, func.count()).group_by(stated.c.status)
    with store.begin() as connection:
        return {str(status): int(count) for status, count in connection.execute(query)}


def _fill(store: Store, found: Any, as_of: str | None) -> tuple[Column, ...]:
    wanted = [row.id for row in found]
    rows = {row.id: row for row in find_commitments(store, Filters(), ids=wanted, as_of=as_of)}
    sizes = {row.status: row.size for row in found}
    return tuple(
        Column(
            status=status,
            count=count,
            rows=tuple(rows[r.id] for r in found if r.status == status and r.id in rows),
        )
        for status, count in sizes.items()
    )


def _state(filters: Filters, by: str | None, to: str | None, as_of: str | None) -> Select[Any]:
    """Return the query for (id, day, due, status) of the commitments, as of a day."""
    limits = filters.model_copy(update={"limit": None, "skip": 0, "status": None})
    columns = COMMITMENTS.c
    due = func.substr(func.coalesce(columns.due_end, columns.due_start), 1, _DAY)
    status: ColumnElement[Any] = func.coalesce(_select_change(as_of), columns.status)
    query = select_current(COMMITMENTS, limits).order_by(None)
    if as_of:
        late = and_(status == "pending", due < as_of)
        status = case((late, "overdue"), else_=status)
        query = query.where(or_(columns.day.is_(None), columns.day <= check_day(as_of)))
    for name, role in ((by, "by"), (to, "to")):
        if name:
            query = query.where(takes_part(COMMITMENTS, name, (role,)))
    return query.with_only_columns(
        columns.id, columns.day, due.label("due"), status.label("status")
    )


def _select_change(as_of: str | None) -> ColumnElement[Any]:
    """Return the last change of a promise up to the day; a person's outweighs the program's."""
    standing = STANDINGS.c
    query = (
        select(standing.verdict)
        .where(standing.record == COMMITMENTS.c.id, standing.kind == "follow-through")
        .order_by(
            standing.by_person.desc(), standing.dated.desc().nulls_last(), standing.judgement.desc()
        )
        .limit(1)
    )
    if as_of:
        query = query.where(or_(standing.dated.is_(None), standing.dated <= as_of))
    return query.correlate(COMMITMENTS).scalar_subquery()
