"""FollowTheMoney: documents, persons, bodies and events as entities, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from demarche.export.formats.acts import NOT_SO, Act, list_acts
from demarche.export.formats.codes import find_country, load_ftm
from demarche.export.formats.format import Format, Job
from demarche.grounding.actors.spelling import fold
from demarche.ids import hash_id
from demarche.model import Actor, Document
from demarche.query.selection import Source, Telling

Values = Mapping[str, Iterable[str | None]]
_DIGITS = 16
_DAY = len("2025-02-12")


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write an Article a document, a LegalEntity an actor of its events, an Event an event.

    Actors of several documents are one where the registry says so, else where kind, name and
    country agree; their entities are to be merged by id. What is negated or denied is left out.
    """
    for telling in tellings:
        written: set[str] = set()
        for act in list_acts((telling,), job):
            if act.event.status in NOT_SO:
                job.leave_out(f"an Event cannot be {act.event.status}")
                continue
            for line in _list_entities(act, job):
                if str(line["id"]) not in written:
                    written.add(str(line["id"]))
                    stream.write(json.dumps(line, ensure_ascii=False) + "\n")
                    job.count("entities")


def _list_entities(act: Act, job: Job) -> Iterator[dict[str, object]]:
    yield _tell_document(act.document, act.telling.source, job)
    actors = (*act.sources, *act.targets, *(actor for actor, _ in act.others))
    for actor in actors:
        yield _tell_actor(actor)
    yield _tell_event(act, job)


def _tell_document(document: Document, source: Source, job: Job) -> dict[str, object]:
    published = document.published
    values: Values = {
        "title": [document.title],
        "sourceUrl": [document.url],
        "publisher": [document.outlet],
        "publishedAt": [published.start if published else None],
        "language": [load_ftm().languages.get(document.language or "")],
        "notes": _list_notes(source, job),
    }
    return _make("Article", document.id, values)


def _tell_actor(actor: Actor) -> dict[str, object]:
    book = load_ftm()
    schema = book.schemata.get(actor.kind, book.body)
    iso = find_country(actor.country).iso
    role = actor.role.title if actor.role else None
    values: Values = {
        "name": [actor.name],
        "country": [iso.lower() if iso else None],
        "wikidataId": [actor.wikidata],
        "position" if schema == "Person" else "summary": [role],
        "keywords": actor.sectors,
    }
    return _make(schema, name_actor(actor), values)


def _tell_event(act: Act, job: Job) -> dict[str, object]:
    event, iso = act.event, find_country(act.place_country).iso
    names = ", ".join(actor.name for actor in act.parties)
    time = event.time
    one_day = act.start == act.end
    values: Values = {
        "name": [f"{event.type} ({event.status})" + (f": {names}" if names else "")],
        "summary": [act.quote],
        "date": [act.start if one_day else None],
        "startDate": [None if one_day or not time else _cut(time.start)],
        "endDate": [None if one_day or not time else _cut(time.end)],
        "location": [event.place.name if event.place else None],
        "country": [iso.lower() if iso else None],
        "organizer": [name_actor(actor) for actor in act.sources],
        "involved": [
            name_actor(actor) for actor in (*act.targets, *(actor for actor, _ in act.others))
        ],
        "keywords": [event.type, event.mode, event.status, event.medium, *event.contexts],
        "recordId": [act.id],
        "sourceUrl": [act.document.url],
        "publisher": [act.document.outlet],
        "proof": [_name(act.document.id)],
        "notes": [*_list_notes(act.telling.source, job), f"confidence {event.confidence:g}"],
    }
    return _make("Event", event.id, values)


def name_actor(actor: Actor) -> str:
    """Return the id of an actor's entity, the same in every document that knows it alike."""
    known = (actor.registry,) if actor.registry else (actor.kind, fold(actor.name), actor.country)
    return _name(hash_id("a", *known, digits=_DIGITS))


def _list_notes(source: Source, job: Job) -> list[str]:
    return [f"licence: {job.licence}", f"run {source.run}: {job.program} ({source.reader})"]


def _cut(moment: str | None) -> str | None:
    return moment[:_DAY] if moment else None


def _name(id: str) -> str:
    return f"demarche-{id.replace(':', '-')}"


def _make(schema: str, id: str, values: Values) -> dict[str, object]:
    """Return an entity; a property of which nothing is known is not there."""
    known = {name: [one for one in found if one] for name, found in values.items()}
    properties = {name: list(dict.fromkeys(found)) for name, found in known.items() if found}
    return {"id": id if id.startswith("demarche-") else _name(id), "schema": schema,
            "properties": properties}  # fmt: skip


FORMAT = Format("ftm", "FollowTheMoney entities, one a line", to_stream=write, kinds=("events",))
