"""Every rule's own examples, and the schema that holds the rule files."""

from __future__ import annotations

import re

import pytest

from demarche.errors import RuleError
from demarche.grounding.times.finding import find_with_rules
from demarche.grounding.times.lexicon import NOTHING
from demarche.grounding.times.rulebook import build_rulebook, load_rulebook
from demarche.grounding.times.schema import Fires, HolidayFile, Rule, RuleFile, WordFile
from demarche.rules.files import parse_text, read_file
from tests.grounding.times.made_up import make_analysis

RULES = load_rulebook().rules
FIRES = [(r, e) for r in RULES for e in r.fires]
SILENT = [(r, e) for r in RULES for e in r.silent]


@pytest.mark.parametrize(("rule", "example"), FIRES, ids=[f"{r.id} {e.quote}" for r, e in FIRES])
def test_a_rule_fires_on_its_examples(rule: Rule, example: Fires) -> None:
    analysis = make_analysis(example.text, example.published)
    found = {
        analysis.quote(f.mention.start, f.mention.end): f.mention
        for f in find_with_rules(analysis)
        if f.rule.id == rule.id
    }
    assert example.quote in found
    mention = found[example.quote]
    if example.unresolved:
        assert mention.interval is None
    said = {
        "value": mention.value, "method": mention.method, "minutes": mention.minutes,
        **(mention.interval.model_dump() if mention.interval else {}),
    }  # fmt: skip
    wanted = example.model_dump(exclude={"text", "quote", "published", "unresolved"})
    wanted = {k: v for k, v in wanted.items() if v is not None}
    assert {k: said.get(k) for k in wanted} == wanted


@pytest.mark.parametrize(("rule", "text"), SILENT, ids=[f"{r.id} {t}" for r, t in SILENT])
def test_a_rule_is_silent_where_it_says_so(rule: Rule, text: str) -> None:
    assert rule.id not in {f.rule.id for f in find_with_rules(make_analysis(text))}


def test_every_rule_has_an_example() -> None:
    assert [r.id for r in RULES if not r.fires] == []


def test_every_pattern_compiles() -> None:
    ready = {id(r): r for rules in load_rulebook().starting.values() for r in rules}
    assert len(ready) >= len(RULES)
    for rule in ready.values():
        assert rule.pattern.regex.groups >= 0


def test_every_figure_has_a_symbol() -> None:
    lexicon = load_rulebook().lexicon
    figures = [str(n) for n in range(10000)] + [f"{n:02d}" for n in range(100)]
    figures += [f"{h}:{m:02d}" for h in range(24) for m in range(60)]
    figures += [f"{y}s" for y in range(1500, 2100, 10)] + [f"{n}th" for n in range(4, 32)]
    assert [f for f in figures if lexicon.lookup(f).symbols == NOTHING] == []


def _build(rules: str) -> None:
    words = read_file(WordFile, "rules", "times-words.yml")
    days = read_file(HolidayFile, "rules", "times-holidays.yml")
    build_rulebook(parse_text(RuleFile, rules, "made up"), words, days)


RULE = """
macros: {}
rules:
  - id: TMX-001
    title: made up
    kind: DATE
    patterns: ["%s"]
    make: {op: calendar%s}
    fires: []
%s
"""


@pytest.mark.parametrize(
    ("pattern", "extra", "more", "code"),
    [
        ("year:YEAR", ", unheard: 1", "", "R102"),
        ("year:NOCLASS", "", "", "R122"),
        ("(year:YEAR", "", "", "R122"),
        ("YEAR?", "", "", "R122"),
        ("$NOMACRO", "", "", "R121"),
        ("YEAR", "", "retired: {TMX-001: merged}", "R123"),
    ],
)
def test_a_bad_rule_file_is_refused(pattern: str, extra: str, more: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        _build(RULE % (pattern, extra, more))
    assert caught.value.code == code


def test_every_class_and_field_is_used() -> None:
    rules = read_file(RuleFile, "rules", "times.yml")
    words = read_file(WordFile, "rules", "times-words.yml")
    texts = [*rules.macros.values(), *(p for r in rules.rules for p in r.patterns)]
    sides = [s for r in rules.rules for s in (r.before, r.after, r.not_before, r.not_after) if s]
    used = set(re.findall(r"\b[A-Z_]+\b", " ".join([*texts, *sides])))
    named = set(re.findall(r"\b([a-z0-9]+):(?=\S)", " ".join(texts)))
    assert {*words.classes, *words.shapes} - used == set()
    assert set(words.fields) - named == set()
    assert set(rules.macros) - used == set()
