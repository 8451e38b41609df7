"""The state of a ledger: how much it holds, of which days, and when it last changed."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from demarche.ledger.store import View
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import DOCUMENTS, JUDGEMENTS, OCCURRENCES, PASSAGES, RUNS
from demarche.model.base import Noun

Stamp = tuple[object, ...]


class State(Noun):
    """What a ledger holds.

    Counts of records are of the newest readings. `first` and `last` are days of publication,
    `undated` how many documents have none; `added` and `linked` are times (ISO) of the last runs,
    None where there was none; `stale` is true where documents were added since the last linking.
    """

    documents: int
    events: int
    statements: int
    commitments: int
    exchanges: int
    positions: int
    occurrences: int
    judgements: int
    outlets: int
    undated: int
    first: str | None
    last: str | None
    added: str | None
    linked: str | None
    reviewed: str | None
    stale: bool


def describe_ledger(store: Store) -> State:
    """Return the state of the ledger."""
    counts = View(store).count()
    held = DOCUMENTS.c
    with store.begin() as connection:
        first, last = connection.execute(
            select(func.min(held.published), func.max(held.published))
        ).one()
        runs = {
            str(kind): str(at)
            for kind, at in connection.execute(
                select(RUNS.c.kind, func.max(RUNS.c.at)).group_by(RUNS.c.kind)
            )
        }
        undated = select(func.count()).where(held.published.is_(None))
        return State(
            **counts,
            occurrences=_count(connection, select(func.count()).select_from(OCCURRENCES)),
            outlets=_count(connection, select(func.count(func.distinct(held.outlet)))),
            undated=_count(connection, undated),
            first=first,
            last=last,
            added=runs.get("add"),
            linked=runs.get("link"),
            reviewed=runs.get("review"),
            stale=runs.get("add", "") > runs.get("link", ""),
        )


def stamp_ledger(store: Store) -> Stamp:
    """Return what changes whenever the ledger does; quick, however large the ledger is."""
    with store.begin() as connection:
        return (
            connection.scalar(select(func.max(PASSAGES.c.number))),
            connection.scalar(select(func.count()).select_from(RUNS)),
            connection.scalar(select(func.max(RUNS.c.at))),
            connection.scalar(select(func.count()).select_from(JUDGEMENTS)),
            connection.scalar(select(func.count()).select_from(OCCURRENCES)),
        )


def _count(connection: Connection, query: object) -> int:
    return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]
