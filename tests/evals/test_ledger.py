"""The suite from file to figures, through the whole chain."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals import run_suite
from tests.evals.made_up import GOLD


@pytest.fixture(scope="module")
def gold_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "gold" / "dev.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    return path


def test_figures_say_what_they_were_measured_on(gold_file: Path) -> None:
    figures = run_suite("ledger", gold_file.parents[1])
    assert figures["ledger.file"] == "dev.jsonl"
    assert figures["ledger.rows"] == figures["ledger.documents"] == figures["ledger.read"] == 2
    assert figures["ledger.sha256"] == hashlib.sha256(gold_file.read_bytes()).hexdigest()
    assert figures["ledger.events.gold"] == 7
    assert figures["ledger.type.CONSULT.gold"] == 3
    assert 0 < figures["ledger.events.F1"] <= 1
    assert any(name.startswith("ledger.rule.") for name in figures)


def test_a_second_file_stands_under_its_name(gold_file: Path) -> None:
    (gold_file.parent / "seed.jsonl").write_text(json.dumps(GOLD[0]), encoding="utf-8")
    figures = run_suite("ledger", gold_file.parents[1])
    assert figures["ledger.documents"] == 2
    assert figures["ledger.seed.documents"] == 1


def test_one_file_can_be_named(gold_file: Path) -> None:
    figures = run_suite("ledger", Path(), file=gold_file)
    assert figures["ledger.documents"] == 2
    assert not any(name.startswith("ledger.seed") for name in figures)


def test_a_folder_without_gold_is_an_error_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="E101"):
        run_suite("ledger", tmp_path)


def test_suites_of_several_files_take_no_file() -> None:
    with pytest.raises(EvalError, match="E106"):
        run_suite("ud", Path(), file=Path("one.conllu"))
