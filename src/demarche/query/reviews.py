"""What persons made of the records found: accepted, or which fields they corrected."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, RowMapping, select

from demarche.ledger.store.schema import STANDINGS

_AT_A_TIME = 500
_DAY = len("2025-02-12")

Reviews = Mapping[str, str]


def load_reviews(connection: Connection, rows: Iterable[RowMapping]) -> Reviews:
    """Return what was decided of each row's record, in words, by the record's id."""
    records = [row["id"] for row in rows]
    standing = STANDINGS.c
    told: dict[str, list[str]] = defaultdict(list)
    for at in range(0, len(records), _AT_A_TIME):
        query = (
            select(
                standing.record, standing.verdict, standing.author, standing.at, standing.changes
            )
            .where(standing.record.in_(records[at : at + _AT_A_TIME]), standing.kind == "record")
            .order_by(standing.at, standing.judgement)
        )
        for record, verdict, author, moment, changes in connection.execute(query):
            fields = ", ".join(change["field"] for change in json.loads(changes or "[]"))
            what = f"{fields} corrected" if fields else verdict
            told[record].append(f"{what} by {author}, {moment[:_DAY]}")
    return {record: "; ".join(dict.fromkeys(words)) for record, words in told.items()}
