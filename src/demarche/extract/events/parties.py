"""Who does the act, and to or with whom."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.events.match import Candidate
from demarche.extract.events.slots import Slots
from demarche.model.vocabulary import MUTUAL_TYPES, OtherRole

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor ids by part; `sure` is how much of it the grammar settled (0 to 1)."""

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    others: tuple[tuple[str, OtherRole], ...] = ()
    source_heads: tuple[int, ...] = ()
    target_heads: tuple[int, ...] = ()


def find_parties(slots: Slots, candidate: Candidate) -> Parties:
    """Return the parties that the candidate's frame finds around its trigger."""
    source, source_heads = _fill(slots, candidate, candidate.frame.source, ())
    target, target_heads = _fill(slots, candidate, candidate.frame.target, source)
    mediators, _ = _fill(slots, candidate, candidate.frame.mediator, (*source, *target))
    return Parties(
        source=source,
        target=target,
        others=tuple((actor, "mediator") for actor in mediators),
        source_heads=source_heads,
        target_heads=target_heads,
    )


def _fill(
    slots: Slots, candidate: Candidate, names: tuple[str, ...], taken: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    for name in names:
        heads = slots.find(name, candidate.token, candidate.support)
        heads = tuple(i for i in heads if i != candidate.token)
        if not heads:
            continue
        if name == "modifier":
            found = slots.actors(heads)
        else:
            found = slots.actors_under(heads) or _find_first_person(slots, candidate, heads)
        found = tuple(actor for actor in found if actor not in taken)
        if found:
            return found, heads
    return (), ()


def _find_first_person(
    slots: Slots, candidate: Candidate, heads: tuple[int, ...]
) -> tuple[str, ...]:
    """The speaker of the sentence, where "we" was left unresolved."""
    if not any(slots.tokens[i].lower in _FIRST_PERSON for i in heads):
        return ()
    return slots.actors(slots.find("speaker", candidate.token, candidate.support))


def is_mutual(kind: str) -> bool:
    """Tell whether an act of this type has its parties on one level."""
    return kind in MUTUAL_TYPES
