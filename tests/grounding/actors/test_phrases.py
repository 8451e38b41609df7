"""Names and noun phrases found in token sequences."""

from __future__ import annotations

import pytest

from demarche.grounding.actors.lexicon import load_lexicon
from demarche.grounding.actors.phrases import NameIndex, NounIndex, Pieces


def find(text: str) -> list[tuple[str, str]]:
    words = text.split()
    found = load_lexicon().names.find(Pieces.of(words))
    return [(" ".join(words[f.start : f.end]), f.value.id) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. troops", [("U.S.", "USA")]),
        ("told us that", []),
        ("the US said", [("US", "USA")]),
        ("the U.N. Security Council met", [("U.N. Security Council", "org:un-security-council")]),
        ("South Sudanese rebels", [("South Sudanese", "SSD")]),
        ("the Kremlin and Foggy Bottom",
         [("Kremlin", "RUS"), ("Foggy Bottom", "org:us-state-department")]),
        ("a Russian-backed militia", [("Russian-backed", "RUS")]),
        ("a Guinea - Bissau official", [("Guinea - Bissau", "GNB")]),
        ("turkey for dinner", []),
        ("who is it", []),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


def test_longest_name_wins() -> None:
    index: NameIndex[str] = NameIndex()
    for name in ("New", "New Zealand", "New Zealand First"):
        index.add(name, name)
    index.seal()
    assert [f.value for f in index.find(Pieces.of(["New", "Zealand", "won"]))] == ["New Zealand"]


def test_noun_phrases_are_keyed_by_their_heads() -> None:
    index: NounIndex[str] = NounIndex()
    for phrase in ("minister", "foreign minister", "minister of foreign affairs"):
        index.add(phrase, phrase)
    index.seal()
    words = "the deputy foreign ministers".split()
    assert index.at(words, "the deputy foreign minister".split(), 3) == (2, 4, "foreign minister")
    words = "the minister of foreign affairs".split()
    assert index.at(words, words, 1) == (1, 5, "minister of foreign affairs")
    assert index.at(words, words, 4) is None
