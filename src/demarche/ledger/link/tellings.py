"""An event as one document tells it, made ready to be compared with the tellings of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from demarche.grounding.actors.registry import load_entries
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.transliteration import Alike, Speller
from demarche.ledger.judgements import Quote, Subject
from demarche.ledger.link.book import load_link, load_outlets
from demarche.ledger.link.words import find_ordinal, find_part_of_day, find_words
from demarche.model import Actor, Document, Event, Interval, Report
from demarche.model.vocabulary import MUTUAL_TYPES

_NO_COUNTRY = frozenset({None, "IGO", "NGO", "MNC", "IMG"})
_NAMED_KINDS = frozenset({"person", "state", "government", "igo"})
_RELEASES = frozenset({"readout", "release"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person among an event's parties; `words` are the name's, `last` the one it is known by."""

    name: str
    registry: str | None
    country: str | None
    words: frozenset[str]
    last: str

    def is_same(self, other: Person) -> bool:
        """Tell whether two names are of one person: the registry's say, else the family name."""
        if self.registry and other.registry:
            return self.registry == other.registry
        if self.country and other.country and self.country != other.country:
            return False
        return self.last in other.words or other.last in self.words


@dataclass(frozen=True, slots=True)
class Side:
    """What one country, body or lone person brings to an event; `key` stands for it."""

    key: str
    name: str
    persons: tuple[Person, ...] = ()
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the linker sees it.

    `words` are its content words without the actors' names (`called`); `names` are all its words,
    spelt as names are.
    """

    document: Document
    published: date | None
    speaks_for: str | None
    is_release: bool
    words: frozenset[str]
    called: frozenset[str]
    names: frozenset[str]
    titled: frozenset[str]


@dataclass(frozen=True)
class Telling:
    """One event record with its source, its sides and its days (None where unknown).

    `acting` holds the keys of the sides that act; for mutual types all sides do.
    """

    event: Event
    source: Source
    sides: tuple[Side, ...]
    acting: frozenset[str]
    start: date | None
    end: date | None

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def subject(self) -> Subject:
        """The event as the subject of a judgement."""
        return Subject(kind="event", id=self.event.id, document=self.source.document.id)

    @property
    def is_mutual(self) -> bool:
        """Whether all sides do the act together."""
        return self.event.type in MUTUAL_TYPES

    @cached_property
    def group(self) -> str:
        """The group of statuses that may tell of one thing."""
        return load_link().group_of(self.event.status)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the sides."""
        return frozenset(side.key for side in self.sides)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The content words of topics and evidence, the actors' names left out."""
        spans = (*self.event.topics, *self.event.evidence)
        return find_words(" ".join(span.quote for span in spans)) - self.source.called

    @cached_property
    def said(self) -> str:
        """The words that tell the event."""
        return " ".join(span.quote for span in self.event.evidence)

    @cached_property
    def ordinal(self) -> int | None:
        """Which call or meeting this is told to be ("their second call" → 2)."""
        return find_ordinal(self.said)

    @cached_property
    def part_of_day(self) -> str | None:
        """The part of the day it is told to have been in."""
        return find_part_of_day(self.said)

    def list_quotes(self) -> tuple[Quote, ...]:
        """Return the evidence as quotes of the document."""
        return tuple(Quote.of(self.source.document.id, span) for span in self.event.evidence)


def list_tellings(reports: Iterable[Report]) -> list[Telling]:
    """Return every event of the reports that has a party, in the order given."""
    return [telling for report in reports for telling in _list_told(report)]


def _list_told(report: Report) -> Iterator[Telling]:
    source = describe_source(report)
    actors = {actor.id: actor for actor in report.actors}
    for number, event in enumerate(report.events):
        acting = group_sides(actors[i] for i in event.source if i in actors)
        met = group_sides(actors[i] for i in event.target if i in actors)
        sides = _merge(acting, met)
        mutual = event.type in MUTUAL_TYPES
        if mutual and len(sides) == 1 and not number:
            sides = _imply(sides, source)
        if sides:
            start, end = read_days(event.time)
            doers = sides if mutual else acting or sides
            yield Telling(event, source, sides, frozenset(s.key for s in doers), start, end)


