"""One occurrence: every record that tells it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from demarche.errors import QueryError
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import EVENTS, MEMBERS
from demarche.query.events import make_event_rows, select_events
from demarche.query.filters import Filters
from demarche.query.rows import EventRow
from demarche.query.table import Table


def find_occurrence(store: Store, name: str) -> Table[EventRow]:
    """Return the records of the occurrence, in order of publication.

    `name` is an occurrence's id or that of an event in it. Raises `QueryError` Q105 for an id that
    the ledger does not have.
    """
    with store.begin() as connection:
        members = _find_members(connection, name)
        query = select_events(Filters()).where(EVENTS.c.id.in_(members))
        rows = connection.execute(query).mappings().all()
        made = make_event_rows(connection, rows)
    if not made:
        raise QueryError(
            "Q105", f"no occurrence or event {name}", hint="`demarche contacts` prints ids"
        )
    return Table.of(EventRow, sorted(made, key=lambda row: (row.published or "~", row.id)))


def _find_members(connection: Connection, name: str) -> Sequence[str]:
    held = select(MEMBERS.c.occurrence).where(MEMBERS.c.record == name)
    occurrence = connection.scalar(held) or name
    found = select(MEMBERS.c.record).where(MEMBERS.c.occurrence == occurrence)
    return connection.scalars(found).all() or [name]
