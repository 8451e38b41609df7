"""A commitment being made: offsets and actor ids, before it becomes a frozen record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from demarche.grounding.mentions import Grounding
from demarche.ids import hash_id
from demarche.model import Commitment, EventTime, TrailStep
from demarche.model.vocabulary import CommitmentStatus, Strength

Range = tuple[int, int]


@dataclass(slots=True)
class CommitmentDraft:
    """One promise. `act`, `condition` and `evidence` are code points; `head` is the act's token.

    `cue` is the token that binds ("pledged", "will"). `event` is the id of the twin event.
    """

    cue: int
    head: int
    act: Range
    evidence: Range
    strength: Strength
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: EventTime | None = None
    condition: Range | None = None
    status: CommitmentStatus = "pending"
    event: str | None = None
    confidence: float = 1.0
    trail: list[tuple[str, Range | None]] = field(default_factory=list)


def build_commitments(
    drafts: Iterable[CommitmentDraft], grounding: Grounding
) -> tuple[Commitment, ...]:
    """Return the frozen records of the drafts, in the order of their acts."""
    ordered = sorted(drafts, key=lambda draft: (draft.act, draft.by, draft.cue))
    return tuple(_build(draft, grounding) for draft in ordered)


def _build(draft: CommitmentDraft, grounding: Grounding) -> Commitment:
    document = grounding.analysis.document
    return Commitment(
        id=hash_id("c", document.id, document.sha256, *draft.act, ",".join(draft.by)),
        by=draft.by,
        to=draft.to,
        act=document.span(*draft.act),
        due=draft.due,
        condition=document.span(*draft.condition) if draft.condition else None,
        strength=draft.strength,
        status=draft.status,
        event=draft.event,
        evidence=(document.span(*draft.evidence),),
        confidence=round(draft.confidence, 4),
        trail=tuple(
            TrailStep(rule=rule, span=document.span(*place) if place else None)
            for rule, place in draft.trail
        ),
    )
