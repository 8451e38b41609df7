"""Dates that belong to a name are told apart from the times of acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times import find_times, nearest_time
from tests.grounding.times.made_up import make_analysis

Find = Callable[..., dict[str, TimeMention]]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Both back the Good Friday Agreement.", "the Good Friday"),
        ("Both back the November 2021 Warsaw Summit.", "November 2021"),
        ("Both cite the 1994 Budapest Memorandum.", "1994"),
        ("Both cite the 12 March 2015 Lisbon Accord.", "the 12 March 2015"),
        ("Both cite the 1951 Convention on Refugees.", "1951"),
        ("Both honour the October Revolution.", "October"),
        ("Both back Agenda 2030.", "2030"),
    ],
)
def test_a_date_in_a_name_is_marked(find: Find, text: str, quote: str) -> None:
    assert find(text)[quote].in_name


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They met on Good Friday in Belfast.", "Good Friday"),
        ("They met in November 2021 at the Warsaw Summit.", "November 2021"),
        ("In 2021 Summit hosts paid for it.", "2021"),
        ("On Monday NATO Summit hosts paid for it.", "Monday"),
        ("They left in October. Revolution followed.", "October"),
        ("They signed it in 1994. The Accord holds.", "1994"),
        ("They cut the 2021 budget. The Accord holds.", "2021"),
    ],
)
def test_a_date_beside_a_name_is_not(find: Find, text: str, quote: str) -> None:
    assert not find(text)[quote].in_name


def test_a_date_in_a_name_is_no_anchor_and_no_nearest_time(find: Find) -> None:
    text = "They met on 2 May 2019 under the 12 March 2015 Lisbon Accord. Two days later he left."
    later = find(text)["Two days later"]
    assert later.interval is not None
    assert later.interval.start == "2019-05-04"
    analysis = make_analysis("On 2 May 2019 he left the 12 March 2015 Lisbon Accord behind.")
    near = nearest_time(analysis, find_times(analysis), analysis.tokens[-2].i)
    assert near is not None
    assert near.value == "2019-05-02"
