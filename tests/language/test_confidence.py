"""Temperatures change what is told of a label, never the label."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from demarche.language.reader import Reader, load_reader
from demarche.model import Block, Document

WORDS = "The foreign minister of Norway met her Finnish counterpart in Oslo .".split()
TEXT = " ".join(WORDS)
DOCUMENT = Document(
    id="d", sha256="", text=TEXT, blocks=(Block(kind="paragraph", start=0, end=len(TEXT)),)
)
HEADS = ("tag", "relation", "entity", "trigger", "type", "status")


def heat(value: float) -> Reader:
    weights = load_reader().weights
    return Reader(replace(weights, temperatures=dict.fromkeys(HEADS, value)))


def test_a_higher_temperature_is_less_sure_of_the_same_labels() -> None:
    cold, warm, hot = (heat(t).weigh_sentences([WORDS])[0] for t in (0.5, 1.0, 3.0))
    for one, two in pairwise((cold, warm, hot)):
        assert [r[:2] for r in one.relations] == [r[:2] for r in two.relations]
        assert sum(r[2] for r in one.relations) > sum(r[2] for r in two.relations) + 0.01
        assert [(c.start, c.end, c.label) for c in one.entities] == [
            (c.start, c.end, c.label) for c in two.entities
        ]
        assert sum(c.score for c in one.entities) > sum(c.score for c in two.entities)
    assert len(cold.relations) == len(WORDS)


def test_relations_are_those_of_the_analysis() -> None:
    reader = load_reader()
    (analysis,) = reader.parse_sentences([WORDS])
    heads = [0 if t.head == t.i else t.head + 1 for t in analysis.tokens]
    (found,) = reader.weigh_sentences([WORDS])
    assert [r[:2] for r in found.relations] == [
        (head, t.dep) for head, t in zip(heads, analysis.tokens, strict=True)
    ]


def test_what_rules_weigh_does_not_depend_on_the_temperature() -> None:
    (plain,), (hot,) = heat(1.0).analyze([DOCUMENT]), heat(3.0).analyze([DOCUMENT])
    (one,), (two,) = plain.triggers, hot.triggers
    assert (one.type, one.score, one.statuses, one.status, one.mode) == (
        two.type, two.score, two.statuses, two.status, two.mode,
    )  # fmt: skip
    assert two.confidence < one.confidence < one.type_confidence
    assert two.type_confidence < one.type_confidence
    assert two.status_confidence < one.status_confidence
    assert one.status_confidence == pytest.approx(one.statuses[one.status], abs=1e-4)
    assert plain.entities == hot.entities
