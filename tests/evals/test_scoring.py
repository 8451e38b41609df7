"""Our scoring against pinned figures, and against the outside tool where it lies beside us."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from demarche.evals.gold import GoldDocument
from demarche.evals.names import canonical_name, do_parties_agree, is_same_actor, split_name
from demarche.evals.scoring import LedgerScore, score_reports
from demarche.model import Report
from tests.evals.made_up import GOLD, REPORTS

TOOL = Path(__file__).parents[3] / "shared" / "tools" / "score_ledger.py"


def as_tool_says(score: LedgerScore) -> dict[str, Any]:
    return {
        "documents": score.documents,
        "read": score.read,
        "events": score.records["events"].rate(),
        "events_parties_only_recall": score.parties_recall(),
        "statements_content": score.records["statements_content"].rate(),
        "statements_content_and_speaker": score.records["statements_content_and_speaker"].rate(),
        "commitments": score.records["commitments"].rate(),
        "accuracy_on_found_events": score.accuracies(),
        "per_type": {name: tally.rate() for name, tally in score.types.items()},
    }


def score(gold: list[dict[str, Any]], reports: list[dict[str, Any]]) -> dict[str, Any]:
    parsed = [Report.model_validate_json(json.dumps(r)) for r in reports]
    by_id = {r.document.id: r for r in parsed}
    return as_tool_says(score_reports([GoldDocument.model_validate(g) for g in gold], by_id))


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ledger", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# fmt: off
PINNED = {"documents": 2,
 "read": 2,
 "events": {"P": 0.5714, "R": 0.5714, "F1": 0.5714, "gold": 7, "pred": 7, "found": 4},
 "events_parties_only_recall": 0.8571,
 "statements_content": {"P": 1.0,
                        "R": 0.75,
                        "F1": 0.8571,
                        "gold": 4,
                        "pred": 3,
                        "found": 3},
 "statements_content_and_speaker": {"P": 0.6667,
                                    "R": 0.5,
                                    "F1": 0.5714,
                                    "gold": 4,
                                    "pred": 3,
                                    "found": 2},
 "commitments": {"P": 0.5, "R": 0.5, "F1": 0.5, "gold": 2, "pred": 2, "found": 1},
 "accuracy_on_found_events": {"medium": {"acc": 1.0, "n": 2},
                              "mode": {"acc": 1.0, "n": 4},
                              "place": {"acc": 1.0, "n": 1},
                              "status": {"acc": 0.75, "n": 4},
                              "time": {"acc": 0.75, "n": 4}},
 "per_type": {"CONSULT": {"P": 1.0, "R": 1.0, "F1": 1.0, "gold": 3, "pred": 3, "found": 3},
              "ACCUSE": {"P": 0.5,
                         "R": 1.0,
                         "F1": 0.6667,
                         "gold": 1,
                         "pred": 2,
                         "found": 1},
              "THREATEN": {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 1, "pred": 1, "found": 0},
              "REJECT": {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 2, "pred": 0, "found": 0},
              "REQUEST": {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 0, "pred": 1, "found": 0}}}
# fmt: on


def test_made_up_documents_score_as_pinned() -> None:
    assert score(GOLD, REPORTS) == PINNED


def test_a_document_left_out_counts_as_read_with_no_record() -> None:
    figures = score(GOLD, REPORTS[:1])
    assert figures["read"] == 1
    assert figures["documents"] == 2
    assert figures["events"]["gold"] == 7
    assert figures["events"]["pred"] == 5


if TOOL.exists():

    @pytest.mark.parametrize("left_out", [None, 0, 1])
    def test_the_outside_tool_gives_the_same_figures(left_out: int | None) -> None:
        kept = [r for i, r in enumerate(REPORTS) if i != left_out]
        theirs, _, _ = load_tool().score(GOLD, {r["document"]["id"]: r for r in kept})
        assert score(GOLD, kept) == theirs


@pytest.mark.parametrize(
    ("gold", "form", "same"),
    [
        ("Russia", "the Kremlin", True),
        ("Ana Rivas|the president", "President Rivas’s", True),
        ("Ana Rivas", "Luis Rivas", False),
        ("France", "Paris", True),
        ("Ministry of Examples", "Examples", True),
        ("Norland", "", False),
        ("General Gülen", "Gulen", True),
    ],
)
def test_names(gold: str, form: str, same: bool) -> None:
    assert is_same_actor(gold, [form]) is same


def test_a_name_of_titles_alone_keeps_them() -> None:
    assert split_name("The Foreign Secretary") == ("the", "foreign", "secretary")
    assert canonical_name("the U.S.") == "the u.s"


def test_parties_need_most_of_the_longer_list() -> None:
    three = [["Norland"], ["Sudria"], ["Ostmark"]]
    assert do_parties_agree(["Norland"], three[:1])
    assert do_parties_agree(["Norland"], three[:2])
    assert do_parties_agree(["Norland"], three)
    assert not do_parties_agree(["Norland"], [*three, ["Westmark"]])
    assert do_parties_agree([], [])
    assert not do_parties_agree([], three)
