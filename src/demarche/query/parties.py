"""Who: an actor as asked for → a condition on parties; and the parties of the records found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    Table,
    func,
    or_,
    select,
    tuple_,
)

from demarche.errors import RuleError
from demarche.grounding.actors.holders import find_owner
from demarche.grounding.actors.spelling import fold
from demarche.ledger.store.schema import ACTORS, PARTIES

ACTING = ("source", "target", "mediator", "host")
_CODE = re.compile(r"[A-Z]{3}")
_BODY = "org:"
_AT_A_TIME = 500

Parties = Mapping[str, tuple[str, ...]]


def match_actor(columns: Any, name: str) -> ColumnElement[bool]:
    """Return the condition that an actor is the one asked for.

    A three-letter code, or the name of a country, is everyone of that country; a registry's id
    ("per:…", "org:…") is that person or body; anything else is a name of which every word must be
    there ("Lavrov" finds "Sergey Lavrov").
    """
    if _CODE.fullmatch(name):
        return _is_column(columns.country, name)
    if ":" in name:
        return _is_column(columns.registry, name)
    named: ColumnElement[bool] = columns.folded.in_(_select_names(fold(name).split()))
    owner = _find_owner(name)
    if owner is None:
        return named
    column = columns.registry if owner.startswith(_BODY) else columns.country
    return or_(_is_column(column, owner), named)


def takes_part(table: FromClause, name: str, roles: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that an actor has one of the roles in a record of the table."""
    part = PARTIES.alias().c
    found = select(part.reading, part.record).where(match_actor(part, name))
    found = found.where(part.role.in_(roles)) if roles else found
    if not _is_country(name):  # one person or body has few records: looked up, not sought
        return tuple_(table.c.reading, table.c.id).in_(found)
    return found.where(part.reading == table.c.reading, part.record == table.c.id).exists()


def take_part(table: Table, names: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that all of several actors have a part in a record of the table.

    Looked up from the first one's parts: the quick way where few records have all of them.
    """
    first = PARTIES.alias().c
    found = select(first.reading, first.record).where(
        match_actor(first, names[0]), func.substr(first.record, 1, 2) == f"{table.name[0]}:"
    )
    for name in names[1:]:
        other = PARTIES.alias().c
        same = select(other.record).where(
            other.reading == first.reading, other.record == first.record, match_actor(other, name)
        )
        found = found.where(same.exists())
    return tuple_(table.c.reading, table.c.id).in_(found)


def _is_country(name: str) -> bool:
    return bool(_CODE.fullmatch(name)) or (":" not in name and _find_owner(name) is not None)


def _select_names(words: Iterable[str]) -> Select[Any]:
    """Return the query for the names that have all the words.

    It steps over the index from name to name, so that a name counts once however often it is there.
    """
    later = ACTORS.alias().c
    names = select(func.min(ACTORS.c.folded).label("name")).cte(recursive=True)
    step = select(func.min(later.folded)).where(later.folded > names.c.name).scalar_subquery()
    names = names.union_all(select(step).where(names.c.name.is_not(None)))
    return select(names.c.name).where(*(_has_word(names.c.name, word) for word in words))


def load_parties(
    connection: Connection, rows: Iterable[RowMapping]
) -> dict[tuple[str, str], Parties]:
    """Return the names of those who take part, by (reading, record) and role, in order."""
    keys = [(row["reading"], row["id"]) for row in rows]
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for at in range(0, len(keys), _AT_A_TIME):
        records = {record for _, record in keys[at : at + _AT_A_TIME]}
        part = PARTIES.c
        query = (
            select(part.reading, part.record, part.role, part.name)
            .where(part.record.in_(records))
            .order_by(part.record, part.role, part.number)
        )
        for reading, record, role, name in connection.execute(query):
            found[reading, record][role].append(name)
    return {key: {role: tuple(names) for role, names in found[key].items()} for key in keys}


def list_others(parties: Parties, apart: Sequence[str]) -> tuple[str, ...]:
    """Return those who take part in another role, as "NAME (ROLE)"."""
    roles = [role for role in sorted(parties) if role not in apart]
    return tuple(f"{name} ({role})" for role in roles for name in parties[role])


@lru_cache(maxsize=1000)
def _find_owner(name: str) -> str | None:
    try:
        return find_owner(name).id
    except RuleError:
        return None


def _is_column(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    return column == value


def _has_word(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    spaced: ColumnElement[Any] = " " + column + " "
    return spaced.contains(f" {word} ", autoescape=True)
