"""PLOVER JSON 2.0: one event a line, and back with its quote for a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from demarche.errors import ExportError
from demarche.export.formats.acts import Act, list_acts
from demarche.export.formats.codes import find_score, load_layout, name_type
from demarche.export.formats.format import Format, Job
from demarche.export.formats.json_lines import check_report
from demarche.ids import hash_id, hash_text
from demarche.model import Actor, Report
from demarche.query.selection import Source, Telling
from demarche.rules import load_ontology

_OWN = "demarche"
_DAY = len("2025-02-12")
_STATUS_OF = {"future": "planned", "hypothetical": "possible", "negation": "negated"}


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write one event a line, with every field of PLOVER's; `demarche` holds what it has none for.

    A field that is not known is null.
    """
    for act in list_acts(tellings, job):
        line = _make_line(act, job)
        known = {name: line.get(name) for name in load_layout("plover")}
        known[_OWN] = _list_own(act, job)
        stream.write(json.dumps(known, ensure_ascii=False) + "\n")
        job.count("events")


def _make_line(act: Act, job: Job) -> dict[str, Any]:
    event, document, source = act.event, act.document, act.telling.source
    type, mode, contexts = name_type(event)
    start, end = _split_moment(event.time.start if event.time else None), _split_moment(
        event.time.end if event.time else None
    )  # fmt: skip
    first = event.evidence[0]
    return {
        "id": event.id,
        "has_event": True,
        "date": act.day,
        "time": start[1],
        "enddate": end[0],
        "endtime": end[1],
        "actor": [_make_entity(actor) for actor in act.sources],
        "recipient": [_make_entity(actor) for actor in act.targets],
        "event": [type],
        "event_loc": event.place.model_dump(exclude={"span"}) if event.place else None,
        "event_text": event.trigger.quote,
        "quad_code": load_ontology().types[type].quad,  # type: ignore[index]
        "event_scale": find_score(type, mode),
        "mode": mode,
        "context": list(contexts),
        "link": act.link.occurrence,
        "text": act.quote,
        "text_info": {"start": first.start, "end": event.evidence[-1].end},
        "cite_info": {
            "id": document.id,
            "url": document.url,
            "publisher": document.outlet,
            "title": document.title,
            "date": act.published,
            "rights": job.licence,
        },
        "coder": f"{job.program} ({source.reader})",
        "coded_date": source.at[:_DAY],
        "coded_time": source.at[_DAY + 1 :] or None,
    }


def _list_own(act: Act, job: Job) -> dict[str, Any]:
    event, source = act.event, act.telling.source
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "precision": event.time.precision if event.time else None,
        "medium": event.medium,
        "duration": event.duration,
        "others": [{"role": role, **_make_entity(actor)} for actor, role in act.others],
        "claimed_by": [actor.name for actor in act.find(event.claimed_by)],
        "confidence": event.confidence,
        "licence": job.licence,
        "run": source.run,
        "at": source.at,
        "program": source.program,
        "reader": source.reader,
    }


def _make_entity(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": list(actor.sectors),
        "title": actor.role.title if actor.role else None,
        "wikidata": actor.wikidata,
    }


def _split_moment(moment: str | None) -> tuple[str | None, str | None]:
    """Return the day and the time of day of an ISO moment, each as far as it is known."""
    if not moment:
        return None, None
    return moment[:_DAY], moment[_DAY + 1 :] or None


def read(path: Path) -> Iterator[tuple[Report, Source]]:
    """Yield a report for each event, its document being the words that the event quotes.

    Other programs' events are read as well: the status follows from the context. Raises
    `ExportError` O201 for a line that is no JSON, O202 for one without an event or its words.
    """
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _read_line(line, f"{path}, line {number}")


def _read_line(line: str, where: str) -> tuple[Report, Source]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ExportError("O201", f"{where}: this is no JSON") from error
    types, text = (
        (fields.get("event"), fields.get("text")) if isinstance(fields, dict) else ("", "")
    )
    if not types or not isinstance(text, str) or not text:
        raise ExportError(
            "O202", f"{where}: no event with its words", hint="`event` and `text` are needed"
        )
    own = fields.get(_OWN) or {}
    origin = {
        "run": own.get("run", ""),
        "at": own.get("at") or fields.get("coded_date") or "",
        "program": own.get("program", ""),
        "reader": own.get("reader") or str(fields.get("coder") or "unknown"),
    }
    return check_report(_make_report(fields, own, text), origin, where)


def _make_report(fields: dict[str, Any], own: dict[str, Any], text: str) -> dict[str, Any]:
    actors = _Actors(text)
    cited = fields.get("cite_info") or {}
    words = fields.get("event_text")
    day, end = fields.get("date"), fields.get("enddate") or fields.get("date")
    place = fields.get("event_loc")
    event = {
        "id": str(fields.get("id")),
        "type": own.get("type") or _first(fields["event"]),
        "mode": own.get("mode") or _first(fields.get("mode")),
        "contexts": [one for one in fields.get("context") or () if one not in _STATUS_OF],
        "source": [actors.add(one) for one in fields.get("actor") or ()],
        "target": [actors.add(one) for one in fields.get("recipient") or ()],
        "others": [
            {"actor": actors.add(one), "role": one["role"]} for one in own.get("others") or ()
        ],
        "status": own.get("status") or _find_status(fields),
        "time": {"start": day, "end": end, "precision": own.get("precision") or "day"}
        if day
        else None,
        "place": {"name": place} if isinstance(place, str) else place,
        "medium": own.get("medium"),
        "duration": own.get("duration"),
        "trigger": _find(text, words if isinstance(words, str) and words in text else text),
        "evidence": [_find(text, text)],
        "confidence": own.get("confidence", 1.0),
    }
    published = cited.get("date")
    return {
        "document": {
            "id": str(cited.get("id") or fields.get("id")),
            "url": cited.get("url"),
            "outlet": cited.get("publisher"),
            "title": cited.get("title"),
            "published": {"start": published, "end": published, "precision": "day",
                          "method": "given"} if published else None,
            "sha256": hash_text(text),
            "text": text,
        },
        "actors": actors.listed,
        "events": [event],
    }  # fmt: skip


class _Actors:
    """The actors of one line, each once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ids: dict[str, str] = {}
        self.listed: list[dict[str, Any]] = []

    def add(self, entity: Any) -> str:
        """Return the id of an entity, as PLOVER writes it: its name, or an object."""
        fields = entity if isinstance(entity, dict) else {"name": str(entity)}
        name, sectors = str(fields.get("name")), fields.get("sector") or ()
        if name not in self._ids:
            self._ids[name] = hash_id("a", name)
            title = fields.get("title")
            known = isinstance(title, str) and title and title in self._text
            self.listed.append(
                {
                    "id": self._ids[name],
                    "name": name,
                    "kind": fields.get("kind") or "other",
                    "country": fields.get("country"),
                    "sectors": [sectors] if isinstance(sectors, str) else sectors,
                    "role": {"title": title, "span": _find(self._text, str(title))}
                    if known
                    else None,
                    "wikidata": fields.get("wikidata"),
                }
            )
        return self._ids[name]


def _find_status(fields: dict[str, Any]) -> str:
    contexts = fields.get("context") or ()
    return next((_STATUS_OF[one] for one in contexts if one in _STATUS_OF), "occurred")


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _find(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


FORMAT = Format(
    "plover",
    "PLOVER JSON 2.0, one event a line",
    to_stream=write,
    read=read,
    kinds=("events",),
)
