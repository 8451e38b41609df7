"""Who: the persons and bodies of a name, with what the documents call them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import RowMapping, func, select

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import ACTORS, CURRENT, DOCUMENTS, PARTIES
from demarche.query.filters import Filters
from demarche.query.parties import match_actor
from demarche.query.rows import ActorRow
from demarche.query.table import Table

_Key = tuple[str | None, str | None, str | None]


def find_actors(store: Store, filters: Filters, name: str) -> Table[ActorRow]:
    """Return the actors of a name, those in most documents first.

    Documents' actors are one where the registry says so, else where name and country agree.
    """
    parts = (
        select(func.count(func.distinct(PARTIES.c.record)))
        .where(PARTIES.c.reading == ACTORS.c.reading, PARTIES.c.actor == ACTORS.c.id)
        .scalar_subquery()
    )
    query = (
        select(ACTORS, DOCUMENTS.c.published, parts.label("records"))
        .join(CURRENT, CURRENT.c.reading == ACTORS.c.reading)
        .join(DOCUMENTS, DOCUMENTS.c.id == ACTORS.c.document)
        .where(match_actor(ACTORS.c, name))
        .order_by(DOCUMENTS.c.published, ACTORS.c.document, ACTORS.c.number)
    )
    groups: dict[_Key, list[RowMapping]] = {}
    with store.begin() as connection:
        for row in connection.execute(query).mappings():
            groups.setdefault(_key_of(row), []).append(row)
    made = sorted(map(_make_row, groups.values()), key=lambda one: (-one.documents, one.name))
    return Table.of(ActorRow, made[: filters.limit])


def _key_of(row: RowMapping) -> _Key:
    known = row["registry"]
    return (known, None, None) if known else (None, row["folded"], row["country"])


def _make_row(rows: list[RowMapping]) -> ActorRow:
    days = sorted(row["published"] for row in rows if row["published"])
    longest = max(rows, key=lambda row: (len(row["name"]), row["name"]))
    return ActorRow(
        name=longest["name"],
        kind=longest["kind"],
        country=longest["country"],
        registry=longest["registry"],
        names=_list_once(row["name"] for row in rows),
        roles=_list_once(row["role"] for row in rows if row["role"]),
        documents=len({row["document"] for row in rows}),
        records=sum(row["records"] for row in rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _list_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
