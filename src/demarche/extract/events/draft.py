"""An event being made: token ranges and actor ids, before it becomes a frozen record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from demarche.grounding.mentions import Grounding
from demarche.ids import hash_id
from demarche.language.analysis import Analysis
from demarche.model import Event, EventTime, Other, Place, Span, TrailStep
from demarche.model.vocabulary import EventType, Medium, OtherRole, Status

TokenRange = tuple[int, int]


@dataclass(slots=True)
class EventDraft:
    """One act. Ranges are tokens `start:end` (end exclusive); parties are actor ids.

    `trigger` is the mention that names the act best; `mentions` holds the triggers of all mentions
    pooled into this record, `trigger` included; `evidence` one range a mention.
    `trail` pairs a rule's id (or "reader:event") with the tokens it matched.
    `joint`: "we" do it, and nobody else is named.
    `attribution` and `claimed_by` are filled by the statements that hold the event.
    """

    type: EventType
    status: Status
    trigger: TokenRange
    evidence: list[TokenRange]
    mode: str | None = None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    others: tuple[tuple[str, OtherRole], ...] = ()
    time: EventTime | None = None
    place: Place | None = None
    medium: Medium | None = None
    duration: int | None = None
    topics: list[TokenRange] = field(default_factory=list)
    contexts: tuple[str, ...] = ()
    mentions: list[TokenRange] = field(default_factory=list)
    confidence: float = 1.0
    trail: list[tuple[str, TokenRange]] = field(default_factory=list)
    attribution: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    joint: bool = False

    def __post_init__(self) -> None:
        if not self.mentions:
            self.mentions = [self.trigger]

    def identify(self, analysis: Analysis) -> str:
        """Return the id the record will have; it does not depend on attribution or confidence."""
        start, end = (
            analysis.tokens[self.trigger[0]].start,
            analysis.tokens[self.trigger[1] - 1].end,
        )
        return hash_id(
            "e", analysis.document.id, analysis.document.sha256, self.type, start, end,
            ",".join(self.source), ",".join(self.target), self.status,
        )  # fmt: skip


def build_events(drafts: Iterable[EventDraft], grounding: Grounding) -> tuple[Event, ...]:
    """Return the frozen records of the drafts, in the order of their triggers."""
    ordered = sorted(drafts, key=lambda draft: (draft.trigger, draft.type, draft.source))
    return tuple(_build(draft, grounding.analysis) for draft in ordered)


def _build(draft: EventDraft, analysis: Analysis) -> Event:
    return Event(
        id=draft.identify(analysis),
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        source=draft.source,
        target=draft.target,
        others=tuple(Other(actor=actor, role=role) for actor, role in draft.others),
        status=draft.status,
        time=draft.time,
        place=draft.place,
        medium=draft.medium,
        duration=draft.duration,
        topics=tuple(analysis.span(*topic) for topic in draft.topics),
        trigger=analysis.span(*draft.trigger),
        evidence=_quote(draft.evidence, analysis),
        attribution=draft.attribution,
        claimed_by=draft.claimed_by,
        confidence=round(draft.confidence, 4),
        trail=tuple(
            TrailStep(rule=rule, span=analysis.span(*tokens)) for rule, tokens in draft.trail
        ),
    )


def _quote(ranges: Iterable[TokenRange], analysis: Analysis) -> tuple[Span, ...]:
    return tuple(analysis.span(*tokens) for tokens in sorted(set(ranges)))
