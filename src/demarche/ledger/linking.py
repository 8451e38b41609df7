"""The whole ledger → judgements, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.ledger.judgements import (
    Author,
    Judgement,
    find_rejected,
    select_in_force,
    select_standing,
)
from demarche.ledger.link.follow import judge_follow_through
from demarche.ledger.link.judge import find_origins, judge_occurrences, judge_origins
from demarche.ledger.link.occurrences import derive_occurrences
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import list_tellings
from demarche.ledger.store import Run, Store, View, Writer
from demarche.ledger.store.deriving import store_derived
from demarche.model import Report


@dataclass(frozen=True, slots=True)
class Linked:
    """What a linking run found: documents seen, judgements new to the ledger, occurrences that
    more than one record tells.
    """

    documents: int
    judgements: int
    occurrences: int


def link_ledger(store: Store, run: Run) -> Linked:
    """Judge all newest reports of the ledger, store what is new, and derive from all in force.

    A judgement made before is not made again, and none is taken back. Raises `LedgerError`.
    """
    view = View(store)
    known = view.load_judgements()
    stored = list(view.load_reports())
    rejected = find_rejected(known)
    reports = [_drop(report, rejected) for report in stored]
    session = Session(Author(kind="program", name=run.program), run.at, run.id)
    copies = judge_origins(reports, session)
    origins = find_origins(reports, select_in_force([*known, *copies]))
    found = [
        *copies,
        *judge_occurrences(reports, session, origins=origins),
        *judge_follow_through(reports, session),
    ]
    withdrawn = _find_withdrawn(known)
    fresh = [one for one in found if _describe(one) not in withdrawn]
    added = Writer(store, run).add_judgements(fresh)
    linked = Linked(len(reports), added, derive(store, stored))
    store.count_rows()
    return linked


def derive(store: Store, reports: Sequence[Report] | None = None) -> int:
    """Derive occurrences and standings anew from all judgements and newest reports of the ledger;
    return how many occurrences are told more than once. Raises `LedgerError`.

    `reports` are those of the ledger, where they are at hand.
    """
    while True:
        judgements = View(store).load_judgements()
        told = list(View(store).load_reports()) if reports is None else reports
        in_force = select_in_force(judgements)
        rejected = find_rejected(judgements)
        occurrences = derive_occurrences(list_tellings(told), in_force, rejected=rejected)
        if store_derived(store, judgements, occurrences, find_origins(told, in_force)):
            return sum(len(one.members) > 1 for one in occurrences)
        reports = None  # somebody decided something meanwhile


def _drop(report: Report, rejected: frozenset[str]) -> Report:
    """Return the report without the events and commitments that somebody rejected."""
    kept = {
        kind: tuple(one for one in getattr(report, kind) if one.id not in rejected)
        for kind in ("events", "commitments")
    }
    if all(len(records) == len(getattr(report, kind)) for kind, records in kept.items()):
        return report
    return report.model_copy(update=kept)


def _find_withdrawn(judgements: Sequence[Judgement]) -> set[tuple[str, ...]]:
    """Return what persons withdrew, so that the program does not judge it again."""
    judged = {one.id: one for one in judgements}
    taken = (one for one in select_standing(judgements) if one.author.kind == "person")
    named = (judged.get(one.subjects[0].id) for one in taken)
    return {_describe(one) for one in named if one is not None and one.author.kind == "program"}


def _describe(judgement: Judgement) -> tuple[str, ...]:
    subjects = (subject.id for subject in judgement.subjects)
    return (judgement.kind, judgement.verdict, *subjects)
