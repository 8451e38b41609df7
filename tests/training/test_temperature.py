"""Temperatures: the one of least log loss, a head at a time."""

from __future__ import annotations

import math

import pytest

from training.reader.temperature import choose_temperatures, measure_loss


def test_the_loss_is_that_of_being_right() -> None:
    assert measure_loss([(0.8, True), (0.8, False)]) == pytest.approx(
        -(math.log(0.8) + math.log(0.2)) / 2
    )
    assert math.isfinite(measure_loss([(1.0, False)]))


def test_each_head_gets_its_own_and_one_without_judgements_none() -> None:
    sure = [(0.99, True)] * 6 + [(0.99, False)] * 4
    fair = [(0.6, True)] * 6 + [(0.6, False)] * 4
    chosen = choose_temperatures(
        {1.0: {"tag": sure, "status": fair, "entity": []}, 2.0: {"tag": fair, "status": sure}}
    )
    assert chosen == {"tag": 2.0, "status": 1.0}
