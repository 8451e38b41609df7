"""Lemmas of inflected forms."""

import pytest

from demarche.language.inflection import find_lemma
from demarche.language.reader import load_reader


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [("attacked", "VBD", "attack"), ("promised", "VBD", "promise"), ("planned", "VBN", "plan"),
     ("carried", "VBD", "carry"), ("Urging", "VBG", "urge"), ("met", "VBD", "meet"),
     ("denies", "VBZ", "deny"), ("talks", "NNS", "talk"), ("crises", "NNS", "crisis"),
     ("added", "VBD", "add"), ("sanctions", "NNS", "sanction"), ("addresses", "VBZ", "address"),
     ("n't", "RB", "not"), ("accuse", "VB", "accuse")],
)  # fmt: skip
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    assert find_lemma(form, tag, load_reader().weights.tokenizer.token_to_id) == lemma


def test_no_rule_speaks_for_names() -> None:
    assert find_lemma("Jones", "NNP", load_reader().weights.tokenizer.token_to_id) is None
