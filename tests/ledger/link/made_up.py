"""Reports made up for the linker's tests: a document in a line, its records in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demarche.ids import hash_id, hash_text
from demarche.ledger.judgements import Author
from demarche.ledger.link.session import Session
from demarche.model import (
    Actor,
    Commitment,
    Document,
    Event,
    EventTime,
    Mention,
    Place,
    Published,
    Report,
    Span,
)

PROGRAM = Author(kind="program", name="demarche/test")
PERSON = Author(kind="person", name="ana")
SESSION = Session(PROGRAM, "2031-06-01", "r:1")

RIVAS = ("Ana Rivas", "person", "XAA")
LIND = ("Tomas Lind", "person", "XBB")
OKORO = ("Ife Okoro", "person", "XBB")
BAUER = ("Eva Bauer", "person", "XCC")
ARLAND = ("Arland", "state", "XAA")
BORLAND = ("Borland", "state", "XBB")
Who = tuple[str, str, str | None]


def span(text: str, quote: str) -> Span:
    """Return the span of the quote's first occurrence."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def actor_id(who: Who) -> str:
    """Return the id a made-up actor has."""
    return hash_id("a", who[0])


def make_event(
    text: str,
    quote: str,
    source: Sequence[Who],
    target: Sequence[Who] = (),
    *,
    on: str | None = None,
    until: str | None = None,
    place: str | None = None,
    **fields: Any,
) -> Event:
    """Return an event told by the quote; `on` (and `until`) are its days."""
    time = EventTime(start=on, end=until or on, precision="day", method="explicit") if on else None
    values: dict[str, Any] = {"type": "CONSULT", "status": "occurred", **fields}
    topics = tuple(span(text, topic) for topic in values.pop("topics", ()))
    return Event(
        id=hash_id("e", text, quote, values["type"], values["status"]),
        source=tuple(actor_id(who) for who in source),
        target=tuple(actor_id(who) for who in target),
        time=time,
        place=Place(name=place) if place else None,
        topics=topics,
        trigger=span(text, quote),
        evidence=(span(text, quote),),
        **values,
    )


def make_commitment(
    text: str, act: str, by: Sequence[Who], *, due: str | None = None, **fields: Any
) -> Commitment:
    """Return a commitment to the act, which is also its evidence."""
    time = EventTime(start=due, end=due, precision="day", method="explicit") if due else None
    return Commitment(
        id=hash_id("c", text, act),
        by=tuple(actor_id(who) for who in by),
        act=span(text, act),
        due=time,
        evidence=(span(text, act),),
        **{"strength": "firm", **fields},
    )


def make_report(
    ident: str,
    text: str,
    *,
    actors: Sequence[Who] = (RIVAS, LIND),
    events: Sequence[Event] = (),
    commitments: Sequence[Commitment] = (),
    outlet: str = "Example Times",
    published: str = "2031-04-02",
    genre: str | None = "news",
) -> Report:
    """Return a report of one document with the records given."""
    document = Document(
        id=ident, text=text, sha256=hash_text(text), outlet=outlet, genre=genre,
        published=Published(start=published, end=published, precision="day", method="given"),
    )  # fmt: skip
    return Report(
        document=document,
        actors=tuple(_make_actor(who, text) for who in actors),
        events=tuple(events),
        commitments=tuple(commitments),
    )


def _make_actor(who: Who, text: str) -> Actor:
    name, kind, country = who
    start = text.find(name)
    mentions = (Mention.of(text, start, start + len(name), form="name"),) if start >= 0 else ()
    return Actor.model_validate(
        {
            "id": actor_id(who), "name": name, "kind": kind, "country": country,
            "mentions": mentions,
        }
    )  # fmt: skip


def make_call(ident: str, text: str, quote: str, **options: Any) -> Report:
    """Return a report of one call of Rivas and Lind; event fields go in `event`."""
    event = {"on": "2031-04-02", "medium": "phone", "mode": "phone", **options.pop("event", {})}
    parties = options.pop("parties", (RIVAS, LIND))
    told = make_event(text, quote, parties[:1], parties[1:], **event)
    return make_report(ident, text, actors=parties, events=[told], **options)
