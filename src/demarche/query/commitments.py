"""Commitments: who promised what, and what had become of it on a given day."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, or_, select

from demarche.errors import QueryError
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import COMMITMENTS, STANDINGS
from demarche.query.events import cite
from demarche.query.filters import Filters, check_day, select_current
from demarche.query.matching import select_records
from demarche.query.parties import Parties, load_parties, takes_part
from demarche.query.reviews import Reviews, load_reviews
from demarche.query.rows import CommitmentRow
from demarche.query.table import Table

OPEN = frozenset({"pending", "overdue", "postponed", "partly-kept"})
_OVERDUE, _PENDING = "overdue", "pending"
_DAY = len("2025-02-12")
_AT_A_TIME = 500
_ALL = {"limit": None, "skip": 0}

Change = tuple[str, str | None]


def find_commitments(
    store: Store,
    filters: Filters,
    *,
    by: str | None = None,
    to: str | None = None,
    about: str | None = None,
    only_open: bool = False,
    as_of: str | None = None,
    ids: Collection[str] | None = None,
) -> Table[CommitmentRow]:
    """Return the promises by and to somebody, with their status on the day `as_of`.

    Promises published after that day, and changes dated after it, are left out of account. Without
    a day, status is as the documents and all changes say, and nothing is overdue. `ids` are the
    only ones wanted. Raises
    `QueryError` Q104 where open ones are asked for and no day is given.
    """
    if only_open and as_of is None:
        raise QueryError("Q104", "open as of which day?", hint="give --as-of 2022-02-01")
    limits = filters.model_copy(update={**_ALL, "status": None})
    query = select_current(COMMITMENTS, limits, *_narrow(store, by, to, about, as_of))
    if ids is not None:
        query = query.where(COMMITMENTS.c.id.in_(ids))
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
        parties, reviews = load_parties(connection, rows), load_reviews(connection, rows)
        changes = _load_changes(connection, [row["id"] for row in rows], as_of)
    made = [
        _make_row(row, parties[row["reading"], row["id"]], reviews, changes.get(row["id"]), as_of)
        for row in rows
    ]
    kept = [one for one in made if _is_wanted(one, filters.status, only_open)]
    last = filters.skip + filters.limit if filters.limit else None
    return Table.of(CommitmentRow, kept[filters.skip : last])


def _narrow(
    store: Store, by: str | None, to: str | None, about: str | None, as_of: str | None
) -> list[ColumnElement[bool]]:
    wanted = []
    if by:
        wanted.append(takes_part(COMMITMENTS, by, ("by",)))
    if to:
        wanted.append(takes_part(COMMITMENTS, to, ("to",)))
    if about:
        wanted.append(COMMITMENTS.c.id.in_(select_records(about, sqlite=store.is_sqlite)))
    if as_of:
        day = COMMITMENTS.c.day
        wanted.append(or_(day.is_(None), day <= check_day(as_of)))
    return wanted


def _load_changes(
    connection: Connection, records: Sequence[str], as_of: str | None
) -> dict[str, Change]:
    """Return the last change of each promise up to the day; a person's outweighs the program's."""
    found: dict[str, Change] = {}
    standing = STANDINGS.c
    for at in range(0, len(records), _AT_A_TIME):
        query = (
            select(standing.record, standing.verdict, standing.dated)
            .where(
                standing.kind == "follow-through",
                standing.record.in_(records[at : at + _AT_A_TIME]),
            )
            .order_by(standing.by_person, standing.dated, standing.judgement)
        )
        if as_of:
            query = query.where(or_(standing.dated.is_(None), standing.dated <= as_of))
        found.update((row[0], (row[1], row[2])) for row in connection.execute(query))
    return found


def _make_row(
    row: RowMapping,
    parties: Parties,
    reviews: Reviews,
    change: Change | None,
    as_of: str | None,
) -> CommitmentRow:
    due = row["due_end"] or row["due_start"]
    status, since = change or (row["status"], None)
    if status == _PENDING and as_of and due and due[:_DAY] < as_of:
        status, since = _OVERDUE, due[:_DAY]
    return CommitmentRow(
        **cite(row, reviews),
        by=parties.get("by", ()),
        to=parties.get("to", ()),
        act=row["act"],
        due=due[:_DAY] if due else None,
        condition=row["condition"],
        strength=row["strength"],
        status=status,
        since=since,
    )


def _is_wanted(row: CommitmentRow, status: str | None, only_open: bool) -> bool:
    if only_open and row.status not in OPEN:
        return False
    return status is None or row.status == status.lower()
