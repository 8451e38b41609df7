"""The whole ledger → judgements, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.ledger.judgements import Author, Judgement, select_in_force
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
    reports = list(view.load_reports())
    session = Session(Author(kind="program", name=run.program), run.at, run.id)
    copies = judge_origins(reports, session)
    known = view.load_judgements()
    origins = find_origins(reports, select_in_force([*known, *copies]))
    found = [
        *copies,
        *judge_occurrences(reports, session, origins=origins),
        *judge_follow_through(reports, session),
    ]
    added = Writer(store, run).add_judgements(found)
    return Linked(len(reports), added, derive(store, view.load_judgements(), reports))


def derive(store: Store, judgements: list[Judgement], reports: Sequence[Report]) -> int:
    """Derive occurrences and standings anew from all judgements and newest reports of the ledger;
    return how many occurrences are told more than once. Raises `LedgerError`.
    """
    in_force = select_in_force(judgements)
    occurrences = derive_occurrences(list_tellings(reports), in_force)
    store_derived(store, judgements, occurrences, find_origins(reports, in_force))
    return sum(len(one.members) > 1 for one in occurrences)
