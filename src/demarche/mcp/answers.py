"""A question → its answer: rows of the ledger, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from pydantic import Field

from demarche.ledger.link.compare import Line
from demarche.ledger.link.corroborate import Conflict
from demarche.mcp.passages import MARKS, Passage, place_hits
from demarche.mcp.questions import (
    Commitments,
    Compare,
    Contacts,
    Nothing,
    Occurrence,
    Paged,
    Search,
    Statements,
    Who,
    list_limits,
)
from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.comparison import choose_pair
from demarche.query.rows import ActorRow, CommitmentRow, EventRow, StatementRow
from demarche.query.state import State

RowT = TypeVar("RowT", bound=Noun)


class Answer(Noun, Generic[RowT]):
    """Some rows; `next_skip` asks for those that follow, null where there are none."""

    rows: tuple[RowT, ...]
    next_skip: int | None = Field(description="The skip of the next rows; null at the end.")


class Comparison(Answer[Line]):
    """Two documents' tellings of one contact: line by line, and where their facts differ."""

    one: EventRow
    other: EventRow
    sides: tuple[str | None, str | None]
    conflicts: tuple[Conflict, ...]


def find_contacts(ledger: Ledger, question: Contacts) -> Answer[EventRow]:
    """Return the contacts asked for."""
    limits = list_limits(question, "place", "status")
    found = ledger.contacts(*question.between, every=question.every, **limits)
    return _go_on(found.rows, question)


def find_commitments(ledger: Ledger, question: Commitments) -> Answer[CommitmentRow]:
    """Return the promises asked for. Raises `QueryError` Q104 for open ones of no day."""
    limits = list_limits(question, "by", "to", "about", "status", "as_of", "open")
    return _go_on(ledger.commitments(**limits).rows, question)


def find_statements(ledger: Ledger, question: Statements) -> Answer[StatementRow]:
    """Return the statements asked for."""
    limits = list_limits(question, "speaker", "addressee", "about")
    return _go_on(ledger.statements(**limits).rows, question)


def show_occurrence(ledger: Ledger, question: Occurrence) -> Answer[EventRow]:
    """Return what tells of an occurrence. Raises `QueryError` Q105 where there is none."""
    return _cut(ledger.occurrence(question.id).rows, question)


def compare_tellings(ledger: Ledger, question: Compare) -> Comparison:
    """Return two tellings side by side. Raises `QueryError` Q105 for an id that is none, Q107 where
    one document alone tells of the contact.
    """
    rows = ledger.occurrence(question.id).rows
    others = ledger.occurrence(question.other).rows if question.other else rows
    one, other = choose_pair(rows, question.id, others)
    found = ledger.compare(one, other).comparison
    lines = _cut(found.lines, question)
    return Comparison(
        rows=lines.rows, next_skip=lines.next_skip, one=one, other=other,
        sides=found.sides, conflicts=found.conflicts,
    )  # fmt: skip


def search_words(ledger: Ledger, question: Search) -> Answer[Passage]:
    """Return the passages that have the words, the best first."""
    limits = question.model_dump(include={"since", "until", "outlet", "skip", "kind"})
    limits |= {"limit": question.limit + 1, "marks": MARKS}
    found = _go_on(ledger.search(question.words, **limits).rows, question)
    return Answer(rows=place_hits(ledger, found.rows), next_skip=found.next_skip)


def find_actors(ledger: Ledger, question: Who) -> Answer[ActorRow]:
    """Return the persons and bodies of a name, those in most documents first."""
    found = ledger.who(question.name, limit=question.skip + question.limit + 1)
    return _cut(found.rows, question)


def describe_ledger(ledger: Ledger, _: Nothing) -> State:
    """Return what the ledger holds."""
    return ledger.state()


def _cut(rows: Sequence[RowT], question: Paged) -> Answer[RowT]:
    return _go_on(rows[question.skip :], question)


def _go_on(rows: Sequence[RowT], question: Paged) -> Answer[RowT]:
    """Return the rows asked for of those from `skip` on, and where more begin."""
    more = len(rows) > question.limit
    return Answer(
        rows=tuple(rows[: question.limit]),
        next_skip=question.skip + question.limit if more else None,
    )
