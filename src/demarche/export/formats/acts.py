"""Events with what their document knows: actors, quote, day, and what they are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from demarche.export.formats.codes import name_country
from demarche.export.formats.format import Job
from demarche.model import Actor, Document, Event, Span
from demarche.query.selection import Link, Telling

_DAY = len("2025-02-12")
_GAP = " … "
_ALONE = Link(None, 1, 1, surest=True)
DONE = frozenset({"occurred", "ongoing"})
NOT_SO = frozenset({"negated", "denied"})


@dataclass(frozen=True, slots=True)
class Act:
    """One event as one document tells it."""

    event: Event
    telling: Telling
    actors: Mapping[str, Actor]

    @property
    def document(self) -> Document:
        """The document that tells it."""
        return self.telling.report.document

    @property
    def link(self) -> Link:
        """What it was linked to."""
        return self.telling.links.get(self.event.id, _ALONE)

    @property
    def id(self) -> str:
        """The id of what happened: the occurrence's, else the event's own."""
        return self.link.occurrence or self.event.id

    @property
    def sources(self) -> tuple[Actor, ...]:
        """Who does it."""
        return self.find(self.event.source)

    @property
    def targets(self) -> tuple[Actor, ...]:
        """To or with whom."""
        return self.find(self.event.target)

    @property
    def others(self) -> tuple[tuple[Actor, str], ...]:
        """Who else has a part, and which."""
        known = ((self.actors.get(other.actor), other.role) for other in self.event.others)
        return tuple((actor, role) for actor, role in known if actor)

    @property
    def parties(self) -> tuple[Actor, ...]:
        """Source, target, and those who mediate or host; each once."""
        acting = [actor for actor, role in self.others if role in ("mediator", "host")]
        found = {actor.id: actor for actor in (*self.sources, *self.targets, *acting)}
        return tuple(found.values())

    @property
    def start(self) -> str | None:
        """The first ISO day of the event, as far as the document gives one."""
        time = self.event.time
        return time.start[:_DAY] if time and time.start else None

    @property
    def end(self) -> str | None:
        """The last ISO day of the event, as far as the document gives one."""
        time = self.event.time
        return time.end[:_DAY] if time and time.end else None

    @property
    def published(self) -> str | None:
        """The ISO day of publication, if known."""
        return name_day(self.document)

    @property
    def day(self) -> str | None:
        """The day of the event, else of publication."""
        return self.start or self.published

    @property
    def quote(self) -> str:
        """The words that say it."""
        return join_quotes(self.event.evidence)

    @property
    def settlement(self) -> str | None:
        """The place's name where it is finer than a country."""
        place = self.event.place
        return place.name if place and place.name != name_country(place.country) else None

    @property
    def place_country(self) -> str | None:
        """The country where it happens, if known (ISO 3166-1 alpha-3)."""
        return self.event.place.country if self.event.place else None

    @property
    def is_hosted(self) -> bool:
        """Whether the source is at home: in its own country, and no target is."""
        here = self.place_country
        home = {actor.country for actor in self.sources}
        return here is not None and here in home and here not in {a.country for a in self.targets}

    def find(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Return the actors of the ids, without those that the report does not know."""
        return tuple(self.actors[id] for id in ids if id in self.actors)


def list_acts(tellings: Iterable[Telling], job: Job, *, every: bool | None = None) -> Iterator[Act]:
    """Yield the events: of each occurrence the surest telling, or every one where `job.every`.

    `every` outweighs the job's.
    """
    wanted = job.every if every is None else every
    for telling in tellings:
        actors = {actor.id: actor for actor in telling.report.actors}
        for event in telling.report.events:
            act = Act(event, telling, actors)
            if wanted or act.link.surest:
                yield act


def join_quotes(spans: Iterable[Span]) -> str:
    """Return the words of the spans, a gap marked by an ellipsis."""
    return _GAP.join(span.quote for span in spans)


def name_day(document: Document) -> str | None:
    """Return the first ISO day of the document's publication, if known."""
    published = document.published
    return published.start[:_DAY] if published and published.start else None


CITED = ("Status", "Evidence", "Confidence", "Document", "Document URL", "Run", "Licence")


def cite_act(act: Act, job: Job) -> dict[str, str | None]:
    """Return what no layout of others has: how far it is done, the words, the run, the licence."""
    said = (
        act.event.status, act.quote, f"{act.event.confidence:g}", act.document.id,
        act.document.url, act.telling.source.run, job.licence,
    )  # fmt: skip
    return dict(zip(CITED, said, strict=True))
