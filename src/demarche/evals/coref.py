"""The suite `coref`: who is meant by each mention, in GUM's news.

Mentions of persons, organisations and places are compared by their heads, from running text. Scored
are finding them (mention F1) and tying them together: B³ (Bagga and Baldwin 1998), where a mention
that only one side has counts as wrong. Beside it stands a baseline: the same mentions, tied where
their last words are equal.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

from demarche.evals.gum import GumDocument, read_gum
from demarche.grounding.ground import ground
from demarche.grounding.mentions import Grounding
from demarche.language.analysis import Analysis
from demarche.language.reader import load_reader

FILE = Path("data") / "ud" / "gum-dev.conllu.gz"
GENRE = "news"
TYPES = {"person": "person", "organization": "organisation", "place": "place"}
KINDS = {
    "person": "person", "group": "person", "crowd": "person", "government": "organisation",
    "igo": "organisation", "company": "organisation", "party": "organisation",
    "media": "organisation", "armed-group": "organisation", "state": "place",
}  # fmt: skip
_SURE = 0.4

Clusters = dict[int, Hashable]
"""Where each mention's head starts, and what it refers to."""


def run(data: Path) -> dict[str, Any]:
    """Return mention F1 and B³ of the chain and of the baseline, by type and together, in 0..1."""
    path = data / FILE
    documents = read_gum(path, GENRE)
    figures = score_documents(
        documents, load_reader().analyze([d.as_document() for d in documents])
    )
    return {
        "file": path.name,
        "rows": len(documents),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        **figures,
    }


def score_documents(documents: list[GumDocument], analyses: Iterable[Analysis]) -> dict[str, float]:
    """Return the figures of documents as they were read."""
    gold: Clusters = {}
    types: dict[int, str] = {}
    chain: Clusters = {}
    found_types: dict[int, str] = {}
    baseline: Clusters = {}
    for number, (document, analysis) in enumerate(zip(documents, analyses, strict=True)):
        base = number * 10**9
        for mention in document.mentions:
            if mention.type in TYPES:
                gold[base + mention.head] = (number, mention.entity)
                types[base + mention.head] = TYPES[mention.type]
        grounding = ground(analysis)
        for head, (key, kind) in tie_mentions(grounding).items():
            chain[base + head] = (number, key)
            found_types[base + head] = kind
        for head, key in tie_last_words(grounding).items():
            baseline[base + head] = (number, key)
    figures = _name("", score_mentions(gold, chain)) | _name("b3.", score_b3(gold, chain))
    for kind in TYPES.values():
        own = {h: c for h, c in gold.items() if types[h] == kind}
        said = {h: c for h, c in chain.items() if found_types[h] == kind}
        figures |= _name(f"{kind}.", score_mentions(own, said))
        figures |= _name(f"{kind}.b3.", score_b3(own, said))
    return figures | _name("baseline.b3.", score_b3(gold, baseline))


def _name(prefix: str, scores: Mapping[str, float]) -> dict[str, float]:
    return {f"{prefix}{key}": round(value, 4) for key, value in scores.items()}


def tie_mentions(grounding: Grounding) -> dict[int, tuple[Hashable, str]]:
    """Return what the chain ties each mention to, by where its head starts, with its type.

    A place named and an actor of the same words (a state) are one; mere things are left out.
    """
    tokens, actors = grounding.analysis.tokens, grounding.actors
    tied: dict[int, tuple[Hashable, str]] = {}
    named: dict[str, tuple[Hashable, str]] = {}
    for mention in grounding.mentions:
        known = [actors[a] for a in mention.actors if a in actors]
        kind = KINDS.get(known[0].kind) if known else None
        if kind is not None and mention.confidence >= _SURE:
            key = (tuple(sorted(mention.actors)), kind)
            tied[tokens[mention.head].start] = key
            words = grounding.analysis.quote(mention.start, mention.end).casefold()
            named.setdefault(words, key)
    for place in grounding.places:
        words = place.place.name.casefold()
        own = named.setdefault(words, (("place", place.place.geonames or words), "place"))
        tied.setdefault(tokens[place.head].start, own)
    return tied


def tie_last_words(grounding: Grounding) -> Clusters:
    """Return the baseline: the chain's mentions, tied where their last words are equal."""
    tokens = grounding.analysis.tokens
    ends = {tokens[m.head].start: m.end for m in grounding.places}
    ends |= {tokens[m.head].start: m.end for m in grounding.mentions}
    return {head: tokens[ends[head] - 1].lower for head in tie_mentions(grounding)}


def score_mentions(gold: Clusters, said: Clusters) -> dict[str, float]:
    """Return P, R and F1 of finding the mentions."""
    shared = len(gold.keys() & said.keys())
    return _rate(shared / len(said) if said else 0.0, shared / len(gold) if gold else 0.0)


def score_b3(gold: Clusters, said: Clusters) -> dict[str, float]:
    """Return B³: for each mention, how much of its cluster on one side the other side shares."""
    return _rate(_overlap(said, gold), _overlap(gold, said))


def _overlap(one: Clusters, other: Clusters) -> float:
    """The mean share of a mention's cluster in `one` that `other` puts in its cluster too."""
    members, theirs = _invert(one), _invert(other)
    total = 0.0
    for head, cluster in one.items():
        if head in other:
            own = members[cluster]
            total += len(own & theirs[other[head]]) / len(own)
    return total / len(one) if one else 0.0


def _invert(clusters: Clusters) -> dict[Hashable, set[int]]:
    members: dict[Hashable, set[int]] = defaultdict(set)
    for head, cluster in clusters.items():
        members[cluster].add(head)
    return members


def _rate(p: float, r: float) -> dict[str, float]:
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0}
