"""Actors: which there are; one with its offices, contacts, words, positions and promises."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from demarche.grounding.actors.registry import load_registry
from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.profile import NamedRow, PositionRow, Profile
from demarche.query.rows import CommitmentRow, EventRow, StatementRow
from demarche.web.asking import Asked, Held, Kept, Limits, Words
from demarche.web.charts import Bars, choose_period, draw_bars
from demarche.web.naming import name_side
from demarche.web.showing import add_page

router = APIRouter()
_FEW = 8
_NAMES = 24
_MOST = 60
_KEPT, _OTHERS = ("kept",), ("broken", "withdrawn", "overdue", "partly-kept")
_PERSON = "per:"


class Tenure(Noun):
    """An office of a person, as the registry has it; dates are as precise as they are known."""

    title: str
    owner: str
    start: str
    end: str


class ActorsPage(Noun):
    """The actors of a name; without a name, those with most records."""

    name: str | None
    countries: tuple[NamedRow, ...]
    people: tuple[NamedRow, ...]
    found: tuple[NamedRow, ...]


class ActorPage(Noun):
    """One actor. `kept` is the share of the promises it made that were kept, of those whose fate
    is known (0 to 1); `statuses` is how many stand where on the day `as_of`.
    """

    key: str
    name: str
    asked: Asked
    as_of: str | None
    profile: Profile
    offices: tuple[Tenure, ...]
    names: tuple[NamedRow, ...]
    bars: Bars
    contacts: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    positions: tuple[PositionRow, ...]
    made: tuple[CommitmentRow, ...]
    received: tuple[CommitmentRow, ...]
    statuses: dict[str, int]
    kept: float | None


def build_list(ledger: Held, memory: Kept, name: Words = None) -> ActorsPage:
    """The actors of a name; without a name, those with most records."""
    if name:
        found = memory.recall(("names", name), lambda: ledger.names(name, limit=_MOST).rows)
        return ActorsPage(name=name, countries=(), people=(), found=found)
    countries = memory.recall("countries", lambda: ledger.actors(countries=True, limit=_MOST).rows)
    people = memory.recall("people", lambda: ledger.actors(limit=_MOST).rows)
    return ActorsPage(name=None, countries=countries, people=people, found=())


def build(
    ledger: Held, memory: Kept, asked: Limits, key: Annotated[str, Path(max_length=200)]
) -> ActorPage:
    """One actor: offices, contacts, statements, positions, promises made and received."""
    return memory.recall(("actor", key, asked), lambda: _build(ledger, key, asked))


def _build(ledger: Ledger, key: str, asked: Asked) -> ActorPage:
    state = ledger.state()
    few = {"newest": True, "limit": _FEW, **asked.limits("since", "until")}
    by = choose_period(asked.since or state.first, asked.until or state.last)
    names = ledger.names(key, limit=_NAMES).rows
    activity = ledger.activity(key, by=by, **asked.limits("since", "until")).rows
    made = ledger.board(by=key, as_of=state.last, limit=3)
    received = ledger.board(to=key, as_of=state.last, limit=3)
    statuses = {column.status: column.count for column in made}
    return ActorPage(
        key=key,
        name=_name(key, names),
        asked=asked,
        as_of=state.last,
        profile=ledger.profile(key),
        offices=_list_offices(key, names),
        names=names,
        bars=draw_bars(activity, by),
        contacts=ledger.contacts(key, **few).rows,
        statements=ledger.statements(speaker=key, **few).rows,
        positions=ledger.positions(key, **few).rows,
        made=tuple(row for column in made for row in column.rows),
        received=tuple(row for column in received for row in column.rows),
        statuses=statuses,
        kept=_share(statuses),
    )


def _name(key: str, names: tuple[NamedRow, ...]) -> str:
    if key.startswith(_PERSON) and names:
        return max((row.name for row in names), key=lambda name: (len(name), name))
    return name_side(key)


def _share(statuses: dict[str, int]) -> float | None:
    kept = sum(statuses.get(name, 0) for name in _KEPT)
    known = kept + sum(statuses.get(name, 0) for name in _OTHERS)
    return round(kept / known, 4) if known else None


def _list_offices(key: str, names: tuple[NamedRow, ...]) -> tuple[Tenure, ...]:
    if not key.startswith(_PERSON):
        return ()
    spelt = dict.fromkeys(row.name for row in names)
    people = (person for name in spelt for person in load_registry().find_named(name))
    person = next((person for person in people if person.id == key), None)
    return tuple(
        Tenure(title=o.title, owner=name_side(o.country or o.org or ""), start=o.start, end=o.end)
        for o in (person.offices_on(None) if person else ())
    )


add_page(router, "/actors", "actors.html", build_list, model=ActorsPage)
add_page(router, "/actors/{key:path}", "actor.html", build, model=ActorPage)
