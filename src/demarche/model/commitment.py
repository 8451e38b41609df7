"""What an actor bound itself to, what was traded, and where an actor stands."""

from __future__ import annotations

from demarche.model.base import Noun
from demarche.model.event import TrailStep
from demarche.model.span import Span
from demarche.model.time import EventTime
from demarche.model.vocabulary import CommitmentStatus, Stance, Status, Strength


class Commitment(Noun):
    """An actor's promise to do, or not do, something."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...] = ()
    act: Span
    due: EventTime | None = None
    condition: Span | None = None
    strength: Strength
    status: CommitmentStatus = "pending"
    event: str | None = None
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    trail: tuple[TrailStep, ...] = ()


class Give(Noun):
    """One side of an exchange; `by` is an actor id or None where the text does not settle it."""

    by: str | None
    what: Span


class Exchange(Noun):
    """X in exchange for Y."""

    id: str
    parties: tuple[str, ...]
    gives: tuple[Give, ...]
    status: Status
    evidence: tuple[Span, ...]
    trail: tuple[TrailStep, ...] = ()


class Position(Noun):
    """An actor's stated stance on a question."""

    id: str
    holder: tuple[str, ...]
    question: Span
    stance: Stance
    evidence: tuple[Span, ...]
    trail: tuple[TrailStep, ...] = ()
