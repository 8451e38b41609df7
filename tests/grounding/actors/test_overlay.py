"""Claims of Wikidata against the registry: what is learnt, what is left, how it is written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from demarche.errors import RuleError
from demarche.grounding.actors.check import check_overlay
from demarche.grounding.actors.overlay import compare, merge_overlay, write_overlay
from demarche.grounding.actors.registry import Registry, load_registry
from demarche.grounding.actors.wikidata import Claim, load_questions, read_answer, write_query

CLAIM = Claim(
    item="Q1", name="Ana Rivas", family="Rivas", gender="f", office="head-of-state",
    title="head of state", country="FRA", start="2004-03-01", end="2009-05-06",
)  # fmt: skip


def _registry(start: str = "2004", end: str = "unknown", more: str = "") -> Registry:
    text = (
        "- {id: 'per:ana-rivas', name: Ana Rivas, family: Rivas, country: FRA,\n"
        "    offices: [{office: head-of-state, title: president, country: FRA,"
        f" start: '{start}', end: '{end}'}}],\n    source: public record}}\n"
    )
    return Registry([("own.yml", text + more)])


def _kinds(registry: Registry, *claims: Claim) -> list[tuple[str, str, str]]:
    return [(c.kind, c.old, c.new) for c in compare(registry, claims)[0]]


def test_unknown_dates_are_learnt_and_coarse_ones_refined() -> None:
    assert _kinds(_registry(), CLAIM) == [
        ("start", "2004", "2004-03-01"),
        ("end", "unknown", "2009-05-06"),
        ("wikidata", "", "Q1"),
    ]
    (person,) = compare(_registry(), [CLAIM])[1]
    (office,) = person.offices
    assert (office.start, office.end, office.title) == ("2004-03-01", "2009-05-06", "president")
    assert (person.id, person.wikidata, person.source) == (
        "per:ana-rivas", "Q1", "Wikidata Q1 (CC0)",
    )  # fmt: skip


def test_an_end_that_is_not_stated_teaches_nothing() -> None:
    told = _kinds(_registry("2004-03-01", "2009"), replace(CLAIM, end="unknown"))
    assert told == [("wikidata", "", "Q1")]


def test_where_both_know_and_disagree_the_registry_s_date_stays() -> None:
    told = _kinds(_registry("2004-03-01", "2009-05-07"), CLAIM)
    assert ("differs", "end 2009-05-07", "2009-05-06") in told
    (person,) = compare(_registry("2004-03-01", "2009-05-07"), [CLAIM])[1]
    assert person.offices[0].end == "2009-05-07"


def test_another_term_is_a_tenure_of_its_own() -> None:
    again = replace(CLAIM, start="2015-01-01", end="unknown")
    registry = _registry("2004-03-01", "2009-05-06")
    assert ("tenure", "", "2015-01-01 to unknown") in _kinds(registry, again)
    (person,) = compare(registry, [again])[1]
    assert [o.start for o in person.offices] == ["2015-01-01", "2004-03-01"]


def test_a_person_not_known_is_made_under_the_office_s_title_there() -> None:
    other = replace(CLAIM, item="Q2", name="Tomas Lind", family="Lind")
    changes, (person,) = compare(_registry(), [other])
    assert [c.kind for c in changes] == ["person"]
    assert (person.id, person.offices[0].title) == ("per:tomas-lind", "president")


def test_a_name_that_may_mean_two_is_left() -> None:
    twin = (
        "- {id: 'per:ana-rivas-2', name: Ana Rivas, family: Rivas, country: FRA, offices: [],\n"
        "    source: public record}\n"
        "- {id: 'per:ana-rivas-3', name: Ana Rivas, family: Rivas, country: FRA, offices: [],\n"
        "    source: public record}\n"
    )
    minister = replace(CLAIM, office="foreign-minister")
    changes, people = compare(_registry(more=twin), [minister])
    assert [(c.kind, c.written) for c in changes] == [("ambiguous", False)]
    assert people == []


def test_asked_again_nothing_is_new() -> None:
    _, people = compare(_registry(), [CLAIM])
    text = merge_overlay("", people, file="own.yml")
    assert compare(Registry([], overlay=[("own.yml", text)]), [CLAIM]) == ([], [])


def test_the_overlay_takes_the_place_of_the_package_s_entry(tmp_path) -> None:
    person = load_registry().find_named("Sergei Lavrov")[0]
    ended = person.offices[0].model_copy(update={"end": "2030-01-01"})
    text = merge_overlay("", [person.model_copy(update={"offices": (ended,)})], file="own.yml")
    file = tmp_path / "own.yml"
    write_overlay(file, text)
    assert file.read_text(encoding="utf-8") == text
    over = load_registry(file)
    assert [p.offices[0].end for p in over.find_named("Sergei Lavrov")] == ["2030-01-01"]
    assert [p.id for p, _ in over.holders("foreign-minister", "RUS", "2031-01-01")] == []
    assert load_registry().holders("foreign-minister", "RUS", "2031-01-01")


def test_entries_of_other_persons_in_the_overlay_are_kept() -> None:
    first = merge_overlay("", compare(_registry(), [CLAIM])[1], file="own.yml")
    other = replace(CLAIM, item="Q2", name="Tomas Lind", family="Lind")
    both = merge_overlay(first, compare(_registry(), [other])[1], file="own.yml")
    assert both.count("\n- ") == 2
    assert merge_overlay(both, [], file="own.yml") == both


def test_an_overlay_is_checked_over_the_package() -> None:
    text = (
        "- {id: 'per:someone', name: Some One, family: One, country: XQQ, offices: [],\n"
        "    source: own}\n"
        "- {id: 'per:other', name: Other, famly: Other, source: own}\n"
    )
    problems = [(p.file, p.line, p.entry, p.field, p.rule) for p in check_overlay("o.yml", text)]
    assert ("o.yml", 1, "per:someone", "country", "known-country") in problems
    assert ("o.yml", 3, "per:other", "famly", "schema") in problems


def test_no_overlay_where_there_is_none(tmp_path) -> None:
    with pytest.raises(RuleError, match="G104"):
        load_registry(tmp_path / "none.yml")
    with pytest.raises(RuleError, match="G105"):
        write_overlay(tmp_path / "none" / "own.yml", "")


def test_questions_name_the_country_and_what_is_asked() -> None:
    state, _, minister, _ = load_questions().questions
    assert 'wdt:P298 "RUS"; p:P35 ?held' in write_query(state, "RUS")
    asked = write_query(minister, "RUS")
    assert '"minister of foreign affairs"@en' in asked
    assert "%" not in asked


def test_an_answer_s_dates_are_as_long_as_their_precision() -> None:
    row = {
        "person": "http://www.wikidata.org/entity/Q1", "name": "Ana Rivas", "family": "Lindqvist",
        "gender": "http://www.wikidata.org/entity/Q6581072",
        "start": "2004-03-01T00:00:00Z", "startPrecision": "10",
        "end": "2000-01-01T00:00:00Z", "endPrecision": "7",
    }  # fmt: skip
    cells = {key: {"type": "literal", "value": value} for key, value in row.items()}
    content = json.dumps({"results": {"bindings": [cells, cells]}}).encode()
    (claim,) = read_answer(content, load_questions().questions[0], "FRA")
    assert (claim.start, claim.end, claim.gender) == ("2004-03", "unknown", "f")
    assert claim.family == "Rivas"


@pytest.mark.parametrize("content", [b"<html>", b"[]", b'{"results": {"bindings": [{}]}}'])
def test_what_is_no_answer_is_an_error(content: bytes) -> None:
    with pytest.raises(RuleError, match="G120"):
        read_answer(content, load_questions().questions[0], "FRA")
