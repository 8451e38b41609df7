"""Every entry fires in its `fires` sentences and stays silent in its `silent` ones."""

from __future__ import annotations

import dataclasses

import pytest

from demarche.extract.events.trial import list_fired
from demarche.grounding.ground import ground
from demarche.language.reader import load_reader
from demarche.model import Block, Document
from demarche.rules import load_lexicon

RULES = load_lexicon().rules


def _document(text: str) -> Document:
    return Document(
        id="example",
        sha256="0",
        text=text,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )


@pytest.fixture(scope="module")
def fired() -> dict[str, tuple[str, ...]]:
    """Return the entries that fire in each example, by its text (the lexicon alone, no head)."""
    texts = sorted({x for r in RULES.values() for x in (*r.entry.fires, *r.entry.silent)})
    analyses = load_reader().analyze([_document(text) for text in texts])
    bare = (dataclasses.replace(analysis, triggers=()) for analysis in analyses)
    return {text: list_fired(ground(a)) for text, a in zip(texts, bare, strict=True)}


@pytest.mark.parametrize("name", sorted(RULES))
def test_fires(fired: dict[str, tuple[str, ...]], name: str) -> None:
    for text in RULES[name].entry.fires:
        assert name in fired[text], text


@pytest.mark.parametrize("name", sorted(RULES))
def test_is_silent(fired: dict[str, tuple[str, ...]], name: str) -> None:
    for text in RULES[name].entry.silent:
        assert name not in fired[text], text
