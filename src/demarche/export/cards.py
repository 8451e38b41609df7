"""A report as cards: one for each record, with what a person wants to know of it in words.

The terminal, the HTML page and the notebook's view all show these cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from demarche.export.wording import Names, describe_minutes, describe_time, join_words, tidy
from demarche.model import (
    Actor,
    Commitment,
    Event,
    Exchange,
    Finding,
    Give,
    Position,
    Report,
    Span,
    Statement,
)
from demarche.model.vocabulary import MUTUAL_TYPES

_HAPPENED = ("occurred", "ongoing")
_TO_COME = ("planned", "proposed", "requested", "possible", "conditional")
TITLES = {
    "contact": "Contacts",
    "event": "Other events",
    "statement": "Statements",
    "commitment": "Commitments",
    "exchange": "Exchanges",
    "position": "Positions",
    "actor": "Actors",
    "finding": "Findings",
}
_MEDIA = {"phone": "phone call", "video": "video call", "in-person": "meeting"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a record: its name, its value in words, the words that say it.

    `refs` are the ids of the records that the value names, in its order.
    """

    label: str
    text: str
    spans: tuple[Span, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A record in words. `anchor` is where it stands in the text (None for a finding without one).

    `sides` are the parties, joined by `arrow` where there are two; `spans` is all its evidence.
    `happened` is false for what is planned, offered, denied …; `involved` is false for an actor
    that has no part in any record.
    """

    id: str
    kind: str
    number: str
    sides: tuple[str, ...]
    arrow: str
    tags: tuple[str, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[Span, ...]
    anchor: Span | None
    spans: tuple[Span, ...]
    trail: tuple[str, ...] = ()
    confidence: float | None = None
    happened: bool = True
    involved: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one kind, with their heading."""

    kind: str
    title: str
    cards: tuple[Card, ...]

    @property
    def main(self) -> tuple[Card, ...]:
        """The cards of all but bystanders."""
        return tuple(card for card in self.cards if card.involved)

    @property
    def bystanders(self) -> tuple[Card, ...]:
        """Actors that are mentioned and have no part in any record."""
        return tuple(card for card in self.cards if not card.involved)


@dataclass(frozen=True, slots=True)
class Deck:
    """All cards of one report, in the order they are shown."""

    groups: tuple[Group, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards of all groups."""
        return tuple(card for group in self.groups for card in group.cards)


def make_deck(report: Report) -> Deck:
    """Return the report's cards: contacts, other events, statements, commitments, exchanges,
    positions, actors, findings. Groups without cards are left out.
    """
    names = Names(report)
    contacts = [event for event in report.events if event.type == "CONSULT"]
    contacts.sort(key=lambda event: event.status not in _HAPPENED)
    others = [event for event in report.events if event.type != "CONSULT"]
    numbers = _number_records(contacts, others, report)
    to_come = tuple(event for event in contacts if event.status in _TO_COME)
    tell = _Teller(names, numbers, find_involved(report), to_come)
    cards = (
        *map(tell.contact, contacts),
        *map(tell.event, others),
        *map(tell.statement, report.statements),
        *map(tell.commitment, report.commitments),
        *map(tell.exchange, report.exchanges),
        *map(tell.position, report.positions),
        *map(tell.actor, report.actors),
        *map(tell.finding, range(len(report.findings)), report.findings),
    )
    groups = [
        Group(kind, title, tuple(card for card in cards if card.kind == kind))
        for kind, title in TITLES.items()
    ]
    return Deck(tuple(group for group in groups if group.cards))


def find_involved(report: Report) -> frozenset[str]:
    """Return the ids of the actors that have a part in any record."""
    return frozenset(
        chain(
            *((*e.source, *e.target, *e.claimed_by) for e in report.events),
            *((other.actor for other in e.others) for e in report.events),
            *((*s.speaker, *s.addressee, *s.via) for s in report.statements),
            *((*c.by, *c.to) for c in report.commitments),
            *(x.parties for x in report.exchanges),
            *(p.holder for p in report.positions),
        )
    )


def _number_records(contacts: list[Event], others: list[Event], report: Report) -> dict[str, str]:
    kinds: tuple[tuple[str, Iterable[object]], ...] = (
        ("C", contacts), ("E", others), ("S", report.statements), ("P", report.commitments),
        ("X", report.exchanges), ("O", report.positions), ("A", report.actors),
    )  # fmt: skip
    return {
        getattr(record, "id"): f"{letter}{number}"  # noqa: B009  # every record has one
        for letter, records in kinds
        for number, record in enumerate(records, start=1)
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells each kind of record as a card."""

    names: Names
    numbers: dict[str, str]
    involved: frozenset[str]
    to_come: tuple[Event, ...] = ()

    def contact(self, event: Event) -> Card:
        """Tell a CONSULT: who, by what medium, when, where, how long, about what."""
        how = _MEDIA.get(event.medium or "", event.medium) or (event.mode or "contact")
        return self._tell_event(event, "contact", how)

    def event(self, event: Event) -> Card:
        """Tell any other event."""
        words = [event.type.capitalize(), *([event.mode] if event.mode else [])]
        return self._tell_event(event, "event", " · ".join(words))

    def _tell_event(self, event: Event, kind: str, what: str) -> Card:
        facts = [
            *_tell_when(event),
            *_tell_where(event),
            *([Fact("length", describe_minutes(event.duration))] if event.duration else []),
            *self._tell_others(event),
            *_tell_topics(event),
            *([Fact("claimed by", self.names.join(event.claimed_by))] if event.claimed_by else []),
            *self._tell_links("next", self._find_next(event)),
            *self._tell_links("told in", event.attribution),
        ]
        return Card(
            id=event.id,
            kind=kind,
            number=self.numbers[event.id],
            sides=self._tell_sides(event.source, event.target),
            arrow="⇄" if event.type in MUTUAL_TYPES else "→",
            tags=(what, event.status),
            facts=tuple(facts),
            quotes=keep_widest(event.evidence),
            anchor=event.trigger,
            spans=_gather(event.trigger, *event.evidence),
            trail=tuple(dict.fromkeys(step.rule for step in event.trail)),
            confidence=event.confidence,
            happened=event.status in _HAPPENED,
        )

    def statement(self, statement: Statement) -> Card:
        """Tell a statement: who, to whom, where, via whom, by what cue."""
        spoken = self.names.join(statement.speaker)
        if not spoken and statement.speaker_span:
            spoken = tidy(statement.speaker_span.quote)
        facts = [
            *([Fact("where", tidy(statement.medium))] if statement.medium else []),
            *([Fact("via", self.names.join(statement.via))] if statement.via else []),
            *self._tell_links("events", statement.events),
        ]
        marks = [span for span in (statement.cue, statement.speaker_span) if span]
        return Card(
            id=statement.id,
            kind="statement",
            number=self.numbers[statement.id],
            sides=(spoken or "speaker unknown", *self._join(statement.addressee)),
            arrow="→",
            tags=(*([f"“{tidy(statement.cue.quote)}”"] if statement.cue else []), statement.kind),
            facts=tuple(facts),
            quotes=statement.content,
            anchor=statement.cue or statement.content[0],
            spans=_gather(*statement.content, *marks),
            trail=tuple(dict.fromkeys(step.rule for step in statement.trail)),
            confidence=statement.confidence,
        )

    def commitment(self, commitment: Commitment) -> Card:
        """Tell a commitment: who, to whom, what, by when, on what condition."""
        condition = commitment.condition
        facts = [
            *([Fact("due", describe_time(commitment.due))] if commitment.due else []),
            *([Fact("if", tidy(condition.quote), (condition,))] if condition else []),
            *self._tell_links("event", (commitment.event,) if commitment.event else ()),
        ]
        return Card(
            id=commitment.id,
            kind="commitment",
            number=self.numbers[commitment.id],
            sides=self._tell_sides(commitment.by, commitment.to),
            arrow="→",
            tags=(commitment.strength, commitment.status),
            facts=tuple(facts),
            quotes=(commitment.act,),
            anchor=commitment.act,
            spans=_gather(commitment.act, *commitment.evidence),
            trail=tuple(dict.fromkeys(step.rule for step in commitment.trail)),
            confidence=commitment.confidence,
        )

    def exchange(self, exchange: Exchange) -> Card:
        """Tell an exchange: who gives what."""
        facts = tuple(self._tell_give(give) for give in exchange.gives)
        anchor = exchange.gives[0].what if exchange.gives else exchange.evidence[0]
        return Card(
            id=exchange.id,
            kind="exchange",
            number=self.numbers[exchange.id],
            sides=tuple(map(self.names.of, exchange.parties)),
            arrow="⇄",
            tags=(exchange.status,),
            facts=facts,
            quotes=keep_widest(exchange.evidence),
            anchor=anchor,
            spans=_gather(*exchange.evidence, *(give.what for give in exchange.gives)),
            trail=tuple(dict.fromkeys(step.rule for step in exchange.trail)),
            happened=exchange.status in _HAPPENED,
        )

    def _tell_give(self, give: Give) -> Fact:
        giver = self.names.of(give.by) if give.by else "?"
        return Fact("gives", f"{giver}: {tidy(give.what.quote)}", (give.what,))

    def position(self, position: Position) -> Card:
        """Tell a position: who stands where on what."""
        question = position.question
        return Card(
            id=position.id,
            kind="position",
            number=self.numbers[position.id],
            sides=self._join(position.holder) or ("holder unknown",),
            arrow="",
            tags=(position.stance,),
            facts=(Fact("on", tidy(question.quote), (question,)),),
            quotes=keep_widest(position.evidence),
            anchor=question,
            spans=_gather(question, *position.evidence),
            trail=tuple(dict.fromkeys(step.rule for step in position.trail)),
        )

    def actor(self, actor: Actor) -> Card:
        """Tell an actor: what it is, of which country and sector, in which office."""
        role = actor.role
        where = "/".join([*([actor.country] if actor.country else []), *actor.sectors])
        return Card(
            id=actor.id,
            kind="actor",
            number=self.numbers[actor.id],
            sides=(actor.name,),
            arrow="",
            tags=(actor.kind, *([where] if where else [])),
            facts=(Fact("role", tidy(role.title), (role.span,)),) if role else (),
            quotes=(),
            anchor=actor.mentions[0] if actor.mentions else None,
            spans=tuple(actor.mentions),
            involved=actor.id in self.involved,
        )

    def finding(self, index: int, finding: Finding) -> Card:
        """Tell a finding; it has no id of its own, so its place in the report names it."""
        return Card(
            id=f"f:{index + 1}",
            kind="finding",
            number=finding.code,
            sides=(tidy(finding.message),),
            arrow="",
            tags=(finding.severity,),
            facts=(),
            quotes=(finding.span,) if finding.span else (),
            anchor=finding.span,
            spans=(finding.span,) if finding.span else (),
        )

    def _find_next(self, event: Event) -> list[str]:
        """Return the contacts still to come of two or more of those who met here."""
        if event.type != "CONSULT" or event.status not in _HAPPENED:
            return []
        met = {*event.source, *event.target}
        return [one.id for one in self.to_come if len(met & {*one.source, *one.target}) > 1]

    def _tell_sides(self, source: Iterable[str], target: Iterable[str]) -> tuple[str, ...]:
        one, other = self._join(source), self._join(target)
        return one + other if one else ("?", *other)

    def _join(self, actors: Iterable[str]) -> tuple[str, ...]:
        joined = self.names.join(actors)
        return (joined,) if joined else ()

    def _tell_others(self, event: Event) -> list[Fact]:
        roles = dict.fromkeys(other.role for other in event.others)
        return [
            Fact(role, self.names.join(o.actor for o in event.others if o.role == role))
            for role in roles
        ]

    def _tell_links(self, label: str, ids: Iterable[str]) -> list[Fact]:
        known = tuple(one for one in ids if one in self.numbers)
        words = ", ".join(self.numbers[one] for one in known)
        return [Fact(label, words, refs=known)] if known else []


def _tell_when(event: Event) -> list[Fact]:
    words = describe_time(event.time)
    span = event.time.span if event.time else None
    return [Fact("when", words, (span,) if span else ())] if words else []


def _tell_where(event: Event) -> list[Fact]:
    place = event.place
    return [Fact("where", tidy(place.name), (place.span,) if place.span else ())] if place else []


def _tell_topics(event: Event) -> list[Fact]:
    words = [tidy(topic.quote) for topic in event.topics]
    return [Fact("about", join_words(words), event.topics)] if words else []


def keep_widest(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that lie in no wider one, in order of the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _gather(*spans: Span) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))
