"""A report's records as flat rows: one table a kind, each row with its quote, run and licence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from demarche.export.formats.acts import Act, join_quotes, name_day
from demarche.export.formats.format import Job
from demarche.model import Actor, Commitment, Event, Exchange, Position, Statement
from demarche.query.selection import Telling

Kind = Literal["text", "integer", "number", "texts"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Teller:
    """A document's actors by id, and what a row says of where it comes from."""

    telling: Telling
    actors: Mapping[str, Actor]
    job: Job

    def name(self, ids: Iterable[str]) -> list[str]:
        """Return the names of the actors."""
        return [self.actors[id].name for id in ids if id in self.actors]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns with their kinds in order, and how a record becomes a row."""

    name: str
    columns: Mapping[str, Kind]
    tell: Callable[[Any, Teller], Row]


def list_rows(telling: Telling, job: Job) -> Iterator[tuple[Sheet, Row]]:
    """Yield every row of a document with the table it stands in; a row has every column."""
    report = telling.report
    teller = Teller(telling, {actor.id: actor for actor in report.actors}, job)
    origin = {"run": telling.source.run, "licence": job.licence}
    for sheet in SHEETS:
        records = (report,) if sheet is DOCUMENTS else getattr(report, sheet.name)
        for record in records:
            yield sheet, {**sheet.tell(record, teller), **origin}


def dump(value: BaseModel | Sequence[BaseModel] | None, **options: Any) -> str:
    """Return a record, or several, as JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True, **options)
    listed = [one.model_dump(mode="json") for one in value or ()]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def _tell_document(_: object, teller: Teller) -> Row:
    report, source = teller.telling.report, teller.telling.source
    document = report.document
    published = document.published
    names = ("id", "url", "outlet", "title", "language", "genre", "sha256", "text")
    return {
        **{name: getattr(document, name) for name in names},
        "published": name_day(document),
        "published_precision": published.precision if published else None,
        "published_method": published.method if published else None,
        "findings": dump(report.findings),
        "program": source.program,
        "reader": source.reader,
        "read_at": source.at,
        "body": dump(document, exclude={"text"}),
    }


def _tell_actor(actor: Actor, teller: Teller) -> Row:
    names = ("id", "name", "kind", "country", "registry", "wikidata")
    return {
        **{name: getattr(actor, name) for name in names},
        "document": teller.telling.report.document.id,
        "sectors": list(actor.sectors),
        "role": actor.role.title if actor.role else None,
        "quotes": list(dict.fromkeys(mention.quote for mention in actor.mentions)),
        "body": dump(actor),
    }


def _cite(record: Any, teller: Teller, spans: Sequence[Any]) -> Row:
    document = teller.telling.report.document
    rules = dict.fromkeys(step.rule for step in record.trail)
    return {
        "id": record.id,
        "document": document.id,
        "published": name_day(document),
        "quote": join_quotes(spans),
        "quote_start": spans[0].start,
        "quote_end": spans[-1].end,
        "confidence": getattr(record, "confidence", None),
        "rules": list(rules),
        "body": dump(record),
    }


def _tell_event(event: Event, teller: Teller) -> Row:
    act = Act(event, teller.telling, teller.actors)
    time, place = event.time, event.place
    where = {name: getattr(place, name, None) for name in ("country", "lat", "lon", "geonames")}
    return {
        **_cite(event, teller, event.evidence),
        "occurrence": act.link.occurrence,
        "day": act.day,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "source": teller.name(event.source),
        "target": teller.name(event.target),
        "others": [f"{actor.name} ({role})" for actor, role in act.others],
        "start": time.start if time else None,
        "end": time.end if time else None,
        "precision": time.precision if time else None,
        "time_words": time.span.quote if time and time.span else None,
        "place": place.name if place else None,
        **{f"place_{name}": value for name, value in where.items()},
        "medium": event.medium,
        "duration": event.duration,
        "contexts": list(event.contexts),
        "topics": [span.quote for span in event.topics],
        "trigger": event.trigger.quote,
        "claimed_by": teller.name(event.claimed_by),
    }


def _tell_statement(statement: Statement, teller: Teller) -> Row:
    return {
        **_cite(statement, teller, statement.content),
        "speaker": teller.name(statement.speaker),
        "speaker_words": statement.speaker_span.quote if statement.speaker_span else None,
        "addressee": teller.name(statement.addressee),
        "via": teller.name(statement.via),
        "kind": statement.kind,
        "cue": statement.cue.quote if statement.cue else None,
        "medium": statement.medium,
    }


def _tell_commitment(promise: Commitment, teller: Teller) -> Row:
    due = promise.due
    return {
        **_cite(promise, teller, promise.evidence),
        "by": teller.name(promise.by),
        "to": teller.name(promise.to),
        "act": promise.act.quote,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "condition": promise.condition.quote if promise.condition else None,
        "strength": promise.strength,
        "status": promise.status,
        "event": promise.event,
    }


def _tell_exchange(exchange: Exchange, teller: Teller) -> Row:
    gives = [
        f"{' '.join(teller.name([give.by] if give.by else ())) or '?'}: {give.what.quote}"
        for give in exchange.gives
    ]
    return {
        **_cite(exchange, teller, exchange.evidence),
        "parties": teller.name(exchange.parties),
        "gives": gives,
        "status": exchange.status,
    }


def _tell_position(position: Position, teller: Teller) -> Row:
    return {
        **_cite(position, teller, position.evidence),
        "holder": teller.name(position.holder),
        "question": position.question.quote,
        "stance": position.stance,
    }


def _columns(text: str) -> dict[str, Kind]:
    """Return columns: those named in `text` hold text; "name:texts" says another kind."""
    kinds: dict[str, Kind] = {}
    for word in text.split():
        name, _, kind = word.partition(":")
        kinds[name] = kind or "text"  # type: ignore[assignment]
    return {**kinds, "run": "text", "licence": "text", "body": "text"}


_CITED = "quote quote_start:integer quote_end:integer confidence:number rules:texts"
DOCUMENTS = Sheet(
    "documents",
    _columns(
        "id url outlet title published published_precision published_method language genre sha256 "
        "text findings program reader read_at"
    ),
    _tell_document,
)
SHEETS: tuple[Sheet, ...] = (
    DOCUMENTS,
    Sheet(
        "actors",
        _columns("id document name kind country sectors:texts role registry wikidata quotes:texts"),
        _tell_actor,
    ),
    Sheet(
        "events",
        _columns(
            "id document published occurrence day type mode status source:texts target:texts "
            "others:texts start end precision time_words place place_country place_lat:number "
            "place_lon:number place_geonames:integer medium duration:integer contexts:texts "
            f"topics:texts trigger claimed_by:texts {_CITED}"
        ),
        _tell_event,
    ),
    Sheet(
        "statements",
        _columns(
            "id document published speaker:texts speaker_words addressee:texts via:texts kind cue "
            f"medium {_CITED}"
        ),
        _tell_statement,
    ),
    Sheet(
        "commitments",
        _columns(
            "id document published by:texts to:texts act due_start due_end condition strength "
            f"status event {_CITED}"
        ),
        _tell_commitment,
    ),
    Sheet(
        "exchanges",
        _columns(f"id document published parties:texts gives:texts status {_CITED}"),
        _tell_exchange,
    ),
    Sheet(
        "positions",
        _columns(f"id document published holder:texts question stance {_CITED}"),
        _tell_position,
    ),
)
