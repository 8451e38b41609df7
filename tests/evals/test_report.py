from __future__ import annotations

from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals import SUITES, check_floors, run_suite
from demarche.evals.gold import read_gold
from demarche.evals.report import flatten, format_table, load_floors

FIGURES = {"ledger.file": "dev.jsonl", "ledger.events.F1": 0.4, "ledger.events.gold": 7}


def test_nested_figures_become_flat_names() -> None:
    assert flatten({"a": {"b": 1, "c": {"d": 2}}, "e": 3}) == {"a.b": 1, "a.c.d": 2, "e": 3}


def test_a_figure_under_its_floor_is_named() -> None:
    assert check_floors(FIGURES, {"ledger.events.F1": 0.41}) == [
        "ledger.events.F1 is 0.4, under its floor 0.41"
    ]
    assert check_floors(FIGURES, {"ledger.events.F1": 0.4}) == []


def test_a_floor_of_another_file_does_not_hold() -> None:
    floors = {"ledger.file": "other.jsonl", "ledger.events.F1": 0.9}
    assert check_floors(FIGURES, floors) == []
    assert check_floors({**FIGURES, "ledger.file": "other.jsonl"}, floors)


def test_a_floor_without_a_figure_is_left_alone() -> None:
    assert check_floors(FIGURES, {"ud.LAS": 88.0}) == []


def test_pinned_floors_are_numbers_of_suites_that_exist() -> None:
    assert {name.split(".")[0] for name in load_floors()} <= set(SUITES)


def test_the_table_puts_a_group_on_a_line() -> None:
    lines = format_table(FIGURES, {}).splitlines()
    assert lines[0].split() == ["ledger", "file", "dev.jsonl"]
    assert lines[1].split() == ["ledger.events", "F1", "0.4000", "gold", "7"]


def test_the_table_says_which_floors_hold() -> None:
    lines = format_table(FIGURES, {"ledger.events.F1": 0.3, "ledger.other.F1": 0.9}).splitlines()
    assert lines[1].endswith("(floor F1 0.3000)")


def test_an_unknown_suite_is_an_error_with_a_code() -> None:
    with pytest.raises(EvalError, match="E105"):
        run_suite("nonesuch", Path())


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "E102"), ("[1]", "E102"), ('{"id": "a"}', "E103")],
)
def test_gold_that_is_none_is_an_error_with_a_code(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=code):
        read_gold(path)


def test_missing_data_is_an_error_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="E101"):
        read_gold(tmp_path / "none.jsonl")
