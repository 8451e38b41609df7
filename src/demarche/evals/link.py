"""The suite `link`: one contact in two documents, plans that were held, and copies of one text.

Gold comes from the titles and days of real releases (see `contacts`), and from texts cut, led in
and misspelt on purpose (see `copies`); the bodies are read by the whole chain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from demarche.evals.contacts import (
    FOLDER,
    Contact,
    GoldPair,
    Readout,
    choose_pairs,
    list_contacts,
    pair_contacts,
    pair_plans,
    read_readouts,
)
from demarche.evals.copies import score_copies
from demarche.evals.report import flatten
from demarche.ledger.judgements import Author, Judgement
from demarche.ledger.link.follow import judge_follow_through
from demarche.ledger.link.judge import find_origins, judge_occurrences, judge_origins
from demarche.ledger.link.occurrences import derive_occurrences
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import Telling, list_tellings
from demarche.model import Report
from demarche.reading import read_items
from demarche.sources import RawItem

MOST_PAIRS, MOST_PLANS = 150, 60
_SESSION = Session(Author(kind="program", name="eval"), "2000-01-01")


def run(data: Path) -> dict[str, Any]:
    """Return precision and recall of contacts, plans and copies on `data/readouts`.

    Raises `EvalError` E101 when there is no readout.
    """
    readouts = read_readouts(data)
    pairs, plans = choose_gold(list_contacts(readouts))
    reports = read_bodies(pair.readout for pair in _list_contacts([*pairs, *plans]))
    return flatten(
        {
            "rows": len(readouts),
            "sha256": _hash_files(data),
            "copies": score_copies(readouts),
            **score_links(reports, pairs, plans),
        }
    )


def choose_gold(contacts: list[Contact]) -> tuple[list[GoldPair], list[GoldPair]]:
    """Return the pairs of contacts, and of plans, that are scored: as many of each answer."""
    pairs, plans = list(pair_contacts(contacts)), list(pair_plans(contacts))
    return _balance(pairs, MOST_PAIRS), _balance(plans, MOST_PLANS)


def _balance(pairs: Sequence[GoldPair], most: int) -> list[GoldPair]:
    """Return pairs of each kind: all that are one up to `most`, and `most` that are not."""
    kinds = sorted({pair.why for pair in pairs})
    chosen = []
    for kind in kinds:
        of_kind = [pair for pair in pairs if pair.why == kind]
        share = most if of_kind[0].same else most // 2
        chosen += choose_pairs(of_kind, share)
    return chosen


def _list_contacts(pairs: Iterable[GoldPair]) -> list[Contact]:
    found = {c.readout.id: c for pair in pairs for c in (pair.one, pair.other)}
    return [found[key] for key in sorted(found)]


def read_bodies(readouts: Iterable[Readout]) -> list[Report]:
    """Return the chain's report of each release."""
    return list(
        read_items(
            RawItem(
                origin=readout.id, content=readout.text, media="text", id=readout.id,
                url=readout.id, outlet=readout.outlet, title=readout.title,
                published=str(readout.published),
            )
            for readout in readouts
        )
    )  # fmt: skip


def score_links(
    reports: Sequence[Report], pairs: Sequence[GoldPair], plans: Iterable[GoldPair]
) -> dict[str, Any]:
    """Return precision and recall of pairs and plans; `told` counts pairs whose records were read.

    A pair whose bodies yield no consultation with the people of the titles cannot be linked: it
    counts as missed, and `recall_told` leaves it out.
    """
    origins = find_origins(reports, judge_origins(reports, _SESSION))
    judged = judge_occurrences(reports, _SESSION, origins=origins)
    tellings = list_tellings(reports)
    place = {
        member.id: occurrence.id
        for occurrence in derive_occurrences(tellings, judged)
        for member in occurrence.members
    }
    by_document: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_document.setdefault(telling.source.document.id, []).append(telling)
    followed = judge_follow_through(reports, _SESSION)
    answers = [_ask_contact(pair, by_document, place) for pair in pairs]
    return {
        "contacts": _count(answers) | _count_kinds(pairs, answers),
        "plans": _count([_ask_plan(pair, by_document, place, followed) for pair in plans]),
    }


Answer = tuple[bool, bool, bool]
"""Whether a pair is one, whether it was linked, and whether the records to link were read."""


def _ask_contact(
    pair: GoldPair, by_document: dict[str, list[Telling]], place: dict[str, str]
) -> Answer:
    mine = find_contact(pair.one, by_document)
    theirs = find_contact(pair.other, by_document)
    linked = {place[t.id] for t in mine} & {place[t.id] for t in theirs}
    return pair.same, bool(linked), bool(mine and theirs)


def _ask_plan(
    pair: GoldPair,
    by_document: dict[str, list[Telling]],
    place: dict[str, str],
    followed: Iterable[Judgement],
) -> Answer:
    plan = {t.id for t in by_document.get(pair.one.readout.id, ()) if t.group == "ahead"}
    theirs = find_contact(pair.other, by_document)
    held = {
        judgement.subjects[1].id
        for judgement in followed
        if judgement.verdict in ("held", "granted") and judgement.subjects[0].id in plan
    }
    own = {place[t.id] for t in theirs}
    linked = {place[event] for event in held if event in place} & own
    return pair.same, bool(linked), bool(plan and theirs)


def find_contact(contact: Contact, by_document: dict[str, list[Telling]]) -> list[Telling]:
    """Return the consultations of a release that have the title's people, or one and no other."""
    both, lone = [], []
    for telling in by_document.get(contact.readout.id, ()):
        if telling.event.type == "CONSULT" and telling.group == "done":
            persons = [person for side in telling.sides for person in side.persons]
            words = {word for person in persons for word in person.words}
            count = sum(bool(words & people) for people in contact.people)
            if count > 1:
                both.append(telling)
            elif count == len(persons) == 1:
                lone.append(telling)
    return both or lone


def _count(answers: Sequence[Answer]) -> dict[str, Any]:
    right = sum(same and linked for same, linked, _ in answers)
    linked = sum(linked for _, linked, _ in answers)
    same = sum(same for same, _, _ in answers)
    told = sum(same and told for same, _, told in answers)
    return {
        "pairs": same,
        "non_pairs": len(answers) - same,
        "told": told,
        "P": round(right / linked, 4) if linked else 0.0,
        "R": round(right / same, 4) if same else 0.0,
        "recall_told": round(right / told, 4) if told else 0.0,
    }


def _count_kinds(pairs: Sequence[GoldPair], answers: Sequence[Answer]) -> dict[str, Any]:
    """Return, for each kind of pair, how many there are and how many were linked."""
    kinds: dict[str, Any] = {}
    for pair, (_, linked, _) in zip(pairs, answers, strict=True):
        kind = kinds.setdefault(pair.why.replace("-", "_"), {"n": 0, "linked": 0})
        kind["n"] += 1
        kind["linked"] += linked
    return kinds


def _hash_files(data: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((data / FOLDER).glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
