"""The rule files: their schemas, and each rule's examples through the real reader."""

import pytest

from demarche.extract.commitments import find_commitments, find_exchanges, find_positions
from demarche.extract.commitments.rules import (
    load_commitment_rules,
    load_exchange_rules,
    load_position_rules,
)
from demarche.extract.statements import find_statements

COMMITMENTS = load_commitment_rules().rules
EXCHANGES = load_exchange_rules().rules
POSITIONS = load_position_rules().rules


def ids(rule):
    return rule.id


def found_in(finder, rule, grounding):
    statements = find_statements(grounding)
    return [d for d in finder(grounding, statements) if rule.id == d.trail[0].rule]


@pytest.mark.parametrize("rule", COMMITMENTS, ids=ids)
def test_commitment_rule(rule, ground):
    for example in rule.fires:
        grounding = ground(example.text)
        text = grounding.analysis.document.text
        drafts = find_commitments(grounding, find_statements(grounding))
        assert example.act in [text[slice(*draft.act)] for draft in drafts], example.text
    for text in rule.silent:
        grounding = ground(text)
        drafts = find_commitments(grounding, find_statements(grounding))
        assert not [d for d in drafts if d.trail[0][0] == rule.id], text


@pytest.mark.parametrize("rule", EXCHANGES, ids=ids)
def test_exchange_rule(rule, ground):
    for text in rule.fires:
        assert [x for x in find_exchanges(ground(text)) if x.trail[0].rule == rule.id], text
    for text in rule.silent:
        assert not find_exchanges(ground(text)), text


@pytest.mark.parametrize("rule", POSITIONS, ids=ids)
def test_position_rule(rule, ground):
    for text in rule.fires:
        assert found_in(find_positions, rule, ground(text)), text
    for text in rule.silent:
        assert not found_in(find_positions, rule, ground(text)), text
