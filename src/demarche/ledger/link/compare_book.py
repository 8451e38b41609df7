"""The data of comparing: thresholds, and words that set a tone (`data/ledger/compare.yml`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.ledger.link.book import FOLDER
from demarche.model.vocabulary import EventType, Status
from demarche.rules.files import RuleModel, read_file


class CompareBook(RuleModel):
    """All of `data/ledger/compare.yml`; shares are 0 to 1."""

    match: float = Field(ge=0, le=1)
    same: float = Field(ge=0, le=1)
    asks: tuple[EventType, ...]
    ask_statuses: tuple[Status, ...]
    promises: tuple[EventType, ...]
    promise_statuses: tuple[Status, ...]
    tone: dict[str, frozenset[str]]


@cache
def load_compare() -> CompareBook:
    """Return the data of comparing; read once in a process."""
    return read_file(CompareBook, FOLDER, "compare.yml")
