"""The queue: what nobody has decided yet, the most doubtful and weighty first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from demarche.ledger.judgements import Judgement, settle_pairs
from demarche.ledger.reviewing.book import ReviewBook, load_review
from demarche.ledger.reviewing.lookup import load_bearing
from demarche.ledger.store import Store, schema
from demarche.ledger.store.deriving import split_parts
from demarche.model.base import Noun


class Item(Noun):
    """One thing to decide: a record (`kind` event, …) or a judgement of the program
    (same-occurrence, follow-through).

    `about` are the records it is about, `confidence` is 0 to 1, `consequence` what a mistake would
    cost, `priority` is (1 - confidence) x consequence. `quote` are its words; of a judgement, what
    it saw.
    """

    id: str
    kind: str
    type: str | None
    status: str | None
    about: tuple[str, ...]
    document: str | None
    outlet: str | None
    published: str | None
    confidence: float
    consequence: float
    priority: float
    quote: str


def list_queue(
    store: Store, *, limit: int | None = None, kind: str | None = None, document: str | None = None
) -> list[Item]:
    """Return what is to be decided, first what is least sure and weighs most.

    Of a large ledger the least sure of each kind are weighed (`pool` in `data/ledger/review.yml`,
    or `limit` if more). Raises `LedgerError`.
    """
    book = load_review()
    most = max(book.pool, limit or 0)
    with store.begin() as connection:
        found = [
            item
            for name, table in schema.RECORDS.items()
            if kind in (None, name.removesuffix("s"))
            for item in _list_records(connection, table, book, most, document)
        ]
        if document is None and kind in (None, "same-occurrence", "follow-through"):
            found += [
                item for item in _list_judged(connection, book, most) if kind in (None, item.kind)
            ]
    found.sort(key=lambda item: (-item.priority, item.confidence, item.id))
    return found[:limit]


def _list_records(
    connection: Connection, table: Any, book: ReviewBook, most: int, document: str | None
) -> Iterator[Item]:
    columns, standing = table.c, schema.STANDINGS.c
    decided = select(standing.record).where(
        standing.record == columns.id, standing.kind == "record"
    )
    held = select(schema.CURRENT.c.document).where(schema.CURRENT.c.reading == columns.reading)
    query = (
        select(table, schema.DOCUMENTS.c.outlet, schema.DOCUMENTS.c.published)
        .join(schema.DOCUMENTS, schema.DOCUMENTS.c.id == columns.document)
        .where(~decided.exists(), held.exists())
        .order_by(columns.confidence, columns.id)
        .limit(most)
    )
    if document is not None:
        query = query.where(columns.document == document)
    rows = connection.execute(query).mappings().all()
    resting = _count_judgements(connection, [row["id"] for row in rows])
    kind = str(table.name).removesuffix("s")
    for row in rows:
        weight = book.weigh(kind, row.get("type"), resting[row["id"]])
        yield Item(
            id=row["id"], kind=kind, type=row.get("type"), status=row.get("status"),
            about=(row["id"],), document=row["document"], outlet=row["outlet"],
            published=row["published"], quote=row["quote"],
            **_rank(row["confidence"], weight),
        )  # fmt: skip


def _rank(confidence: float, weight: float) -> dict[str, float]:
    priority = (1 - confidence) * weight
    return {
        "confidence": round(confidence, 4),
        "consequence": round(weight, 4),
        "priority": round(priority, 4),
    }


def _count_judgements(connection: Connection, records: Iterable[str]) -> Counter[str]:
    subjects = schema.SUBJECTS.c
    counts: Counter[str] = Counter()
    for part in split_parts(records):
        query = select(subjects.id, func.count()).where(subjects.id.in_(part)).group_by(subjects.id)
        counts.update({row[0]: row[1] for row in connection.execute(query)})
    return counts


def _list_judged(connection: Connection, book: ReviewBook, most: int) -> Iterator[Item]:
    """Yield what the program judged of pairs and follow-through, the least sure first."""
    judged = schema.JUDGEMENTS.c
    for kind in ("same-occurrence", "follow-through"):
        query = (
            select(judged.body)
            .where(judged.kind == kind, judged.author_kind == "program")
            .order_by(judged.score, judged.id)
            .limit(most)
        )
        found = [Judgement.model_validate_json(body) for body in connection.scalars(query)]
        bearing = load_bearing(connection, {s.id for one in found for s in one.subjects})
        holding = {one.id for one in settle_pairs(bearing) if one.author.kind == "program"}
        for one in found:
            if one.id in holding:
                yield _make_item(one, book)


def _make_item(judgement: Judgement, book: ReviewBook) -> Item:
    weight = book.weigh(judgement.kind, None, 0)
    saw = "; ".join(reason.saw for reason in judgement.reasons)
    return Item(
        id=judgement.id, kind=judgement.kind, type=None, status=judgement.verdict,
        about=tuple(subject.id for subject in judgement.subjects),
        document=judgement.subjects[0].document, outlet=None, published=judgement.dated,
        quote=saw, **_rank(judgement.score, weight),
    )  # fmt: skip
