"""Dates are intervals with a precision; unknown is None, never a guess."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import field_validator, model_validator

from demarche.model.base import Noun
from demarche.model.span import Span
from demarche.model.vocabulary import Precision


class Interval(Noun):
    """ISO dates, end inclusive. `open` precision may lack one end ("since January")."""

    start: str | None
    end: str | None
    precision: Precision

    @field_validator("start", "end")
    @classmethod
    def _check_date(cls, value: str | None) -> str | None:
        if value is not None:
            date.fromisoformat(value[:10])
        return value

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.start and self.end and self.start[:10] > self.end[:10]:
            raise ValueError("an interval must not end before it starts")
        return self


class Published(Interval):
    """The publication date and how it is known: given, metadata, dateline, inferred, unknown."""

    method: str


class EventTime(Interval):
    """When an event happened.

    `method` says how the words were resolved (explicit, relative, publication, anchor, …); both
    ends are None when they could not be.
    """

    span: Span | None = None
    method: str = ""
