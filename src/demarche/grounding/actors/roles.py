"""Roles and groups resolved: "the Russian foreign minister", "the company", "officials"."""

from __future__ import annotations

from typing import cast

from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.pairs import resolve_pair
from demarche.grounding.actors.people import apply_role
from demarche.grounding.actors.scene import Scene, name_of
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.words import base
from demarche.model.vocabulary import ActorKind

_CHIEFS = ("head-of-state", "head-of-government")


def resolve_role(scene: Scene, draft: Draft) -> None:
    """Settle a role or group mention; what no rule ties to a known figure gets its own."""
    if draft.plural and resolve_pair(scene, draft):
        return
    if draft.kind == "role" and not draft.plural:
        figure = _find_person(scene, draft)
        if figure is not None:
            draft.settle(figure)
            apply_role(figure, draft)
            return
    elif draft.kind == "group":
        figure = _find_body(scene, draft)
        if figure is not None:
            draft.settle(figure)
            return
    figure = _find_same(scene, draft)
    if figure is None:
        figure = scene.new_group(draft, _kind_of(draft))
    draft.settle(figure)


def _kind_of(draft: Draft) -> ActorKind:
    if draft.kind == "thing" or draft.sense is None:
        return "other"
    if draft.kind == "role":
        return "group" if draft.plural else "person"
    return cast(
        ActorKind, "other" if draft.sense.actor_kind == "person" else draft.sense.actor_kind
    )


def _find_person(scene: Scene, draft: Draft) -> Figure | None:
    if draft.words and draft.words[0] == "counterpart":
        return _find_counterpart(scene, draft)
    bare = _is_bare_title(scene, draft)
    if not (draft.definite or bare or draft.country):
        return None
    if draft.former or _is_indefinite(scene, draft):
        return None
    leader = draft.words == ("leader",)
    named = _match_titled(scene, draft, leader=leader)
    if named is not None:
        return named
    epithet = _find_epithet(scene, draft)
    if epithet is not None:
        return epithet
    owner = _owner_of(scene, draft)
    if owner is None or not (leader or draft.office in scene.lexicon.words.sole_offices):
        return None
    offices = _leading_offices(scene, owner) if leader else (draft.office,)
    for office in offices:
        held = scene.holder(office, owner)
        if held is not None:
            draft.confidence = 0.75
            return held
    return None


def _is_bare_title(scene: Scene, draft: Draft) -> bool:
    """Tell whether a title stands without an article like a name ("President signs decree")."""
    tokens = scene.words.analysis.tokens
    head = tokens[draft.head]
    if draft.definite or not head.text[:1].isupper():
        return False
    if head.dep == "conj":
        other = scene.draft_headed(head.head)
        return other is not None and other.definite and other.kind == "role"
    return base(head.dep) not in ("appos", "root", "parataxis", "list", "dep", "flat", "vocative")


def _find_epithet(scene: Scene, draft: Draft) -> Figure | None:
    """Take "the businessman", no businessman named, for whom the text has just been about."""
    word = draft.words[0] if draft.words else ""
    if word not in scene.lexicon.words.epithets or word in scene.by_noun:
        return None
    if not draft.definite or draft.end - draft.start > 2:
        return None
    for other in reversed(scene.recent):
        if draft.sent - other.sent > 2:
            return None
        for figure in other.figures:
            if figure.is_person and other.subject and len(figure.drafts) > 2:
                draft.confidence = 0.5
                return figure
    return None


def _leading_offices(scene: Scene, owner: str) -> tuple[str, ...]:
    """The offices of a country's leader, the one that governs first."""
    return _CHIEFS[::-1] if owner in scene.lexicon.words.parliamentary else _CHIEFS


def _is_indefinite(scene: Scene, draft: Draft) -> bool:
    first = scene.words.analysis.tokens[draft.start].lower
    return first in scene.lexicon.words.indefinite_articles


def _owner_of(scene: Scene, draft: Draft) -> str | None:
    if draft.referent is not None and draft.referent.kind == "body":
        if draft.office == "igo-head":
            return draft.referent.id
        return draft.country
    if draft.country:
        return draft.country
    if draft.office == scene.principal.office or scene.principal.office in _CHIEFS:
        return scene.principal.country
    return None


def _match_titled(scene: Scene, draft: Draft, *, leader: bool) -> Figure | None:
    """The most recent person whose title agrees with the mention's."""
    word = draft.words[0] if draft.words else ""
    full = fold(draft.title[0]) if draft.title else word
    principal = _principal_figure(scene, draft)
    best: tuple[float, Figure] | None = None
    seen: set[int] = set()
    for rank, other in enumerate(reversed(scene.recent)):
        for figure in other.figures:
            if id(figure) in seen or not figure.is_person:
                continue
            seen.add(id(figure))
            score = _title_score(figure, draft, full, word, leader=leader)
            if score <= 0:
                continue
            score += 3 if figure is principal else 0
            score += 1.5 / (1 + rank / 6)
            if best is None or score > best[0]:
                best = (score, figure)
    if best is not None:
        return best[1]
    if principal is None or _title_score(principal, draft, full, word, leader=leader) <= 0:
        return None
    return principal


def _principal_figure(scene: Scene, draft: Draft) -> Figure | None:
    if draft.country and draft.country != scene.principal.country:
        return None
    for name in scene.principal.names[:1]:
        words = tuple(fold(name).replace(".", "").split())
        for figure in scene.people.figures:
            if any(form[-1] == words[-1] for form in figure.forms) and _same_country(scene, figure):
                return figure
    if scene.principal.office:
        return scene.holder(scene.principal.office, scene.principal.country)
    return None


def _same_country(scene: Scene, figure: Figure) -> bool:
    country = scene.principal.country
    return country is None or figure.country is None or figure.country == country


