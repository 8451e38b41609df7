"""The examples that the rules carry, and the schema that guards them."""

import pytest

from demarche.documents import patterns
from demarche.documents.dates import DateRules, date_rules
from demarche.documents.kinds import kind_rules
from demarche.documents.patterns import BlockRules, block_rules, compiled
from demarche.errors import RuleError

RULES = block_rules()


def examples(rules, which):
    return [pytest.param(r.id, text, id=f"{r.id}-{text}") for r in rules for text in which(r)]


def fires(rule):
    return rule.fires


def silent(rule):
    return rule.silent


@pytest.mark.parametrize(("rule", "text"), examples(RULES.blocks, fires))
def test_a_unit_fires(rule, text):
    assert compiled(rule).fullmatch(text)


@pytest.mark.parametrize(("rule", "text"), examples(RULES.blocks, silent))
def test_a_unit_stays_silent(rule, text):
    assert not compiled(rule).fullmatch(text)


@pytest.mark.parametrize(("rule", "text"), examples(RULES.leads, fires))
def test_a_lead_fires(rule, text):
    match = compiled(rule).match(text)
    assert match
    assert match.end() < len(text)


@pytest.mark.parametrize(("rule", "text"), examples(RULES.leads, silent))
def test_a_lead_stays_silent(rule, text):
    assert not compiled(rule).match(text)


@pytest.mark.parametrize(("rule", "text"), examples(RULES.tails, fires))
def test_a_tail_fires(rule, text):
    assert any(match.end() == len(text) for match in compiled(rule).finditer(text))


@pytest.mark.parametrize(("rule", "text"), examples(RULES.tails, silent))
def test_a_tail_stays_silent(rule, text):
    assert not any(match.end() == len(text) for match in compiled(rule).finditer(text))


def test_the_other_files_are_well_formed():
    assert len(date_rules().months) == 12
    assert kind_rules().english.common


def broken(tmp_path, monkeypatch, change):
    text = (patterns.FOLDER / "documents.yml").read_text("utf-8")
    (tmp_path / "documents.yml").write_text(change(text), "utf-8")
    monkeypatch.setattr(patterns, "FOLDER", tmp_path)
    with pytest.raises(RuleError) as error:
        patterns.load("documents.yml", BlockRules)
    return str(error.value)


def test_an_unknown_key_fails(tmp_path, monkeypatch):
    message = broken(tmp_path, monkeypatch, lambda text: text + "\nsurplus: 1\n")
    assert message.startswith("R101: documents.yml")
    assert "surplus" in message


def test_a_broken_pattern_names_its_rule(tmp_path, monkeypatch):
    message = broken(
        tmp_path, monkeypatch, lambda text: text.replace('"[\\\\W_]+|', '"([\\\\W_]+|')
    )
    assert "BLK-007" in message


def test_two_rules_with_one_id_fail(tmp_path, monkeypatch):
    assert "one id" in broken(
        tmp_path, monkeypatch, lambda text: text.replace("id: BLK-002", "id: BLK-001")
    )


def test_broken_yaml_fails(tmp_path, monkeypatch):
    assert "R101" in broken(tmp_path, monkeypatch, lambda text: text + "\n]")


def test_a_date_pattern_needs_its_year():
    rules = date_rules().model_dump() | {"address": "/(?P<month>x)"}
    with pytest.raises(ValueError, match="year"):
        DateRules.model_validate(rules)
