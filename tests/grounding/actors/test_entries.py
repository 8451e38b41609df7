"""The registry's schema: what a bad entry is told, and what a good one answers."""

from __future__ import annotations

import pytest

from demarche.errors import RuleError
from demarche.grounding.actors.entries import (
    Body,
    Metonym,
    Noun,
    State,
    Title,
    Vocabulary,
    first_day,
    last_day,
)
from demarche.grounding.actors.lexicon import split_list
from demarche.grounding.actors.registry import Registry, load_entries, load_one

PERSON = (
    "- {{id: 'per:ana-rivas', name: Ana Rivas, variants: [Anna Rivas], family: Rivas, gender: f, "
    "offices: [{{office: head-of-state, title: President, country: XAA, start: '{start}', "
    "end: {end}}}], source: made up}}\n"
)
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
    "REL SOC".split()
)


def made(start: str = "2030-05", end: str = "unknown") -> Registry:
    return Registry([("made-up.yml", PERSON.format(start=start, end=end))])


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        (("start: '2030-05'", "start: '2030-13'"), "offices.0.start", "no such month"),
        (("start: '2030-05'", "start: May 2030"), "offices.0.start", "YYYY"),
        (("end: unknown", "end: '2029'"), "offices.0", "end before it starts"),
        (("gender: f", "gender: x"), "gender", "'f' or 'm'"),
        (("gender: f", "sex: f"), "sex", "not permitted"),
        (("country: XAA, start", "start"), "offices.0", "a country or an org"),
        (("family: Rivas, ", ""), "family", "required"),
    ],
)
def test_bad_entry_is_told_by_file_entry_field_and_rule(
    change: tuple[str, str], field: str, rule: str
) -> None:
    text = PERSON.format(start="2030-05", end="unknown")
    assert change[0] in text
    with pytest.raises(RuleError) as raised:
        list(Registry([("made-up.yml", text.replace(*change))]).people())
    assert raised.value.code == "G103"
    for part in ("made-up.yml", "entry 1", "per:ana-rivas", f"field {field}:", rule):
        assert part in raised.value.message


def test_not_yaml_is_told() -> None:
    with pytest.raises(RuleError, match="G101"):
        list(Registry([("made-up.yml", "- {id: [}\n")]).people())


@pytest.mark.parametrize(
    ("day", "holds"), [("2030-04-30", False), ("2030-05-01", True), ("2031-12-31", True),
                       ("2032-01-01", False)]
)  # fmt: skip
def test_tenure_covers_its_partial_dates(day: str, holds: bool) -> None:
    found = made(end="'2031'").holders("head-of-state", "XAA", day)
    assert bool(found) is holds


def test_unknown_end_is_open_but_comes_last() -> None:
    later = PERSON.format(start="2032", end="'2034'").replace("ana", "eva").replace("Ana", "Eva")
    both = Registry([("a.yml", PERSON.format(start="2030", end="unknown")), ("b.yml", later)])
    assert [p.id for p, _ in both.holders("head-of-state", "XAA", "2033-01-01")] == [
        "per:eva-rivas", "per:ana-rivas"
    ]  # fmt: skip


def test_partial_dates_reach_from_first_to_last_day() -> None:
    assert (first_day("2030"), last_day("2030")) == ("2030-01-01", "2030-12-31")
    assert (first_day("2030-02"), last_day("unknown")) == ("2030-02-01", "9999-12-31")


@pytest.mark.parametrize("name", ["Ana Rivas", "ANA RIVAS", "Aná Rivas", "Anna Rivas", "Rivas"])
def test_person_is_found_by_spelling(name: str) -> None:
    assert [p.id for p in made().find_named(name)] == ["per:ana-rivas"]


def test_person_is_not_found_by_given_name_alone() -> None:
    assert made().find_named("Ana") == []


def test_own_data_keeps_its_schema() -> None:
    bodies = load_entries("bodies", Body)
    ids = [b.id for b in bodies]
    assert len(ids) == len(set(ids)) >= 150
    known = {s.code for s in load_entries("states", State)}
    assert len(known) >= 200
    outside = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
    assert {b.country for b in bodies} <= known | outside
    metonyms = load_entries("metonyms", Metonym)
    assert {m.body for m in metonyms if m.body} <= set(ids)
    used = {s for e in [*bodies, *load_entries("groups", Noun), *load_entries("roles", Title)]
            for s in split_list(e.sectors)}  # fmt: skip
    assert used <= SECTORS
    assert "he" in load_one("words.yml", Vocabulary).masculine
