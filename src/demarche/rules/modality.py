"""Rules that tell how real an act is."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from demarche.errors import RuleError
from demarche.model.vocabulary import EventType, Status
from demarche.rules.files import RuleModel, Words, list_files, read_file

Relation = Literal[
    "complement", "infinitive", "object", "subject", "oblique", "noun-complement", "adverbial"
]


class ModalityRule(RuleModel):
    """One way an act gets its status. All the keys given must hold; lists are alternatives.

    `governor` (lemmas) stands over the act in one of `relation`s (any if none is given);
    `auxiliary`, `negated`, `marker` (if, unless), `modifier` (before a noun), `form`
    (Penn tags of the verb that carries tense) and `timed` (the act's time
    against the publication date) look at the act's own clause. `types` and `not_types` limit the
    rule; `pos` too. The first rule that holds decides; `weight` is how sure it is.
    """

    id: str = Field(pattern=r"MOD-\d{3}")
    status: Status
    governor: Words = ()
    governor_particle: Words = ()
    governor_negated: bool | None = None
    relation: tuple[Relation, ...] = ()
    auxiliary: Words = ()
    not_auxiliary: Words = ()
    negated: bool | None = None
    marker: Words = ()
    modifier: Words = ()
    form: Words = ()
    timed: Literal["after", "before"] | None = None
    pos: Literal["verb", "noun"] | None = None
    types: tuple[EventType, ...] = ()
    not_types: tuple[EventType, ...] = ()
    weight: float = Field(default=0.8, gt=0, le=1)
    fires: Words
    silent: Words


class ModalityFile(RuleModel):
    """Rules in the order they are tried, and the words they share."""

    rules: tuple[ModalityRule, ...] = ()
    retired: dict[str, str] = {}


class ControlFile(RuleModel):
    """Words of grammar: whose subject an infinitive has, and which verbs only carry a noun."""

    support: Words
    subject_control: Words
    oblique_control: dict[str, Words]
    negators: Words
    relative: Words
    plan_nouns: Words


class ModalityBook(RuleModel):
    """All modality rules in order."""

    rules: tuple[ModalityRule, ...]
    control: ControlFile


@cache
def load_modality() -> ModalityBook:
    """Return the modality rules; raises `RuleError` R103 for an id used twice or retired."""
    rules: list[ModalityRule] = []
    retired: set[str] = set()
    for name in list_files("rules", "modality"):
        file = read_file(ModalityFile, "rules", name)
        rules.extend(file.rules)
        retired.update(file.retired)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen or rule.id in retired:
            raise RuleError("R103", f"{rule.id} is defined twice or was retired")
        seen.add(rule.id)
    return ModalityBook(
        rules=tuple(rules), control=read_file(ControlFile, "rules", "events-control.yml")
    )
