"""What grounding found: who, when and where the words refer to."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.language.analysis import Analysis
from demarche.model import Actor, Interval, Place
from demarche.model.vocabulary import MentionForm


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens `start:end` that refer to actors; `head` is the token that carries the mention's role.

    `actors` holds the ids it resolves to: several for "the two leaders", none where the text does
    not settle it (then `candidates` holds what it might be). For "the Ukrainian president's office"
    nested mentions exist side by side.
    """

    start: int
    end: int
    head: int
    form: MentionForm
    actors: tuple[str, ...]
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Tokens `start:end` that name a time.

    `kind` is TIMEX3's DATE, TIME, DURATION or SET; `value` its TIMEX3 value ("2025-02-12", "P3Y",
    "XXXX-WXX-3"); `interval` is None where unresolved; `minutes` is the length of a DURATION;
    `method` names how it was resolved. A time `in_name` is part of the name of a thing ("the Good
    Friday Agreement") and tells of no act when it was.
    """

    start: int
    end: int
    kind: str
    value: str
    interval: Interval | None
    method: str
    minutes: int | None = None
    in_name: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens `start:end` that name a place, resolved where the gazetteer settles it."""

    start: int
    end: int
    head: int
    place: Place
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounding:
    """All mentions of a document. `actors` is keyed by id, in order of first mention."""

    analysis: Analysis
    actors: dict[str, Actor]
    mentions: tuple[ActorMention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    _by_head: dict[int, ActorMention] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for mention in sorted(self.mentions, key=lambda m: m.end - m.start):
            self._by_head[mention.head] = mention
        for mention in self.mentions:
            if mention.form == "name":
                for token in range(mention.start, mention.end):
                    self._by_head.setdefault(token, mention)

    def mention_headed(self, token: int) -> ActorMention | None:
        """Return the longest mention whose head is this token, else the name that covers it."""
        return self._by_head.get(token)
