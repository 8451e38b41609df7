"""The one writer: whole documents, each in a transaction of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from demarche.ids import hash_id
from demarche.ledger.judgements import Judgement
from demarche.ledger.store import schema
from demarche.ledger.store.deriving import split_parts
from demarche.ledger.store.naming import (
    name_document,
    name_reading,
    name_records,
    strip_reviews,
)
from demarche.ledger.store.opening import Store
from demarche.ledger.store.rows import (
    Told,
    make_actor_rows,
    make_document_row,
    make_party_rows,
    make_passage_rows,
    make_record_rows,
)
from demarche.model import Report
from demarche.model.base import Noun

Outcome = Literal["added", "reread", "unchanged"]


class Run(Noun):
    """One time the program was run over a ledger.

    `at` is its time (ISO, given by the caller), `reader` names the weights, rules and lists that
    read.
    """

    kind: Literal["add", "link", "review"]
    at: str
    program: str
    reader: str

    @property
    def id(self) -> str:
        """The run's id, a hash of all of it."""
        return hash_id("r", self.kind, self.at, self.program, self.reader)


class Writer:
    """Adds to a ledger for one run; nothing that is there is changed.

    Its methods raise `LedgerError`, as `telling_faults` says; what a failed call was to add is not
    there.
    """

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run

    def add_report(
        self, report: Report, *, origin: str | None = None, exported: bool = False
    ) -> Outcome:
        """Add one document with its records.

        What the same version read in the same document before is left as it is ("unchanged"); what
        another version read is superseded ("reread"), and stays. `origin` is the id of the input.
        The records of a report that a ledger `exported` keep their ids.
        """
        document = name_document(report.document)
        reading = name_reading(document, self._run.reader)
        with self._store.begin() as connection:
            held = find_base(connection, document)
            if held != reading:
                note_run(connection, self._run)
                told = Told(name_records(report, exported=exported), reading)
                if held is None:
                    row = make_document_row(told, given_id=report.document.id, run=self._run.id)
                    _add_new(connection, schema.DOCUMENTS, row)
                add_reading(connection, told, self._run.reader, self._run)
            if origin is not None:
                known = {"id": origin, "reader": self._run.reader, "reading": reading}
                _add_new(connection, schema.INPUTS, known)
        if held is None:
            return "added"
        return "unchanged" if held == reading else "reread"

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Add judgements, all of them or none; return how many were not there yet."""
        with self._store.begin() as connection:
            return insert_judgements(connection, judgements, self._run)


def insert_judgements(connection: Connection, judgements: Iterable[Judgement], run: Run) -> int:
    """Add judgements within a transaction; return how many were not there yet."""
    given = {judgement.id: judgement for judgement in judgements}
    note_run(connection, run)
    known: set[str] = set()
    for part in split_parts(given):
        ids = schema.JUDGEMENTS.c.id
        known.update(connection.scalars(select(ids).where(ids.in_(part))))
    fresh = [one for name, one in given.items() if name not in known]
    _add_all(connection, schema.JUDGEMENTS, [_make_judgement_row(one) for one in fresh])
    _add_all(connection, schema.SUBJECTS, [row for one in fresh for row in _make_subject_rows(one)])
    return len(fresh)


def note_run(connection: Connection, run: Run) -> None:
    """Add the run, if it is not there."""
    _add_new(connection, schema.RUNS, {"id": run.id, **run.model_dump()})


def add_reading(connection: Connection, told: Told, reader: str, run: Run) -> None:
    """Add what `reader` read in a document that is there, and let it count from now on.

    A reading that is there already is only made to count again.
    """
    row = {
        "id": told.reading,
        "document": told.document,
        "reader": reader,
        "run": run.id,
        "findings": json.dumps(told.report["findings"], ensure_ascii=False),
    }
    if _add_new(connection, schema.READINGS, row):
        _add_all(connection, schema.ACTORS, make_actor_rows(told))
        for kind, table in schema.RECORDS.items():
            _add_all(connection, table, make_record_rows(told, kind))
        _add_all(connection, schema.PARTIES, make_party_rows(told))
    for table in (schema.CURRENT, schema.PASSAGES):
        connection.execute(delete(table).where(table.c.document == told.document))
    pointer = {"document": told.document, "reading": told.reading}
    _add_all(connection, schema.CURRENT, [pointer])
    _add_all(connection, schema.PASSAGES, make_passage_rows(told))


def find_base(connection: Connection, document: str) -> str | None:
    """Return the reading that counts, as the program read it: without what a person corrected."""
    current, readings = schema.CURRENT.c, schema.READINGS
    query = (
        select(readings.c.reader)
        .join(schema.CURRENT, current.reading == readings.c.id)
        .where(current.document == document)
    )
    reader = connection.scalar(query)
    return None if reader is None else name_reading(document, strip_reviews(reader))


def _add_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _add_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Add the row if its key is not there; tell whether it was added."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = made(table).values(row).on_conflict_do_nothing().returning(table.c.id)
    return connection.execute(statement).first() is not None


def _make_judgement_row(judgement: Judgement) -> dict[str, Any]:
    columns = ("id", "kind", "verdict", "score", "at", "dated", "run")
    return {
        **{name: getattr(judgement, name) for name in columns},
        "author_kind": judgement.author.kind,
        "author": judgement.author.name,
        "body": judgement.model_dump_json(),
    }


def _make_subject_rows(judgement: Judgement) -> list[dict[str, Any]]:
    return [
        {"judgement": judgement.id, "number": number, "kind": subject.kind, "id": subject.id}
        for number, subject in enumerate(judgement.subjects)
    ]
