"""What follows from the judgements in force, kept in tables so that it can be asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from demarche.ledger.judgements import Judgement, select_in_force
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import MEMBERS, OCCURRENCES, STANDINGS

_STANDING_KINDS = ("record", "follow-through")


def store_derived(
    store: Store,
    judgements: Iterable[Judgement],
    occurrences: Sequence[Occurrence],
    origins: Mapping[str, str],
) -> None:
    """Replace what was derived before, in one transaction.

    `judgements` are all of the ledger's, `origins` gives each document's origin. An occurrence of
    one record is not kept: the record says it all.
    """
    several = [one for one in occurrences if len(one.members) > 1]
    members = [
        {"record": subject.id, "occurrence": one.id, "number": number}
        for one in several
        for number, subject in enumerate(one.members)
    ]
    with store.begin() as connection:
        for table in (MEMBERS, OCCURRENCES, STANDINGS):
            connection.execute(delete(table))
        _add(connection, OCCURRENCES, [_make_row(one, origins) for one in several])
        _add(connection, MEMBERS, members)
        _add(connection, STANDINGS, _list_standings(judgements))


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


def _list_standings(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    return [
        {
            "judgement": one.id,
            "kind": one.kind,
            "record": one.subjects[0].id,
            "verdict": one.verdict,
            "by_person": int(one.author.kind == "person"),
            "dated": one.dated,
        }
        for one in select_in_force(judgements)
        if one.kind in _STANDING_KINDS
    ]


def _add(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
