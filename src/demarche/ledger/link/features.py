"""What speaks for and against two tellings being of one event. Each feature says what it saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demarche.ledger.link.book import load_link
from demarche.ledger.link.tellings import Person, Side, Telling
from demarche.ledger.link.words import cosine, share_words

_AT_THE_HOUR = 13
_ONE_ACT = {"occurred", "ongoing"}
_ONE_WAY, _DAY_OFF, _OVER_MIDNIGHT = -0.6, -0.4, -0.1


@dataclass(frozen=True, slots=True)
class Sighting:
    """A feature's value, -1 (against) to 1 (for), and what it saw."""

    feature: str
    value: float
    saw: str


Feature = Callable[[Telling, Telling], "Sighting | None"]


def list_sightings(one: Telling, other: Telling) -> Iterator[Sighting]:
    """Yield what each feature saw; a feature with nothing to say is silent."""
    for feature in FEATURES:
        sighting = feature(one, other)
        if sighting is not None:
            yield sighting


def pair_sides(one: Telling, other: Telling) -> list[tuple[Side, Side]]:
    """Return the sides that both tellings name, by key, then by a person in common."""
    theirs = {side.key: side for side in other.sides}
    pairs = [(side, theirs.pop(side.key)) for side in one.sides if side.key in theirs]
    taken = {side.key for side, _ in pairs}
    for side in one.sides:
        if side.key in taken:
            continue
        match = next((s for s in theirs.values() if _share_person(side, s)), None)
        if match:
            pairs.append((side, theirs.pop(match.key)))
    return pairs


def _share_person(one: Side, other: Side) -> Person | None:
    return next((p for p in one.persons if any(p.is_same(q) for q in other.persons)), None)


def see_parties(one: Telling, other: Telling) -> Sighting | None:
    """Weigh the sides in common: a person in both, one named by one alone, or two different."""
    limits = load_link().limits
    agree, clash, part = 0.0, 0.0, 0.0
    seen = []
    for mine, theirs in pair_sides(one, other):
        person = _share_person(mine, theirs)
        if person:
            agree += 1
            seen.append(f"{person.name} in both")
        elif mine.persons and theirs.persons:
            clash += 1
            seen.append(f"{mine.persons[0].name} against {theirs.persons[0].name}")
        else:
            part += 1
            seen.append(f"{mine.key} in both")
    for lone, their_lone in zip(*_list_lone_persons(one, other), strict=False):
        clash += 1
        seen.append(f"{lone.name} against {their_lone.name}")
    total = agree + limits.clash_share * clash + part
    if not total:
        return Sighting("parties", -1.0, "no side in common")
    value = (agree - limits.clash_share * clash + limits.person_share * part) / total
    if total == 1:
        value = min(value, limits.person_share)
    return Sighting("parties", value, "; ".join(seen))


def _list_lone_persons(one: Telling, other: Telling) -> tuple[list[Person], list[Person]]:
    """Return, for each telling, a person for every side that the other does not name at all."""
    pairs = pair_sides(one, other)
    found = []
    for telling, taken in ((one, {m.key for m, _ in pairs}), (other, {t.key for _, t in pairs})):
        found.append([s.persons[0] for s in telling.sides if s.persons and s.key not in taken])
    return found[0], found[1]


def see_coverage(one: Telling, other: Telling) -> Sighting | None:
    """Weigh how many of all the sides both name."""
    pairs = len(pair_sides(one, other))
    either = len(one.sides) + len(other.sides) - pairs
    return Sighting("coverage", 2 * pairs / either - 1, f"{pairs} of {either} sides in both")


def see_mentioned(one: Telling, other: Telling) -> Sighting | None:
    """Ask whether each document knows the persons that the other one's telling names."""
    lone = [
        [p.name for s in telling.sides for p in s.persons if p.last not in document.names]
        for telling, document in ((one, other.source), (other, one.source))
    ]
    if lone[0] or lone[1]:
        value = -1.0 if all(lone) else _ONE_WAY
        names = ", ".join((*lone[0], *lone[1]))
        return Sighting("unmentioned", value, f"only one document knows {names}")
    if any(side.persons for side in (*one.sides, *other.sides)):
        return Sighting("mentioned", 1.0, "both documents know every person named")
    return None


