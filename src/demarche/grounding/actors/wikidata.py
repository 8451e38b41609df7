"""Wikidata's office holders: questions to ask, and answers read into claims; asks nothing itself.

Questions are SPARQL, from the templates in `data/actors/wikidata.yml`; answers
are JSON (`application/sparql-results+json`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from demarche.errors import RuleError
from demarche.grounding.actors.entries import UNKNOWN, Entry, OfficeKind, PartialDate, Words
from demarche.grounding.actors.registry import load_one

MEDIA = "application/sparql-results+json"
_LENGTHS = {9: 4, 10: 7, 11: 10}
_DAY = 11


class Question(Entry):
    """An office to ask for: by a statement on the country, or by kinds of position on persons."""

    office: OfficeKind
    title: Words
    property: Annotated[str, Field(pattern=r"^P\d+$")] | None = None
    classes: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.property is None) == (not self.classes):
            raise ValueError("a question has a property or classes, and not both")
        return self


class QuestionBook(Entry):
    """What `data/actors/wikidata.yml` holds."""

    questions: tuple[Question, ...]
    since: PartialDate
    on_country: Words
    on_person: Words
    shared: Words
    genders: dict[str, Literal["f", "m"]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One tenure as Wikidata states it; `item` is the person's id there, dates are partial."""

    item: str
    name: str
    family: str
    gender: Literal["f", "m"] | None
    office: OfficeKind
    title: str
    country: str
    start: str
    end: str


@cache
def load_questions() -> QuestionBook:
    """Return the questions of the package's own data (read once)."""
    return load_one("wikidata.yml", QuestionBook)


def write_query(question: Question, country: str) -> str:
    """Return the SPARQL that asks for an office's holders in a country (ISO alpha-3)."""
    book = load_questions()
    shared = book.shared % {"since": book.since}
    if question.property is not None:
        facts = {"code": country, "property": question.property, "shared": shared}
        return book.on_country % facts
    labels = " ".join(f'"{label}"@en' for label in question.classes)
    return book.on_person % {"code": country, "labels": labels, "shared": shared}


def read_answer(content: bytes, question: Question, country: str) -> list[Claim]:
    """Return the claims of an answer, by start, one a person and start.

    Raises `RuleError` G120 for what is no answer of a query service.
    """
    try:
        rows = json.loads(content)["results"]["bindings"]
        claims = [_read_row(row, question, country) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(
            "G120", f"the answer for {question.office} of {country} is none that can be read",
            hint="the address should be that of a SPARQL query service",
        ) from error  # fmt: skip
    found: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.item, c.family, c.end)):
        found.setdefault((claim.item, claim.start), claim)
    return list(found.values())


def _read_row(row: Mapping[str, Any], question: Question, country: str) -> Claim:
    name = _value(row, "name")
    family = _value(row, "family")
    words = name.split()
    known = set(family.split()) <= set(words) and bool(family)
    gender = load_questions().genders.get(_value(row, "gender").rpartition("/")[2])
    return Claim(
        item=row["person"]["value"].rpartition("/")[2],
        name=name,
        family=family if known else words[-1],
        gender=gender,
        office=question.office,
        title=question.title,
        country=country,
        start=_read_date(row, "start"),
        end=_read_date(row, "end"),
    )


def _value(row: Mapping[str, Any], key: str) -> str:
    return str(row[key]["value"]) if key in row else ""


def _read_date(row: Mapping[str, Any], key: str) -> str:
    """Return a date as long as its precision; what is coarser than a year is unknown."""
    text, precision = _value(row, key), _value(row, f"{key}Precision")
    length = _LENGTHS.get(min(int(precision or 0), _DAY), 0)
    return text[:length] if length and text[:4].isdigit() else UNKNOWN
