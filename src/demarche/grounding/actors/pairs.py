"""Two at once: "the two leaders", "both sides", "the parties", "the two countries"."""

from __future__ import annotations

from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.scene import Scene

_NEAR = 4


def resolve_pair(scene: Scene, draft: Draft) -> bool:
    """Settle a plural mention on the two figures the text has brought together; tell if it did."""
    tokens, vocabulary = scene.words.analysis.tokens, scene.lexicon.words
    inside = [tokens[i].lower for i in range(draft.start, draft.head + 1)]
    numbered = any(word in vocabulary.pair_marks for word in inside)
    word = draft.words[0] if draft.words else ""
    bare = len(inside) <= 2 and draft.definite
    if draft.country or (not numbered and not bare) or "other" in inside:
        return False
    if word in vocabulary.pair_states:
        return numbered and _settle_states(scene, draft)
    alone = word in vocabulary.pair_alone
    if not alone and word not in vocabulary.pair_people and word not in vocabulary.pair_sides:
        return False
    if word in vocabulary.pair_sides and not numbered and word not in ("side", "party"):
        return False
    pair = find_pair(scene, draft.start, officials=word in ("leader", "president", "minister"))
    if pair is None and word in vocabulary.pair_sides:
        return _settle_states(scene, draft)
    if pair is None:
        return False
    draft.settle(*pair, confidence=0.8 if numbered else 0.65)
    return True


def find_pair(
    scene: Scene, before: int, *, officials: bool = False
) -> tuple[Figure, Figure] | None:
    """Return the last two persons told together before a token: in one sentence, else nearby."""
    sentences: dict[int, list[Figure]] = {}
    for draft in scene.recent:
        if draft.start >= before or draft.confidence < 0.5:
            continue
        for figure in draft.figures:
            if figure.is_person and figure.forms and (figure.office or not officials):
                told = sentences.setdefault(draft.sent, [])
                if figure not in told:
                    told.append(figure)
    if not sentences:
        return None
    for sent in sorted(sentences, reverse=True):
        if len(sentences[sent]) >= 2:
            return sentences[sent][0], sentences[sent][1]
    last = max(sentences)
    near: list[Figure] = []
    for sent in sorted(sentences, reverse=True):
        if last - sent <= _NEAR:
            near += [f for f in sentences[sent] if f not in near]
    return (near[0], near[1]) if len(near) == 2 else None


def _settle_states(scene: Scene, draft: Draft) -> bool:
    found = find_states(scene, draft.start)
    if found is None:
        return False
    draft.settle(*found, confidence=0.65)
    return True


def find_states(scene: Scene, before: int) -> tuple[Figure, Figure] | None:
    """Return the last two states told together, else the states of the last pair of persons."""
    told: dict[int, list[Figure]] = {}
    for draft in scene.recent:
        if draft.start < before:
            for figure in draft.figures:
                state = figure if figure.kind in ("state", "igo") else None
                if state is not None and state not in told.setdefault(draft.sent, []):
                    told[draft.sent].append(state)
    for sent in sorted(told, reverse=True):
        if len(told[sent]) == 2:
            return told[sent][0], told[sent][1]
        if len(told[sent]) > 2:
            break
    pair = find_pair(scene, before)
    if (
        pair is not None
        and pair[0].country
        and pair[1].country
        and pair[0].country != pair[1].country
    ):
        first, second = scene.state(pair[0].country), scene.state(pair[1].country)
        if first is not None and second is not None:
            return first, second
    return None
