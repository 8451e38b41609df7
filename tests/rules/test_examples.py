"""Entries fire in their `fires` sentences and stay silent in their `silent` ones.

The parse decides too, so each has a floor that only goes up.
"""

from __future__ import annotations

import dataclasses

import pytest

from demarche.extract.events.trial import list_fired
from demarche.grounding.ground import ground
from demarche.language.reader import load_reader
from demarche.model import Block, Document
from demarche.rules import load_lexicon

RULES = load_lexicon().rules
FIRES = 0.82
SILENT = 0.97


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


def test_entries_fire_where_they_should(fired: dict[str, tuple[str, ...]]) -> None:
    told = {name: rule.entry.fires for name, rule in RULES.items()}
    failed = [name for name, texts in told.items() if any(name not in fired[t] for t in texts)]
    assert len(failed) <= len(RULES) * (1 - FIRES), failed


def test_entries_are_silent_where_they_should_be(fired: dict[str, tuple[str, ...]]) -> None:
    told = {name: rule.entry.silent for name, rule in RULES.items()}
    failed = [name for name, texts in told.items() if any(name in fired[t] for t in texts)]
    assert len(failed) <= len(RULES) * (1 - SILENT), failed
