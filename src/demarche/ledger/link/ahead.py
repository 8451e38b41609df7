"""What was announced or asked for → what became of it: judgements, dated and with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Literal

from demarche.ledger.judgements import Judgement, Reason, Verdict
from demarche.ledger.link.features import pair_sides
from demarche.ledger.link.follow_book import FollowBook, has_words, load_follow
from demarche.ledger.link.score import score_pair
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import Telling
from demarche.ledger.link.words import share_words

Kind = Literal["planned", "requested", "promised"]
_BUCKET_DAYS = 30
_NO_DAY = {"date": 0.0, "apart": 0.0}
Index = dict[tuple[str, str, int], list[Telling]]


def judge_ahead(tellings: Sequence[Telling], session: Session) -> list[Judgement]:
    """Return what became of every planned, requested or proposed event that a later one answers.

    Planned: held, postponed or cancelled. Requested or proposed: granted or refused. One judgement
    for each change; the best of the tellings that show it is its evidence.
    """
    book = load_follow()
    index = _index_by_side(tellings)
    judged = []
    for telling in tellings:
        if telling.source.published is None or find_kind(telling, book) is None:
            continue
        best: dict[Verdict, tuple[float, str, Judgement]] = {}
        for later in _list_later(telling, index, book):
            judgement = _judge_change(telling, later, book, session)
            if judgement is None:
                continue
            rank = (-judgement.score, judgement.dated or "~", judgement)
            held = best.get(judgement.verdict)
            if held is None or (rank[:2], judgement.id) < (held[:2], held[2].id):
                best[judgement.verdict] = rank
        judged += [best[verdict][2] for verdict in sorted(best)]
    return judged


def find_kind(telling: Telling, book: FollowBook) -> Kind | None:
    """Return what the telling leaves to be followed, or None.

    An announcement with neither a day, nor a medium, nor a place ("continued consultations") is too
    vague to be held or dropped.
    """
    event = telling.event
    if event.type == "REQUEST" and event.status == "occurred":
        return "requested"
    if not (telling.start or event.medium or event.place):
        return None
    if event.status in book.announced:
        return "planned"
    return "requested" if event.status in book.asked else None


def _is_request(telling: Telling) -> bool:
    return telling.event.type == "REQUEST" and telling.event.status == "occurred"


def _index_by_side(tellings: Iterable[Telling]) -> Index:
    index: Index = defaultdict(list)
    for telling in tellings:
        if telling.source.published is not None:
            bucket = telling.source.published.toordinal() // _BUCKET_DAYS
            for key in _list_names(telling):
                index[key, telling.event.type, bucket].append(telling)
    return index


def _list_names(telling: Telling) -> list[str]:
    persons = {f"person {p.last}" for side in telling.sides for p in side.persons}
    return sorted(telling.keys | persons)


def _list_later(telling: Telling, index: Index, book: FollowBook) -> Iterator[Telling]:
    """Yield the tellings of other documents, published no earlier, that may answer this one."""
    told = telling.source.published
    assert told is not None
    last = (telling.end or told) + timedelta(days=max(book.open_days, book.moved_days))
    buckets = range(told.toordinal() // _BUCKET_DAYS, last.toordinal() // _BUCKET_DAYS + 1)
    types = {telling.event.type, *book.refusing}
    if _is_request(telling):
        types |= set(book.granting)
    seen: set[str] = {telling.id}
    for key, kind, bucket in product(_list_names(telling), sorted(types), buckets):
        for later in index.get((key, kind, bucket), ()):
            if later.id not in seen and _may_answer(telling, later, told, last):
                seen.add(later.id)
                yield later


def _may_answer(telling: Telling, later: Telling, told: date, last: date) -> bool:
    published = later.source.published
    return (
        published is not None
        and told <= published <= last
        and later.source.document.id != telling.source.document.id
        and len(pair_sides(telling, later)) >= min(2, len(telling.sides))
    )


def _judge_change(
    telling: Telling, later: Telling, book: FollowBook, session: Session
) -> Judgement | None:
    if _is_request(telling) or later.event.type in book.refusing:
        answer = _read_answer(telling, later, book)
        return session.follow(telling, later, *answer) if answer else None
    verdict = _read_verdict(telling, later, book)
    if verdict is None:
        return None
    kept = verdict in ("held", "granted")
    weights = book.weights if kept else book.weights.model_copy(update=_NO_DAY)
    score = score_pair(telling, later, weights=weights, bias=book.bias)
    if score.value < book.accept:
        return None
    return session.follow(telling, later, verdict, score.value, score.reasons)


def _read_verdict(telling: Telling, later: Telling, book: FollowBook) -> Verdict | None:
    """Return what a later telling of the same kind of event says of one ahead, or None."""
    asked = telling.event.status in book.asked
    said = later.said
    if later.group == "done" and later.event.status in ("occurred", "ongoing"):
        if not _falls_due(telling, later, book):
            return None
        return "granted" if asked else "held"
    if later.event.status == "declined":
        return "refused" if asked else "cancelled"
    if has_words(said, book.postponed) or _is_moved(telling, later, book):
        return None if asked else "postponed"
    if later.event.status == "cancelled" or has_words(said, book.cancelled):
        return "refused" if asked else "cancelled"
    return None


def _falls_due(telling: Telling, later: Telling, book: FollowBook) -> bool:
    told, slack = telling.source.published, timedelta(days=book.slack_days)
    start, end = later.start or later.source.published, later.end or later.source.published
    if told is None or start is None or end is None:
        return False
    if telling.start and telling.end:
        return start <= telling.end + slack and end >= telling.start - slack
    return told < start <= told + timedelta(days=book.open_days)


def _is_moved(telling: Telling, later: Telling, book: FollowBook) -> bool:
    """Tell whether a later announcement, by words of delay, puts the event on a later day."""
    if later.event.status not in book.announced or not (telling.end and later.start):
        return False
    moved = later.start - telling.end
    late = timedelta(days=book.slack_days) < moved <= timedelta(days=book.moved_days)
    return late and has_words(later.said, book.postponed)


def _read_answer(
    telling: Telling, later: Telling, book: FollowBook
) -> tuple[Verdict, float, tuple[Reason, ...]] | None:
    """Return how the one asked answers a request, judged by who acts and by words in common."""
    if later.event.status != "occurred" or later.acting <= telling.acting:
        return None
    asked = telling.keys - telling.acting or telling.keys
    common = sorted(telling.topics & later.topics)
    share = share_words(telling.topics, later.topics)
    if not later.acting & asked or len(common) < book.least_words or share < book.least_share:
        return None
    verdict: Verdict = "refused" if later.event.type in book.refusing else "granted"
    reasons = (
        Reason(feature="asked", value=1.0, weight=1.0, saw=f"{min(later.acting & asked)} answers"),
        Reason(feature="topics", value=round(share, 4), weight=1.0, saw=", ".join(common)),
    )
    return verdict, round(share, 4), reasons
