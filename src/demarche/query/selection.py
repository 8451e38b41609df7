"""What leaves the ledger: each document's newest reading, narrowed to the records asked for."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    case,
    false,
    func,
    literal,
    null,
    select,
    union_all,
)

from demarche.ledger.store import View
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import (
    CURRENT,
    DOCUMENTS,
    EVENTS,
    MEMBERS,
    OCCURRENCES,
    READINGS,
    RECORDS,
    RUNS,
)
from demarche.model import Report
from demarche.query.filters import Filters, asks_for_another, cut, select_current
from demarche.query.parties import ACTING, takes_part

KINDS: tuple[str, ...] = tuple(RECORDS)
_ROWS_AT_A_TIME = 1000
_DOCUMENTS_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Source:
    """What read a document: the run's id and time (ISO), the program's version, and
    "version/weights/lists" of the reader.
    """

    run: str
    at: str
    program: str
    reader: str


@dataclass(frozen=True, slots=True)
class Link:
    """What an event was linked to: the occurrence, how many records tell it, and how many
    independent documents. Of each occurrence one record is the surest.
    """

    occurrence: str | None
    reports: int
    origins: int
    surest: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One document with the records asked for, in its report; `links` are its events', by id."""

    report: Report
    source: Source
    links: Mapping[str, Link] = field(default_factory=dict)


def select_tellings(
    store: Store,
    filters: Filters,
    *,
    between: Sequence[str] = (),
    kinds: Sequence[str] = KINDS,
) -> Iterator[Telling]:
    """Yield the documents that have records of the kinds asked for, in order of publication.

    All of `between` must take part. A kind without what a limit asks for (statements have no type)
    is left out. With no limit at all, documents without records are yielded as well. Reads as it
    goes: memory does not grow with what is read. Raises what `takes_part` and `check_day` raise.
    """
    query = _select_ids(filters, between, kinds)
    view = View(store)
    with store.begin() as connection:
        found = connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(query).mappings()
        groups = itertools.groupby(found, key=lambda row: str(row["document"]))
        documents = ((document, list(rows)) for document, rows in groups)
        while batch := dict(itertools.islice(documents, _DOCUMENTS_AT_A_TIME)):
            sources = _load_sources(store, list(batch))
            for report in view.load_reports(batch):
                name = report.document.id
                yield _make_telling(report, sources[name], batch[name])


def _select_ids(filters: Filters, between: Sequence[str], kinds: Sequence[str]) -> Select[Any]:
    """Return the query for (document, kind, id, link) of each record, in order of publication."""
    parts = [
        _select_kind(kind, filters.model_copy(update={"limit": None, "skip": 0}), between)
        for kind in kinds
        if not asks_for_another(filters, RECORDS[kind])
    ]
    if not parts or (filters == Filters() and not between):
        parts.append(_select_documents(none=not parts))
    found = union_all(*parts).subquery()
    ids = found.c
    order = (ids.published.is_(None), ids.published, ids.document, ids.kind, ids.number)
    query: Select[Any] = select(found).order_by(*order)
    return cut(query, filters)


def _select_kind(kind: str, filters: Filters, between: Sequence[str]) -> Select[Any]:
    table = RECORDS[kind]
    roles = ACTING if table is EVENTS else ()
    query = select_current(table, filters).where(*(takes_part(table, n, roles) for n in between))
    narrowed = query.order_by(None).with_only_columns(DOCUMENTS.c.published, table.c.document)
    link = _list_link_columns() if table is EVENTS else _NO_LINK
    named = narrowed.add_columns(literal(kind).label("kind"), table.c.id, table.c.number, *link)
    if table is not EVENTS:
        return named
    return named.outerjoin(MEMBERS, MEMBERS.c.record == EVENTS.c.id).outerjoin(
        OCCURRENCES, OCCURRENCES.c.id == MEMBERS.c.occurrence
    )


def _select_documents(*, none: bool) -> Select[Any]:
    query = select(DOCUMENTS.c.published, CURRENT.c.document).join(CURRENT)
    named = query.add_columns(*_NO_RECORD, *_NO_LINK)
    return named.where(false()) if none else named


def _list_link_columns() -> list[ColumnElement[Any]]:
    other = MEMBERS.alias()
    told = select(func.count()).where(other.c.occurrence == MEMBERS.c.occurrence).scalar_subquery()
    rank = func.row_number().over(
        partition_by=func.coalesce(MEMBERS.c.occurrence, EVENTS.c.id),
        order_by=(EVENTS.c.confidence.desc(), EVENTS.c.day, EVENTS.c.id),
    )
    return [
        MEMBERS.c.occurrence,
        case((MEMBERS.c.occurrence.is_(None), 1), else_=told).label("reports"),
        func.coalesce(OCCURRENCES.c.origins, 1).label("origins"),
        rank.label("rank"),
    ]


_NO_LINK: tuple[ColumnElement[Any], ...] = (
    null().label("occurrence"), literal(1).label("reports"), literal(1).label("origins"),
    literal(1).label("rank"),
)  # fmt: skip
_NO_RECORD: tuple[ColumnElement[Any], ...] = (
    literal("").label("kind"), literal("").label("id"), literal(0).label("number"),
)  # fmt: skip


def _load_sources(store: Store, documents: Sequence[str]) -> dict[str, Source]:
    query = (
        select(CURRENT.c.document, RUNS.c.id, RUNS.c.at, RUNS.c.program, READINGS.c.reader)
        .join(READINGS, READINGS.c.id == CURRENT.c.reading)
        .join(RUNS, RUNS.c.id == READINGS.c.run)
        .where(CURRENT.c.document.in_(documents))
    )
    with store.begin() as connection:
        return {row[0]: Source(*row[1:]) for row in connection.execute(query)}


def _make_telling(report: Report, source: Source, rows: Sequence[RowMapping]) -> Telling:
    wanted: dict[str, set[str]] = defaultdict(set)
    links = {}
    for row in rows:
        wanted[row["kind"]].add(row["id"])
        if row["kind"] == EVENTS.name:
            links[row["id"]] = Link(
                row["occurrence"], row["reports"], row["origins"], surest=row["rank"] == 1
            )
    kept = {
        kind: tuple(one for one in getattr(report, kind) if one.id in wanted[kind])
        for kind in RECORDS
    }
    return Telling(report.model_copy(update=kept), source, links)
