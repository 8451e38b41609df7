"""The queue's data: what a record weighs."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.ledger.link.book import FOLDER
from demarche.model.vocabulary import EventType
from demarche.rules.files import RuleModel, read_file


class ReviewBook(RuleModel):
    """All of `data/ledger/review.yml`."""

    weights: dict[str, float]
    types: dict[EventType, float]
    per_judgement: float = Field(ge=0)
    most_judgements: int = Field(ge=0)
    pool: int = Field(gt=0)

    def weigh(self, kind: str, type: str | None, judgements: int) -> float:
        """Return the consequence of a record: by kind and type, and by what rests on it."""
        base = {**self.types}.get(type, self.weights[kind])  # type: ignore[call-overload]
        return float(base + self.per_judgement * min(judgements, self.most_judgements))


@cache
def load_review() -> ReviewBook:
    """Return the weights; read once in a process."""
    return read_file(ReviewBook, FOLDER, "review.yml")
