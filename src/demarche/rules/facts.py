"""Words that tell an event's medium, mode, topics and place; how heads and rules are weighed."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.model.vocabulary import EventType, Medium, Status
from demarche.rules.files import RuleModel, Words, read_file


class ModeCue(RuleModel):
    """An act of a type has the mode where one of the lemmas stands in its evidence."""

    type: EventType
    mode: str
    lemmas: Words


class FactBook(RuleModel):
    """Lemma lists for the facts of an event."""

    media: dict[Medium, Words]
    topic_verbs: Words
    topic_prepositions: Words
    standing_prepositions: Words
    reciprocal: Words
    modes: tuple[ModeCue, ...]
    performative: tuple[EventType, ...]
    news_genres: Words
    release_genres: Words
    anaphors: dict[EventType, Words]
    followers: dict[EventType, Words]


class Blend(RuleModel):
    """Thresholds on the reader's probabilities; see `data/rules/events-blend.yml`."""

    accept: float = Field(ge=0, le=1)
    accept_agreeing: float = Field(ge=0, le=1)
    drop: float = Field(ge=0, le=1)
    firm: float = Field(ge=0, le=1)
    sure: float = Field(ge=0, le=1)
    role: float = Field(ge=0, le=2)
    added_role: float = Field(ge=0, le=1)
    rule_role: float = Field(ge=0, le=1)
    doubted: tuple[EventType, ...]
    status: float = Field(ge=0)
    told: float = Field(ge=0)
    untyped_weight: float = Field(ge=0, le=1)
    keep_status: dict[Status, tuple[EventType, ...]]


@cache
def load_facts() -> FactBook:
    """Return the word lists of facts; read once in a process."""
    return read_file(FactBook, "rules", "events-facts.yml")


@cache
def load_blend() -> Blend:
    """Return the thresholds; read once in a process."""
    return read_file(Blend, "rules", "events-blend.yml")
