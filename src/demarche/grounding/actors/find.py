"""Analysis → actor mentions: names, then roles and pronouns in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.lexicon import load_lexicon
from demarche.grounding.actors.names import find_names
from demarche.grounding.actors.nominals import find_nominals, find_pronouns
from demarche.grounding.actors.organisations import join_organisations
from demarche.grounding.actors.people import PeopleIndex
from demarche.grounding.actors.principal import find_principal
from demarche.grounding.actors.pronouns import resolve_first, resolve_pronoun
from demarche.grounding.actors.registry import Registry, load_registry
from demarche.grounding.actors.roles import link_appositions, resolve_role
from demarche.grounding.actors.scene import Scene
from demarche.grounding.actors.speech import find_quotations
from demarche.grounding.actors.words import Words
from demarche.grounding.mentions import ActorMention
from demarche.ids import hash_id
from demarche.language.analysis import Analysis
from demarche.model import Actor, Mention, Role


def find_actors(
    analysis: Analysis,
    *,
    countries: dict[int, str] | None = None,
    registry: Registry | None = None,
) -> tuple[dict[str, Actor], tuple[ActorMention, ...]]:
    """Return the actors of a document, by id in order of first mention, and their mentions.

    `countries` gives the country of place names by their head token (the places room knows it);
    `registry` of persons is the package's own unless given.
    """
    lexicon, registry = load_lexicon(), registry or load_registry()
    words = Words.of(analysis, lexicon)
    day = _day_of(analysis)
    scene = Scene(
        words, lexicon, registry, day, PeopleIndex(lexicon, registry, day),
        find_principal(analysis.document, lexicon),
    )  # fmt: skip
    names = find_names(words)
    _settle_names(scene, names, countries or {})
    nominals = find_nominals(words, names)
    pronouns = find_pronouns(words)
    drafts = sorted([*names, *nominals, *pronouns], key=lambda d: (d.start, d.end))
    for draft in sorted(drafts, key=lambda d: d.end - d.start):
        scene.by_head[draft.head] = draft
    link_appositions(scene, drafts)
    _resolve_in_order(scene, drafts)
    return _build(scene, drafts)


def _day_of(analysis: Analysis) -> str | None:
    published = analysis.document.published
    return published.start[:10] if published is not None and published.start else None


def _settle_names(scene: Scene, names: list[Draft], countries: dict[int, str]) -> None:
    persons = [d for d in names if d.kind == "person"]
    scene.people.join(persons)
    for figure in scene.people.figures:
        scene.add(figure)
    for draft in names:
        if draft.referent is not None:
            _settle_referent(scene, draft)
        elif draft.kind == "place":
            draft.country = countries.get(draft.head)
    join_organisations(scene, [d for d in names if d.kind in ("organisation", "place")])


def _settle_referent(scene: Scene, draft: Draft) -> None:
    assert draft.referent is not None
    if draft.kind == "people" and not _is_definite(scene, draft):
        draft.form = "group"
        figure = scene.by_key.get(f"people:{draft.referent.id}")
        if figure is None or not draft.plural:
            key = f"people:{draft.referent.id}" if draft.plural else ""
            name = scene.words.analysis.quote(draft.start, draft.end)
            figure = scene.add(
                Figure(
                    name,
                    "group" if draft.plural else "person",
                    draft.country,
                    ("CVL",),
                    key=key,
                    plural=draft.plural,
                )
            )
        draft.settle(figure, confidence=0.8)
        return
    draft.settle(scene.of_referent(draft.referent), confidence=_referent_confidence(scene, draft))


def _is_definite(scene: Scene, draft: Draft) -> bool:
    start = scene.words.left_edge(draft.head)
    return start < draft.start and scene.words.analysis.tokens[start].lower == "the"


def _referent_confidence(scene: Scene, draft: Draft) -> float:
    """A capital is its government when it acts; in a place's position it is a weak mention."""
    token = scene.words.analysis.tokens[draft.head]
    placed = scene.words.case_of(draft.head) in scene.lexicon.words.locative
    if draft.kind in ("capital", "metonym"):
        if draft.subject or (token.dep == "nmod:poss" and not placed):
            return 0.85
        return 0.25 if placed or token.dep in ("appos", "compound", "root", "nmod") else 0.6
    return 0.5 if placed else 0.95


def _resolve_in_order(scene: Scene, drafts: list[Draft]) -> None:
    quotations = find_quotations(scene.words)
    first: list[Draft] = []
    parts: list[Draft] = []
    for draft in drafts:
        if draft.part_of >= 0 and draft.part_of in scene.by_head:
            parts.append(draft)
            continue
        if not draft.figures:
            if draft.kind in ("role", "group", "thing", "pair") and draft.form != "pronoun":
                resolve_role(scene, draft)
            elif draft.kind in ("i", "we", "you"):
                first.append(draft)
            elif draft.form == "pronoun":
                resolve_pronoun(scene, draft, quotations)
        if draft.figures:
            scene.remember(draft)
    for draft in reversed(parts):
        whole = scene.by_head[draft.part_of]
        if whole.figures:
            draft.settle(*whole.figures)
    for draft in first:
        resolve_first(scene, draft, quotations)


def _build(
    scene: Scene, drafts: Sequence[Draft]
) -> tuple[dict[str, Actor], tuple[ActorMention, ...]]:
    ids: dict[int, str] = {}
    order: list[Figure] = []
    for draft in drafts:
        for figure in (*draft.figures, *draft.candidates):
            if id(figure) not in ids:
                ids[id(figure)] = _id_of(figure, len(order))
                order.append(figure)
    actors = {ids[id(f)]: _actor_of(scene, f, ids[id(f)]) for f in order}
    mentions = tuple(
        ActorMention(
            d.start, d.end, d.head, d.form, tuple(ids[id(f)] for f in d.figures), d.confidence,
            tuple(ids[id(f)] for f in d.candidates),
        )
        for d in drafts
        if d.figures or d.candidates or d.form == "pronoun"
    )  # fmt: skip
    return actors, mentions


def _id_of(figure: Figure, number: int) -> str:
    known = figure.registry or figure.key
    return hash_id("a", known) if known else hash_id("a", number, figure.kind, figure.name)


def _actor_of(scene: Scene, figure: Figure, ident: str) -> Actor:
    text = scene.words.analysis.document.text
    tokens = scene.words.analysis.tokens
    mentions = tuple(
        Mention.of(
            text, tokens[d.start].start, tokens[d.end - 1].end, form=d.form, confidence=d.confidence
        )
        for d in sorted(figure.drafts, key=lambda d: (d.start, d.end))
    )
    role = None
    if figure.title is not None:
        title, start, end = figure.title
        span = scene.words.analysis.span(start, end)
        role = Role.build(title=title, span=span)
    return Actor.build(
        id=ident, name=figure.name, kind=figure.kind, country=figure.country,
        sectors=figure.sectors, role=role, registry=figure.registry or _body_id(figure),
        wikidata=figure.wikidata, mentions=mentions,
    )  # fmt: skip


def _body_id(figure: Figure) -> str | None:
    return figure.key if figure.key.startswith("org:") else None
