"""Merging and splitting occurrences: the pairs that have to be judged, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from sqlalchemy import Connection, select

from demarche.errors import LedgerError
from demarche.ledger.judgements import Judgement, Reason, Subject, Verdict, settle_pairs
from demarche.ledger.link.cluster import Pair, cluster_pairs, order_pair
from demarche.ledger.reviewing.lookup import find_subject
from demarche.ledger.reviewing.review import Review
from demarche.ledger.store import schema

_OCCURRENCE = "o:"


def find_members(connection: Connection, name: str) -> list[Subject]:
    """Return the events of an occurrence, by its id or that of an event in it.

    Raises `LedgerError` K120 for an id the ledger does not have and K124 for that of another kind.
    """
    members = schema.MEMBERS.c
    occurrence = connection.scalar(select(members.occurrence).where(members.record == name))
    query = select(members.record).where(members.occurrence == (occurrence or name))
    found = connection.scalars(query.order_by(members.number)).all()
    if not found and name.startswith(_OCCURRENCE):
        raise LedgerError("K120", f"no occurrence {name}", hint="`demarche contacts` prints ids")
    subjects = [find_subject(connection, one) for one in found or [name]]
    for subject in subjects:
        if subject.kind != "event":
            raise LedgerError("K124", f"{name} is no event", hint="name events or occurrences")
    return subjects


def judge_merge(
    groups: Sequence[Sequence[Subject]], judgements: Iterable[Judgement], review: Review
) -> Iterator[Judgement]:
    """Yield what joins the groups: one pair of each two, and each pair kept apart by a person."""
    settled = _settle(judgements)
    for one, other in combinations(groups, 2):
        for pair in product(one, other):
            key = order_pair(pair[0].id, pair[1].id)
            first = pair == (one[0], other[0])
            if key[0] != key[1] and (first or settled.get(key) == "different"):
                yield _judge(pair, "same", "merged", review)


def judge_split(
    named: Sequence[Subject],
    rest: Sequence[Subject],
    judgements: Iterable[Judgement],
    review: Review,
) -> Iterator[Judgement]:
    """Yield what parts the named from the rest, and what keeps each of the two together."""
    settled = _settle(judgements)
    for pair in product(named, rest):
        yield _judge(pair, "different", "split", review)
    for group in (named, rest):
        yield from _hold_together(group, settled, review)


def _hold_together(
    group: Sequence[Subject], settled: dict[Pair, Verdict], review: Review
) -> Iterator[Judgement]:
    """Yield what joins the parts of a group that held together through others alone."""
    known = {subject.id: subject for subject in group}
    same = {pair: 1.0 for pair, verdict in settled.items() if verdict == "same"}
    inside = {pair: score for pair, score in same.items() if known.keys() >= set(pair)}
    clusters = cluster_pairs(known, inside, accept=0.0, unknown=1.0)
    for one, other in pairwise(clusters):
        yield _judge((known[one[0]], known[other[0]]), "same", "left together", review)


def _settle(judgements: Iterable[Judgement]) -> dict[Pair, Verdict]:
    """Return the verdict that holds of each pair of events."""
    return {
        order_pair(one.subjects[0].id, one.subjects[-1].id): one.verdict
        for one in settle_pairs(judgements)
        if one.kind == "same-occurrence"
    }


def _judge(pair: tuple[Subject, Subject], verdict: Verdict, saw: str, review: Review) -> Judgement:
    return Judgement.of(
        "same-occurrence", pair, verdict,
        reasons=[Reason(feature="review", value=1.0, weight=1.0, saw=saw)],
        author=review.by, at=review.at, run=review.run.id,
    )  # fmt: skip
