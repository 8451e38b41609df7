"""The rule file: its schema, and each rule's examples through the real reader."""

import pytest

from demarche.errors import RuleError
from demarche.extract.statements import build_statements, find_statements
from demarche.extract.statements.rules import RuleFile, load_rules
from demarche.rules.files import parse_text

RULES = load_rules().rules


def test_every_rule_has_what_it_needs():
    for rule in RULES:
        assert rule.what.endswith(".")
        if "oblique" in rule.frames:
            assert rule.preps


def test_unknown_key_fails():
    with pytest.raises(RuleError) as caught:
        parse_text(RuleFile, "rules: []\nwrods: {}\n", "statements.yml")
    assert caught.value.code == "R102"


@pytest.mark.parametrize("rule", [r for r in RULES if r.fires], ids=lambda rule: rule.id)
def test_rule_fires(rule, ground):
    for example in rule.fires:
        grounding = ground(example.text)
        found = build_statements(find_statements(grounding), grounding)
        contents = [tuple(span.quote for span in statement.content) for statement in found]
        assert example.content in contents, example.text


@pytest.mark.parametrize("rule", [r for r in RULES if r.silent], ids=lambda rule: rule.id)
def test_rule_stays_silent(rule, ground):
    for text in rule.silent:
        found = find_statements(ground(text))
        assert not [d for d in found if d.trail[0][0] == rule.id], text
