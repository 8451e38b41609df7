"""Cues are found by their forms."""

import pytest

from demarche.extract.statements.forms import index_forms, list_noun_forms, list_verb_forms


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("stress", "stresses"), ("deny", "denied"), ("deny", "denies"), ("urge", "urging"),
        ("plan", "planned"), ("agree", "agreeing"),
        ("agree", "agreed"), ("say", "said"), ("convey", "conveyed"),
    ],
)  # fmt: skip
def test_verb_forms(lemma, form):
    assert form in list_verb_forms(lemma, {"say": ("said",)})


def test_noun_forms():
    assert list_noun_forms("query") == ["query", "queries"]


def test_irregular_past_replaces_the_regular_one():
    assert "sayed" not in list_verb_forms("say", {"say": ("said",)})


def test_first_lemma_keeps_a_form():
    forms = index_forms([("verb", "find"), ("verb", "found")], {"find": ("found",)})
    assert forms["verb", "found"] == "find"
