"""One record an act: mentions of one act are found and their facts pooled."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.events.draft import EventDraft
from demarche.model import EventTime
from demarche.model.vocabulary import MUTUAL_TYPES

_UTTERED = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE"})


@dataclass(slots=True)
class ActMention:
    """A draft of one mention. `anaphoric`: a bare "the meeting"; `headline`: told in a headline;
    `carrier`: the verb that carries the trigger's noun; `lemma` of the trigger.
    """

    draft: EventDraft
    token: int
    lemma: str
    anaphoric: bool = False
    follows: bool = False
    headline: bool = False
    linked: frozenset[int] = frozenset()


def merge(mentions: list[ActMention]) -> list[EventDraft]:
    """Return one draft an act, in order; a bare "the meeting" with no act before it is left out."""
    kept: list[ActMention] = []
    for mention in mentions:
        home = _find_home(mention, [m for m in kept if m.lemma == mention.lemma])
        home = home or _find_home(mention, kept)
        if home is not None:
            _pool(home, mention)
        elif not mention.anaphoric and not (mention.follows and _is_alone(mention.draft)):
            kept.append(mention)
    return [m.draft for m in kept]


def _find_home(mention: ActMention, kept: list[ActMention]) -> ActMention | None:
    return next((m for m in reversed(kept) if _is_same(m, mention)), None)


def _is_alone(draft: EventDraft) -> bool:
    return len({*draft.source, *draft.target}) < 2


def _is_same(first: ActMention, second: ActMention) -> bool:
    a, b = first.draft, second.draft
    if a.type != b.type:
        return False
    if first.token in second.linked or second.token in first.linked:
        return True
    if _is_occasion(a, b):
        return True
    if _ways_clash(a, b):
        return False
    if second.anaphoric or (second.follows and a.status == b.status):
        return not _times_clash(a.time, b.time) and _parties_fit(a, b)
    if a.status != b.status or _times_clash(a.time, b.time):
        return False
    if a.type in _UTTERED and not _is_retold(first, second):
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    if a.type in MUTUAL_TYPES and (a.joint or b.joint) and first.lemma == second.lemma:
        return True  # "we will start negotiations": whoever "we" are, the act is named alike
    return _parties_fit(a, b) and _parties_meet(a, b)


def _is_retold(first: ActMention, second: ActMention) -> bool:
    """Whether a speech act is told again: a headline's act in the text, or the same noun deal."""
    return first.headline != second.headline or (
        first.draft.type == "AGREE" and first.lemma == second.lemma and not first.linked
    )


def _is_occasion(a: EventDraft, b: EventDraft) -> bool:
    """Whether the second names, of one who takes part in the first, what it was for.

    "Putin visited New York for a summit": in one clause, of one status, nobody else named.
    """
    if a.type != "CONSULT" or a.status != b.status or not _is_alone(b):
        return False
    own = {*b.source, *b.target}
    overlap = any(x[0] < y[1] and y[0] < x[1] for x in a.evidence for y in b.evidence)
    return bool(own) and overlap and own <= {*a.source, *a.target}


def _ways_clash(a: EventDraft, b: EventDraft) -> bool:
    """Whether one is a call and the other a visit, or the like."""
    return a.type == "CONSULT" and bool(
        (a.mode and b.mode and a.mode != b.mode) or (a.medium and b.medium and a.medium != b.medium)
    )


def _times_clash(a: EventTime | None, b: EventTime | None) -> bool:
    if not (a and b and a.start and b.start):
        return False
    return a.start[:10] > (b.end or b.start)[:10] or b.start[:10] > (a.end or a.start)[:10]


def _parties_fit(a: EventDraft, b: EventDraft) -> bool:
    """Whether no part of one contradicts the other."""
    if a.type in MUTUAL_TYPES:
        one, two = {*a.source, *a.target}, {*b.source, *b.target}
        return not one or not two or one <= two or two <= one
    return all(
        not one or not two or not set(one).isdisjoint(two)
        for one, two in ((a.source, b.source), (a.target, b.target))
    )


def _parties_meet(a: EventDraft, b: EventDraft) -> bool:
    """Whether the two share an actor in a like part."""
    if a.type in MUTUAL_TYPES:
        one, two = {*a.source, *a.target}, {*b.source, *b.target}
        return len(one & two) >= min(2, len(one), len(two))
    shared = set(a.source) & set(b.source) or set(a.target) & set(b.target)
    return bool(shared)


def _pool(home: ActMention, mention: ActMention) -> None:
    a, b = home.draft, mention.draft
    if home.headline and not mention.headline and not mention.anaphoric:
        a.trigger = b.trigger
        home.headline = False
        home.token, home.linked = mention.token, mention.linked
    a.evidence.extend(e for e in b.evidence if e not in a.evidence)
    a.mentions.extend(m for m in b.mentions if m not in a.mentions)
    a.trail.extend(step for step in b.trail if step not in a.trail)
    a.topics.extend(topic for topic in b.topics if topic not in a.topics)
    _pool_parties(a, b)
    a.mode = a.mode or b.mode
    a.time = a.time or b.time
    a.place = a.place or b.place
    a.medium = a.medium or b.medium
    a.duration = a.duration or b.duration
    a.confidence = max(a.confidence, b.confidence)


def _pool_parties(a: EventDraft, b: EventDraft) -> None:
    if len({*b.source, *b.target}) > len({*a.source, *a.target}) and not (
        set(a.source) - {*b.source, *b.target}
    ):
        a.source, a.target = b.source, b.target
    a.source = a.source or tuple(x for x in b.source if x not in a.target)
    a.target = a.target or tuple(x for x in b.target if x not in a.source)
    known = {actor for actor, _ in a.others}
    a.others = (*a.others, *(other for other in b.others if other[0] not in known))
