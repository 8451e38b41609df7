"""A ledger of made-up documents, as large as asked for: to measure the site and the questions.

Every document is different, deterministic, and has one record or more of most kinds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from demarche.ids import hash_text
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.store import Run, Store, Writer, open_store
from demarche.ledger.store.deriving import store_derived
from demarche.ledger.store.naming import name_document, name_reading, name_records
from demarche.ledger.store.rows import (
    Told,
    make_actor_rows,
    make_document_row,
    make_party_rows,
    make_passage_rows,
    make_record_rows,
)
from demarche.ledger.store.schema import METADATA, RECORDS
from demarche.model import (
    Actor,
    Block,
    Commitment,
    Document,
    Event,
    EventTime,
    Mention,
    Place,
    Published,
    Report,
    Role,
    Span,
    Statement,
)

COUNTRIES = (
    "USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "TUR", "IND", "JPN", "BRA", "ZAF", "EGY",
    "IRN", "ISR", "SAU", "POL", "ITA", "ESP", "MEX", "CAN", "AUS", "KOR", "PRK", "IDN", "PAK",
    "NGA", "KEN", "ARG", "CHL", "SWE", "NOR", "FIN", "NLD", "BEL", "GRC", "QAT", "ARE", "JOR",
    "VNM",
)  # fmt: skip
FIRST = ("Ana", "Tomas", "Mira", "Jonas", "Lena", "Viktor", "Sara", "Pavel", "Nadia", "Emil")
LAST = ("Rivas", "Lind", "Okoro", "Haddad", "Novak", "Sato", "Moreau", "Keller", "Bianchi", "Dahl")
TOPICS = ("grain", "fishing rights", "border crossings", "gas transit", "prisoners", "sanctions")
PLACES = ("Port Salt", "Lake Hold", "Green Pass", "Old Harbour", "North Quay")
ACTS = (("ACCUSE", "accused"), ("SUPPORT", "praised"), ("REQUEST", "urged"), ("REJECT", "rebuffed"))
TITLES = ("President", "Prime Minister", "Foreign Minister", "Ambassador")
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
PROGRAM = Author(kind="program", name="0")
RUN = Run(kind="add", at="2026-01-01T00:00:00Z", program="0", reader="0")
STOCK = 1000
AT_A_TIME = 1000
ID = re.compile(r"\b([acdegs]:)[0-9a-f]{6}([0-9a-f]{10})\b")
ORDER = (
    "documents", "readings", "actors", "events", "statements", "commitments", "parties",
    "current", "passages",
)  # fmt: skip


def make_name(number: int) -> tuple[str, str]:
    """Return the name and the country of a made-up person."""
    name = f"{FIRST[number % 10]} {LAST[number // 10 % 10]}-{LAST[number // 100 % 10]}"
    return name, COUNTRIES[number * number % len(COUNTRIES)]


def make_report(number: int) -> Report:
    """Return the report of one made-up document."""
    story = number // 2  # two documents tell one story
    day = FIRST_DAY + timedelta(days=story * 7919 % DAYS)
    (one, mine), (other, theirs) = make_name(story % 997), make_name(story * 31 % 991 + 1)
    topic, place = TOPICS[story % 6], PLACES[story % 5]
    kind, verb = ACTS[story % 4]
    outlet = ("Coast Wire", "Ministry of Examples", "The Gazette")[number % 3]
    title = f"{one} and {other} speak about {topic} ({number})"
    lead = f"{TITLES[story % 4]} {one} spoke by phone with {other} about {topic}, her office said."
    words = (
        f"“We will meet in {place} next week,” {one} wrote, and she {verb} {other} over {topic}."
    )
    rest = f"Both sides told {outlet} that their teams go on working on story {number}. " * 5
    text = "\n\n".join((title, lead, words, rest))
    find = _Finder(text)
    published = day + timedelta(days=number % 2 + 1)
    next_week = EventTime(
        start=str(day + timedelta(days=7)), end=str(day + timedelta(days=13)), precision="week",
        span=find("next week"),
    )  # fmt: skip
    actors = (
        _make_actor("a:1", one, mine, find, TITLES[story % 4]),
        _make_actor("a:2", other, theirs, find, None),
    )
    sides = {"source": ("a:1",), "target": ("a:2",)}
    sure = 0.7 + number % 29 / 100
    return Report(
        document=_make_document(text, title, outlet, published, number),
        actors=actors,
        events=(
            Event(
                id="e:1", type="CONSULT", mode="phone", medium="phone", **sides, status="occurred",
                time=EventTime(start=str(day), end=str(day), precision="day"),
                topics=(find(topic),), trigger=find("spoke"), evidence=(find(lead[:-17]),),
                confidence=sure, duration=30 + story % 60,
            ),
            Event(
                id="e:2", type="CONSULT", **sides, status="planned", time=next_week,
                place=Place(name=place, span=find(place)), trigger=find("meet in"),
                evidence=(find(f"We will meet in {place} next week"),), confidence=sure,
            ),
            Event(
                id="e:3", type=kind, **sides, status="occurred", trigger=find(verb),
                evidence=(find(f"{verb} {other} over {topic}"),), confidence=sure,
            ),
        ),
        statements=(
            Statement(
                id="s:1", speaker=("a:1",), cue=find("wrote"), kind="direct", confidence=sure,
                content=(find(f"We will meet in {place} next week,"),),
            ),
        ),
        commitments=(
            Commitment(
                id="c:1", by=("a:1",), to=("a:2",), act=find(f"meet in {place} next week"),
                due=next_week, strength="firm", event="e:2", confidence=sure,
                evidence=(find(f"We will meet in {place} next week"),),
            ),
        ),
    )  # fmt: skip


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, quote: str) -> Span:
        start = self.text.index(quote)
        return Span.of(self.text, start, start + len(quote))


def _make_actor(id: str, name: str, country: str, find: _Finder, title: str | None) -> Actor:
    span = find(name)
    return Actor(
        id=id, name=name, kind="person", country=country, sectors=("GOV",),
        role=Role(title=title, span=find(title)) if title else None,
        registry=f"per:{name.lower().replace(' ', '-')}-{country.lower()}",
        mentions=(Mention.of(find.text, span.start, span.end, form="name"),),
    )  # fmt: skip


def _make_document(text: str, title: str, outlet: str, day: date, number: int) -> Document:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        kind = "headline" if at == 0 else "paragraph"
        blocks.append(Block(kind=kind, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Document(
        id=f"doc-{number}", title=title, outlet=outlet, language="en", genre="news", text=text,
        published=Published(start=str(day), end=str(day), precision="day", method="given"),
        sha256=hash_text(text), blocks=tuple(blocks), url=f"https://example.org/{number}",
    )  # fmt: skip


def fill(store: Store, documents: int) -> None:
    """Add the documents, an occurrence for every two, and what became of every third promise.

    Some hundreds of reports are made; the rest are their copies under ids of their own.
    """
    writer = Writer(store, RUN)
    stock = [_Stock.of(make_report(number)) for number in range(min(STOCK, documents))]
    writer.add_judgements(())
    calls: list[Subject] = []
    judgements: list[Judgement] = []
    for at in range(0, documents, AT_A_TIME):
        tables: dict[str, list[dict[str, Any]]] = {}
        for number in range(at, min(at + AT_A_TIME, documents)):
            rows = stock[number % len(stock)].copy(number // len(stock))
            for name, some in rows.items():
                tables.setdefault(name, []).extend(some)
            document = rows["documents"][0]["id"]
            calls.append(Subject(kind="event", id=rows["events"][0]["id"], document=document))
            if number % 3 == 0:
                judgements.append(_judge(rows["commitments"][0]["id"], document, number))
        with store.begin() as connection:
            for name in ORDER:
                connection.execute(insert(METADATA.tables[name]), tables[name])
    pairs = range(0, documents - 1, 2)
    for part in _split(judgements):
        writer.add_judgements(part)
    store_derived(store, judgements, [_join(calls[n : n + 2], n) for n in pairs], {})


@dataclass(frozen=True, slots=True)
class _Stock:
    """The rows of one report as JSON, to be copied under other ids."""

    rows: str

    @classmethod
    def of(cls, report: Report) -> _Stock:
        """Return the rows of a report."""
        reading = name_reading(name_document(report.document), RUN.reader)
        told = Told(name_records(report), reading)
        pointer = {"document": told.document, "reading": reading}
        held = {"id": reading, "document": told.document, "reader": RUN.reader, "run": RUN.id}
        rows = {
            "documents": [make_document_row(told, given_id=report.document.id, run=RUN.id)],
            "readings": [{**held, "findings": "[]"}],
            "actors": make_actor_rows(told),
            **{kind: make_record_rows(told, kind) for kind in RECORDS if told.report[kind]},
            "parties": make_party_rows(told),
            "current": [pointer],
            "passages": make_passage_rows(told),
        }
        return cls(json.dumps(rows))

    def copy(self, number: int) -> dict[str, list[dict[str, Any]]]:
        """Return the rows, with `number` in every id."""
        made: dict[str, list[dict[str, Any]]] = json.loads(
            ID.sub(lambda found: f"{found[1]}{number:06x}{found[2]}", self.rows)
        )
        return made


def _judge(promise: str, document: str, number: int) -> Judgement:
    verdict = ("kept", "broken", "postponed")[number % 9 // 3]
    day = FIRST_DAY + timedelta(days=number // 2 * 7919 % DAYS + 10)
    subject = Subject(kind="commitment", id=promise, document=document)
    return Judgement.of(
        "follow-through", [subject], verdict, author=PROGRAM, at="2026-01-01", dated=str(day)
    )  # type: ignore[arg-type]


def _join(members: list[Subject], number: int) -> Occurrence:
    return Occurrence(
        id=f"o:{number:016x}", type="CONSULT", group="done", members=tuple(members), sides=(),
        start=None, end=None,
    )  # fmt: skip


def _split(judgements: list[Judgement], size: int = 500) -> Iterator[list[Judgement]]:
    for at in range(0, len(judgements), size):
        yield judgements[at : at + size]


def main() -> None:
    """Make the ledger that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    asked = parser.parse_args()
    store = open_store(asked.path, create=True)
    try:
        fill(store, asked.documents)
    finally:
        store.close()


if __name__ == "__main__":
    main()
