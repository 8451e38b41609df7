"""Brings what is derived in line with the judgements, for a few records, within a transaction.

What it leaves is what deriving the whole ledger anew would leave, at the cost of the records that
judgements tie together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from demarche.ledger.judgements import Judgement, find_rejected, select_in_force, settle_records
from demarche.ledger.link.judge import find_origins
from demarche.ledger.link.occurrences import Occurrence, derive_occurrences
from demarche.ledger.link.tellings import list_tellings
from demarche.ledger.reviewing.correcting import apply_corrections
from demarche.ledger.reviewing.lookup import list_records, load_bearing, load_report
from demarche.ledger.store import Run, Store, schema
from demarche.ledger.store.deriving import replace_occurrences, replace_standings, split_parts
from demarche.ledger.store.naming import (
    name_document,
    name_reading,
    name_reviewed,
    strip_reviews,
)
from demarche.ledger.store.rows import Told
from demarche.ledger.store.view import find_current, load_readings
from demarche.ledger.store.writer import add_reading, note_run
from demarche.model import Report


def rederive(connection: Connection, records: Collection[str], run: Run) -> None:
    """Derive anew what follows from the judgements about some records."""
    settle_readings(connection, _find_documents(connection, records), run)
    near = _list_subjects(load_bearing(connection, records)) | set(records)
    bearing = load_bearing(connection, _list_subjects(load_bearing(connection, near)) | near)
    replace_standings(connection, near, bearing)
    joined = _close(connection, records, "same-occurrence")
    replace_occurrences(connection, joined, *_derive(connection, joined))


def renew_corrections(store: Store, run: Run, report: Report) -> None:
    """Make the corrections in force again in a document that was read anew; a record that is no
    longer read has none. Raises `LedgerError`.
    """
    with store.begin() as connection:
        settle_readings(connection, [name_document(report.document)], run)


def settle_readings(connection: Connection, documents: Iterable[str], run: Run) -> None:
    """Let each document's reading that counts be the program's with all corrections in force."""
    for document in documents:
        records = [subject.id for subject in list_records(connection, document)]
        settled = settle_records(load_bearing(connection, records))
        corrections = {
            record: [one for one in holding if one.verdict == "corrected"]
            for record, holding in settled.items()
        }
        _settle_reading(connection, document, corrections, run)


def _settle_reading(
    connection: Connection, document: str, corrections: dict[str, list[Judgement]], run: Run
) -> None:
    readings, current = schema.READINGS.c, schema.CURRENT.c
    query = (
        select(readings.id, readings.reader)
        .join(schema.CURRENT, current.reading == readings.id)
        .where(current.document == document)
    )
    held, reader = connection.execute(query).one()
    base = strip_reviews(reader)
    names = [one.id for holding in corrections.values() for one in holding]
    wanted = name_reviewed(base, sorted(names)) if names else base
    reading = name_reading(document, wanted)
    if reading == held:
        return
    report = load_report(connection, document, name_reading(document, base))
    note_run(connection, run)
    told = Told(apply_corrections(report, corrections), reading)
    add_reading(connection, told, wanted, run)


def _find_documents(connection: Connection, records: Collection[str]) -> list[str]:
    found: set[str] = set()
    for table in schema.RECORDS.values():
        for part in split_parts(records):
            current = schema.CURRENT.c.reading
            query = select(table.c.document).where(table.c.id.in_(part), table.c.reading == current)
            found.update(connection.scalars(query))
    return sorted(found)


def _list_subjects(judgements: Iterable[Judgement]) -> set[str]:
    """Return the ids of all that is judged, but for judgements."""
    return {
        subject.id
        for judgement in judgements
        for subject in judgement.subjects
        if subject.kind != "judgement"
    }


def _close(connection: Connection, ids: Iterable[str], kind: str) -> set[str]:
    """Return the ids with all that judgements of a kind, in force or not, tie to them."""
    closed: set[str] = set()
    fresh = set(ids)
    while fresh:
        closed |= fresh
        bearing = (one for one in load_bearing(connection, fresh) if one.kind == kind)
        fresh = _list_subjects(one for one in bearing if one.verdict == "same") - closed
    return closed


def _derive(connection: Connection, records: set[str]) -> tuple[list[Occurrence], dict[str, str]]:
    documents = _find_documents(connection, records)
    copies = sorted(_close(connection, documents, "same-origin"))
    found = load_readings(connection, find_current(connection, copies))
    reports = [Report.model_validate(found[name]) for name in copies if name in found]
    judgements = load_bearing(connection, {*records, *copies})
    tellings = [
        telling
        for telling in list_tellings(r for r in reports if r.document.id in documents)
        if telling.id in records
    ]
    in_force = select_in_force(judgements)
    rejected = find_rejected(judgements)
    occurrences = derive_occurrences(tellings, in_force, rejected=rejected)
    return occurrences, find_origins(reports, in_force)
