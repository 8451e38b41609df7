"""Ids → what they name in the ledger: subjects, reports, and the judgements that bear on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, get_args

from sqlalchemy import Connection, select

from demarche.errors import LedgerError
from demarche.ledger.judgements import Judgement, Subject, SubjectKind
from demarche.ledger.store import schema
from demarche.ledger.store.deriving import split_parts
from demarche.ledger.store.view import find_current, load_readings

_KINDS: dict[str, SubjectKind] = {
    "e": "event", "s": "statement", "c": "commitment", "x": "exchange", "p": "position",
    "d": "document", "j": "judgement",
}  # fmt: skip
_RECORD_KINDS = frozenset(get_args(SubjectKind)) - {"document", "judgement"}


def is_record(subject: Subject) -> bool:
    """Tell whether the subject is a record of a document."""
    return subject.kind in _RECORD_KINDS


def find_subject(connection: Connection, name: str) -> Subject:
    """Return the record, document or judgement of an id. Raises `LedgerError` K120 for none."""
    kind = _KINDS.get(name.partition(":")[0])
    found: str | None = None
    if kind == "judgement":
        judged = schema.JUDGEMENTS.c.id
        if connection.scalar(select(judged).where(judged == name)):
            return Subject(kind=kind, id=name)
    elif kind == "document":
        held = schema.CURRENT.c.document
        found = connection.scalar(select(held).where(held == name))
    elif kind is not None:
        table, current = schema.RECORDS[f"{kind}s"].c, schema.CURRENT.c
        query = select(table.document).where(table.id == name, table.reading == current.reading)
        found = connection.scalar(query)
    if found is None or kind is None:
        raise LedgerError(
            "K120", f"no record {name} in the ledger", hint="`demarche review list` prints ids"
        )
    return Subject(kind=kind, id=name, document=found)


def list_records(connection: Connection, document: str) -> list[Subject]:
    """Return all records of a document, as it is read now."""
    current = schema.CURRENT.c
    found = []
    for kind, table in schema.RECORDS.items():
        query = (
            select(table.c.id)
            .join(schema.CURRENT, current.reading == table.c.reading)
            .where(current.document == document)
            .order_by(table.c.number)
        )
        name: Any = kind.removesuffix("s")
        found += [
            Subject(kind=name, id=one, document=document) for one in connection.scalars(query)
        ]
    return found


def load_report(
    connection: Connection, document: str, reading: str | None = None
) -> dict[str, Any]:
    """Return the report of a document, the newest or that of a reading, as JSON values."""
    held = {reading: document} if reading else find_current(connection, [document])
    report = load_readings(connection, held)[document]
    return {**{f"{kind}s": [] for kind in _RECORD_KINDS}, "actors": [], **report}


def load_judgements(connection: Connection, ids: Collection[str]) -> list[Judgement]:
    """Return the judgements of some ids. Raises `LedgerError` K120 where one is not there."""
    found = _load_bodies(connection, schema.JUDGEMENTS.c.id, ids)
    missing = sorted(set(ids) - {judgement.id for judgement in found})
    if missing:
        raise LedgerError(
            "K120", f"no judgement {missing[0]}", hint="`demarche review log` prints ids"
        )
    return found


def load_bearing(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """Return every judgement about any of the ids, with what withdraws it, and so on."""
    found: dict[str, Judgement] = {}
    wanted = set(ids)
    while wanted:
        about = select(schema.SUBJECTS.c.judgement)
        fresh: dict[str, Judgement] = {}
        for part in split_parts(wanted):
            query = select(schema.JUDGEMENTS.c.body).where(
                schema.JUDGEMENTS.c.id.in_(about.where(schema.SUBJECTS.c.id.in_(part)))
            )
            for body in connection.scalars(query):
                judgement = Judgement.model_validate_json(body)
                fresh[judgement.id] = judgement
        wanted = fresh.keys() - found.keys()
        found |= fresh
    return sorted(found.values(), key=lambda one: (one.at, one.id))


def _load_bodies(connection: Connection, column: Any, ids: Iterable[str]) -> list[Judgement]:
    found = []
    for part in split_parts(ids):
        query = select(schema.JUDGEMENTS.c.body).where(column.in_(part))
        found += [Judgement.model_validate_json(body) for body in connection.scalars(query)]
    return found
