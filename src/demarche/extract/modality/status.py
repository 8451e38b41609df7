"""The status of an act, by the first rule that holds in its setting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from demarche.extract.modality.setting import Setting
from demarche.model.vocabulary import EventType, Status
from demarche.rules.modality import ModalityRule, load_modality

_DEFAULT_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the rule that gave it (None: nothing spoke against `occurred`), and its weight."""

    status: Status
    rule: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its lists as sets."""

    rule: ModalityRule
    governor: frozenset[str]
    auxiliary: frozenset[str]
    not_auxiliary: frozenset[str]
    marker: frozenset[str]
    modifier: frozenset[str]


@cache
def _ready_rules() -> tuple[_Ready, ...]:
    return tuple(
        _Ready(
            rule,
            frozenset(rule.governor),
            frozenset(rule.auxiliary),
            frozenset(rule.not_auxiliary),
            frozenset(rule.marker),
            frozenset(rule.modifier),
        )
        for rule in load_modality().rules
    )


def judge(setting: Setting, kind: EventType, *, timed: str | None = None) -> Judgement:
    """Return the status of an act of type `kind`.

    `timed` is "after" or "before" where the act's own time lies after or before publication.
    """
    for ready in _ready_rules():
        if _holds(ready, setting, kind, timed):
            return Judgement(ready.rule.status, ready.rule.id, ready.rule.weight)
    return Judgement("occurred", None, _DEFAULT_WEIGHT)


def _holds(ready: _Ready, setting: Setting, kind: EventType, timed: str | None) -> bool:
    rule = ready.rule
    if kind in rule.not_types or (rule.types and kind not in rule.types):
        return False
    if rule.pos is not None and setting.noun != (rule.pos == "noun"):
        return False
    if rule.timed is not None and rule.timed != timed:
        return False
    if rule.form and setting.form not in rule.form:
        return False
    if rule.negated is not None and setting.negated != rule.negated:
        return False
    return _words_hold(ready, setting) and _governor_holds(ready, setting)


def _words_hold(ready: _Ready, setting: Setting) -> bool:
    return (
        _any(ready.auxiliary, setting.auxiliaries)
        and not (ready.not_auxiliary & setting.auxiliaries)
        and _any(ready.marker, setting.markers)
        and _any(ready.modifier, setting.modifiers)
    )


def _any(wanted: frozenset[str], found: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(found)


def _governor_holds(ready: _Ready, setting: Setting) -> bool:
    rule = ready.rule
    if not ready.governor:
        return True
    for governor in setting.governors:
        if governor.lemma not in ready.governor:
            continue
        if rule.relation and governor.relation not in rule.relation:
            continue
        if rule.governor_negated is not None and governor.negated != rule.governor_negated:
            continue
        if rule.governor_particle and not set(rule.governor_particle) & set(governor.particles):
            continue
        return True
    return False