def see_titled(one: Telling, other: Telling) -> Sighting | None:
    """Ask whether a document's title names the persons that its telling lacks and the other has."""
    found = []
    for telling, theirs in ((one, other), (other, one)):
        own = [person for side in telling.sides for person in side.persons]
        lacking = [
            person
            for side in theirs.sides
            for person in side.persons
            if not any(person.is_same(mine) for mine in own)
        ]
        if lacking and all(person.last in telling.source.titled for person in lacking):
            found += [person.name for person in lacking]
    return Sighting("titled", 1.0, f"a title names {', '.join(found)}") if found else None


def see_date(one: Telling, other: Telling) -> Sighting | None:
    """Weigh days in common: the fewer there are, the more it says."""
    if not (one.start and one.end and other.start and other.end):
        return None
    first, last = max(one.start, other.start), min(one.end, other.end)
    if first > last:
        return None
    widest = max((one.end - one.start).days, (other.end - other.start).days) + 1
    return Sighting(
        "date", 1 / widest, f"both on {_show(one)}" if widest == 1 else _both(one, other)
    )


def see_apart(one: Telling, other: Telling) -> Sighting | None:
    """Weigh days apart: one day may be a time zone's, more is a clash."""
    if not (one.start and one.end and other.start and other.end):
        return None
    days = (max(one.start, other.start) - min(one.end, other.end)).days
    if days <= 0:
        return None
    near = load_link().limits.near_days
    if days > near:
        return Sighting("apart", -1.0, f"{days} days apart: {_both(one, other)}")
    abroad = one.source.document.outlet != other.source.document.outlet
    doubt = _OVER_MIDNIGHT if abroad and _next_to_midnight(one, other) else _DAY_OFF
    return Sighting("apart", doubt, f"a day apart: {_both(one, other)}")


def _next_to_midnight(one: Telling, other: Telling) -> bool:
    """Tell whether each telling stands on the day of its own release, as over a time zone."""
    return one.start == one.source.published and other.start == other.source.published


def _show(telling: Telling) -> str:
    if telling.start == telling.end:
        return str(telling.start)
    return f"{telling.start} to {telling.end}"


def _both(one: Telling, other: Telling) -> str:
    return f"{_show(one)} and {_show(other)}"


def see_told(one: Telling, other: Telling) -> Sighting | None:
    """Weigh the days between the two documents."""
    if not (one.source.published and other.source.published):
        return None
    days = abs((one.source.published - other.source.published).days)
    value = 1.0 if days <= 1 else max(-1.0, 1 - days / load_link().block.told_days)
    return Sighting("told", value, f"published {days} days apart")


def see_undated(one: Telling, other: Telling) -> Sighting | None:
    """Doubt where a telling has no day of its own."""
    missing = [t for t in (one, other) if t.start is None]
    if not missing:
        return None
    return Sighting("undated", -len(missing) / 2, f"{len(missing)} of 2 without a date")


def see_hour(one: Telling, other: Telling) -> Sighting | None:
    """Weigh clock times or parts of the day."""
    times = [t.event.time.start or "" if t.event.time else "" for t in (one, other)]
    if all(len(time) >= _AT_THE_HOUR for time in times) and times[0][:10] == times[1][:10]:
        hours = [int(time[11:13]) for time in times]
        apart = abs(hours[0] - hours[1])
        value = 0.5 if apart == 0 else -float(apart > load_link().limits.hours)
        return Sighting("hour", value, f"{apart} hours apart") if value else None
    parts = (one.part_of_day, other.part_of_day)
    if not all(parts) or one.start != other.start:
        return None
    same = parts[0] == parts[1]
    return Sighting("hour", 0.5 if same else -1.0, f"{parts[0]} and {parts[1]}")


def see_ordinal(one: Telling, other: Telling) -> Sighting | None:
    """Weigh ordinals: a first call and a second one are two."""
    if one.ordinal is None or other.ordinal is None:
        return None
    same = one.ordinal == other.ordinal
    return Sighting("ordinal", 0.2 if same else -1.0, f"number {one.ordinal} and {other.ordinal}")


