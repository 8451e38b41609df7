"""Pronouns resolved by recency, role, gender and number; unresolved where two are as likely."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.pairs import find_pair, find_states
from demarche.grounding.actors.scene import Scene
from demarche.grounding.actors.speech import Quotation
from demarche.grounding.actors.words import base

_REACH = 4
_MARGIN = 0.25
_BODIES = ("state", "government", "igo", "company", "party", "media", "armed-group", "other")


def speaker_at(quotations: Sequence[Quotation], token: int) -> int:
    """Return the token that names the speaker of the quotation around a token, or -1."""
    for quotation in quotations:
        if quotation.start <= token < quotation.end:
            return quotation.speaker
    return -1


def resolve_pronoun(scene: Scene, draft: Draft, quotations: Sequence[Quotation]) -> None:
    """Settle a third-person or relative pronoun, or leave its candidates."""
    if draft.kind == "relative":
        _resolve_relative(scene, draft)
    elif draft.kind == "pair":
        pair = find_pair(scene, draft.start) or find_states(scene, draft.start)
        if pair is not None:
            draft.settle(*pair, confidence=0.6)
    elif draft.kind in ("he", "she", "it", "they"):
        _resolve_third(scene, draft, quotations)


def _resolve_relative(scene: Scene, draft: Draft) -> None:
    antecedent = _antecedent_by_parse(scene, draft.head) or _antecedent_before(scene, draft)
    if antecedent is not None and antecedent.figures:
        draft.settle(*antecedent.figures, confidence=0.85)


def _antecedent_by_parse(scene: Scene, at: int) -> Draft | None:
    tokens = scene.words.analysis.tokens
    for _ in range(4):
        token = tokens[at]
        if token.dep == "acl:relcl":
            return scene.draft_headed(token.head)
        if token.head == at:
            return None
        at = token.head
    return None


def _antecedent_before(scene: Scene, draft: Draft) -> Draft | None:
    """The mention that ends right before the pronoun (and its comma or preposition)."""
    tokens = scene.words.analysis.tokens
    if tokens[draft.head].lower == "that":
        return None
    end = draft.start
    while end > 0 and (tokens[end - 1].text == "," or tokens[end - 1].upos == "ADP"):
        end -= 1
    for other in reversed(scene.recent[-8:]):
        if other.end == end:
            return other
    return None


def _resolve_third(scene: Scene, draft: Draft, quotations: Sequence[Quotation]) -> None:
    if _is_expletive(scene, draft):
        return
    speaker = scene.draft_headed(speaker_at(quotations, draft.head))
    spoken = set(map(id, speaker.figures)) if speaker is not None else set()
    barred = _barred(scene, draft)
    scores: dict[int, float] = {}
    figures: dict[int, Figure] = {}
    for other in reversed(scene.recent):
        distance = draft.sent - other.sent
        if distance > _REACH:
            break
        for figure in other.figures:
            if id(figure) in spoken or id(figure) in barred or not _suits(figure, draft, other):
                continue
            score = _score(scene, draft, other, distance)
            if score > scores.get(id(figure), -1.0):
                scores[id(figure)] = score
                figures[id(figure)] = figure
    for key, figure in figures.items():
        scores[key] += min(len(figure.drafts), 8) * 0.12
        if draft.kind in ("he", "she") and figure.forms:
            scores[key] += 0.7
    ranked = sorted(figures, key=lambda k: -scores[k])
    if draft.kind == "they" and _take_pair(scene, draft, scores[ranked[0]] if ranked else 0.0):
        return
    if not ranked:
        return
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        draft.candidates = [figures[k] for k in ranked[:3]]
        return
    draft.settle(figures[ranked[0]], confidence=0.8 if len(ranked) == 1 else 0.7)


def _is_expletive(scene: Scene, draft: Draft) -> bool:
    """Tell whether "it" stands for a clause ("it was noted that")."""
    token = scene.words.analysis.tokens[draft.head]
    if token.dep == "expl":
        return True
    if draft.kind != "it" or not token.dep.startswith("nsubj"):
        return False
    clause = scene.words.analysis.children(token.head, "ccomp", "csubj")
    return token.dep == "nsubj:pass" and bool(clause)


def _take_pair(scene: Scene, draft: Draft, best: float) -> bool:
    """Settle "they" after "X and Y" on the two, unless a plural mention is nearer."""
    tokens = scene.words.analysis.tokens
    near = [d for d in scene.recent if 0 <= draft.sent - d.sent <= 1 and d.start < draft.start]
    people = [d for d in near if len(d.figures) == 1 and d.figures[0].is_person]
    for other in reversed(people):
        if base(tokens[other.head].dep) == "conj":
            first = scene.draft_headed(tokens[other.head].head)
            if first is not None and first in people and first.figures != other.figures:
                draft.settle(first.figures[0], other.figures[0], confidence=0.7)
                return True
    plural = next((d for d in reversed(near) if len(d.figures) == 2), None)
    if plural is not None and _score(scene, draft, plural, draft.sent - plural.sent) + 0.4 > best:
        draft.settle(*plural.figures, confidence=0.7)
        return True
    pair = find_pair(scene, draft.start, officials=True)
    if pair is None:
        return False
    last = max(
        (d for d in near if d.figures and d.figures[0] in pair), key=_rank_subject, default=None
    )
    if last is None or _score(scene, draft, last, draft.sent - last.sent) < best:
        return False
    draft.settle(*pair, confidence=0.55)
    return True


def _rank_subject(draft: Draft) -> tuple[bool, int]:
    return draft.subject, draft.start


def _barred(scene: Scene, draft: Draft) -> set[int]:
    """Figures an object pronoun cannot mean: the subject of its own clause."""
    tokens = scene.words.analysis.tokens
    token = tokens[draft.head]
    if draft.subject or token.xpos == "PRP$" or token.lower.endswith(("self", "selves")):
        return set()
    verb = token.head
    for _ in range(2):
        if tokens[verb].upos in ("VERB", "AUX") or tokens[verb].head == verb:
            break
        verb = tokens[verb].head
    for child in scene.words.analysis.children(verb, "nsubj"):
        subject = scene.draft_headed(child.i)
        if subject is not None:
            return set(map(id, subject.figures))
    return set()


def _suits(figure: Figure, draft: Draft, other: Draft) -> bool:
    if other.confidence < 0.4:
        return False
    if draft.kind in ("he", "she"):
        return figure.is_person and (not figure.gender or figure.gender == draft.gender)
    if draft.kind == "it":
        return figure.kind in _BODIES and not figure.plural and other.confidence >= 0.5
    return figure.plural or figure.kind in ("group", "crowd", "armed-group") or (
        figure.kind in ("government", "company", "party") and other.confidence >= 0.5
    )  # fmt: skip


def _score(scene: Scene, draft: Draft, other: Draft, distance: int) -> float:
    tokens = scene.words.analysis.tokens
    score = 3.0 - distance * 0.9
    head = tokens[other.head]
    if other.subject:
        score += 1.0
    if base(head.dep) in ("nmod", "compound") or head.dep == "nmod:poss":
        score -= 0.4 if other.kind != "person" or head.dep != "nmod:poss" else 0.2
    if draft.kind in ("he", "she"):
        score += 0.4 if other.form == "name" else -0.6 if _is_introduced(other) else 0.0
    if draft.kind == "it" and other.kind in ("adjective", "people"):
        score -= 1.5
    if draft.kind == "they":
        score += 0.6 if other.plural and len(other.figures) == 1 else 0.0
        score -= 0.0 if other.subject or not draft.subject else 0.8
    if distance == 0 and draft.subject and other.subject:
        score += 0.4
    if (
        distance == 0
        and tokens[draft.head].xpos == "PRP$"
        and other.head == tokens[draft.head].head
    ):
        score -= 3.0
    return score


def _is_introduced(other: Draft) -> bool:
    """Tell whether a mention brings in somebody new by a common noun ("a businessman")."""
    return (
        other.form in ("role", "group")
        and not other.definite
        and other.figures[0].first == other.start
    )


def resolve_first(scene: Scene, draft: Draft, quotations: Sequence[Quotation]) -> None:
    """Settle "I" and "we": the quoted speaker, or in an official release its principal."""
    if draft.kind == "you":
        _resolve_second(scene, draft, quotations)
        return
    at = speaker_at(quotations, draft.head)
    quoted = any(q.start <= draft.head < q.end for q in quotations)
    speaker = scene.draft_headed(at) if at >= 0 else None
    figures = list(speaker.figures) if speaker is not None else []
    if not figures and (not quoted or scene.principal.country):
        figures = _release_speaker(scene, draft)
    if not figures:
        return
    if draft.kind == "i":
        if figures[0].kind == "person":
            draft.settle(figures[0], confidence=0.85)
        return
    bodies = [_body_of(scene, figure) for figure in figures]
    draft.settle(*dict.fromkeys(bodies), confidence=0.7)


def _resolve_second(scene: Scene, draft: Draft, quotations: Sequence[Quotation]) -> None:
    """Settle "you" on the other of two speakers, where the document has just two."""
    speakers: list[Figure] = []
    for quotation in quotations:
        other = scene.draft_headed(quotation.speaker)
        for figure in other.figures if other is not None else ():
            if figure.is_person and figure not in speakers:
                speakers.append(figure)
    own = scene.draft_headed(speaker_at(quotations, draft.head))
    if len(speakers) == 2 and own is not None and len(own.figures) == 1:
        rest = [f for f in speakers if f is not own.figures[0]]
        if len(rest) == 1:
            draft.settle(rest[0], confidence=0.6)


def _release_speaker(scene: Scene, draft: Draft) -> list[Figure]:
    if not scene.principal.country:
        return []
    if draft.kind == "we":
        state = scene.state(scene.principal.country)
        return [state] if state is not None else []
    for name in scene.principal.names[:1]:
        last = name.lower().split()[-1]
        for figure in scene.people.figures:
            if any(form[-1] == last for form in figure.forms):
                return [figure]
    held = (
        scene.holder(scene.principal.office, scene.principal.country)
        if scene.principal.office
        else None
    )
    return [held] if held is not None else []


def _body_of(scene: Scene, figure: Figure) -> Figure:
    """Whom "we" means in a person's mouth: the state of an official, else the person."""
    official = {"GOV", "MIL", "LEG", "SPY"} & set(figure.sectors)
    if figure.kind in ("person", "group") and official and figure.country:
        return scene.state(figure.country) or figure
    return figure
