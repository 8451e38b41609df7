"""What narrows a question, whatever is asked."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import Field, field_validator, model_validator
from sqlalchemy import ColumnElement, FromClause, Select, exists, func, or_, select

from demarche.errors import QueryError
from demarche.ledger.store.schema import CURRENT, DOCUMENTS, STANDINGS
from demarche.model.base import Noun
from demarche.model.vocabulary import EVENT_TYPES

_MONTH, _YEAR = len("2022-02"), len("2022")


class Filters(Noun):
    """Limits to an answer; none by default.

    `since` and `until` are ISO days, months or years, both inclusive; `place` is a place's name or
    a country's code; `type`, `status`, `outlet` are as the records have them; `confidence` is the
    least, 0 to 1; `limit` is how many rows at most, after the first `skip`; `newest` puts the
    latest day first. Raises `QueryError` Q101 for a date or type that is none.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    outlet: str | None = None
    confidence: float = Field(default=0.0, ge=0, le=1)
    limit: int | None = Field(default=None, gt=0)
    skip: int = Field(default=0, ge=0)
    newest: bool = False

    @field_validator("since", "until")
    @classmethod
    def _check_day(cls, value: str | None) -> str | None:
        return None if value is None else check_day(value)

    @model_validator(mode="after")
    def _check_type(self) -> Self:
        if self.type is not None and self.type.upper() not in EVENT_TYPES:
            raise QueryError(
                "Q101", f"no event type {self.type}", hint=f"one of {', '.join(EVENT_TYPES)}"
            )
        return self


def check_day(value: str) -> str:
    """Return the ISO day, month or year; raises `QueryError` Q101 for anything else."""
    try:
        date.fromisoformat(_fill(value))
    except ValueError as error:
        raise QueryError("Q101", f"{value}: no date", hint="2022-02-01, 2022-02 or 2022") from error
    return value


def _fill(value: str) -> str:
    if len(value) == _YEAR:
        return f"{value}-01-01"
    return f"{value}-01" if len(value) == _MONTH else value


def select_current(
    table: FromClause, filters: Filters, *wanted: ColumnElement[bool]
) -> Select[Any]:
    """Return the newest readings' records of a table with their documents, narrowed and in order
    of day; what a person rejected is left out. `wanted` are further conditions, tried first.
    """
    # Records are the outer loop whatever the planner knows, so that their index gives the order.
    query = (
        select(table, *list_document_columns())
        .select_from(table.outerjoin(DOCUMENTS, DOCUMENTS.c.id == table.c.document))
        .where(*wanted, *_narrow(table, filters), is_current(table), ~is_rejected(table.c.id))
        .order_by(*order_rows(table.c, newest=filters.newest))
    )
    return cut(query, filters)


def cut(query: Select[Any], filters: Filters) -> Select[Any]:
    """Return the query for the rows that `skip` and `limit` leave."""
    query = query.limit(filters.limit) if filters.limit else query
    return query.offset(filters.skip) if filters.skip else query


def is_current(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a record's reading is the one that counts."""
    held = CURRENT.alias()
    return exists().where(held.c.reading == table.c.reading)


def order_rows(columns: Any, *, newest: bool) -> tuple[ColumnElement[Any], ...]:
    """Return what rows are ordered by: day (none comes last), publication, place in the text."""
    published, rest = DOCUMENTS.c.published, (columns.document, columns.number)
    if newest:
        return (columns.day.desc().nulls_last(), published.desc().nulls_last(), *rest)
    return (columns.day.asc().nulls_last(), published, *rest)


def list_document_columns() -> list[ColumnElement[Any]]:
    """Return the columns that say which document a row comes from."""
    return [DOCUMENTS.c[name] for name in ("outlet", "title", "url", "published")]


def is_rejected(record: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a person rejected the record of an id."""
    standing = STANDINGS.c
    judged = select(standing.record).where(
        standing.record == record, standing.kind == "record", standing.verdict == "rejected"
    )
    return judged.exists()


def _narrow(table: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    columns = table.c
    if filters.since:
        wanted.append(columns.day >= filters.since)
    if filters.until:
        wanted.append(columns.day <= f"{filters.until}~")
    if filters.confidence:
        wanted.append(columns.confidence >= filters.confidence)
    if filters.outlet:
        wanted.append(func.lower(DOCUMENTS.c.outlet) == filters.outlet.lower())
    if filters.type is not None:
        _need_column(table, "type")
        wanted.append(columns.type == filters.type.upper())
    if filters.status is not None:
        _need_column(table, "status")
        wanted.append(columns.status == filters.status.lower())
    if filters.place:
        _need_column(table, "place")
        told = func.lower(columns.place) == filters.place.lower()
        wanted.append(or_(told, columns.place_country == filters.place))
    return wanted


def asks_for_another(filters: Filters, table: FromClause) -> bool:
    """Tell whether a limit is on something that the table's records do not have."""
    asked = {"type": filters.type, "status": filters.status, "place": filters.place}
    return any(value is not None and name not in table.c for name, value in asked.items())


def _need_column(table: FromClause, name: str) -> None:
    if name not in table.c:
        raise QueryError(
            "Q102", f"{getattr(table, 'name', 'they')} have no {name}", hint="leave that filter out"
        )
