"""The suite `calibration`: the error's arithmetic, halves, where triggers stand."""

from __future__ import annotations

import pytest

from demarche.evals.calibration import find_trigger, is_fitting, judge_events, measure_ece
from demarche.evals.gold import GoldDocument, GoldEvent
from demarche.language.reader import load_reader

TEXT = "Norland's  foreign minister\nmet her Arda counterpart. They met again."


def test_the_error_is_the_gap_of_each_bin_weighted_by_its_size() -> None:
    assert measure_ece([(0.95, True)] * 19 + [(0.95, False)]) == pytest.approx(0)
    assert measure_ece([(1.0, False), (0.0, False)]) == pytest.approx(0.5)
    # two bins, 0.2 off each in opposite directions: they do not cancel
    over, under = [(0.9, True)] * 7 + [(0.9, False)] * 3, [(0.3, True)] * 5 + [(0.3, False)] * 5
    assert measure_ece(over + under) == pytest.approx(0.2)
    assert measure_ece([]) == 0.0


def test_halves_depend_on_the_words_alone() -> None:
    sentences = [[str(n), "met"] for n in range(200)]
    assert 70 < sum(map(is_fitting, sentences)) < 130
    assert is_fitting(["a", "b"]) == is_fitting(["a", "b"])


def test_a_trigger_is_sought_in_its_evidence_with_white_space_free() -> None:
    event = GoldEvent(type="CONSULT", evidence="They met again", trigger="met")
    at = find_trigger(TEXT, event)
    assert at is not None and TEXT[slice(*at)] == "met" and at[0] > TEXT.index("They")
    event = GoldEvent(type="CONSULT", evidence="Norland's foreign minister met", trigger="met")
    assert find_trigger(TEXT, event) == (TEXT.index("met"), TEXT.index("met") + 3)
    assert find_trigger(TEXT, GoldEvent(type="CONSULT", evidence="no", trigger="met")) is None


def test_a_proposed_trigger_is_right_by_place_and_type() -> None:
    reader = load_reader()
    text = "The two presidents met in Oslo on Monday and signed a treaty."
    event = {"type": "CONSULT", "evidence": text, "trigger": "met", "status": "occurred"}
    right, wrong = (
        judge_events(
            reader,
            [GoldDocument(id="d", text=text, events=(GoldEvent(**(event | {"type": kind})),))],
        )
        for kind in ("CONSULT", "AID")
    )
    assert [ok for _, ok in right["trigger"]].count(True) == 1
    assert [ok for _, ok in right["status"]] == [True]
    assert [[ok for _, ok in judged["type"]] for judged in (right, wrong)] == [[True], [False]]
    assert not any(ok for _, ok in wrong["trigger"]) and wrong["status"] == []
