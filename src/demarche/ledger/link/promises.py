"""What was promised → kept, kept in part, broken, withdrawn or replaced: dated, with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demarche.ledger.judgements import Judgement, Quote, Reason, Subject, Verdict
from demarche.ledger.link.follow_book import FollowBook, has_words, load_follow
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import Source, Telling, group_sides, read_days
from demarche.ledger.link.words import find_words, share_words
from demarche.model import Commitment, Report
from demarche.model.vocabulary import MUTUAL_TYPES, EventType

_TOLD: dict[str, Verdict] = {
    "kept": "kept", "partly-kept": "partly-kept", "broken": "broken", "withdrawn": "cancelled",
}  # fmt: skip

_BOTH = 2


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with its source, the sides bound, and the content words of the act."""

    commitment: Commitment
    source: Source
    by: frozenset[str]
    to: frozenset[str]
    words: frozenset[str]
    type: EventType | None
    due: date | None

    @property
    def subject(self) -> Subject:
        """The commitment as the subject of a judgement."""
        return Subject(kind="commitment", id=self.commitment.id, document=self.source.document.id)

    def list_quotes(self) -> tuple[Quote, ...]:
        """Return the evidence as quotes of the document."""
        return tuple(Quote.of(self.source.document.id, span) for span in self.commitment.evidence)


def list_promises(reports: Iterable[Report], sources: dict[str, Source]) -> list[Promise]:
    """Return the commitments of the reports whose maker has a side; `sources` by document id."""
    found = []
    for report in reports:
        actors = {actor.id: actor for actor in report.actors}
        types = {event.id: event.type for event in report.events}
        source = sources[report.document.id]
        for commitment in report.commitments:
            sides = group_sides(actors[i] for i in commitment.by if i in actors)
            words = find_words(commitment.act.quote) - source.called
            if sides and words:
                kind = types.get(commitment.event or "")
                due = read_days(commitment.due)[1]
                by = frozenset(side.key for side in sides)
                met = group_sides(actors[i] for i in commitment.to if i in actors)
                to = frozenset(side.key for side in met) - by
                found.append(Promise(commitment, source, by, to, words, kind, due))
    return found


def judge_promises(
    promises: Sequence[Promise], tellings: Sequence[Telling], session: Session
) -> list[Judgement]:
    """Return what later documents show of each pending promise; the best witness of each change."""
    book = load_follow()
    acts: dict[str, list[Telling]] = defaultdict(list)
    told: dict[str, list[Promise]] = defaultdict(list)
    for telling in tellings:
        for key in telling.acting:
            acts[key].append(telling)
    for promise in promises:
        for key in promise.by:
            told[key].append(promise)
    judged = []
    for promise in promises:
        if promise.commitment.status == "pending" and promise.source.published:
            found = [
                judgement
                for key in sorted(promise.by)
                for judgement in (
                    *_judge_acts(promise, acts[key], book, session),
                    *_judge_retold(promise, told[key], book, session),
                )
            ]
            judged += _choose_best(found)
    return judged


def _choose_best(found: Iterable[Judgement]) -> list[Judgement]:
    best: dict[Verdict, Judgement] = {}
    for judgement in sorted(found, key=lambda one: (-one.score, one.dated or "~", one.id)):
        best.setdefault(judgement.verdict, judgement)
    return [best[verdict] for verdict in sorted(best)]


def _judge_acts(
    promise: Promise, acts: Iterable[Telling], book: FollowBook, session: Session
) -> Iterable[Judgement]:
    for telling in acts:
        verdict = _read_act(promise, telling, book)
        common = promise.words & telling.topics
        share = len(common) / len(promise.words)
        if verdict and share >= book.least_share and len(common) >= book.least_words:
            day = telling.start if verdict != "broken" else None
            yield session.judge(
                "follow-through",
                (promise.subject, telling.subject),
                verdict,
                round(share, 4),
                reasons=_give_reasons(common, share, f"{telling.event.type} by the one bound"),
                evidence=(*promise.list_quotes(), *telling.list_quotes()),
                dated=str(day or telling.source.published),
            )


def _read_act(promise: Promise, telling: Telling, book: FollowBook) -> Verdict | None:
    """Return what an act of the one bound means for the promise: kept, in part, broken, or None."""
    if not _is_later(promise.source, telling.source):
        return None
    event = telling.event
    if event.status in ("negated", "declined", "cancelled"):
        return "broken"
    if event.status == "occurred" and event.type in book.refusing:
        return "broken"
    done = event.status == "occurred" and event.type not in book.empty
    fits = promise.type in (None, event.type) or promise.type in MUTUAL_TYPES
    if not done or not fits:
        return None
    if not _is_between(promise, telling):
        return None
    told = promise.source.published
    if telling.start and told and telling.start < told:
        return None
    return "partly-kept" if has_words(telling.said, book.in_part) else "kept"


def _is_between(promise: Promise, telling: Telling) -> bool:
    """Tell whether the act has those the promise has: all bound together, or the one promised."""
    if len(promise.by) > 1 and len(promise.by & telling.keys) < _BOTH:
        return False
    return not promise.to or not telling.keys - telling.acting or bool(promise.to & telling.keys)


def _judge_retold(
    promise: Promise, others: Iterable[Promise], book: FollowBook, session: Session
) -> Iterable[Judgement]:
    for other in others:
        if other is promise or not _is_later(promise.source, other.source):
            continue
        share = share_words(promise.words, other.words)
        common = promise.words & other.words
        if share < book.same_share or len(common) < book.least_words:
            continue
        verdict = _TOLD.get(other.commitment.status)
        if verdict is None and other.due and promise.due and other.due != promise.due:
            verdict = "superseded"
        if verdict:
            yield session.judge(
                "follow-through",
                (promise.subject, other.subject),
                verdict,
                round(share, 4),
                reasons=_give_reasons(common, share, "told again by a later document"),
                evidence=(*promise.list_quotes(), *other.list_quotes()),
                dated=str(other.source.published),
            )


def _give_reasons(common: frozenset[str], share: float, who: str) -> tuple[Reason, ...]:
    return (
        Reason(feature="actor", value=1.0, weight=1.0, saw=who),
        Reason(feature="act", value=round(share, 4), weight=1.0, saw=", ".join(sorted(common))),
    )


def _is_later(one: Source, other: Source) -> bool:
    if one.document.id == other.document.id or not one.published or not other.published:
        return False
    return other.published > one.published
