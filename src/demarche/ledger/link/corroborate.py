"""Who tells an occurrence, how many independent origins, which sides, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from demarche.ledger.judgements import Quote, Subject
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.link.tellings import Telling
from demarche.model import Span
from demarche.model.base import Noun


class Version(Noun):
    """One value of a field, the records that give it, and the words they give it by."""

    value: str
    members: tuple[Subject, ...]
    quotes: tuple[Quote, ...]


class Conflict(Noun):
    """A field on which the records of one occurrence differ; never averaged."""

    field: str
    versions: tuple[Version, ...]


class Corroboration(Noun):
    """Who stands behind an occurrence.

    `origins` are the ids of independent first documents; `sides` the parties that tell it
    themselves, by key; `others` the origins that speak for no party. `confirmed` is true where two
    sides tell it.
    """

    occurrence: str
    origins: tuple[str, ...]
    sides: tuple[str, ...]
    others: tuple[str, ...]
    confirmed: bool
    conflicts: tuple[Conflict, ...] = ()


_BOTH = 2
Reading = Callable[[Telling], "tuple[str, Span | None] | None"]


def corroborate(
    occurrence: Occurrence, tellings: Mapping[str, Telling], origins: Mapping[str, str]
) -> Corroboration:
    """Return who tells the occurrence; `tellings` by event id, `origins` by document id.

    A release of a party counts for that side, whoever reprints it: the side is that of the origin.
    """
    members = [tellings[s.id] for s in occurrence.members if s.id in tellings]
    first = {t.source.document.id: t.source for t in tellings.values()}
    parties = {key for telling in members for key in telling.keys}
    told_by: dict[str, str | None] = {}
    for telling in members:
        origin = origins.get(telling.source.document.id, telling.source.document.id)
        speaker = first[origin].speaks_for if origin in first else telling.source.speaks_for
        told_by[origin] = speaker if speaker in parties else None
    sides = tuple(sorted({side for side in told_by.values() if side}))
    return Corroboration(
        occurrence=occurrence.id,
        origins=tuple(sorted(told_by)),
        sides=sides,
        others=tuple(sorted(origin for origin, side in told_by.items() if side is None)),
        confirmed=len(sides) >= _BOTH,
        conflicts=find_conflicts(members),
    )


def find_conflicts(members: Iterable[Telling]) -> tuple[Conflict, ...]:
    """Return the fields on which the members differ, each version with its members and words.

    A member that does not give a field takes no part; a date within a wider one is no conflict.
    """
    known = list(members)
    found = []
    for field, read in _READINGS.items():
        versions: dict[str, list[tuple[Telling, Span | None]]] = {}
        for telling in known:
            reading = read(telling)
            if reading is not None:
                versions.setdefault(reading[0], []).append((telling, reading[1]))
        if len(versions) > 1 and not (field == "date" and _overlap(known)):
            found.append(
                Conflict(
                    field=field,
                    versions=tuple(_make_version(v, versions[v]) for v in sorted(versions)),
                )
            )
    return tuple(found)


def _make_version(value: str, given: list[tuple[Telling, Span | None]]) -> Version:
    return Version(
        value=value,
        members=tuple(telling.subject for telling, _ in given),
        quotes=tuple(
            Quote.of(telling.source.document.id, span or telling.event.trigger)
            for telling, span in given
        ),
    )


def _overlap(members: list[Telling]) -> bool:
    dated = [(t.start, t.end) for t in members if t.start and t.end]
    return max(start for start, _ in dated) <= min(end for _, end in dated)


def _read_date(telling: Telling) -> tuple[str, Span | None] | None:
    if not telling.start or not telling.end:
        return None
    same = telling.start == telling.end
    words = str(telling.start) if same else f"{telling.start}/{telling.end}"
    return words, telling.event.time.span if telling.event.time else None


def _read_place(telling: Telling) -> tuple[str, Span | None] | None:
    place = telling.event.place
    return (place.name, place.span) if place else None


def _read_medium(telling: Telling) -> tuple[str, Span | None] | None:
    return (telling.event.medium, None) if telling.event.medium else None


def _read_duration(telling: Telling) -> tuple[str, Span | None] | None:
    minutes = telling.event.duration
    return (f"{minutes} minutes", None) if minutes else None


def _read_status(telling: Telling) -> tuple[str, Span | None] | None:
    return telling.event.status, None


def _read_participants(telling: Telling) -> tuple[str, Span | None] | None:
    persons = sorted({p.last for side in telling.sides for p in side.persons})
    return (", ".join(persons), None) if persons else None


_READINGS: dict[str, Reading] = {
    "date": _read_date,
    "place": _read_place,
    "participants": _read_participants,
    "medium": _read_medium,
    "duration": _read_duration,
    "status": _read_status,
}
