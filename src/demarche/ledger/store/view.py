"""The view: what a ledger holds, as reports and judgements again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from demarche.ledger.judgements import Judgement
from demarche.ledger.store import schema
from demarche.ledger.store.opening import Store
from demarche.model import Report

_DOCUMENTS_AT_A_TIME = 200
_KEPT_FIELDS = ("id", "url", "outlet", "title", "language", "genre", "sha256", "text")


class View:
    """Reads a ledger; each method sees one moment of it. Raises `LedgerError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list_documents(self) -> list[str]:
        """Return the ids of the documents, in order of publication."""
        documents, current = schema.DOCUMENTS, schema.CURRENT
        query = (
            select(documents.c.id)
            .join(current, current.c.document == documents.c.id)
            .order_by(documents.c.published, documents.c.id)
        )
        with self._store.begin() as connection:
            return list(connection.scalars(query))

    def load_reports(self, documents: Iterable[str] | None = None) -> Iterator[Report]:
        """Yield the newest report of each document (of all, in order of publication)."""
        wanted = self.list_documents() if documents is None else list(documents)
        for at in range(0, len(wanted), _DOCUMENTS_AT_A_TIME):
            batch = wanted[at : at + _DOCUMENTS_AT_A_TIME]
            with self._store.begin() as connection:
                found = load_readings(connection, find_current(connection, batch))
            yield from (Report.model_validate(found[name]) for name in batch if name in found)

    def find_known(self, origins: Sequence[str], reader: str) -> set[str]:
        """Return those inputs that this version has read before."""
        inputs = schema.INPUTS
        query = select(inputs.c.id).where(inputs.c.reader == reader, inputs.c.id.in_(origins))
        with self._store.begin() as connection:
            return set(connection.scalars(query))

    def load_judgements(self) -> list[Judgement]:
        """Return every judgement, withdrawals and withdrawn ones too, in order of time and id."""
        judgements = schema.JUDGEMENTS
        query = select(judgements.c.body).order_by(judgements.c.at, judgements.c.id)
        with self._store.begin() as connection:
            return [Judgement.model_validate_json(body) for body in connection.scalars(query)]

    def count(self) -> dict[str, int]:
        """Return how many documents, records of each kind, and judgements are in force or kept."""
        current = schema.CURRENT
        with self._store.begin() as connection:
            counts = {"documents": _count(connection, select(func.count()).select_from(current))}
            for kind, table in schema.RECORDS.items():
                held = table.join(current, current.c.reading == table.c.reading)
                counts[kind] = _count(connection, select(func.count()).select_from(held))
            judged = select(func.count()).select_from(schema.JUDGEMENTS)
            counts["judgements"] = _count(connection, judged)
        return counts


def _count(connection: Connection, query: Any) -> int:
    return int(connection.execute(query).scalar_one())


def find_current(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Return the document of each reading that counts now, of some documents."""
    current = schema.CURRENT.c
    query = select(current.reading, current.document).where(current.document.in_(list(documents)))
    return {row[0]: row[1] for row in connection.execute(query)}


def load_readings(
    connection: Connection, document_of: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return the reports of readings as JSON values, by document; one reading a document."""
    reports: dict[str, dict[str, Any]] = {}
    held, readings = schema.DOCUMENTS, schema.READINGS
    query = (
        select(held, readings.c.findings)
        .join(readings, readings.c.document == held.c.id)
        .where(readings.c.id.in_(document_of))
    )
    for row in connection.execute(query).mappings():
        document = {**{name: row[name] for name in _KEPT_FIELDS}, **json.loads(row["body"])}
        reports[row["id"]] = {"document": document, "findings": json.loads(row["findings"])}
    for kind, table in {"actors": schema.ACTORS, **schema.RECORDS}.items():
        bodies: dict[str, list[Any]] = defaultdict(list)
        rows = (
            select(table.c.reading, table.c.body)
            .where(table.c.reading.in_(document_of))
            .order_by(table.c.reading, table.c.number)
        )
        for reading, body in connection.execute(rows):
            bodies[document_of[reading]].append(json.loads(body))
        for name, records in bodies.items():
            reports[name][kind] = records
    return reports
