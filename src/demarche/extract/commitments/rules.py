"""The rules of commitments, exchanges and positions: their schemas and their loading."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from demarche.extract.statements.forms import index_forms
from demarche.model.vocabulary import ActorKind, BlockKind, Stance, Strength
from demarche.rules.files import RuleModel, read_file

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Take = Literal["infinitive", "gerund", "object", "clause"]


class Example(RuleModel):
    """A sentence in which a rule fires, and the words it gives."""

    text: str
    act: str


class CommitmentRule(RuleModel):
    """Words that bind their subject to an act.

    `kind` is the part of speech of the cues, `modal` for "will". `takes` are the shapes of the act.
    A modal binds only `who`: `first` persons, the `speaker` of the words, or `any` actor, for whom
    the verb must be one of `verbs` (empty: any verb that is not barred).
    """

    id: Annotated[str, Field(pattern=r"^COM-\d{3}$")]
    what: str
    kind: Literal["verb", "noun", "adjective", "modal"]
    cues: tuple[str, ...]
    takes: tuple[Take, ...] = ()
    preps: tuple[str, ...] = ()
    who: tuple[Literal["first", "speaker", "any"], ...] = ()
    verbs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    strength: Strength
    weight: Share
    fires: tuple[Example, ...] = ()
    silent: tuple[str, ...] = ()
    retired: str | None = None


class CommitmentWords(RuleModel):
    """Closed classes the finder of commitments needs, as data."""

    first: tuple[str, ...]
    schedules: tuple[str, ...]
    threats: tuple[str, ...]
    states: tuple[str, ...]
    hedges: tuple[str, ...]
    opens: tuple[str, ...]
    carriers: tuple[str, ...]
    conditions: tuple[str, ...]
    bodies: tuple[ActorKind, ...]
    weakeners: tuple[str, ...]
    unread: tuple[BlockKind, ...]
    accept: Share
    lone: Share
    head_share: Share


class CommitmentFile(RuleModel):
    """The file `data/rules/commitments.yml`."""

    irregular: dict[str, tuple[str, ...]] = {}
    words: CommitmentWords
    rules: tuple[CommitmentRule, ...]


class CommitmentBook:
    """The rules in force by kind and cue, and the cue each form belongs to."""

    def __init__(self, file: CommitmentFile) -> None:
        self.words = file.words
        self.rules = tuple(rule for rule in file.rules if rule.retired is None)
        self.index: dict[tuple[str, str], list[CommitmentRule]] = {}
        for rule in self.rules:
            for cue in rule.cues:
                self.index.setdefault((rule.kind, cue), []).append(rule)
        self.forms = index_forms(self.index, file.irregular)


class ExchangeRule(RuleModel):
    """Words that join what one side gives to what the other does."""

    id: Annotated[str, Field(pattern=r"^EXC-\d{3}$")]
    what: str
    phrase: tuple[str, ...]
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    retired: str | None = None


class ExchangeFile(RuleModel):
    """The file `data/rules/exchanges.yml`."""

    gains: tuple[str, ...]
    links: tuple[str, ...]
    offers: tuple[str, ...]
    done: tuple[str, ...]
    rules: tuple[ExchangeRule, ...]


class PositionRule(RuleModel):
    """Words that take a stand: verbs with the question as object, or predicates of the question."""

    id: Annotated[str, Field(pattern=r"^POS-\d{3}$")]
    what: str
    kind: Literal["verb", "predicate", "uncommitted"]
    cues: tuple[str, ...]
    preps: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    stance: Stance
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    retired: str | None = None


class PositionFile(RuleModel):
    """The file `data/rules/positions.yml`."""

    negations: tuple[str, ...]
    rules: tuple[PositionRule, ...]


@lru_cache(maxsize=1)
def load_commitment_rules() -> CommitmentBook:
    """Load and check the rules of commitments; raises `RuleError` if they break their schema."""
    return CommitmentBook(read_file(CommitmentFile, "rules", "commitments.yml"))


@lru_cache(maxsize=1)
def load_exchange_rules() -> ExchangeFile:
    """Load and check the rules of exchanges; raises `RuleError` if they break their schema."""
    return read_file(ExchangeFile, "rules", "exchanges.yml")


@lru_cache(maxsize=1)
def load_position_rules() -> PositionFile:
    """Load and check the rules of positions; raises `RuleError` if they break their schema."""
    return read_file(PositionFile, "rules", "positions.yml")
