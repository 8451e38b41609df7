"""What was decided across documents: by whom, when, why, on which words; withdrawn, never erased.

A judgement is a row that is only ever added. To take one back, add a judgement of kind
`withdrawal` whose subject is the first one; to take that back, withdraw the withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from demarche.ids import hash_id
from demarche.model import Span
from demarche.model.base import Noun

SubjectKind = Literal[
    "document", "event", "statement", "commitment", "exchange", "position", "judgement"
]
JudgementKind = Literal["same-origin", "same-occurrence", "follow-through", "record", "withdrawal"]
Verdict = Literal[
    "same", "different", "unsure",
    "held", "postponed", "cancelled", "kept", "partly-kept", "broken", "superseded",
    "granted", "refused", "nothing-heard", "overdue",
    "accepted", "rejected", "corrected",
    "withdrawn",
]  # fmt: skip
AuthorKind = Literal["program", "person"]

UNORDERED_KINDS: frozenset[str] = frozenset({"same-origin", "same-occurrence"})
VERDICTS: dict[str, frozenset[str]] = {
    "same-origin": frozenset({"same", "different", "unsure"}),
    "same-occurrence": frozenset({"same", "different", "unsure"}),
    "follow-through": frozenset(
        {
            "held", "postponed", "cancelled", "kept", "partly-kept", "broken", "superseded",
            "granted", "refused", "nothing-heard", "overdue",
        }
    ),
    "record": frozenset({"accepted", "rejected", "corrected"}),
    "withdrawal": frozenset({"withdrawn"}),
}  # fmt: skip


class Subject(Noun):
    """A thing judged. `document` is the id of the document a record comes from (else None)."""

    kind: SubjectKind
    id: str
    document: str | None = None


class Quote(Noun):
    """Words of a stored document: `text[start:end] == quote` in code points of its text.

    Unlike a `Span` it names its document and can be read back without the text; `check` compares.
    """

    document: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, document: str, span: Span) -> Self:
        """Return the quote of a checked span."""
        return cls(document=document, start=span.start, end=span.end, quote=span.quote)

    def check(self, text: str) -> None:
        """Raise `SpanError` unless the quote stands at its place in `text`."""
        Span.of(text, self.start, self.end)
        Span.model_construct(start=self.start, end=self.end, quote=self.quote).check(text)


class Reason(Noun):
    """One feature's say: what it saw, in words, and how far that moved the score.

    `value` is what was measured (0 to 1, or -1 to 1 where it can speak against), `weight` its
    weight at the time; `saw` is what a reader is shown.
    """

    feature: str
    value: float
    weight: float
    saw: str


class Author(Noun):
    """Who judged: the program (`name` is its version) or a person."""

    kind: AuthorKind
    name: str


class Change(Noun):
    """A field as a person corrected it; `value` is JSON."""

    field: str
    value: str


class Judgement(Noun):
    """One decision. Build with `Judgement.of`, which sets the id.

    `subjects`: for `same-*` the two judged, in order of id; for `follow-through` first what was
    announced, promised or asked, then what changed it (if a record did); for `record` and
    `withdrawal` the one judged. `score` is a probability, 0 to 1. `dated` is the ISO date of the
    change in the world, `at` the ISO date or time of the judgement (given, never the clock),
    `run` the linking run or review session it comes from.
    """

    id: str
    kind: JudgementKind
    subjects: tuple[Subject, ...] = Field(min_length=1)
    verdict: Verdict
    score: float = Field(ge=0, le=1)
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Quote, ...] = ()
    author: Author
    at: str
    run: str | None = None
    dated: str | None = None
    changes: tuple[Change, ...] = ()

    @model_validator(mode="after")
    def _check_verdict(self) -> Self:
        if self.verdict not in VERDICTS[self.kind]:
            raise ValueError(f"a judgement of kind {self.kind} cannot be {self.verdict}")
        if self.kind in UNORDERED_KINDS and len(self.subjects) != 2:
            raise ValueError(f"a judgement of kind {self.kind} has two subjects")
        return self

    @classmethod
    def of(
        cls,
        kind: JudgementKind,
        subjects: Iterable[Subject],
        verdict: Verdict,
        *,
        author: Author,
        at: str,
        score: float = 1.0,
        reasons: Iterable[Reason] = (),
        evidence: Iterable[Quote] = (),
        run: str | None = None,
        dated: str | None = None,
        changes: Iterable[Change] = (),
    ) -> Self:
        """Return the judgement with its id.

        The program's id leaves out `at` and `run`: judging the same again adds nothing. A
        person's decision, and every withdrawal, is a new one each time.
        """
        judged = tuple(subjects)
        if kind in UNORDERED_KINDS:
            judged = tuple(sorted(judged, key=lambda subject: (subject.kind, subject.id)))
        told, changed = tuple(reasons), tuple(changes)
        repeatable = author.kind == "program" and kind != "withdrawal"
        moment = () if repeatable else (at, run)
        names = ((subject.kind, subject.id) for subject in judged)
        return cls(
            id=hash_id(
                "j", kind, *names, verdict, round(score, 6), *told, *changed, dated, author, *moment
            ),
            kind=kind,
            subjects=judged,
            verdict=verdict,
            score=score,
            reasons=told,
            evidence=tuple(evidence),
            author=author,
            at=at,
            run=run,
            dated=dated,
            changes=changed,
        )

    def withdraw(self, *, author: Author, at: str, run: str | None = None) -> Judgement:
        """Return the judgement that takes this one back."""
        subject = Subject(kind="judgement", id=self.id)
        return Judgement.of("withdrawal", (subject,), "withdrawn", author=author, at=at, run=run)


def select_in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that hold, in the order given; withdrawals themselves are left out.

    A judgement falls when a withdrawal that is not itself withdrawn names it.
    """
    known = list(judgements)
    taken_back = {one.subjects[0].id for one in select_standing(known)}
    return [j for j in known if j.kind != "withdrawal" and j.id not in taken_back]


