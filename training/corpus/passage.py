"""What one passage of the corpus holds: text, events, statements, commitments, all as spans."""

from __future__ import annotations

from typing import Literal

from demarche.model import Span
from demarche.model.base import Noun
from demarche.model.vocabulary import (
    CommitmentStatus,
    EventType,
    Medium,
    OtherRole,
    StatementKind,
    Status,
    Strength,
)

Party = tuple[Span, ...]
"""One party, time, place or condition: every mention of it in the passage, in order."""

Register = Literal["wire", "headline", "readout", "communique", "oped", "broadcast", "official"]
Negative = Literal["metaphor", "sport", "business", "history", "hypothetical", "background"]


class Other(Noun):
    """A party beside source and target, and its part."""

    role: OtherRole
    party: Party


class MarkedEvent(Noun):
    """One act: its trigger, what it is, its status, and who takes part."""

    type: EventType
    mode: str | None
    status: Status
    trigger: Span
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    others: tuple[Other, ...]
    place: Party | None
    time: Party | None
    medium: Medium | None
    claimed_by: tuple[Party, ...]


class MarkedStatement(Noun):
    """Words or a claim laid to a speaker by a cue."""

    speaker: tuple[Party, ...]
    addressee: tuple[Party, ...]
    via: tuple[Party, ...]
    cue: Span
    content: tuple[Span, ...]
    kind: StatementKind


class MarkedCommitment(Noun):
    """What an actor binds itself to do."""

    by: tuple[Party, ...]
    to: tuple[Party, ...]
    act: Span
    due: Party | None
    condition: Party | None
    strength: Strength
    status: CommitmentStatus


class Passage(Noun):
    """One to six sentences of one register; `negative` names the trap where there is no event."""

    id: str
    register_: Register
    negative: Negative | None
    text: str
    events: tuple[MarkedEvent, ...]
    statements: tuple[MarkedStatement, ...]
    commitments: tuple[MarkedCommitment, ...]
