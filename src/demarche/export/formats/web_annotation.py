"""W3C Web Annotation: one page of annotations on the documents' texts, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from demarche.export.formats.format import Format, Job
from demarche.model import Actor, Report, Span
from demarche.query.selection import Telling

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after a quote, to find it again in a changed text
_URN = "urn:demarche:"


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write an AnnotationPage; each record is an annotation of every stretch that it quotes."""
    head = {
        "@context": _CONTEXT,
        "id": f"{_URN}page",
        "type": "AnnotationPage",
        "rights": job.licence,
        "generator": {"type": "Software", "name": job.program},
    }
    stream.write(json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "items": [')
    joint = "\n"
    for telling in tellings:
        for item in _list_items(telling, job):
            stream.write(joint + json.dumps(item, ensure_ascii=False))
            joint = ",\n"
            job.count("annotations")
    stream.write("\n]}\n")


def _list_items(telling: Telling, job: Job) -> Iterator[dict[str, Any]]:
    report = telling.report
    actors = {actor.id: actor for actor in report.actors}
    for record, tag, spans in _list_records(report):
        value = _tell(record, actors)
        yield {
            "id": f"{_URN}{record.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "created": telling.source.at,
            "generator": {"id": f"{_URN}{telling.source.run}", "type": "Software",
                          "name": f"{job.program} ({telling.source.reader})"},
            "rights": job.licence,
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": tag},
                {"type": "TextualBody", "purpose": "describing", "format": "application/json",
                 "value": json.dumps(value, ensure_ascii=False)},
            ],
            "target": [_make_target(report, span) for span in spans],
        }  # fmt: skip


def _list_records(report: Report) -> Iterator[tuple[Any, str, Sequence[Span]]]:
    """Yield each record with its tag and what it quotes."""
    for event in report.events:
        yield event, "/".join(filter(None, (event.type, event.mode))), event.evidence
    for statement in report.statements:
        yield statement, f"statement/{statement.kind}", statement.content
    for promise in report.commitments:
        yield promise, "commitment", promise.evidence
    for exchange in report.exchanges:
        yield exchange, "exchange", exchange.evidence
    for position in report.positions:
        yield position, f"position/{position.stance}", position.evidence


def _tell(record: Any, actors: dict[str, Actor]) -> dict[str, Any]:
    """Return the record with, beside the ids of its actors, their names."""
    value: dict[str, Any] = record.model_dump(mode="json", exclude={"evidence", "content"})
    text = json.dumps(value)
    value["names"] = {id: actor.name for id, actor in actors.items() if f'"{id}"' in text}
    return value


def _make_target(report: Report, span: Span) -> dict[str, Any]:
    document = report.document
    text = document.text
    return {
        "source": document.url or f"{_URN}{document.id}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.quote,
                "prefix": text[max(span.start - _AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


FORMAT = Format("webannotation", "W3C Web Annotations, as JSON-LD", to_stream=write)
