"""Documents: which there are, one with its records, and where a record stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from demarche.errors import QueryError
from demarche.ledger.store import View
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import (
    ACTORS,
    COMMITMENTS,
    CURRENT,
    DOCUMENTS,
    EVENTS,
    RECORDS,
    STATEMENTS,
)
from demarche.model import Report
from demarche.model.base import Noun
from demarche.query.filters import Filters, cut
from demarche.query.table import Table

_COUNTED = {"events": EVENTS, "statements": STATEMENTS, "commitments": COMMITMENTS}


class DocumentRow(Noun):
    """A document, and how many records its newest reading has."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    genre: str | None
    events: int
    statements: int
    commitments: int


def find_documents(store: Store, filters: Filters) -> Table[DocumentRow]:
    """Return the documents that `since`, `until` and `outlet` leave, the newest first."""
    held = DOCUMENTS.c
    query = (
        select(*(held[n] for n in ("id", "outlet", "title", "url", "published", "genre")))
        .add_columns(*(_count(table).label(name) for name, table in _COUNTED.items()))
        .select_from(DOCUMENTS.outerjoin(CURRENT, CURRENT.c.document == held.id))
        .order_by(held.published.desc().nulls_last(), held.id)
    )
    if filters.since:
        query = query.where(held.published >= filters.since)
    if filters.until:
        query = query.where(held.published <= f"{filters.until}~")
    if filters.outlet:
        query = query.where(func.lower(held.outlet) == filters.outlet.lower())
    with store.begin() as connection:
        rows = connection.execute(cut(query, filters)).mappings().all()
    return Table.of(DocumentRow, [DocumentRow(**row) for row in rows])


def load_document(store: Store, document: str) -> Report:
    """Return the newest report of a document. Raises `QueryError` Q108 where there is none."""
    for report in View(store).load_reports([document]):
        return report
    raise QueryError("Q108", f"no document {document}", hint="`demarche search` prints ids")


def find_document_of(store: Store, record: str) -> str:
    """Return the document in which a record or actor of an id stands.

    Raises `QueryError` Q108 where the ledger has no such record.
    """
    with store.begin() as connection:
        for table in (*RECORDS.values(), ACTORS):
            found = connection.scalar(select(table.c.document).where(table.c.id == record))
            if found is not None:
                return str(found)
    raise QueryError("Q108", f"no record {record}", hint="`demarche search` prints ids")


def _count(table: Any) -> Any:
    return (select(func.count()).where(table.c.reading == CURRENT.c.reading)).scalar_subquery()