def _title_score(figure: Figure, draft: Draft, full: str, word: str, *, leader: bool) -> float:
    if draft.country and figure.country and draft.country != figure.country:
        return 0
    if draft.gender and figure.gender and draft.gender != figure.gender:
        return 0
    titles = [fold(d.title[0]) for d in figure.drafts if d.title] + (
        [fold(figure.title[0])] if figure.title else []
    )
    if full in titles:
        return 3 + bool(draft.country and draft.country == figure.country)
    if leader and (figure.office in _CHIEFS or figure.office == "party-leader"):
        return 2 + bool(draft.country)
    if any(t.split()[0] == full or t.endswith(" " + full) for t in titles if t):
        return 2  # "the Secretary" is the Secretary of State
    if draft.office and draft.office == figure.office and draft.office not in ("other", "minister"):
        return 2
    if word == full and any(word in t.split() for t in titles):
        return 1
    return 0


def _find_counterpart(scene: Scene, draft: Draft) -> Figure | None:
    """Find "his Ukrainian counterpart": the same office in the country named, on the day."""
    if not draft.country:
        return None
    for other in reversed(scene.recent):
        for figure in other.figures:
            if figure.is_person and figure.office and figure.country != draft.country:
                held = scene.holder(figure.office, draft.country)
                if held is not None:
                    return held
                return _match_office(scene, figure.office, draft.country)
    return None


def _match_office(scene: Scene, office: str, country: str) -> Figure | None:
    for figure in scene.people.figures:
        if figure.office == office and figure.country == country:
            return figure
    return None


def _find_body(scene: Scene, draft: Draft) -> Figure | None:
    word = draft.words[0] if draft.words else ""
    if draft.plural:
        return None
    if word in scene.lexicon.words.state_nouns:
        return _find_state(scene, draft, word)
    if (
        draft.country
        or not draft.definite
        or draft.sense is None
        or draft.sense.id not in scene.lexicon.words.body_senses
    ):
        return None
    for other in reversed(scene.recent[-60:]):
        for figure in other.figures:
            if _is_kind(figure, word, draft):
                draft.confidence = 0.7
                return figure
    return None


def _is_kind(figure: Figure, word: str, draft: Draft) -> bool:
    names = {fold(w).strip(".,") for d in figure.drafts for w in d.name.split()} | set(
        fold(figure.name).split()
    )
    if figure.kind in ("person", "crowd", "state") or figure.plural:
        return False
    if word in names:
        return True
    sense = draft.sense.id if draft.sense else ""
    if sense == "business" and figure.kind == "company":
        return True
    if sense == "party" and figure.kind == "party":
        return True
    if sense == "journalists" and figure.kind == "media":
        return True
    return (
        word in ("organization", "organisation", "alliance", "bloc", "union", "body")
        and figure.kind == "igo"
    )


def _find_state(scene: Scene, draft: Draft, word: str) -> Figure | None:
    if draft.country:
        return scene.state(draft.country)
    if not draft.definite or word in ("state", "authority", "authorities"):
        return None
    if scene.principal.country:
        return scene.state(scene.principal.country)
    for other in reversed(scene.recent):
        for figure in other.figures:
            if figure.kind == "state" and (other.subject or word in ("country", "nation")):
                draft.confidence = 0.5
                return figure
    return None


def _find_same(scene: Scene, draft: Draft) -> Figure | None:
    """An earlier mention in the same words, or of the same noun when this one is definite."""
    same = scene.by_text.get(fold(name_of(scene.words, draft)))
    if same is not None and not _is_indefinite(scene, draft) and _is_alike(same.figures[0], draft):
        return same.figures[0]
    if (
        not draft.definite
        or draft.end - draft.start > 2
        or draft.kind == "thing"
        or not draft.words
    ):
        return None
    for other in reversed(scene.by_noun.get(draft.words[0], ())):
        if _is_alike(other.figures[0], draft):
            return other.figures[0]
    return None


def _is_alike(figure: Figure, draft: Draft) -> bool:
    agrees = not (draft.country and figure.country and draft.country != figure.country)
    return agrees and figure.plural == draft.plural


def link_appositions(scene: Scene, drafts: list[Draft]) -> None:
    """Give a role beside a name ("Lavrov, the Russian foreign minister") the name's figure."""
    tokens = scene.words.analysis.tokens
    for draft in drafts:
        if draft.kind not in ("role", "group") or draft.figures or draft.plural:
            continue
        name = _named_beside(scene, draft)
        if name is None or not name.figures:
            continue
        figure = name.figures[0]
        if draft.country and figure.country and figure.country != draft.country and figure.registry:
            continue
        if figure.is_person != (draft.kind == "role"):
            continue
        draft.settle(figure, confidence=0.9)
        if tokens[draft.head].dep == "appos" or base(tokens[draft.head].dep) != "appos":
            apply_role(figure, draft)


def _named_beside(scene: Scene, draft: Draft) -> Draft | None:
    analysis = scene.words.analysis
    head = analysis.tokens[draft.head]
    if head.dep == "appos":
        return _name_draft(scene, head.head)
    for child in analysis.children(draft.head, "appos"):
        found = _name_draft(scene, child.i)
        if found is not None:
            return found
    if analysis.children(draft.head, "cop") and not analysis.children(draft.head, "advmod:neg"):
        if any(c.lower in ("not", "n't", "never") for c in analysis.children(draft.head, "advmod")):
            return None
        for child in analysis.children(draft.head, "nsubj"):
            return _name_draft(scene, child.i)
    return None


def _name_draft(scene: Scene, token: int) -> Draft | None:
    draft = scene.draft_headed(token)
    if (
        draft is not None
        and draft.form == "name"
        and draft.kind in ("person", "body", "organisation")
    ):
        return draft
    return None
