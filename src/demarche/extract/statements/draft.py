"""A statement being made: offsets and actor ids, before it becomes a frozen record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from demarche.grounding.mentions import Grounding
from demarche.ids import hash_id
from demarche.model import Document, Span, Statement, TrailStep
from demarche.model.vocabulary import StatementKind

Range = tuple[int, int]
"""Code points `start:end` of the document's text, end exclusive."""


@dataclass(slots=True)
class StatementDraft:
    """One attribution of words. `content`, `cue` and `speaker_range` are code points.

    `cue_token` is the token that carries the cue, `subject` the token that heads the speaker.
    `trail` pairs a rule's id (or a head's name) with the code points it matched.
    """

    content: tuple[Range, ...]
    kind: StatementKind
    cue: Range | None = None
    cue_token: int | None = None
    subject: int | None = None
    speaker: tuple[str, ...] = ()
    speaker_range: Range | None = None
    addressee: tuple[str, ...] = ()
    medium: str | None = None
    via: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    confidence: float = 1.0
    trail: list[tuple[str, Range | None]] = field(default_factory=list)

    def identify(self, document: Document) -> str:
        """Return the id the record will have; links to events do not change it."""
        cue = self.cue or ("", "")
        return hash_id(
            "s", document.id, document.sha256, *cue,
            ";".join(f"{start}:{end}" for start, end in self.content), ",".join(self.speaker),
        )  # fmt: skip

    def holds(self, start: int, end: int) -> bool:
        """Tell whether the code points `start:end` lie inside the content."""
        return any(left <= start and end <= right for left, right in self.content)


def build_statements(
    drafts: Iterable[StatementDraft], grounding: Grounding
) -> tuple[Statement, ...]:
    """Return the frozen records of the drafts, in the order of their contents."""
    document = grounding.analysis.document
    ordered = sorted(drafts, key=lambda draft: (draft.content, draft.cue or (0, 0), draft.speaker))
    return tuple(_build(draft, document) for draft in ordered)


def _build(draft: StatementDraft, document: Document) -> Statement:
    def quote(place: Range | None) -> Span | None:
        return document.span(*place) if place else None

    return Statement(
        id=draft.identify(document),
        speaker=draft.speaker,
        speaker_span=quote(draft.speaker_range),
        addressee=draft.addressee,
        cue=quote(draft.cue),
        content=tuple(document.span(*place) for place in draft.content),
        kind=draft.kind,
        medium=draft.medium,
        via=draft.via,
        events=draft.events,
        confidence=round(draft.confidence, 4),
        trail=tuple(TrailStep(rule=rule, span=quote(place)) for rule, place in draft.trail),
    )
