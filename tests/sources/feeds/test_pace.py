import pytest

from demarche.sources.feeds.pace import (
    LONGEST_PAUSE,
    LONGEST_WAIT,
    Pace,
    back_off,
    parse_retry_after,
)

NOW = 1_739_400_000.0  # 2025-02-12, 22:40 UTC


def test_a_host_is_asked_again_after_the_pause_and_another_at_once():
    pace = Pace(2.0)
    pace.note_request("a", NOW)
    assert pace.ready_at("a") == NOW + 2
    assert pace.ready_at("b") == 0.0


def test_a_site_may_want_a_longer_pause_but_not_a_shorter_nor_an_endless_one():
    pace = Pace(2.0)
    for wish, pause in ((1.0, 2.0), (7.5, 7.5), (86_400.0, LONGEST_PAUSE)):
        pace.slow_down("a", wish)
        pace.note_request("a", NOW)
        assert pace.ready_at("a") == NOW + pause


def test_the_longest_wish_to_be_left_alone_counts():
    pace = Pace(2.0)
    pace.hold("a", NOW + 100)
    pace.hold("a", NOW + 50)
    assert (pace.held_until("a"), pace.held_until("b")) == (NOW + 100, 0.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Wed, 12 Feb 2025 23:40:00 GMT", 3600),
        ("Wed, 12 Feb 2025 01:00:00 GMT", 0),
        ("9" * 400, LONGEST_WAIT),
        ("Wed, 12 Feb 2098 01:00:00 GMT", LONGEST_WAIT),
        ("later", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value, seconds):
    until = parse_retry_after(value, NOW)
    assert until == (None if seconds is None else NOW + seconds)


def test_a_feed_that_fails_is_tried_less_and_less_often():
    assert [back_off(n, 1800) for n in (1, 2, 3, 4)] == [1800, 3600, 7200, 14_400]
    assert back_off(50, 1800) == LONGEST_WAIT
    assert back_off(3, 7 * 86_400) == 7 * 86_400
