"""Organisations (and acting cities) outside the lexicon: joined by their words and acronyms."""

from __future__ import annotations

from typing import cast

from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.phrases import key_of, split_pieces
from demarche.grounding.actors.scene import Scene
from demarche.model.vocabulary import ActorKind


def join_organisations(scene: Scene, drafts: list[Draft]) -> None:
    """Settle each name: on an earlier one that it shortens, continues or abbreviates, else new."""
    known: dict[tuple[str, ...], Figure] = {}
    small = scene.lexicon.words.small_words
    for draft in sorted(drafts, key=lambda d: (-(d.end - d.start), d.start)):
        keys = tuple(key_of(p) for p in split_pieces(draft.name) if key_of(p) not in ("", "the"))
        figure = known.get(keys) or next(
            (f for form, f in known.items() if _same(form, keys, draft.name, small)), None
        )
        if figure is None:
            figure = _make(scene, draft)
        known.setdefault(keys, figure)
        figure.country = figure.country or draft.country
        draft.settle(figure, confidence=draft.confidence)


def _same(form: tuple[str, ...], keys: tuple[str, ...], name: str, small: frozenset[str]) -> bool:
    if len(keys) < len(form) and keys and form[: len(keys)] == keys and len(keys[0]) > 2:
        return True
    initials = "".join(w[0] for w in form if w not in small)
    return len(name) > 1 and name.replace(".", "").isupper() and initials == key_of(name)


def _make(scene: Scene, draft: Draft) -> Figure:
    kind, sectors = _kind_of(scene, draft)
    return scene.add(Figure(draft.name, kind, draft.country, sectors))


def _kind_of(scene: Scene, draft: Draft) -> tuple[ActorKind, tuple[str, ...]]:
    if draft.kind == "place":
        return "other", ()
    vocabulary = scene.lexicon.words
    keys = [key_of(p).strip(",") for p in split_pieces(draft.name)]
    if any(key in vocabulary.company for key in keys[-2:]):
        return "company", ("BUS",)
    for k in range(len(keys) - 1, -1, -1):
        hit = scene.lexicon.nouns.at(keys, keys, k)
        if hit is not None and hit[2].id not in ("documents", "unknown", "civilians"):
            kind = hit[2].actor_kind if hit[2].actor_kind != "person" else "other"
            return cast(ActorKind, kind), hit[2].sectors
    if any(key in vocabulary.media for key in keys):
        return "media", ("JRN",)
    return "other", ()
