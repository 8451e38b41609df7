"""Words that tell where an act happens (`data/rules/events-places.yml`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.model.vocabulary import EventType
from demarche.rules.files import RuleModel, read_file

WordSet = frozenset[str]


class PlaceBook(RuleModel):
    """Lemma and preposition lists; what each is for stands in the file."""

    standing: WordSet
    toward: WordSet
    aimed: WordSet
    away: WordSet
    areas: WordSet
    staged: WordSet
    motion: WordSet
    reached: WordSet
    offering: WordSet
    venues: WordSet
    adverbial: WordSet
    sited: frozenset[EventType]
    uttered: frozenset[EventType]
    struck: frozenset[EventType]
    carried: frozenset[EventType]
    carry_sentences: int = Field(ge=0)
    likely: float = Field(ge=0, le=1)


@cache
def load_places() -> PlaceBook:
    """Return the words of places; read once in a process."""
    return read_file(PlaceBook, "rules", "events-places.yml")
