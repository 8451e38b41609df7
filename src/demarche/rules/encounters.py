"""Greetings by which two speakers of a transcript are together (`events-encounters.yml`)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field, field_validator

from demarche.rules.files import RuleModel, Words, read_file


class GreetingRule(RuleModel):
    """A greeting: `pattern` is searched in the lower-cased words of a sentence."""

    id: str = Field(pattern=r"ENC-\d{3}")
    what: str
    pattern: re.Pattern[str]
    fires: Words
    silent: Words

    @field_validator("pattern", mode="before")
    @classmethod
    def _compile(cls, value: object) -> object:
        return re.compile(value) if isinstance(value, str) else value


class EncounterBook(RuleModel):
    """The greetings, how many sentences of a turn are searched, and how sure a record is (0..1)."""

    reach: int = Field(ge=1)
    confidence: float = Field(ge=0, le=1)
    rules: tuple[GreetingRule, ...]


@cache
def load_encounters() -> EncounterBook:
    """Return the greetings; read once in a process."""
    return read_file(EncounterBook, "rules", "events-encounters.yml")
