"""Who held an office on a day: words for an office and its owner → the tenures known."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from demarche.errors import RuleError
from demarche.grounding.actors.entries import (
    UNKNOWN,
    Body,
    Office,
    OfficeKind,
    Person,
    State,
    Title,
    check_partial_date,
    first_day,
    last_day,
)
from demarche.grounding.actors.lexicon import split_list
from demarche.grounding.actors.registry import Registry, load_entries
from demarche.grounding.actors.spelling import fold

_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"of", "the", "for", "and", "to"})
_NEAR, _NEAR_ENOUGH = 4, 0.6
# Kinds that gather many offices of one owner: only the title tells which is meant.
_GATHERING: frozenset[OfficeKind] = frozenset({"minister", "other"})
_PRECISIONS = {4: "year", 7: "month", 10: "day"}
Tenure = tuple[Person, Office]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose office it is: a state by its code, or a body by its id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """An office asked for: its kind where the words name one, and the words of its title."""

    kind: OfficeKind | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holders:
    """The tenures that cover the time asked for, and the nearest known before and after it."""

    owner: Owner
    held: tuple[Tenure, ...]
    before: Tenure | None = None
    after: Tenure | None = None


def find_holders(registry: Registry, office: str, owner: str, day: str | None = None) -> Holders:
    """Return who held an office ("foreign minister") of a country or body, by start.

    `owner` is an ISO code, a name ("Russia"), an adjective, or a body's id or name. `day` is a date
    of any precision (`2014`, `2014-03-01`); without it every tenure known is returned. Tenures with
    an unknown end come last, since they may not reach the day. Raises `RuleError` G110 for an
    office, G111 for an owner that the registry does not know, G112 for a date that is none.
    """
    found = find_owner(owner)
    tenures = registry.tenures(found.id)
    wanted = find_office(office, tenures)
    own = _select(tenures, wanted)
    if day is None:
        return Holders(found, tuple(own))
    start, end = _read_day(day)
    held = [t for t in own if first_day(t[1].start) <= end and last_day(t[1].end) >= start]
    held = _prefer_titled(held, wanted)
    held.sort(key=lambda t: t[1].end == UNKNOWN)
    before = [t for t in own if last_day(t[1].end) < start]
    after = [t for t in own if first_day(t[1].start) > end]
    return Holders(
        found,
        tuple(held),
        max(before, key=lambda t: last_day(t[1].end), default=None),
        min(after, key=lambda t: first_day(t[1].start), default=None),
    )


def find_owner(name: str) -> Owner:
    """Return the state or body of a code, an id or a name; raises `RuleError` G111."""
    owners = _load_owners()
    found = owners.get(fold(name.strip()))
    if found is None:
        near = _list_near(name, owners)
        told = [f"{owners[n].name} ({owners[n].id})" for n in near]
        raise RuleError("G111", f"no country or body is called {name!r}", hint=_hint(told))
    return found


def find_office(name: str, tenures: Iterable[Tenure]) -> Wanted:
    """Return the office that words name: a kind, a title, or one of the tenures' own titles.

    Raises `RuleError` G110 with the names that are near.
    """
    words = _words_of(name)
    kinds = {fold(kind): kind for kind in get_args(OfficeKind)}
    kind = kinds.get("-".join(fold(name).split()))
    titles = _load_titles()
    if kind is not None and fold(name) not in titles:
        return Wanted(kind, frozenset())
    if fold(name) in titles:
        return Wanted(titles[fold(name)], words)
    own = {fold(office.title) for _, office in tenures}
    if words and any(words <= _words_of(title) for title in own):
        return Wanted(None, words)
    near = _list_near(name, [*kinds, *titles, *sorted(own)])
    raise RuleError("G110", f"no office is called {name!r}", hint=_hint(near))


def precision_of(date: str) -> str | None:
    """Return a partial date's precision (`year`, `month`, `day`), None where it is unknown."""
    return None if date == UNKNOWN else _PRECISIONS[len(date)]


def _select(tenures: Sequence[Tenure], wanted: Wanted) -> list[Tenure]:
    """The tenures of the kind; where kinds gather many offices, those whose title has the words."""
    if wanted.kind is None or (wanted.kind in _GATHERING and wanted.words):
        return _prefer_titled(tenures, wanted, only=True)
    return [t for t in tenures if t[1].office == wanted.kind]


def _prefer_titled(
    tenures: Sequence[Tenure], wanted: Wanted, *, only: bool = False
) -> list[Tenure]:
    """Those with the title's words; all where none has them, unless `only` they will do."""
    titled = [t for t in tenures if wanted.words and wanted.words <= _words_of(t[1].title)]
    return titled if titled or only else list(tenures)


@cache
def _load_owners() -> dict[str, Owner]:
    owners: dict[str, Owner] = {}
    for state in load_entries("states", State):
        if state.partial is not None:
            continue
        owner = Owner(state.code, state.name)
        for name in (
            state.code,
            state.name,
            *split_list(state.names),
            *split_list(state.adjective),
        ):
            owners.setdefault(fold(name), owner)
    for body in load_entries("bodies", Body):
        owner = Owner(body.id, body.name)
        for name in (body.id, body.id.partition(":")[2], body.name, *split_list(body.names)):
            owners.setdefault(fold(name), owner)
    return owners


@cache
def _load_titles() -> dict[str, OfficeKind]:
    return {
        fold(title): entry.office
        for entry in load_entries("roles", Title)
        for title in split_list(entry.titles)
    }


def _words_of(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title))) - _JOINING


def _read_day(day: str) -> tuple[str, str]:
    try:
        known = check_partial_date(day)
    except ValueError as error:
        raise RuleError("G112", f"{day!r} is no date: {error}") from error
    if known == UNKNOWN:
        raise RuleError("G112", f"{day!r} is no date", hint="give YYYY, YYYY-MM or YYYY-MM-DD")
    return first_day(known), last_day(known)


def _list_near(name: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(fold(name), list(known), _NEAR, _NEAR_ENOUGH)


def _hint(near: list[str]) -> str:
    return f"near it: {', '.join(dict.fromkeys(near))}" if near else "`demarche registry who -h`"
