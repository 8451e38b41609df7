"""What narrows a question, whatever is asked."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import Field, field_validator, model_validator
from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from demarche.errors import QueryError
from demarche.ledger.store.schema import CURRENT, DOCUMENTS, STANDINGS
from demarche.model.base import Noun
from demarche.model.vocabulary import EVENT_TYPES

_MONTH, _YEAR = len("2022-02"), len("2022")


class Filters(Noun):
    """Limits to an answer; none by default.

    `since` and `until` are ISO days, months or years, both inclusive; `place` is a place's name or
    a country's code; `type`, `status`, `outlet` are as the records have them; `confidence` is the
    least, 0 to 1; `limit` is how many rows at most. Raises `QueryError` Q101 for a date or type
    that is none.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    outlet: str | None = None
    confidence: float = Field(default=0.0, ge=0, le=1)
    limit: int | None = Field(default=None, gt=0)

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


def select_current(table: Table, filters: Filters) -> Select[Any]:
    """Return the newest readings' records of a table with their documents, narrowed and in order
    of day; what a person rejected is left out.
    """
    query = (
        select(table, *list_document_columns())
        .join(CURRENT, CURRENT.c.reading == table.c.reading)
        .join(DOCUMENTS, DOCUMENTS.c.id == table.c.document)
        .where(*_narrow(table, filters))
        .where(~_is_rejected(table))
        .order_by(*_order(table.c))
    )
    return query.limit(filters.limit) if filters.limit else query


def _order(columns: Any) -> tuple[ColumnElement[Any], ...]:
    published = DOCUMENTS.c.published
    return (columns.day.is_(None), columns.day, published, columns.document, columns.number)


def list_document_columns() -> list[ColumnElement[Any]]:
    """Return the columns that say which document a row comes from."""
    return [DOCUMENTS.c[name] for name in ("outlet", "title", "url", "published")]


def _is_rejected(table: Table) -> ColumnElement[bool]:
    standing = STANDINGS.c
    judged = select(standing.record).where(
        standing.record == table.c.id, standing.kind == "record", standing.verdict == "rejected"
    )
    return judged.exists()


def _narrow(table: Table, filters: Filters) -> list[ColumnElement[bool]]:
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
    for name, value in (("type", filters.type), ("status", filters.status)):
        if value is not None:
            _need_column(table, name)
            wanted.append(func.lower(columns[name]) == value.lower())
    if filters.place:
        _need_column(table, "place")
        told = func.lower(columns.place) == filters.place.lower()
        wanted.append(or_(told, columns.place_country == filters.place))
    return wanted


def asks_for_another(filters: Filters, table: Table) -> bool:
    """Tell whether a limit is on something that the table's records do not have."""
    asked = {"type": filters.type, "status": filters.status, "place": filters.place}
    return any(value is not None and name not in table.c for name, value in asked.items())


def _need_column(table: Table, name: str) -> None:
    if name not in table.c:
        raise QueryError("Q102", f"{table.name} have no {name}", hint="leave that filter out")
