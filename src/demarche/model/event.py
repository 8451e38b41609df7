"""One political act, as this document tells it."""

from __future__ import annotations

from demarche.model.base import Noun
from demarche.model.span import Span
from demarche.model.time import EventTime
from demarche.model.vocabulary import EventType, Medium, OtherRole, Status


class TrailStep(Noun):
    """What decided something: a rule's id, or a head of the reader with its version."""

    rule: str
    span: Span | None = None


class Other(Noun):
    """An actor with a part in the event beside source and target."""

    actor: str
    role: OtherRole


class Place(Noun):
    """A named place; `country` is ISO 3166-1 alpha-3, lat/lon WGS 84 degrees, `geonames` an id."""

    name: str
    span: Span | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Event(Noun):
    """A PLOVER event. `source` and `target` hold actor ids; `duration` is in minutes."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    status: Status
    time: EventTime | None = None
    place: Place | None = None
    medium: Medium | None = None
    duration: int | None = None
    topics: tuple[Span, ...] = ()
    trigger: Span
    evidence: tuple[Span, ...]
    attribution: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    confidence: float = 1.0
    trail: tuple[TrailStep, ...] = ()