def _imply(sides: tuple[Side, ...], source: Source) -> tuple[Side, ...]:
    """Add the side that releases the document, where its main contact names the other alone."""
    own = source.speaks_for
    if not source.is_release or own is None or own == sides[0].key:
        return sides
    return tuple(sorted((*sides, Side(own, own, implied=True)), key=lambda side: side.key))


def describe_source(report: Report) -> Source:
    """Return the report's document as the linker sees it."""
    document = report.document
    published = document.published
    speaker = find_speaker(document.outlet, document.url)
    titled = frozenset(_load_speller().split(document.title or ""))
    called = find_words(
        " ".join(name for actor in report.actors for name in _list_names(actor)), common=True
    )
    return Source(
        document=document,
        published=_day(published.start) if published else None,
        speaks_for=speaker,
        is_release=document.genre in _RELEASES or (document.genre is None and speaker is not None),
        words=find_words(document.text) - called,
        called=called,
        names=titled | frozenset(_load_speller().split(document.text)),
        titled=titled,
    )


@lru_cache(maxsize=10_000)
def find_speaker(outlet: str | None, url: str | None) -> str | None:
    """Return the key of the side an outlet speaks for ("Kremlin" → "RUS"), or None."""
    name = fold(outlet or "")
    host = (url or "").partition("://")[2].partition("/")[0].lower()
    for one in load_outlets():
        if name and name in one.names:
            return one.country
    for one in load_outlets():
        if host and any(host == h or host.endswith("." + h) for h in one.hosts):
            return one.country
    return None


def _list_names(actor: Actor) -> Iterator[str]:
    if actor.kind in _NAMED_KINDS:
        yield actor.name
        yield from (mention.quote for mention in actor.mentions if mention.form == "name")


def group_sides(actors: Iterable[Actor]) -> tuple[Side, ...]:
    """Return the actors by country (or body, or lone person), in order of key."""
    members: dict[str, list[Actor]] = {}
    for actor in actors:
        key = key_of(actor)
        if key:
            members.setdefault(key, []).append(actor)
    return tuple(_make_side(key, members[key]) for key in sorted(members))


def _make_side(key: str, actors: list[Actor]) -> Side:
    people = tuple(read_person(a) for a in actors if a.kind == "person")
    return Side(key, (people[0].name if people else actors[0].name), people)


def _merge(one: tuple[Side, ...], other: tuple[Side, ...]) -> tuple[Side, ...]:
    merged = {side.key: side for side in one}
    for side in other:
        mine = merged.get(side.key)
        merged[side.key] = (
            Side(side.key, mine.name if mine.persons else side.name, mine.persons + side.persons)
            if mine
            else side
        )
    return tuple(merged[key] for key in sorted(merged))


def key_of(actor: Actor) -> str:
    """Return what stands for the actor's side, or "" for a role or crowd of no country."""
    if actor.country not in _NO_COUNTRY:
        return str(actor.country)
    if actor.registry:
        return actor.registry
    if actor.kind == "person":
        return f"name:{read_person(actor).last}"
    return f"name:{fold(actor.name)}" if actor.kind in ("igo", "armed-group", "party") else ""


def read_person(actor: Actor) -> Person:
    """Return the person's name in comparable words."""
    return _read_person(actor.name, actor.registry, actor.country)


@lru_cache(maxsize=50_000)
def _read_person(name: str, registry: str | None, country: str | None) -> Person:
    own = name.partition(",")[0].partition(" of ")[0]
    words = _load_speller().split(own) or [fold(name)]
    known = country if country not in _NO_COUNTRY else None
    return Person(name, registry, known, frozenset(words), words[-1])


@cache
def _load_speller() -> Speller:
    return Speller(load_entries("spellings", Alike))


def read_days(time: Interval | None) -> tuple[date | None, date | None]:
    """Return the first and last day of a time; both None where either is unknown."""
    if time is None or not time.start or not time.end:
        return None, None
    return _day(time.start), _day(time.end)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
