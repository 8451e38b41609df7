"""The lexicon of actors: the registry's names, adjectives, titles and nouns as indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from demarche.grounding.actors.entries import Body, Metonym, Noun, State, Title, Vocabulary
from demarche.grounding.actors.phrases import NameIndex, NounIndex
from demarche.grounding.actors.registry import load_entries, load_one

ReferentKind = Literal["state", "adjective", "people", "capital", "metonym", "body"]


@dataclass(frozen=True, slots=True)
class Referent:
    """What a name in the lexicon stands for. `id` is a country code or the id of a body."""

    kind: ReferentKind
    id: str
    name: str
    country: str
    sectors: tuple[str, ...]
    actor_kind: str
    city: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a common noun says of the agent it names; `office` is set for titles."""

    id: str
    sectors: tuple[str, ...]
    actor_kind: str
    country: str | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Indexes over the registry's data; `states` holds the main referent of each code."""

    names: NameIndex[Referent]
    nouns: NounIndex[NounSense]
    titles: NounIndex[NounSense]
    states: dict[str, Referent]
    bodies: dict[str, Referent]
    offices: dict[str, tuple[str, ...]]
    words: Vocabulary


def split_list(text: str) -> list[str]:
    """Return the items of a field whose items are separated by semicolons."""
    return [item.strip() for item in text.split(";") if item.strip()]


def state_referent(state: State) -> Referent:
    """Return the referent of a state or territory."""
    sectors = ("PRE",) if state.partial else ("GOV",)
    ident = f"{state.code}:{state.name}" if state.partial else state.code
    return Referent("state", ident, state.name, state.code, sectors, "state")


def people_of(state: State) -> Iterator[str]:
    """Yield the nouns for the people of a state, single and plural."""
    bases = split_list(state.people)
    for word in split_list(state.adjective):
        if word.endswith(("an", "i", "ian", "ean", "on", "ot", "zec")) and " " not in word[-3:]:
            bases.append(word)
    for base in dict.fromkeys(bases):
        yield base
        yield base + ("es" if base.endswith(("s", "sh", "ch")) else "s")


def _add_state(names: NameIndex[Referent], state: State, main: Referent) -> None:
    for name in [state.name, *split_list(state.names)]:
        names.add(name, main)
    for word in split_list(state.adjective):
        names.add(word, replace(main, kind="adjective"))
    for word in people_of(state):
        names.add(word, replace(main, kind="people"))
    for city in split_list(state.capital):
        names.add(city, replace(main, kind="capital", city=city))


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package's own data (read once a process)."""
    names: NameIndex[Referent] = NameIndex()
    states: dict[str, Referent] = {}
    bodies: dict[str, Referent] = {}
    entries = load_entries("bodies", Body)
    for body in entries:
        sectors = tuple(split_list(body.sectors))
        referent = Referent(
            "body", body.id, body.name, body.country, sectors, body.kind, office=body.office or ""
        )
        bodies[body.id] = referent
    for place in load_entries("metonyms", Metonym):
        names_of = split_list(place.names)
        referent = Referent(
            "metonym", place.body or place.country, names_of[0], place.country,
            tuple(split_list(place.sectors)), "government", place.city,
            place.office or "",
        )  # fmt: skip
        for name in names_of:
            names.add(name, referent)
    for state in load_entries("states", State):
        main = state_referent(state)
        states.setdefault(state.code, main)
        _add_state(names, state, main)
    for body in entries:
        for name in [body.name, *split_list(body.names)]:
            names.add(name, bodies[body.id])
    names.seal()
    offices: dict[str, tuple[str, ...]] = {}
    nouns, titles = _load_nouns(offices)
    words = load_one("words.yml", Vocabulary)
    return Lexicon(names, nouns, titles, states, bodies, offices, words)


def _load_nouns(
    offices: dict[str, tuple[str, ...]],
) -> tuple[NounIndex[NounSense], NounIndex[NounSense]]:
    nouns: NounIndex[NounSense] = NounIndex()
    titles: NounIndex[NounSense] = NounIndex()
    for noun in load_entries("groups", Noun):
        sense = NounSense(noun.id, tuple(split_list(noun.sectors)), noun.kind, noun.country)
        for word in split_list(noun.nouns):
            nouns.add(word, sense)
    for title in load_entries("roles", Title):
        sectors = tuple(split_list(title.sectors))
        sense = NounSense(title.id, sectors, "person", office=title.office)
        offices.setdefault(title.office, sectors)
        for word in split_list(title.titles):
            titles.add(word, sense)
            nouns.add(word, sense)
    nouns.seal()
    titles.seal()
    return nouns, titles