def select_standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the withdrawals that no withdrawal in force takes back, in the order given."""
    withdrawals = {j.id: j for j in judgements if j.kind == "withdrawal"}
    taken_back: dict[str, list[str]] = {}
    for name, withdrawal in withdrawals.items():
        taken_back.setdefault(withdrawal.subjects[0].id, []).append(name)

    def holds(judgement: str) -> bool:
        return not any(holds(withdrawal) for withdrawal in taken_back.get(judgement, ()))

    return [withdrawal for name, withdrawal in withdrawals.items() if holds(name)]


def settle_pairs(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return one judgement in force for each kind and set of subjects.

    A person outweighs the program; among equals the later `at` outweighs, then the greater id.
    """
    settled: dict[tuple[str, ...], Judgement] = {}
    for judgement in select_in_force(judgements):
        key = (judgement.kind, *(subject.id for subject in judgement.subjects))
        other = settled.get(key)
        if other is None or _rank(judgement) > _rank(other):
            settled[key] = judgement
    return list(settled.values())


def settle_records(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return what holds of each record that somebody accepted, rejected or corrected, by its id.

    The last decision holds (a person's before the program's). Where that is a rejection it stands
    alone; else all corrections in force stand beside it, in order, the last of a field counting.
    """
    decided: dict[str, list[Judgement]] = {}
    for judgement in select_in_force(judgements):
        if judgement.kind == "record":
            decided.setdefault(judgement.subjects[0].id, []).append(judgement)
    settled = {}
    for record, decisions in decided.items():
        ordered = sorted(decisions, key=_rank)
        last = ordered[-1]
        if last.verdict != "rejected":
            corrections = [one for one in ordered[:-1] if one.verdict == "corrected"]
            settled[record] = [*corrections, last]
        else:
            settled[record] = [last]
    return settled


def find_rejected(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the records whose rejection holds."""
    settled = settle_records(judgements)
    return frozenset(r for r, holding in settled.items() if holding[-1].verdict == "rejected")


def _rank(judgement: Judgement) -> tuple[bool, str, str]:
    return (judgement.author.kind == "person", judgement.at, judgement.id)
