"""Figures of the corpus: counts, vocabulary, variety, near-duplicates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from demarche.model.vocabulary import EVENT_TYPES, STATUSES
from demarche.rules import load_ontology

from .passage import Passage

SHINGLE = 5
SAMPLE = 1000
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"\b(19|20)(\d)\d\b")
_SENTENCE_END = re.compile(r"[.!?]+[”\"’)]*(?=\s|$)")


def list_words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


def count_sentences(text: str) -> int:
    """Return about how many sentences a passage has (by end marks; at least one)."""
    return max(1, len(_SENTENCE_END.findall(text)))


def count_labels(passages: Sequence[Passage]) -> dict[str, Counter[str]]:
    """Return counts per type, mode, status, register, negative, statement kind, commitment."""
    events = [event for passage in passages for event in passage.events]
    modes = [
        f"{name}/{mode}" for name, facts in load_ontology().types.items() for mode in facts.modes
    ]
    return {
        "type": _count(EVENT_TYPES, (e.type for e in events)),
        "mode": _count(modes, (f"{e.type}/{e.mode}" for e in events if e.mode)),
        "status": _count(STATUSES, (e.status for e in events)),
        "register": _count((), (p.register_ for p in passages)),
        "negative": _count((), (p.negative for p in passages if p.negative)),
        "statement": _count((), (s.kind for p in passages for s in p.statements)),
        "commitment": _count((), (c.strength for p in passages for c in p.commitments)),
        "decade named": _count((), (f"{y[0]}{y[1]}0s" for p in passages for y in _years(p.text))),
    }


def _count(known: Iterable[str], seen: Iterable[str]) -> Counter[str]:
    counts = Counter(dict.fromkeys(known, 0))
    counts.update(sorted(seen))
    return counts


def _years(text: str) -> list[tuple[str, str]]:
    return _YEAR.findall(text)


def measure_variety(passages: Sequence[Passage]) -> dict[str, float]:
    """Return words, distinct words, type-token ratios, and distinct triggers, cues and openings.

    `ttr_per_1000` is the mean ratio of distinct to all words over consecutive stretches of 1,000
    words, which does not fall with the size of the corpus as the plain ratio does.
    """
    words = [word for passage in passages for word in list_words(passage.text)]
    pieces = [words[i : i + SAMPLE] for i in range(0, len(words) - SAMPLE + 1, SAMPLE)] or [words]
    openings = {" ".join(list_words(passage.text)[:3]) for passage in passages}
    return {
        "passages": len(passages),
        "sentences": sum(count_sentences(passage.text) for passage in passages),
        "events": sum(len(passage.events) for passage in passages),
        "statements": sum(len(passage.statements) for passage in passages),
        "commitments": sum(len(passage.commitments) for passage in passages),
        "words": len(words),
        "vocabulary": len(set(words)),
        "type_token_ratio": round(len(set(words)) / max(1, len(words)), 4),
        "ttr_per_1000": round(sum(len(set(p)) / max(1, len(p)) for p in pieces) / len(pieces), 4),
        "distinct_triggers": len(
            {e.trigger.quote.lower() for passage in passages for e in passage.events}
        ),
        "distinct_cues": len({s.cue.quote.lower() for p in passages for s in p.statements}),
        "distinct_openings": len(openings),
    }


def find_near_duplicates(
    passages: Sequence[Passage], *, floor: float
) -> list[tuple[float, Passage, Passage]]:
    """Return the pairs whose word 5-grams overlap (Jaccard) by `floor` or more, closest first."""
    grams = [_shingle(passage.text) for passage in passages]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, own in enumerate(grams):
        for gram in sorted(own):
            shared.update((earlier, number) for earlier in holders[gram])
            holders[gram].append(number)
    pairs = []
    for (first, second), both in shared.items():
        score = both / (len(grams[first]) + len(grams[second]) - both)
        if score >= floor:
            pairs.append((score, first, second))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return [(score, passages[first], passages[second]) for score, first, second in pairs]


def _shingle(text: str) -> set[tuple[str, ...]]:
    words = list_words(text)
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
