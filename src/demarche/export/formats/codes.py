"""The codes that other data sets use: CAMEO's, PLOVER's scores, countries, columns; from data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from demarche.grounding.actors.entries import State
from demarche.grounding.actors.registry import load_entries
from demarche.model import Event
from demarche.model.vocabulary import ActorKind, EventType, Status
from demarche.rules.files import RuleModel, read_file

_FOLDER = "export"


class CameoCode(RuleModel):
    """A CAMEO code: its name, and the PLOVER type and mode it stands for."""

    name: str
    type: EventType
    mode: str | None = None


class Shift(RuleModel):
    """What acts of some statuses are called: an act of each type, as a CAMEO code."""

    statuses: tuple[Status, ...]
    acts: dict[EventType, str]


class CameoBook(RuleModel):
    """PLOVER to CAMEO; keys are a type, or TYPE/mode."""

    acts: dict[str, str]
    shifts: tuple[Shift, ...]
    hosting: str
    finer: dict[str, dict[str, str]]
    quads: dict[str, int]
    codes: dict[str, CameoCode]


class PloverBook(RuleModel):
    """PLOVER's scores, the contexts of what is not done, and the names of its four quads."""

    scores: dict[str, float]
    contexts: dict[Status, str]
    quads: dict[int, str]


class CountryCodes(RuleModel):
    """ISO 3166-1 alpha-2, FIPS 10-4, Correlates of War; None where a state has none."""

    iso: str | None = None
    fips: str | None = None
    cow: int | None = None


class CountryBook(RuleModel):
    """Codes by ISO 3166-1 alpha-3."""

    states: dict[str, CountryCodes]


class LayoutBook(RuleModel):
    """Columns by data set, in order."""

    columns: dict[str, tuple[str, ...]]


class FtmBook(RuleModel):
    """FollowTheMoney's schema of each kind of actor, and its codes of languages."""

    schemata: dict[ActorKind, str]
    body: str
    languages: dict[str, str]


class TravelBook(RuleModel):
    """Which contacts are trips, and the words that make the source of a visit its host."""

    statuses: frozenset[Status]
    hosting: frozenset[str]


@cache
def load_ftm() -> FtmBook:
    """Return FollowTheMoney's names, read once."""
    return read_file(FtmBook, _FOLDER, "ftm.yml")


@cache
def load_travel() -> TravelBook:
    """Return what counts as a trip, read once."""
    return read_file(TravelBook, _FOLDER, "travel.yml")


@cache
def load_cameo() -> CameoBook:
    """Return the CAMEO mapping, read once."""
    return read_file(CameoBook, _FOLDER, "cameo.yml")


@cache
def load_plover() -> PloverBook:
    """Return PLOVER's scores and words, read once."""
    return read_file(PloverBook, _FOLDER, "plover.yml")


@cache
def load_layout(name: str) -> tuple[str, ...]:
    """Return the columns of a data set."""
    return read_file(LayoutBook, _FOLDER, "layouts.yml").columns[name]


@cache
def _load_countries() -> Mapping[str, CountryCodes]:
    return read_file(CountryBook, _FOLDER, "countries.yml").states


@cache
def _load_names() -> Mapping[str, str]:
    return {state.code: state.name for state in load_entries("states", State)}


def is_state(code: str | None) -> bool:
    """Tell whether a code is a state's or territory's, not one such as IGO or UNO."""
    return code in _load_names()


def find_country(code: str | None) -> CountryCodes:
    """Return the other codes of a country; empty ones for what is no state."""
    return _load_countries().get(code or "", CountryCodes())


def name_country(code: str | None) -> str | None:
    """Return the name of a country; a code that is no state's (IGO, UNO) stays as it is."""
    return _load_names().get(code, code) if code else None


def find_cameo(event: Event, *, hosted: bool = False) -> str | None:
    """Return the CAMEO code of an act as far as it is done; None where CAMEO has none for it.

    What is only possible, negated or denied has none. `hosted` says that the source is the host.
    """
    book = load_cameo()
    if event.status in ("occurred", "ongoing"):
        exact = f"{event.type}/{event.mode}" if event.mode else event.type
        code = book.acts.get(exact) or book.acts[event.type]
        if hosted and exact == "CONSULT/visit":
            code = book.hosting
    else:
        found = _find_shifted(event)
        if found is None:
            return None
        code = found
    finer = book.finer.get(code, {})
    return next((finer[context] for context in event.contexts if context in finer), code)


def _find_shifted(event: Event) -> str | None:
    shifts = load_cameo().shifts
    acts = (shift.acts for shift in shifts if event.status in shift.statuses)
    return next((found[event.type] for found in acts if event.type in found), None)


def name_type(event: Event) -> tuple[str, str | None, tuple[str, ...]]:
    """Return type, mode and contexts as PLOVER codes an act: a meeting to come is an AGREE.

    What PLOVER has no type for keeps its own, with the context future, hypothetical or negation.
    """
    shifted = _find_shifted(event)
    if shifted is not None:
        found = load_cameo().codes[shifted]
        return found.type, found.mode, event.contexts
    context = load_plover().contexts.get(event.status)
    return event.type, event.mode, (*event.contexts, *([context] if context else ()))


def find_score(type: str, mode: str | None) -> float | None:
    """Return PLOVER's score, -10 (conflict) to 10 (cooperation); None where it has none."""
    scores = load_plover().scores
    exact = scores.get(f"{type}/{mode}")
    return scores.get(type) if exact is None else exact
