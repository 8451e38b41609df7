"""The desk of a review: the queue, records with their texts, and who decides what when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from demarche.errors import LedgerError
from demarche.export.cards import Card, make_deck
from demarche.export.page import cover_text, name_document, tell_document
from demarche.export.segments import Mark, cut_text
from demarche.export.wording import clean
from demarche.ledger.judgements import Judgement, Subject
from demarche.ledger.reviewing import (
    Decision,
    Field,
    Item,
    Review,
    list_decisions,
    list_fields,
    list_queue,
)
from demarche.ledger.reviewing.lookup import (
    find_subject,
    is_record,
    load_judgements,
    load_report,
)
from demarche.ledger.store import Store
from demarche.model import Report

QUEUE = 200
_LATEST = 40
_ASKED = ("same-occurrence", "follow-through")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an article; `marked` where they are the record's, `first` where it stands."""

    text: str
    marked: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record on the desk: its card, its article in paragraphs, its fields."""

    card: Card
    kind: str
    document: str
    title: str
    facts: tuple[str, ...]
    passages: tuple[tuple[Piece, ...], ...]
    fields: tuple[Field, ...]


class Desk:
    """Reads the queue through one connection and decides through another.

    `clock` gives the person at the moment of each decision. Methods raise `LedgerError`.
    """

    def __init__(self, reading: Store, deciding: Store, clock: Callable[[], Review]) -> None:
        self._reading, self._deciding, self._clock = reading, deciding, clock

    def decide(
        self, act: Callable[[Store, Review], Sequence[Judgement]]
    ) -> tuple[Review, Sequence[Judgement]]:
        """Let the person decide now; return who it was and what was judged."""
        review = self._clock()
        return review, act(self._deciding, review)

    def list_queue(self, kind: str | None = None) -> list[Item]:
        """Return what is to be decided, the least sure and weightiest first."""
        return list_queue(self._reading, limit=QUEUE, kind=kind)

    def list_decisions(self) -> list[tuple[Decision, ...]]:
        """Return the latest decisions that hold, each with all that was judged in it."""
        made = [one for one in list_decisions(self._reading, limit=_LATEST) if one.holds]
        return [tuple(group) for _, group in groupby(made, key=lambda one: (one.at, one.author))]

    def find_judgement(self, id: str) -> Judgement | None:
        """Return what is judged where the id is of a judgement that can be decided on."""
        with self._reading.begin() as connection:
            if find_subject(connection, id).kind != "judgement":
                return None
            (judged,) = load_judgements(connection, [id])
        if judged.kind not in _ASKED:
            raise LedgerError("K120", f"{id}: no judgement to decide on", hint="open the queue")
        return judged

    def find_records(self, judgements: Sequence[Judgement]) -> list[str]:
        """Return the ids that the judgements are about, through what they withdraw."""
        found: list[str] = []
        for judged in judgements:
            for subject in judged.subjects:
                found += self._follow(subject)
        return found

    def _follow(self, subject: Subject) -> list[str]:
        if subject.kind != "judgement":
            return [subject.id]
        with self._reading.begin() as connection:
            return self.find_records(load_judgements(connection, [subject.id]))

    def lay_out(self, record: str) -> Sheet:
        """Return a record with its article. Raises also K120 where the id is of no record."""
        with self._reading.begin() as connection:
            subject = find_subject(connection, record)
            if not is_record(subject):
                raise LedgerError("K120", f"{record} is no record", hint="open the queue")
            document = str(subject.document)
            values = load_report(connection, document)
        report = Report.model_validate(values)
        card = next(card for card in make_deck(report).cards if card.id == record)
        return Sheet(
            card=card,
            kind=subject.kind,
            document=document,
            title=name_document(report.document),
            facts=tell_document(report.document),
            passages=tuple(_mark(report, card)),
            fields=tuple(list_fields(values, subject.kind, record)),
        )


def _mark(report: Report, card: Card) -> Iterator[tuple[Piece, ...]]:
    """Yield the paragraphs of the article with the record's words marked."""
    text, first = report.document.text, True
    marks = [Mark(span.start, span.end, card.id, "evidence") for span in card.spans]
    blocks = [(block.start, block.end) for block in cover_text(report.document)]
    for segments in cut_text(blocks, marks):
        pieces = []
        for marked, alike in groupby(segments, key=lambda segment: bool(segment.marks)):
            words = "".join(clean(text[one.start : one.end]) for one in alike)
            pieces.append(Piece(words, marked, marked and first))
            first = first and not marked
        yield tuple(pieces)
