"""Search: the passages that have certain words, best first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import DOCUMENTS, PASSAGES
from demarche.query.filters import Filters, cut, is_rejected, list_document_columns
from demarche.query.matching import FTS, LANGUAGE, join_search, match_words
from demarche.query.rows import HitRow
from demarche.query.table import Table

_WORDS_AROUND = 24
_HEADLINE = f"StartSel={{}}, StopSel={{}}, MaxWords={_WORDS_AROUND}, MinWords=8"
MARKS = ("[", "]")


def find_words(
    store: Store,
    filters: Filters,
    words: str,
    *,
    kind: str | None = None,
    marks: tuple[str, str] = MARKS,
) -> Table[HitRow]:
    """Return documents and records whose words match, best first.

    `kind` is document, event, statement, commitment, exchange or position. All the words must be
    there, in any form of them; those between double quotes must stand together. The match stands
    between the two `marks`.
    """
    sqlite = store.is_sqlite
    query = join_search(_select_passages(words, sqlite, marks), sqlite=sqlite)
    query = query.where(
        match_words(words, sqlite=sqlite), *_narrow(filters, kind), ~is_rejected(PASSAGES.c.record)
    )
    query = query.order_by(_rank(words, sqlite), PASSAGES.c.number)
    query = cut(query, filters)
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
    return Table.of(HitRow, [HitRow(**row) for row in rows])


def _select_passages(words: str, sqlite: bool, marks: tuple[str, str]) -> Select[Any]:
    table = PASSAGES.c
    if sqlite:
        snippet = func.snippet(literal_column(FTS.name), 0, *marks, "…", _WORDS_AROUND)
    else:
        asked = func.websearch_to_tsquery(LANGUAGE, words)
        snippet = func.ts_headline(LANGUAGE, table.words, asked, _HEADLINE.format(*marks))
    columns = (table.kind, table.record, table.document, snippet.label("words"))
    return (
        select(*columns, *list_document_columns())
        .select_from(PASSAGES)
        .join(DOCUMENTS, DOCUMENTS.c.id == table.document)
    )


def _rank(words: str, sqlite: bool) -> ColumnElement[Any]:
    if sqlite:
        return literal_column("passages_fts.rank")
    asked = func.websearch_to_tsquery(LANGUAGE, words)
    return func.ts_rank(func.to_tsvector(LANGUAGE, PASSAGES.c.words), asked).desc()


def _narrow(filters: Filters, kind: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if kind:
        wanted.append(PASSAGES.c.kind == kind)
    if filters.since:
        wanted.append(DOCUMENTS.c.published >= filters.since)
    if filters.until:
        wanted.append(DOCUMENTS.c.published <= f"{filters.until}~")
    if filters.outlet:
        wanted.append(func.lower(DOCUMENTS.c.outlet) == filters.outlet.lower())
    return wanted
