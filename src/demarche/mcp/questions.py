"""What an agent may ask: the arguments of each tool, closed to unknown ones."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from demarche.model.base import Noun
from demarche.model.vocabulary import Status

MOST_ROWS = 100
_USUAL_ROWS = 20
_LONGEST = 200
_MOST_ACTORS = 4
_ACTOR = (
    "A country (name or three-letter code: everyone of it), a registry's id, or a name of which "
    "every word must be there."
)
_DAYS = ["2022-02-01", "2022-02", "2022"]
_IDS = ["o:ba74732bd772"]

Text = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
Actor = Annotated[Text, Field(description=_ACTOR, examples=["USA", "Ukraine", "Lavrov"])]
Words = Annotated[
    Text,
    Field(
        description="Words that must be there, in any form; those in double quotes stand together.",
        examples=["grain", '"security guarantees"'],
    ),
]
Id = Annotated[
    Text,
    Field(
        description="An occurrence's id, or an event's, as find_contacts gives them.",
        examples=_IDS,
    ),
]
Outcome = Literal[
    "pending", "overdue", "kept", "partly-kept", "broken", "withdrawn", "superseded", "postponed"
]
Kind = Literal["document", "event", "statement", "commitment", "exchange", "position"]


def _take_one(given: object) -> object:
    """A lone name is a list of one."""
    return [given] if isinstance(given, str) else given


class Nothing(Noun):
    """No arguments."""


class Paged(Noun):
    """Which rows of the answer."""

    limit: int = Field(
        default=_USUAL_ROWS, ge=1, le=MOST_ROWS, description="How many rows at most."
    )
    skip: int = Field(
        default=0, ge=0, description="How many rows to pass over: an answer's next_skip."
    )


class Dated(Paged):
    """Of which days, from whom."""

    since: Text | None = Field(
        default=None, description="From this day, month or year on.", examples=_DAYS
    )
    until: Text | None = Field(
        default=None, description="Up to this day, month or year, inclusive.", examples=_DAYS
    )
    outlet: Text | None = Field(
        default=None, description="Who published it, as an answer's outlet has it."
    )


class Narrowed(Dated):
    """How sure, in which order."""

    confidence: float = Field(default=0.0, ge=0, le=1, description="The least confidence.")
    newest: bool = Field(default=False, description="The latest day first.")


class Contacts(Narrowed):
    """Who met, called or wrote to whom."""

    between: Annotated[tuple[Actor, ...], BeforeValidator(_take_one)] = Field(
        default=(),
        max_length=_MOST_ACTORS,
        description="All of them take part; none: anybody.",
        examples=[["USA", "RUS"], ["Rubio", "Lavrov"]],
    )
    place: Text | None = Field(
        default=None, description="A place's name or a country's code.", examples=["Geneva", "CHE"]
    )
    status: Status | None = Field(default=None, description="How it stands; none: any.")
    every: bool = Field(
        default=False, description="One row a report, not the surest one of each occurrence."
    )


class Commitments(Narrowed):
    """Who promised what to whom."""

    by: Actor | None = Field(default=None, description=f"Who promised. {_ACTOR}")
    to: Actor | None = Field(default=None, description=f"Who was promised. {_ACTOR}")
    about: Words | None = None
    status: Outcome | None = Field(default=None, description="What became of it; none: anything.")
    as_of: Text | None = Field(
        default=None,
        description="The day that is asked about; without it nothing is overdue.",
        examples=_DAYS[:1],
    )
    open: bool = Field(default=False, description="Only those still open; needs as_of.")


class Statements(Narrowed):
    """Who said what to whom."""

    speaker: Actor | None = Field(default=None, description=f"Who said it. {_ACTOR}")
    addressee: Actor | None = Field(default=None, description=f"To whom. {_ACTOR}")
    about: Words | None = None


class Occurrence(Paged):
    """One occurrence."""

    id: Id


class Compare(Paged):
    """Two tellings of one contact."""

    id: Id
    other: Id | None = Field(
        default=None, description="The other event; without it, another side's of the same contact."
    )


class Search(Dated):
    """Passages that have words."""

    words: Words
    kind: Kind | None = Field(default=None, description="Only passages of this kind.")


class Who(Paged):
    """Persons and bodies of a name."""

    name: Actor


def list_limits(question: Narrowed | Dated, *others: str) -> dict[str, Any]:
    """Return the question's limits as a ledger takes them, with one row more than was asked for:
    that tells whether the answer goes on.
    """
    names = {"since", "until", "outlet", "skip", "confidence", "newest", *others}
    return {**question.model_dump(include=names), "limit": question.limit + 1}
