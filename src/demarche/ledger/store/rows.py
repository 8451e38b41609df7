"""A report, its ids being the ledger's, → rows of the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.grounding.actors.spelling import fold
from demarche.ledger.store.schema import RECORDS

Values = dict[str, Any]
_DAY = len("2025-02-12")
_GAP = " … "
_ROLES = {
    "events": ("source", "target", "claimed_by"),
    "statements": ("speaker", "addressee", "via"),
    "commitments": ("by", "to"),
    "exchanges": ("parties",),
    "positions": ("holder",),
}
_QUOTED = {"statements": "content"}


@dataclass(frozen=True, slots=True)
class Told:
    """A report as the ledger holds it; `day` is the first day of its publication, if known."""

    report: Values
    reading: str

    @property
    def document(self) -> str:
        """The document's id in the ledger."""
        return str(self.report["document"]["id"])

    @property
    def day(self) -> str | None:
        """The first day of the document's publication."""
        published = self.report["document"]["published"]
        return _day(published["start"]) if published else None


def make_document_row(told: Told, *, given_id: str, run: str) -> Values:
    """Return the row of the document; what has no column of its own is in `body`."""
    document = told.report["document"]
    columns = ("id", "url", "outlet", "title", "language", "genre", "sha256", "text")
    body = {key: value for key, value in document.items() if key not in columns}
    return {
        **{name: document[name] for name in columns},
        "given_id": given_id,
        "published": told.day,
        "body": _dump(body),
        "run": run,
    }


def make_actor_rows(told: Told) -> list[Values]:
    """Return a row for each actor of the report."""
    return [
        {
            "reading": told.reading,
            "id": actor["id"],
            "document": told.document,
            "number": number,
            "name": actor["name"],
            "folded": fold(actor["name"]),
            "kind": actor["kind"],
            "country": actor["country"],
            "role": actor["role"]["title"] if actor["role"] else None,
            "registry": actor["registry"],
            "wikidata": actor["wikidata"],
            "body": _dump(actor),
        }
        for number, actor in enumerate(told.report["actors"])
    ]


def make_record_rows(told: Told, kind: str) -> list[Values]:
    """Return a row for each record of a kind ("events", …); the same id twice is one record."""
    columns = RECORDS[kind].c.keys()
    rows = {}
    for number, record in enumerate(told.report[kind]):
        known = {name: record[name] for name in columns if name in record}
        quoted = record[_QUOTED.get(kind, "evidence")]
        rows[record["id"]] = {
            **dict.fromkeys(columns),
            **known,
            **_flatten(kind, record),
            "reading": told.reading,
            "document": told.document,
            "day": _find_day(record) or told.day,
            "number": number,
            "place_in_text": quoted[0]["start"],
            "quote": join_quotes(quoted),
            "confidence": record.get("confidence", 1.0),
            "body": _dump(record),
        }
    return list(rows.values())


def make_party_rows(told: Told) -> list[Values]:
    """Return a row for each actor's part in each record."""
    actors = {row["id"]: row for row in make_actor_rows(told)}
    rows = {}
    for kind in _ROLES:
        for record in told.report[kind]:
            for role, number, actor in _list_parts(kind, record):
                if actor in actors:
                    rows[record["id"], role, number] = {
                        "reading": told.reading,
                        "record": record["id"],
                        "role": role,
                        "number": number,
                        "actor": actor,
                        **{c: actors[actor][c] for c in ("name", "folded", "country", "registry")},
                    }
    return list(rows.values())


def make_passage_rows(told: Told) -> list[Values]:
    """Return what the search goes over: the document's title and text, and each record's quote."""
    document = told.report["document"]
    whole = "\n".join(filter(None, (document["title"], document["text"])))
    rows: list[Values] = [
        {"document": told.document, "kind": "document", "record": None, "words": whole}
    ]
    for kind in RECORDS:
        for row in make_record_rows(told, kind):
            rows.append(
                {
                    "document": told.document,
                    "kind": kind.removesuffix("s"),
                    "record": row["id"],
                    "words": row["quote"],
                }
            )
    return rows


def join_quotes(spans: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of the spans, a gap marked by an ellipsis."""
    return _GAP.join(str(span["quote"]) for span in spans)


def _list_parts(kind: str, record: Values) -> Iterator[tuple[str, int, str]]:
    for role in _ROLES[kind]:
        for number, actor in enumerate(record[role]):
            yield role, number, actor
    for number, other in enumerate(record.get("others", ())):
        yield other["role"], number, other["actor"]
    for number, give in enumerate(record.get("gives", ())):
        if give["by"]:
            yield "gives", number, give["by"]


def _flatten(kind: str, record: Values) -> Values:
    if kind == "events":
        time, place = record["time"] or {}, record["place"] or {}
        flat = {name: time.get(name) for name in ("start", "end", "precision")}
        return {**flat, "place": place.get("name"), "place_country": place.get("country")}
    if kind == "statements":
        return {"cue": record["cue"]["quote"] if record["cue"] else None}
    if kind == "commitments":
        due, condition = record["due"] or {}, record["condition"]
        return {
            "act": record["act"]["quote"],
            "due_start": due.get("start"),
            "due_end": due.get("end"),
            "condition": condition["quote"] if condition else None,
        }
    return {"question": record["question"]["quote"]} if kind == "positions" else {}


def _find_day(record: Values) -> str | None:
    time = record.get("time")
    return _day(time["start"]) if time else None


def _day(moment: str | None) -> str | None:
    return moment[:_DAY] if moment else None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
