"""Follow-through: what became of every announcement, request and promise, as of a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from demarche.ledger.judgements import Judgement, Subject, Verdict, select_in_force
from demarche.ledger.link.ahead import Kind, find_kind, judge_ahead
from demarche.ledger.link.follow_book import FollowBook, load_follow
from demarche.ledger.link.promises import Promise, judge_promises, list_promises
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import Source, Telling, describe_source, list_tellings
from demarche.model import Report
from demarche.model.base import Noun

State = Verdict | Literal["open"]
_MOVES: frozenset[str] = frozenset({"postponed", "partly-kept"})


class FollowThrough(Noun):
    """What became of one thing announced, asked for or promised.

    `status` is "open" until a change; `since` is the ISO day of the last change (or of the due day
    that passed), `due` the last day for it (None where none was named). `changes` are the
    judgements in force up to the day asked about, oldest first.
    """

    subject: Subject
    kind: Kind
    told: str | None
    due: str | None
    status: State
    since: str | None
    changes: tuple[Judgement, ...] = ()


def judge_follow_through(reports: Sequence[Report], session: Session) -> list[Judgement]:
    """Return a judgement for each change that some document shows; see `ahead` and `promises`."""
    tellings = list_tellings(reports)
    promises = list_promises(reports, _describe(reports))
    return [*judge_ahead(tellings, session), *judge_promises(promises, tellings, session)]


def derive_follow_through(
    reports: Sequence[Report], judgements: Iterable[Judgement], *, as_of: date
) -> list[FollowThrough]:
    """Return the state of everything announced, asked for or promised, as of a day.

    Documents published after `as_of`, and changes dated after it, are left out of account. What is
    past its due day with no change is `overdue` (a promise) or `nothing-heard` (an announcement or
    a request); with no due day, a promise stays open and the others fall silent after the days the
    book gives. In order of day told and id.
    """
    book = load_follow()
    changes: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in select_in_force(judgements):
        known = judgement.dated is None or judgement.dated[:10] <= str(as_of)
        if judgement.kind == "follow-through" and known:
            changes[judgement.subjects[0].id].append(judgement)
    found = [
        *(_state_telling(t, changes[t.id], as_of, book) for t in list_tellings(reports)),
        *(
            _state_promise(p, changes[p.commitment.id], as_of)
            for p in list_promises(reports, _describe(reports))
        ),
    ]
    states = [one for one in found if one is not None and (one.told or "") <= str(as_of)]
    return sorted(states, key=lambda one: (one.told or "~", one.subject.id))


def _describe(reports: Iterable[Report]) -> dict[str, Source]:
    return {report.document.id: describe_source(report) for report in reports}


def _state_telling(
    telling: Telling, changes: list[Judgement], as_of: date, book: FollowBook
) -> FollowThrough | None:
    kind, told = find_kind(telling, book), telling.source.published
    if kind is None:
        return None
    due = None if telling.event.type == "REQUEST" else telling.end
    limit = due or (told + timedelta(days=book.open_days) if told else None)
    silent = limit is not None and limit + timedelta(days=book.slack_days) < as_of
    return _state(
        telling.subject, kind, told, due, changes, "nothing-heard" if silent else "open",
        limit,
    )  # fmt: skip


def _state_promise(promise: Promise, changes: list[Judgement], as_of: date) -> FollowThrough | None:
    status = promise.commitment.status
    told = promise.source.published
    if status != "pending":
        return None
    late = promise.due is not None and promise.due < as_of
    return _state(
        promise.subject, "promised", told, promise.due, changes, "overdue" if late else "open",
        promise.due,
    )  # fmt: skip


def _state(
    subject: Subject,
    kind: Kind,
    told: date | None,
    due: date | None,
    changes: list[Judgement],
    unchanged: State,
    limit: date | None,
) -> FollowThrough:
    ordered = sorted(changes, key=lambda one: (one.dated or "", one.verdict in _MOVES, one.id))
    last = _choose_last(ordered)
    passed = str(limit) if limit and unchanged != "open" else None
    return FollowThrough(
        subject=subject,
        kind=kind,
        told=str(told) if told else None,
        due=str(due) if due else None,
        status=last.verdict if last else unchanged,
        since=last.dated if last else passed,
        changes=tuple(ordered),
    )


def _choose_last(ordered: list[Judgement]) -> Judgement | None:
    """Return the change that holds: a person's last, else the program's last."""
    people = [one for one in ordered if one.author.kind == "person"]
    known = people or ordered
    return known[-1] if known else None
