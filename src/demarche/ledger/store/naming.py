"""Ids in a ledger: a record's own id says which document of which ledger it stands in.

Reading gives ids that are unique in one document. Two copies of a text would give the same ones,
so the ledger hashes them anew with the document they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from demarche.ids import hash_id
from demarche.model import Document, Report

_DIGITS = 16
_REVIEWED = "+review/"
_KINDS = ("actors", "events", "statements", "commitments", "exchanges", "positions")
_HOLDS_IDS = frozenset(
    {
        "id", "source", "target", "actor", "attribution", "claimed_by", "speaker", "addressee",
        "via", "events", "by", "to", "event", "parties", "holder",
    }
)  # fmt: skip


def name_document(document: Document) -> str:
    """Return the id of a document in a ledger: a hash of its text and of where it was published."""
    published = document.published.start if document.published else None
    known = (document.sha256, document.url, document.outlet, document.title, published)
    return hash_id("d", *known, digits=_DIGITS)


def name_reading(document: str, reader: str) -> str:
    """Return the id of what one version of the program read in one document."""
    return hash_id("g", document, reader, digits=_DIGITS)


def name_reviewed(reader: str, judgements: Iterable[str]) -> str:
    """Return the reader's name for its reading with a person's corrections."""
    return f"{reader}{_REVIEWED}{hash_id('j', *judgements).partition(':')[2]}"


def strip_reviews(reader: str) -> str:
    """Return the name of the reader alone, whoever corrected what it read."""
    return reader.partition(_REVIEWED)[0]


def name_input(*parts: object) -> str:
    """Return the id of an input as it came."""
    return hash_id("i", *parts, digits=_DIGITS)


def name_records(report: Report, *, exported: bool = False) -> dict[str, Any]:
    """Return the report as JSON values, every id in it being the ledger's.

    A report that was `exported` has such ids already, if its document's says so.
    """
    told = report.model_dump(mode="json", by_alias=True)
    document = name_document(report.document)
    ids = (record["id"] for kind in _KINDS for record in told[kind])
    kept = exported and report.document.id == document
    names = {
        id: id if kept else hash_id(id.partition(":")[0], document, id, digits=_DIGITS)
        for id in ids
    }
    renamed = {kind: [_rename(record, names) for record in told[kind]] for kind in _KINDS}
    return {**told, **renamed, "document": {**told["document"], "id": document}}


def _rename(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_rename(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _replace(item, names) if key in _HOLDS_IDS else _rename(item, names)
        for key, item in value.items()
    }


def _replace(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_replace(item, names) for item in value]
    return value
