"""Judgements in force → occurrences: the one event in the world that several records report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from demarche.ids import hash_id
from demarche.ledger.judgements import Judgement, Subject, settle_pairs
from demarche.ledger.link.cluster import Pair, cluster_pairs, order_pair
from demarche.ledger.link.tellings import Telling
from demarche.model.base import Noun
from demarche.model.vocabulary import EventType

_NO_SAY = 1.0


class Occurrence(Noun):
    """One event, with the records that tell it in order of publication.

    `start` and `end` are ISO days of the most precise telling, None where no one has any; `sides`
    are the keys that most tellings name. The id comes from the first member, and so stays when
    members are added later.
    """

    id: str
    type: EventType
    group: str
    members: tuple[Subject, ...]
    sides: tuple[str, ...]
    start: str | None
    end: str | None


def derive_occurrences(
    tellings: Sequence[Telling],
    judgements: Iterable[Judgement],
    *,
    rejected: Collection[str] = (),
) -> list[Occurrence]:
    """Return the occurrences that the judgements in force give, in order of day and id.

    Every telling is in exactly one occurrence, but for those `rejected` (by id), which are in none;
    what they join stays joined. A person's "different" keeps two apart, whatever
    else joins them; pairs that no one judged have no say, nor has the program on a pair that is no
    longer of one type and group of statuses (one was corrected).
    """
    known = {telling.id: telling for telling in tellings}
    same: dict[Pair, float] = {}
    apart: set[Pair] = set()
    for judgement in settle_pairs(judgements):
        pair = order_pair(judgement.subjects[0].id, judgement.subjects[-1].id)
        if judgement.kind != "same-occurrence" or not known.keys() >= set(pair):
            continue
        if judgement.author.kind == "program" and _describe(known[pair[0]]) != _describe(
            known[pair[1]]
        ):
            continue
        if judgement.verdict == "same":
            same[pair] = judgement.score
        elif judgement.verdict == "different":
            apart.add(pair)
    clusters = cluster_pairs(known, same, accept=0.0, apart=apart, unknown=_NO_SAY)
    kept = ([known[one] for one in cluster if one not in rejected] for cluster in clusters)
    found = [make_occurrence(members) for members in kept if members]
    return sorted(found, key=lambda one: (one.start or "~", one.id))


def _describe(telling: Telling) -> tuple[str, str]:
    return telling.event.type, telling.group


def make_occurrence(tellings: Iterable[Telling]) -> Occurrence:
    """Return the occurrence that the tellings report."""
    members = sorted(tellings, key=place_of)
    dated = [t for t in members if t.start and t.end]
    best = min(dated, key=_width, default=None)
    return Occurrence(
        id=hash_id("o", members[0].id),
        type=members[0].event.type,
        group=members[0].group,
        members=tuple(telling.subject for telling in members),
        sides=_find_common_sides(members),
        start=str(best.start) if best else None,
        end=str(best.end) if best else None,
    )


def place_of(telling: Telling) -> tuple[str, str, str]:
    """Return what orders tellings: day of publication, document, event."""
    published = telling.source.published
    return (str(published) if published else "~", telling.source.document.id, telling.id)


def _width(telling: Telling) -> int:
    return (telling.end - telling.start).days if telling.start and telling.end else 0


def _find_common_sides(members: list[Telling]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for telling in members:
        for key in telling.keys:
            counts[key] = counts.get(key, 0) + 1
    common = [key for key, count in counts.items() if 2 * count >= len(members)]
    return tuple(sorted(common or counts))
