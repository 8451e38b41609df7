"""What follows from the judgements in force, kept in tables so that it can be asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from demarche.ledger.judgements import (
    Judgement,
    find_rejected,
    select_in_force,
    settle_records,
)
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import JUDGEMENTS, MEMBERS, OCCURRENCES, STANDINGS

_AT_A_TIME = 500


def store_derived(
    store: Store,
    judgements: Sequence[Judgement],
    occurrences: Sequence[Occurrence],
    origins: Mapping[str, str],
) -> bool:
    """Replace what was derived before, in one transaction; tell whether that was done.

    `judgements` are all of the ledger's, `origins` gives each document's origin. An occurrence of
    one record is not kept: the record says it all. Where judgements were added meanwhile nothing
    is done: derive again.
    """
    with store.begin() as connection:
        known = connection.scalar(select(func.count()).select_from(JUDGEMENTS))
        if known != len(judgements):
            return False
        for table in (MEMBERS, OCCURRENCES, STANDINGS):
            connection.execute(delete(table))
        _add_occurrences(connection, occurrences, origins)
        _add(connection, STANDINGS, list_standings(judgements))
    return True


def replace_occurrences(
    connection: Connection,
    records: Collection[str],
    occurrences: Sequence[Occurrence],
    origins: Mapping[str, str],
) -> None:
    """Replace the occurrences of some records by those given, which hold no other records."""
    for part in split_parts(records):
        old = MEMBERS.c.record.in_(part)
        found = connection.scalars(select(MEMBERS.c.occurrence).where(old)).all()
        connection.execute(delete(MEMBERS).where(old))
        held = select(MEMBERS.c.record).where(MEMBERS.c.occurrence == OCCURRENCES.c.id).exists()
        connection.execute(delete(OCCURRENCES).where(OCCURRENCES.c.id.in_(found), ~held))
    _add_occurrences(connection, occurrences, origins)


def replace_standings(
    connection: Connection, records: Collection[str], judgements: Iterable[Judgement]
) -> None:
    """Replace what holds of some records; `judgements` are all that bear on them."""
    for part in split_parts(records):
        connection.execute(delete(STANDINGS).where(STANDINGS.c.record.in_(part)))
    wanted = frozenset(records)
    rows = [row for row in list_standings(judgements) if row["record"] in wanted]
    _add(connection, STANDINGS, rows)


def list_standings(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Return a row for each judgement in force of what became of a record, or of what a person
    made of it; what rests on a rejected record has fallen with it.
    """
    known = list(judgements)
    settled = [one for holding in settle_records(known).values() for one in holding]
    rejected = find_rejected(known)
    followed = [
        one
        for one in select_in_force(known)
        if one.kind == "follow-through"
        and rejected.isdisjoint(subject.id for subject in one.subjects)
    ]
    return [_make_standing(one) for one in (*settled, *followed)]


def split_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the values in lists short enough for one statement."""
    listed = sorted(values)
    for at in range(0, len(listed), _AT_A_TIME):
        yield listed[at : at + _AT_A_TIME]


def _make_standing(judgement: Judgement) -> dict[str, Any]:
    return {
        "judgement": judgement.id,
        "kind": judgement.kind,
        "record": judgement.subjects[0].id,
        "verdict": judgement.verdict,
        "by_person": int(judgement.author.kind == "person"),
        "dated": judgement.dated,
        "author": judgement.author.name,
        "at": judgement.at,
        "changes": json.dumps([one.model_dump() for one in judgement.changes], ensure_ascii=False),
    }


def _add_occurrences(
    connection: Connection, occurrences: Sequence[Occurrence], origins: Mapping[str, str]
) -> None:
    several = [one for one in occurrences if len(one.members) > 1]
    members = [
        {"record": subject.id, "occurrence": one.id, "number": number}
        for one in several
        for number, subject in enumerate(one.members)
    ]
    _add(connection, OCCURRENCES, [_make_row(one, origins) for one in several])
    _add(connection, MEMBERS, members)


def _make_row(occurrence: Occurrence, origins: Mapping[str, str]) -> dict[str, Any]:
    documents = {subject.document or subject.id for subject in occurrence.members}
    return {
        "id": occurrence.id,
        "type": occurrence.type,
        "group": occurrence.group,
        "sides": json.dumps(occurrence.sides, ensure_ascii=False),
        "start": occurrence.start,
        "end": occurrence.end,
        "origins": len({origins.get(document, document) for document in documents}),
    }


def _add(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
