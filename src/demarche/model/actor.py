"""Who can act or speak."""

from __future__ import annotations

from demarche.model.base import Noun
from demarche.model.span import Span
from demarche.model.vocabulary import ActorKind, MentionForm


class Mention(Span):
    """Words that refer to an actor."""

    form: MentionForm
    confidence: float = 1.0


class Role(Noun):
    """The office or description the document gives a person."""

    title: str
    span: Span


class Actor(Noun):
    """A person, state, body or group.

    `country` is ISO 3166-1 alpha-3 (or IGO); `sectors` are PLOVER's.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: Role | None = None
    registry: str | None = None
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()
