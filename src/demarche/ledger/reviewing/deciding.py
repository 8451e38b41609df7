"""A person's decisions, each a transaction: the judgements, and all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from demarche.errors import LedgerError
from demarche.ledger.judgements import (
    Change,
    Judgement,
    Subject,
    Verdict,
    select_standing,
    settle_records,
)
from demarche.ledger.reviewing.history import load_by_person
from demarche.ledger.reviewing.joining import find_members, judge_merge, judge_split
from demarche.ledger.reviewing.lookup import (
    find_subject,
    is_record,
    list_records,
    load_bearing,
    load_judgements,
    load_report,
)
from demarche.ledger.reviewing.rederiving import rederive
from demarche.ledger.reviewing.review import Review
from demarche.ledger.reviewing.values import parse_change
from demarche.ledger.store import Store
from demarche.ledger.store.writer import insert_judgements


def accept(store: Store, review: Review, ids: Sequence[str]) -> list[Judgement]:
    """Accept records, all undecided records of documents, or what the program judged.

    A pair left unsure becomes one occurrence. All these functions return the judgements they add
    and raise `LedgerError`: K120 for an id the ledger does not have, and what the store raises.
    """
    with store.begin() as connection:
        made = [_accept(connection, review, one) for one in _spread(connection, ids)]
        return _keep(connection, review, made)


def reject(store: Store, review: Review, ids: Sequence[str]) -> list[Judgement]:
    """Reject records, all undecided records of documents, or what the program judged.

    A rejected record is kept and no longer counts; a rejected pair is two events; what was said to
    have become of a promise or plan is withdrawn.
    """
    with store.begin() as connection:
        made = [_reject(connection, review, one) for one in _spread(connection, ids)]
        return _keep(connection, review, made)


def correct(
    store: Store, review: Review, record: str, fields: Sequence[tuple[str, str]]
) -> list[Judgement]:
    """Correct fields of a record, given as (field, value as typed).

    Raises also K121 (no such field), K122 (a value it cannot have) and K123 (words that do not
    stand in the document).
    """
    with store.begin() as connection:
        subject = _need_record(find_subject(connection, record))
        report = load_report(connection, str(subject.document))
        changes: list[Change] = []
        (held,) = (r for r in report[f"{subject.kind}s"] if r["id"] == record)
        for field, typed in fields:
            changes.append(parse_change(report, held, subject.kind, field, typed))
            if field == "type":
                held = {**held, "type": typed.upper()}
        made = _judge_record(review, subject, "corrected", changes)
        return _keep(connection, review, [made])


def merge(store: Store, review: Review, ids: Sequence[str]) -> list[Judgement]:
    """Make one occurrence of several events or occurrences. Raises also K124 for one alone."""
    with store.begin() as connection:
        found = {frozenset(m): m for m in (find_members(connection, name) for name in ids)}
        groups = list(found.values())
        if len(groups) < len("ab"):
            raise LedgerError(
                "K124", f"{', '.join(ids)}: one event already", hint="name two that are apart"
            )
        every = [subject for group in groups for subject in group]
        judgements = load_bearing(connection, [subject.id for subject in every])
        return _keep(connection, review, judge_merge(groups, judgements, review))


def split(store: Store, review: Review, ids: Sequence[str]) -> list[Judgement]:
    """Take events out of their occurrence; those named stay together, and so does the rest.

    Raises also K124 where nothing would be left, or nothing is joined.
    """
    with store.begin() as connection:
        members = {one.id: one for one in find_members(connection, ids[0])}
        named = [find_subject(connection, name) for name in ids]
        rest = [one for one in members.values() if one not in named]
        if not rest or not members.keys() >= set(ids):
            raise LedgerError(
                "K124",
                f"{', '.join(ids)}: these are not some events of one occurrence",
                hint="`demarche occurrence ID` prints its events",
            )
        parted = judge_split(named, rest, load_bearing(connection, members), review)
        return _keep(connection, review, parted)


def undo(store: Store, review: Review, ids: Sequence[str] = ()) -> list[Judgement]:
    """Withdraw judgements by id; without any, the author's last decision that holds.

    A withdrawal can be withdrawn as well. Raises also K125 where there is nothing to take back.
    """
    with store.begin() as connection:
        chosen = load_judgements(connection, ids) if ids else _find_last(connection, review)
        if not chosen:
            raise LedgerError(
                "K125", f"{review.author} has decided nothing that holds", hint="name a judgement"
            )
        run = review.run
        made = [one.withdraw(author=review.by, at=review.at, run=run.id) for one in chosen]
        return _keep(connection, review, made)


def _keep(
    connection: Connection, review: Review, judgements: Iterable[Judgement]
) -> list[Judgement]:
    """Add the judgements and derive anew what they bear on."""
    made = list(judgements)
    insert_judgements(connection, made, review.run)
    records: set[str] = set()
    for judgement in made:
        records.update(_find_records(connection, judgement))
    rederive(connection, records, review.run)
    return made


def _find_records(connection: Connection, judgement: Judgement) -> set[str]:
    """Return the records a judgement is about in the end, through what it withdraws."""
    found: set[str] = set()
    for subject in judgement.subjects:
        if subject.kind == "judgement":
            (withdrawn,) = load_judgements(connection, [subject.id])
            found |= _find_records(connection, withdrawn)
        elif is_record(subject):
            found.add(subject.id)
        else:
            found.update(one.id for one in list_records(connection, subject.id))
    return found


def _spread(connection: Connection, ids: Sequence[str]) -> list[Subject]:
    """Return what the ids name, a document being all of its undecided records."""
    subjects = []
    for name in ids:
        subject = find_subject(connection, name)
        if subject.kind != "document":
            subjects.append(subject)
            continue
        records = list_records(connection, name)
        decided = settle_records(load_bearing(connection, [one.id for one in records]))
        subjects += [one for one in records if one.id not in decided]
    return subjects


def _accept(connection: Connection, review: Review, subject: Subject) -> Judgement:
    if is_record(subject):
        return _judge_record(review, subject, "accepted")
    judged = _load_judged(connection, subject)
    verdict: Verdict = "same" if judged.verdict == "unsure" else judged.verdict
    return _repeat(judged, review, verdict)


def _reject(connection: Connection, review: Review, subject: Subject) -> Judgement:
    if is_record(subject):
        return _judge_record(review, subject, "rejected")
    judged = _load_judged(connection, subject)
    if judged.kind == "follow-through":
        return judged.withdraw(author=review.by, at=review.at, run=review.run.id)
    return _repeat(judged, review, "different")


def _load_judged(connection: Connection, subject: Subject) -> Judgement:
    (judged,) = load_judgements(connection, [subject.id])
    if judged.kind in ("record", "withdrawal"):
        raise LedgerError(
            "K124", f"{subject.id} is a person's decision", hint="`demarche review undo` takes back"
        )
    return judged


def _repeat(judged: Judgement, review: Review, verdict: Verdict) -> Judgement:
    return Judgement.of(
        judged.kind, judged.subjects, verdict, evidence=judged.evidence, dated=judged.dated,
        author=review.by, at=review.at, run=review.run.id,
    )  # fmt: skip


def _judge_record(
    review: Review, subject: Subject, verdict: Verdict, changes: Iterable[Change] = ()
) -> Judgement:
    return Judgement.of(
        "record", [subject], verdict, changes=changes,
        author=review.by, at=review.at, run=review.run.id,
    )  # fmt: skip


def _need_record(subject: Subject) -> Subject:
    if not is_record(subject):
        raise LedgerError("K121", f"{subject.id} is no record", hint="name a record to correct")
    return subject


def _find_last(connection: Connection, review: Review) -> list[Judgement]:
    """Return the judgements of the author's last decision that holds.

    To have withdrawn what the program judged is a decision; to have undone one's own is none.
    """
    mine = load_by_person(connection, review.author)
    bearing = load_bearing(connection, [one.id for one in mine])
    known = {one.id: one for one in (*mine, *bearing)}
    taken = {one.subjects[0].id for one in select_standing(known.values())}
    withdrawn = {one.subjects[0].id for one in mine if one.kind == "withdrawal"}
    judged = {one.id: one for one in load_judgements(connection, withdrawn)}
    holding = [
        one
        for one in mine
        if one.id not in taken
        and (one.kind != "withdrawal" or judged[one.subjects[0].id].author.kind == "program")
    ]
    last = max((one.at for one in holding), default=None)
    return [one for one in holding if one.at == last]
