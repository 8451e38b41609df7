"""SQL as it is typed, over the ledger's own tables; reading only."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import ResourceClosedError

from demarche.errors import LedgerError, QueryError
from demarche.ledger.store.opening import Store
from demarche.query.table import Table

_HINT = "`SELECT name FROM sqlite_master` lists the tables; the ledger page tells of them"


def run_sql(store: Store, statement: str) -> Table[tuple[Any, ...]]:
    """Return the rows that one SQL statement gives.

    Raises `QueryError` Q106 for a statement that cannot be run, or that gives no rows; nothing is
    ever written.
    """
    try:
        with store.begin() as connection:
            found = connection.exec_driver_sql(statement)
            return Table(tuple(found.keys()), tuple(tuple(row) for row in found))
    except ResourceClosedError as error:
        raise QueryError("Q106", "that gives no rows", hint="ask with SELECT") from error
    except LedgerError as error:
        if error.code in ("K103", "K109"):
            said = error.message.rpartition(": ")[2]
            raise QueryError("Q106", f"that cannot be run: {said}", hint=_HINT) from error
        raise