def see_medium(one: Telling, other: Telling) -> Sighting | None:
    """Weigh the medium where both tell it, clashes aside."""
    media = (one.event.medium, other.event.medium)
    if None in media or _clash(one, other):
        return None
    alike = media[0] == media[1]
    return Sighting("medium", 1.0 if alike else 0.0, f"{media[0]} and {media[1]}")


def see_media_clash(one: Telling, other: Telling) -> Sighting | None:
    """Weigh two media that no one contact has."""
    if not _clash(one, other):
        return None
    return Sighting("media_clash", -1.0, f"{one.event.medium} against {other.event.medium}")


def _clash(one: Telling, other: Telling) -> bool:
    pair = {one.event.medium, other.event.medium}
    return any(pair == set(clash) for clash in load_link().media.clash)


def see_mode(one: Telling, other: Telling) -> Sighting | None:
    """Weigh PLOVER's mode where both have one."""
    modes = (one.event.mode, other.event.mode)
    if None in modes:
        return None
    return Sighting("mode", 1.0 if modes[0] == modes[1] else -1.0, f"{modes[0]} and {modes[1]}")


def see_place(one: Telling, other: Telling) -> Sighting | None:
    """Weigh the place: the same name, the same country, or two countries."""
    mine, theirs = one.event.place, other.event.place
    if mine is None or theirs is None:
        return None
    saw = f"{mine.name} and {theirs.name}"
    if mine.name == theirs.name:
        return Sighting("place", 1.0, saw)
    if mine.country and theirs.country:
        return Sighting("place", 0.3 if mine.country == theirs.country else -1.0, saw)
    return None


def see_duration(one: Telling, other: Telling) -> Sighting | None:
    """Weigh how long it took, where both tell it."""
    mine, theirs = one.event.duration, other.event.duration
    if not mine or not theirs:
        return None
    alike = min(mine, theirs) / max(mine, theirs) >= load_link().limits.duration_share
    return Sighting("duration", 1.0 if alike else -1.0, f"{mine} and {theirs} minutes")


def see_status(one: Telling, other: Telling) -> Sighting | None:
    """Weigh two statuses of one group."""
    statuses = (one.event.status, other.event.status)
    if statuses[0] == statuses[1] or set(statuses) == _ONE_ACT:
        return None
    return Sighting("status", -1.0, f"{statuses[0]} and {statuses[1]}")


def see_topics(one: Telling, other: Telling) -> Sighting | None:
    """Weigh words in common between the passages that tell the event."""
    overlap = share_words(one.topics, other.topics)
    both = sorted(one.topics & other.topics)
    if not both:
        if one.event.type == "CONSULT" or not one.topics or not other.topics:
            return None
        return Sighting("topics", -1.0, "no word of substance in common")
    value = min(1.0, overlap / load_link().limits.topic_share)
    return Sighting("topics", value, f"in common: {', '.join(both[:_SHOWN])}")


def see_story(one: Telling, other: Telling) -> Sighting | None:
    """Weigh words in common between the two documents."""
    mine, theirs = one.source.words, other.source.words
    if one.source is other.source or not mine or not theirs:
        return None
    overlap = cosine(mine, theirs)
    value = min(1.0, overlap / load_link().limits.story_share)
    return Sighting("story", value, f"{overlap:.2f} of the documents' words in common")


_SHOWN = 5


def see_same_release(one: Telling, other: Telling) -> Sighting | None:
    """Doubt two releases of one outlet: it tells one contact once."""
    mine, theirs = one.source, other.source
    if mine is theirs or not (mine.is_release and theirs.is_release):
        return None
    if mine.document.outlet is None or mine.document.outlet != theirs.document.outlet:
        return None
    return Sighting("same_release", -1.0, f"two releases of {mine.document.outlet}")


def see_same_document(one: Telling, other: Telling) -> Sighting | None:
    """Doubt two records of one document: reading has joined what is one."""
    if one.source.document.id != other.source.document.id:
        return None
    return Sighting("same_document", -1.0, "one document tells them apart")


FEATURES: tuple[Feature, ...] = (
    see_parties, see_coverage, see_mentioned, see_titled, see_date, see_apart, see_told,
    see_undated, see_hour, see_ordinal, see_medium, see_media_clash, see_mode, see_place,
    see_duration, see_status, see_topics, see_story, see_same_release, see_same_document,
)  # fmt: skip
