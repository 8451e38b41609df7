"""Words asked for → the passages that have them, in SQLite's full-text search or PostgreSQL's."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, literal_column, select, table

from demarche.errors import QueryError
from demarche.ledger.store.schema import PASSAGES

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)
LANGUAGE: ColumnElement[str] = literal_column("'english'")
FTS = table("passages_fts", column("rowid"))


def match_words(words: str, *, sqlite: bool) -> ColumnElement[bool]:
    """Return the condition that a passage has all the words, in any form of them.

    Words between double quotes must stand together. Raises `QueryError` Q103 for no words at all.
    """
    pieces = [quoted or plain for quoted, plain in _PIECE.findall(words)]
    pieces = [piece for piece in pieces if _WORD.search(piece)]
    if not pieces:
        raise QueryError("Q103", "no words to search for", hint="name at least one word")
    if sqlite:
        asked = " ".join('"' + piece.replace('"', " ") + '"' for piece in pieces)
        return literal_column(FTS.name).bool_op("MATCH")(asked)
    asked = " ".join(f'"{piece}"' for piece in pieces)
    found = func.to_tsvector(LANGUAGE, PASSAGES.c.words)
    return found.bool_op("@@")(func.websearch_to_tsquery(LANGUAGE, asked))


def join_search(query: Select[Any], *, sqlite: bool) -> Select[Any]:
    """Return the query with the search's own table beside the passages."""
    if not sqlite:
        return query
    return query.join(FTS, PASSAGES.c.number == FTS.c.rowid)


def select_records(words: str, *, sqlite: bool) -> Select[Any]:
    """Return the query for the ids of records whose quote has the words."""
    found = join_search(select(PASSAGES.c.record).select_from(PASSAGES), sqlite=sqlite)
    return found.where(PASSAGES.c.record.is_not(None), match_words(words, sqlite=sqlite))
