"""The data of follow-through: limits, weights and words of `data/ledger/follow.yml`."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.ledger.link.book import FOLDER, WeightBook
from demarche.model.vocabulary import EventType, Status
from demarche.rules.files import RuleModel, Words, read_file


class FollowBook(RuleModel):
    """All of `data/ledger/follow.yml`; days, and shares of 0 to 1."""

    open_days: int = Field(gt=0)
    slack_days: int = Field(ge=0)
    moved_days: int = Field(gt=0)
    least_share: float = Field(ge=0, le=1)
    least_words: int = Field(gt=0)
    same_share: float = Field(ge=0, le=1)
    bias: float
    accept: float = Field(ge=0, le=1)
    weights: WeightBook
    postponed: Words
    cancelled: Words
    in_part: Words
    announced: tuple[Status, ...]
    asked: tuple[Status, ...]
    granting: tuple[EventType, ...]
    refusing: tuple[EventType, ...]
    empty: tuple[EventType, ...]


@cache
def load_follow() -> FollowBook:
    """Return the data of follow-through; read once in a process."""
    return read_file(FollowBook, FOLDER, "follow.yml")


def has_words(text: str, words: Words) -> bool:
    """Tell whether one of the words, or phrases, stands in the text as whole words."""
    plain = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.lower()).split())} "
    return any(f" {word} " in plain for word in words)
