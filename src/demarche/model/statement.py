"""Words or a claim attributed to a source."""

from __future__ import annotations

from demarche.model.base import Noun
from demarche.model.event import TrailStep
from demarche.model.span import Span
from demarche.model.vocabulary import StatementKind


class Statement(Noun):
    """Who said what, by which cue, to whom, where, relayed by whom.

    `content` may be several spans.
    """

    id: str
    speaker: tuple[str, ...] = ()
    speaker_span: Span | None = None
    addressee: tuple[str, ...] = ()
    cue: Span | None = None
    content: tuple[Span, ...]
    kind: StatementKind
    medium: str | None = None
    via: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    confidence: float = 1.0
    trail: tuple[TrailStep, ...] = ()
