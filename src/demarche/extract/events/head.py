"""The reader's event head beside the rules: what it proposes, what it doubts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from demarche.extract.events.match import Candidate, Matcher
from demarche.language.analysis import Analysis, Trigger
from demarche.model.vocabulary import EventType
from demarche.rules.facts import Blend
from demarche.rules.lexicon import PartOfSpeech

_POS: dict[str, PartOfSpeech] = {
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "AUX": "auxiliary",
}
_DESCRIBING = frozenset({"compound", "amod", "nmod:poss", "nmod:unmarked", "flat"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the reader's trigger on it, if any, and how likely it is an act (0..1)."""

    candidate: Candidate
    trigger: Trigger | None
    likelihood: float


def weigh(
    candidates: Iterable[Candidate], matcher: Matcher, analysis: Analysis, blend: Blend
) -> list[Weighed]:
    """Return one candidate a token: rules the reader does not doubt, and its own proposals."""
    active = bool(analysis.triggers)
    triggers = {_head_of(analysis, t): t for t in analysis.triggers}
    labels = [i for i in triggers if _is_label(i, triggers, analysis)]
    by_token: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.token not in labels or candidate.type != triggers[candidate.token].type:
            by_token.setdefault(candidate.token, []).append(candidate)
    triggers = {i: trigger for i, trigger in triggers.items() if i not in labels}
    kept: list[Weighed] = []
    for token in sorted(by_token.keys() | triggers.keys()):
        trigger = triggers.get(token)
        weighed = _choose(by_token.get(token, []), trigger, token, matcher, analysis, blend, active)
        if weighed is not None:
            kept.append(weighed)
    return kept


def _choose(
    candidates: list[Candidate],
    trigger: Trigger | None,
    token: int,
    matcher: Matcher,
    analysis: Analysis,
    blend: Blend,
    active: bool,
) -> Weighed | None:
    typed = analysis.typed(token) if active else {}
    best = max(
        candidates,
        key=lambda c: (typed.get(c.type, 0.0), c.specificity, c.weight),
        default=None,
    )
    if not active:
        return Weighed(best, None, best.weight * blend.untyped_weight) if best else None
    firm = best is not None and best.weight >= blend.firm
    differs = best is None or (trigger is not None and best.type != trigger.type and not firm)
    if trigger is not None and differs and trigger.score >= blend.accept:
        return Weighed(_propose(trigger, token, best, matcher), trigger, trigger.score)
    if best is None:
        return None
    mass = typed.get(best.type, 0.0)
    if trigger is not None and trigger.type == best.type and mass >= blend.accept_agreeing:
        return Weighed(best, trigger, max(mass, trigger.score))
    likelihood = mass + blend.drop * (best.weight - 0.5)
    if best.type in blend.doubted and likelihood < blend.drop and best.weight < blend.sure:
        return None
    return Weighed(best, trigger, max(likelihood, best.weight * blend.untyped_weight))


def _propose(trigger: Trigger, token: int, best: Candidate | None, matcher: Matcher) -> Candidate:
    kind = cast(EventType, trigger.type)
    if best is not None:
        return replace(best, type=kind, entry=None, start=trigger.start, end=trigger.end)
    pos = _POS.get(matcher.clauses.tokens[token].upos, "verb")
    frames = matcher.lexicon.by_type.get((kind, pos))
    return Candidate(
        token=token,
        start=trigger.start,
        end=trigger.end,
        type=kind,
        frame=frames or matcher.lexicon.defaults[pos],
        entry=None,
        support=matcher.support(token),
        weight=0.5,
    )


def _head_of(analysis: Analysis, trigger: Trigger) -> int:
    for i in range(trigger.start, trigger.end):
        if not trigger.start <= analysis.tokens[i].head < trigger.end:
            return i
    return trigger.start


def _is_label(i: int, triggers: dict[int, Trigger], analysis: Analysis) -> bool:
    """Whether a trigger is part of the name of another of its type ("the Leaders' Summit")."""
    kind, token = triggers[i].type, analysis.tokens[i]
    while token.dep in _DESCRIBING and token.head != token.i:
        token = analysis.tokens[token.head]
        if token.i in triggers:
            return triggers[token.i].type == kind
    return False
