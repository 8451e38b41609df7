"""The user's own file of persons: what claims change in the registry, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml

from demarche.errors import RuleError
from demarche.grounding.actors.entries import UNKNOWN, Office, Person, first_day, last_day
from demarche.grounding.actors.registry import Registry, parse_entries
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.wikidata import Claim

ChangeKind = Literal["person", "tenure", "start", "end", "wikidata", "differs", "ambiguous"]
KEPT_OUT: frozenset[ChangeKind] = frozenset({"differs", "ambiguous"})
_HEADER = (
    "# Persons of one's own; written by `demarche registry update`, checked by `registry check`.\n"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLACK_DAYS = 60
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a claim says that the registry does not.

    `differs` (both know, and disagree) and `ambiguous` (several persons it may mean) are told and
    never written.
    """

    kind: ChangeKind
    person: str
    name: str
    office: str
    country: str
    old: str
    new: str

    @property
    def written(self) -> bool:
        """Whether the change goes into the overlay."""
        return self.kind not in KEPT_OUT


def compare(registry: Registry, claims: Iterable[Claim]) -> tuple[list[Change], list[Person]]:
    """Return what the claims change, and the persons as they become; the registry stays as it is.

    A date is learnt where it was unknown and refined where the claim's is finer and agrees; an end
    that Wikidata does not state teaches nothing.
    """
    changes: list[Change] = []
    changed: dict[str, Person] = {}
    for claim in claims:
        found = _find_person(registry, changed, claim)
        if len(found) > 1:
            ids = ", ".join(person.id for person in found)
            changes.append(_change("ambiguous", claim, found[0].id, "", ids))
            continue
        old = found[0] if found else None
        new, told = _extend(old, claim, registry) if old else _create(claim, registry, changed)
        changes += told
        if new != old:
            changed[new.id] = new
    return changes, list(changed.values())


def _change(kind: ChangeKind, claim: Claim, person: str, old: str, new: str) -> Change:
    return Change(kind, person, claim.name, claim.office, claim.country, old, new)


def _find_person(registry: Registry, changed: dict[str, Person], claim: Claim) -> list[Person]:
    """The persons a claim may mean: by their Wikidata id, or by name and country."""
    named = [changed.get(p.id, p) for p in registry.find_named(claim.name)]
    named += [p for p in changed.values() if p.wikidata == claim.item and p not in named]
    same = [p for p in named if p.wikidata == claim.item]
    if same:
        return same[:1]
    own = [p for p in named if p.wikidata is None and _belongs(p, claim.country)]
    holding = [p for p in own if _nearest(p.offices, claim) is not None]
    return holding or own


def _belongs(person: Person, country: str) -> bool:
    return person.country == country or any(o.country == country for o in person.offices)


def _create(
    claim: Claim, registry: Registry, changed: dict[str, Person]
) -> tuple[Person, list[Change]]:
    slug = _NOT_SLUG.sub("-", fold(claim.name)).strip("-")
    taken = any(p.id == f"per:{slug}" for p in registry.find_named(claim.name))
    if taken or f"per:{slug}" in changed:
        slug = f"{slug}-{claim.item.lower()}"
    person = Person(
        id=f"per:{slug}",
        name=claim.name,
        family=claim.family,
        country=claim.country,
        gender=claim.gender,
        wikidata=claim.item,
        offices=(_office_of(claim, registry),),
        source=_source_of(claim),
    )
    return person, [_change("person", claim, person.id, "", f"{claim.start} to {claim.end}")]


def _extend(person: Person, claim: Claim, registry: Registry) -> tuple[Person, list[Change]]:
    told: list[Change] = []
    offices = list(person.offices)
    held = _nearest(offices, claim)
    if held is None:
        offices.insert(0, _office_of(claim, registry))
        told.append(_change("tenure", claim, person.id, "", f"{claim.start} to {claim.end}"))
    else:
        start, end = _better(held.start, claim.start), _better(held.end, claim.end)
        for kind, old, new, told_date in (
            ("start", held.start, start, claim.start), ("end", held.end, end, claim.end),
        ):  # fmt: skip
            if new is None:
                told.append(_change("differs", claim, person.id, f"{kind} {old}", told_date))
            elif new != old:
                told.append(
                    _change("start" if kind == "start" else "end", claim, person.id, old, new)
                )
        dates = {"start": start or held.start, "end": end or held.end}
        offices[offices.index(held)] = held.model_copy(update=dates)
    if person.wikidata is None:
        told.append(_change("wikidata", claim, person.id, "", claim.item))
    update = {"offices": tuple(offices), "wikidata": claim.item, "source": _source_of(claim)}
    if not any(change.written for change in told):
        return person, told
    return person.model_copy(update=update), told


def _better(old: str, new: str) -> str | None:
    """Return the date to keep of two; None where they disagree."""
    if new == UNKNOWN or old == UNKNOWN:
        return old if new == UNKNOWN else new
    coarse, fine = sorted((old, new), key=len)
    return fine if fine.startswith(coarse) else None


def _nearest(offices: Sequence[Office], claim: Claim) -> Office | None:
    """The tenure a claim speaks of: of the office, begun by that day or at about it."""
    own = [o for o in offices if (o.office, o.country) == (claim.office, claim.country)]
    day = first_day(claim.start)
    near = [
        o
        for o in own
        if first_day(o.start) <= day <= last_day(o.end)
        or claim.start[: len(o.start)] == o.start[: len(claim.start)]
        or _apart(day, first_day(o.start)) <= _SLACK_DAYS
    ]
    return min(near, key=lambda o: _apart(day, first_day(o.start)), default=None)


def _apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:  # an unknown start
        return date.max.toordinal()


def _office_of(claim: Claim, registry: Registry) -> Office:
    """A tenure under the title that the registry last gave the office there."""
    titles = [o.title for _, o in registry.tenures(claim.country) if o.office == claim.office]
    title = titles[-1] if titles else claim.title
    return Office(
        office=claim.office, title=title, country=claim.country, start=claim.start, end=claim.end
    )


def _source_of(claim: Claim) -> str:
    return f"Wikidata {claim.item} (CC0)"


def merge_overlay(text: str, people: Iterable[Person], *, file: str) -> str:
    """Return the overlay's text with the persons in it: entries of the same ids give way.

    Raises what `parse_entries` raises for a text that is no overlay.
    """
    entries = {person.id: person for person in parse_entries(text, Person, file=file)}
    entries |= {person.id: person for person in people}
    plain = [p.model_dump(mode="json", exclude_defaults=True) for p in entries.values()]
    dumped = yaml.safe_dump(
        plain, sort_keys=False, allow_unicode=True, default_flow_style=None, width=_WIDTH
    )
    return _HEADER + (dumped if plain else "")


def write_overlay(path: Path, text: str) -> None:
    """Write the overlay whole or not at all; raises `RuleError` G105 if it cannot be written."""
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise RuleError(
            "G105", f"cannot write {path}: {error.strerror or error}", hint="name another --overlay"
        ) from error
