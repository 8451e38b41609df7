"""Judged pairs → clusters, without chaining: a member must agree with the whole cluster."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]


def cluster_pairs(
    members: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    accept: float,
    apart: Collection[Pair] = (),
    unknown: float = 0.0,
) -> list[tuple[str, ...]]:
    """Return the clusters of the members, each in order of name, singletons included.

    Average linkage, best pair first: two clusters join when the mean score over all pairs across
    them reaches `accept` and no pair across stands in `apart`. A pair that was never scored counts
    as `unknown`. Pairs are in order of name. Ties fall by name, so the order of input is without
    effect.
    """
    cluster_of: dict[str, set[str]] = {member: {member} for member in members}
    forbidden = frozenset(apart)
    ranked = sorted(
        (pair for pair in scores if scores[pair] >= accept), key=lambda p: (-scores[p], p)
    )
    for one, other in ranked:
        mine, theirs = cluster_of[one], cluster_of[other]
        if mine is theirs:
            continue
        across = [order_pair(a, b) for a in mine for b in theirs]
        if forbidden.intersection(across):
            continue
        if sum(scores.get(pair, unknown) for pair in across) >= accept * len(across):
            joined = mine | theirs
            for member in joined:
                cluster_of[member] = joined
    unique = {id(cluster): cluster for cluster in cluster_of.values()}
    return sorted(tuple(sorted(cluster)) for cluster in unique.values())


def order_pair(one: str, other: str) -> Pair:
    """Return the two names in order."""
    return (one, other) if one <= other else (other, one)
