"""An actor in the whole ledger: what it is called, how much it did, whom else its country has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, func, select

from demarche.grounding.actors.spelling import fold
from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import (
    ACTORS,
    EVENTS,
    PARTIES,
    POSITIONS,
)
from demarche.model.base import Noun
from demarche.query.events import cite
from demarche.query.filters import Filters, is_current, is_rejected, select_current
from demarche.query.parties import ACTING, load_parties, match_actor, takes_part
from demarche.query.reviews import load_reviews
from demarche.query.rows import Cited
from demarche.query.table import Table

_NAMES = 24
_PARTS: dict[str, tuple[str, ...]] = {
    "events": ACTING,
    "statements": ("speaker",),
    "positions": ("holder",),
    "made": ("by",),
    "received": ("to",),
}


class NamedRow(Noun):
    """A name that documents use, with a title where they give one; `key` asks for who bears it."""

    key: str
    name: str
    kind: str
    country: str | None
    role: str | None
    documents: int


class PositionRow(Cited):
    """Where a holder stands on a question: for, against or undecided."""

    holder: tuple[str, ...]
    question: str
    stance: str


class Profile(Noun):
    """How much there is of an actor: counts of the records in which it has that part."""

    contacts: int
    events: int
    statements: int
    positions: int
    made: int
    received: int


def count_parts(store: Store, name: str) -> Profile:
    """Return how many records an actor has a part in."""
    part = PARTIES.c
    held = (match_actor(part, name), is_current(PARTIES), ~is_rejected(part.record))
    query = select(*(_count_role(roles).label(key) for key, roles in _PARTS.items())).where(*held)
    contacts = (
        select(func.count(func.distinct(part.record)))
        .join(EVENTS, and_(EVENTS.c.reading == part.reading, EVENTS.c.id == part.record))
        .where(*held, part.role.in_(ACTING), EVENTS.c.type == "CONSULT")
    )
    with store.begin() as connection:
        found = connection.execute(query).mappings().one()
        return Profile(contacts=connection.execute(contacts).scalar_one(), **found)


def find_names(store: Store, name: str, *, limit: int = _NAMES) -> Table[NamedRow]:
    """Return what documents call an actor (of a country: its people and bodies), the most often
    used first.
    """
    actor = ACTORS.c
    key = func.coalesce(actor.registry, actor.folded)
    documents = func.count(func.distinct(actor.document)).label("documents")
    query = (
        select(
            key, func.max(actor.name), func.max(actor.kind), actor.country, actor.role, documents
        )
        .where(_is_named(name), is_current(ACTORS))
        .group_by(key, actor.country, actor.role)
        .order_by(documents.desc(), key, actor.role)
        .limit(limit)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    fields = ("key", "name", "kind", "country", "role", "documents")
    return Table.of(NamedRow, [NamedRow(**dict(zip(fields, row, strict=True))) for row in rows])


def list_actors(store: Store, *, limit: int = _NAMES, countries: bool = False) -> Table[NamedRow]:
    """Return the actors with a part in most records: countries, or persons and bodies."""
    part = PARTIES.c
    records = func.count().label("records")
    key = part.country if countries else part.registry
    query = (
        select(key, func.max(part.name), func.max(part.country), records)
        .where(key.is_not(None))
        .group_by(key)
        .order_by(records.desc(), key)
        .limit(limit)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    made = [
        NamedRow(key=r[0], name=r[1], kind="", country=r[2], role=None, documents=r[3])
        for r in rows
    ]
    return Table.of(NamedRow, made)


def find_positions(
    store: Store, filters: Filters, *, holder: str | None = None
) -> Table[PositionRow]:
    """Return where a holder stands on questions."""
    query = select_current(POSITIONS, filters)
    if holder:
        query = query.where(takes_part(POSITIONS, holder, ("holder",)))
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
        parties, reviews = load_parties(connection, rows), load_reviews(connection, rows)
    made = [
        PositionRow(
            **cite(row, reviews),
            holder=parties[row["reading"], row["id"]].get("holder", ()),
            question=row["question"],
            stance=row["stance"],
        )
        for row in rows
    ]
    return Table.of(PositionRow, made)


def _is_named(name: str) -> Any:
    """Return the condition on an actor, by way of the index of names where it is a name."""
    if ":" in name or (name.isupper() and len(name) == len("USA")):
        return match_actor(ACTORS.c, name)
    other = ACTORS.alias().c
    spellings = select(other.folded).where(match_actor(other, fold(name))).distinct()
    return ACTORS.c.folded.in_(spellings)


def _count_role(roles: tuple[str, ...]) -> Any:
    part = PARTIES.c
    return func.count(func.distinct(case((part.role.in_(roles), part.record))))
