"""The patterns and limits of the room, from `data/rules/documents*.yml`, checked and compiled."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from demarche.errors import RuleError
from demarche.model.vocabulary import BlockKind

FOLDER = Path(__file__).parents[1] / "data" / "rules"
PART = re.compile(r"\{([a-z]+)\}")


class Strict(BaseModel):
    """A part of a data file: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Strict):
    """Sizes and shares; the file says what each is for."""

    max_characters: int
    max_markup: int
    binary_sample: int
    binary_control_share: float
    utf16_null_share: float
    binary_magic: tuple[str, ...]


class UnitLimits(Strict):
    """When lines belong together."""

    wrap_longest: int
    wrap_shortest: int
    wrap_open_share: float
    wrap_lower_share: float
    wrap_slack: float
    dangling: frozenset[str]


class HeadingLimits(Strict):
    """What a headline, a heading and prose look like."""

    max_characters: int
    max_words: int
    plain_words: int
    title_share: float
    sentence_title_share: float
    headline_max_characters: int
    headline_overlap: float
    headline_within: int
    headline_words: int
    prose_words: int


class TurnLimits(Strict):
    """What a speaker's label looks like."""

    label_count: int
    name_count: int
    excluded: frozenset[str]


class Pattern(Strict):
    """One rule: the unit, its beginning or its end that matches `pattern` is of `kind`."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}-\d{3}$")]
    kind: BlockKind
    says: str
    where: Literal["any", "front", "below"] = "any"
    pattern: str
    fires: Annotated[tuple[str, ...], Field(min_length=1)]
    silent: Annotated[tuple[str, ...], Field(min_length=1)]


class BlockRules(Strict):
    """The whole of `documents.yml`; patterns have their `parts` filled in."""

    limits: Limits
    units: UnitLimits
    headings: HeadingLimits
    turns: TurnLimits
    parts: dict[str, str]
    blocks: tuple[Pattern, ...]
    leads: tuple[Pattern, ...]
    tails: tuple[Pattern, ...]

    @model_validator(mode="after")
    def _check_patterns(self) -> Self:
        rules = [*self.blocks, *self.leads, *self.tails]
        if len({rule.id for rule in rules}) != len(rules):
            raise ValueError("two rules have one id")
        for rule in rules:
            try:
                re.compile(self.fill(rule.pattern))
            except (re.error, KeyError) as error:
                raise ValueError(f"{rule.id}: {error}") from error
        return self

    def fill(self, pattern: str) -> str:
        """Return the pattern with the names of parts replaced, parts of parts too."""
        while match := PART.search(pattern):
            pattern = pattern[: match.start()] + self.parts[match[1]] + pattern[match.end() :]
        return pattern


Rules = TypeVar("Rules", bound=Strict)


def load(name: str, schema: type[Rules]) -> Rules:
    """Read and check one file of `data/rules`.

    Raises `RuleError` R101 with the field that is wrong.
    """
    path = FOLDER / name
    try:
        data = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return schema.model_validate(data)
    except (yaml.YAMLError, ValidationError) as error:
        raise RuleError("R101", f"{path.name}: {error}") from error


@functools.cache
def block_rules() -> BlockRules:
    """Return the rules of `documents.yml`."""
    return load("documents.yml", BlockRules)


@functools.cache
def compiled(rule: str) -> re.Pattern[str]:
    """Return the compiled pattern of the rule with that id."""
    rules = block_rules()
    for entry in (*rules.blocks, *rules.leads, *rules.tails):
        if entry.id == rule:
            return re.compile(rules.fill(entry.pattern))
    raise RuleError("R102", f"no rule {rule}")


@dataclass(frozen=True, slots=True)
class Joined:
    """Rules tried in order as one pattern, which is much faster than one after another."""

    pattern: re.Pattern[str]
    kinds: dict[str, BlockKind]

    @classmethod
    def of(cls, rules: Sequence[Pattern], *, after: str = "") -> Self:
        """Join the patterns of some rules; `after` must follow whichever matches."""
        named = {rule.id.replace("-", "_"): rule for rule in rules}
        fill = block_rules().fill
        whole = "|".join(f"(?P<{name}>{fill(rule.pattern)})" for name, rule in named.items())
        return cls(
            re.compile(f"(?:{whole}){after}"), {name: rule.kind for name, rule in named.items()}
        )

    def kind(self, match: re.Match[str]) -> BlockKind:
        """Return the kind of the first rule that matched."""
        return next(kind for name, kind in self.kinds.items() if match[name] is not None)


@functools.cache
def whole_rules(*, front: bool) -> Joined:
    """Return the rules for whole units, joined; those for the front of a text only if `front`."""
    places = ("any", "front") if front else ("any",)
    return Joined.of([rule for rule in block_rules().blocks if rule.where in places])


@functools.cache
def below_rules() -> Joined:
    """Return the rules for units between headline and prose, joined."""
    return Joined.of([rule for rule in block_rules().blocks if rule.where == "below"])


@functools.cache
def lead_rules() -> Joined:
    """Return the rules for the beginning of a unit, joined."""
    return Joined.of(block_rules().leads)


@functools.cache
def tail_rules() -> Joined:
    """Return the rules for the end of a unit, joined."""
    return Joined.of(block_rules().tails, after=r"\Z")
