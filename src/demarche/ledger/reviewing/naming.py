"""A name as a person types it → the document's actor, or a new one that its words name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from demarche.grounding.actors.spelling import fold
from demarche.ids import hash_id

Values = Mapping[str, Any]
_DIGITS = 16


def find_actor(actors: Sequence[Values], name: str) -> Values | None:
    """Return the actor of an id or name; else that of a mention, else the only one with the word.

    None where the document's actors have no such name, or several have the word.
    """
    wanted = fold(name)
    for actor in actors:
        if name == actor["id"] or wanted == fold(actor["name"]):
            return actor
    for actor in actors:
        if any(fold(m["quote"]) == wanted for m in actor["mentions"] if m["form"] != "pronoun"):
            return actor
    partly = [one for one in actors if f" {wanted} " in f" {fold(one['name'])} "]
    return partly[0] if len(partly) == 1 else None


def make_actor(document: Values, name: str) -> dict[str, Any]:
    """Return an actor that a person named by words of the text; nothing else is known of it."""
    start = document["text"].find(name)
    span = {"start": start, "end": start + len(name), "quote": name}
    mentions = [{**span, "form": "name", "confidence": 1.0}] if start >= 0 else []
    return {
        "id": hash_id("a", document["id"], "reviewed", name, digits=_DIGITS),
        "name": name,
        "kind": "other",
        "country": None,
        "sectors": [],
        "role": None,
        "registry": None,
        "wikidata": None,
        "mentions": mentions,
    }
