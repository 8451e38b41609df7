"""What persons decided, latest first, with what was taken back."""

from __future__ import annotations

from sqlalchemy import Connection, select

from demarche.ledger.judgements import Change, Judgement, Subject, select_standing
from demarche.ledger.reviewing.lookup import load_bearing
from demarche.ledger.store import Store, schema
from demarche.model.base import Noun


class Decision(Noun):
    """A person's judgement; `holds` is whether it is in force."""

    id: str
    at: str
    author: str
    verdict: str
    subjects: tuple[Subject, ...]
    changes: tuple[Change, ...]
    holds: bool


def list_decisions(
    store: Store, *, author: str | None = None, limit: int | None = None
) -> list[Decision]:
    """Return the decisions, latest first. Raises `LedgerError`."""
    with store.begin() as connection:
        made = load_by_person(connection, author, limit=limit)
        bearing = load_bearing(connection, [one.id for one in made])
    known = {one.id: one for one in (*made, *bearing)}
    taken = {one.subjects[0].id for one in select_standing(known.values())}
    return [_describe(one, one.id not in taken) for one in made]


def load_by_person(
    connection: Connection, author: str | None = None, *, limit: int | None = None
) -> list[Judgement]:
    """Return the judgements of persons (or of one), latest first."""
    judged = schema.JUDGEMENTS.c
    query = select(judged.body).where(judged.author_kind == "person")
    if author is not None:
        query = query.where(judged.author == author)
    query = query.order_by(judged.at.desc(), judged.id).limit(limit)
    return [Judgement.model_validate_json(body) for body in connection.scalars(query)]


def _describe(judgement: Judgement, holds: bool) -> Decision:
    return Decision(
        id=judgement.id,
        at=judgement.at,
        author=judgement.author.name,
        verdict=judgement.verdict,
        subjects=judgement.subjects,
        changes=judgement.changes,
        holds=holds,
    )
