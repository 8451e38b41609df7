"""The linker's data: weights and limits, outlets that speak for a side, words to compare by."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from demarche.model.vocabulary import Medium, Status
from demarche.rules.files import RuleModel, Words, read_file

FOLDER = "ledger"


class BlockBook(RuleModel):
    """Which tellings are compared at all; days and counts."""

    bucket_days: int = Field(gt=0)
    slack_days: int = Field(ge=0)
    widest_days: int = Field(gt=0)
    told_days: int = Field(ge=0)
    most_sides: int = Field(gt=1)
    most_tellings: int = Field(gt=1)


class JudgeBook(RuleModel):
    """Log-odds with no feature, and the probabilities that part one, in doubt, and never."""

    bias: float
    accept: float = Field(ge=0, le=1)
    unsure: float = Field(ge=0, le=1)
    never: float = Field(ge=0, le=1)


class WeightBook(RuleModel):
    """Log-odds of a feature that speaks in full."""

    parties: float
    coverage: float
    mentioned: float
    unmentioned: float
    titled: float
    date: float
    apart: float
    told: float
    undated: float
    hour: float
    ordinal: float
    medium: float
    media_clash: float
    mode: float
    place: float
    duration: float
    status: float
    topics: float
    story: float
    same_release: float
    same_document: float


class LimitBook(RuleModel):
    """Where a feature turns."""

    near_days: int
    hours: float
    duration_share: float
    person_share: float
    clash_share: float
    story_share: float
    topic_share: float


class MediaBook(RuleModel):
    """Pairs of media: told for one another, or never of one contact."""

    alike: tuple[tuple[Medium, Medium], ...]
    clash: tuple[tuple[Medium, Medium], ...]


class OriginBook(RuleModel):
    """When two documents are one text; shares are 0 to 1."""

    shingle_words: int = Field(gt=0)
    permutations: int = Field(gt=0)
    rows: int = Field(gt=0)
    jaccard: float = Field(gt=0, le=1)
    containment: float = Field(gt=0, le=1)
    least_share: float = Field(ge=0, le=1)
    names: float = Field(ge=0, le=1)
    template: float = Field(ge=0, le=1)
    least_shingles: int = Field(gt=0)


class LinkBook(RuleModel):
    """All of `data/ledger/link.yml`."""

    block: BlockBook
    judge: JudgeBook
    weights: WeightBook
    limits: LimitBook
    media: MediaBook
    groups: dict[str, tuple[Status, ...]]
    origins: OriginBook

    def group_of(self, status: Status) -> str:
        """Return the group of statuses that may tell of one thing."""
        return next(name for name, statuses in self.groups.items() if status in statuses)


class Outlet(RuleModel):
    """An outlet that speaks for a side; `country` is a side's key."""

    country: str
    names: Words
    hosts: Words


class OutletFile(RuleModel):
    """All of `data/ledger/outlets.yml`."""

    outlets: tuple[Outlet, ...]


class WordBook(RuleModel):
    """All of `data/ledger/words.yml`."""

    stop: frozenset[str]
    common: frozenset[str]
    endings: Words
    least_stem: int
    ordinals: dict[str, int]
    parts_of_day: dict[str, Words]


@cache
def load_link() -> LinkBook:
    """Return the weights and limits; read once in a process."""
    return read_file(LinkBook, FOLDER, "link.yml")


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Return the outlets that speak for a side; read once in a process."""
    return read_file(OutletFile, FOLDER, "outlets.yml").outlets


@cache
def load_words() -> WordBook:
    """Return the words to compare by; read once in a process."""
    return read_file(WordBook, FOLDER, "words.yml")
