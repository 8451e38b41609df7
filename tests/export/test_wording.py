"""Dates, lengths and lists in words; text made safe to show."""

import pytest

from demarche.export.wording import (
    Names,
    clean,
    describe_interval,
    describe_minutes,
    describe_published,
    describe_time,
    join_words,
    tidy,
)
from demarche.model import EventTime, Interval, Published, Span
from tests.export.made_up import TEXT, find, make_document, make_report


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2025-02-12", "2025-02-12", "day", "12 February 2025"),
        ("2025-02-12", "2025-02-12", "part-of-day", "12 February 2025"),
        ("2025-02-12T14:30", "2025-02-12T14:30", "minute", "12 February 2025, 14:30"),
        ("2025-02-10", "2025-02-16", "week", "10–16 February 2025"),
        ("2025-02-24", "2025-03-02", "week", "24 February – 2 March 2025"),
        ("2024-12-30", "2025-01-05", "week", "30 December 2024 – 5 January 2025"),
        ("2025-02-01", "2025-02-28", "month", "February 2025"),
        ("2025-01-01", "2025-03-31", "season", "1 January – 31 March 2025"),
        ("2013-01-01", "2013-12-31", "year", "2013"),
        ("1990-01-01", "1999-12-31", "decade", "1990 to 1999"),
        ("2025-01-01", None, "open", "since 1 January 2025"),
        (None, "2025-01-01", "open", "until 1 January 2025"),
        (None, None, "open", ""),
    ],
)
def test_intervals_in_words(start, end, precision, words):
    assert describe_interval(Interval(start=start, end=end, precision=precision)) == words


def test_time_keeps_the_words_where_no_date_is_known():
    words = find("next week")
    unresolved = EventTime(start=None, end=None, precision="open", span=words)
    dated = EventTime(start="2031-04-07", end="2031-04-13", precision="week", span=words)
    assert describe_time(unresolved) == "“next week”, no date"
    assert describe_time(dated) == "7–13 April 2031 (“next week”)"
    assert describe_time(EventTime(start=None, end=None, precision="open")) == ""
    assert describe_time(None) == ""
    year = Span.of("in 2013 they", 3, 7)
    told = EventTime(start="2013-01-01", end="2013-12-31", precision="year", span=year)
    assert describe_time(told) == "2013"


def test_published_says_how_it_is_known():
    assert describe_published(make_document()) == "published 2 April 2031 (given)"
    unknown = "publication date unknown"
    assert describe_published(make_document(published=None)) == unknown
    nothing = Published(start=None, end=None, precision="open", method="unknown")
    assert describe_published(make_document(published=nothing)) == unknown


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (90, "1 hour 30 minutes"), (2880, "2 days")],
)
def test_lengths(minutes, words):
    assert describe_minutes(minutes) == words


def test_lists():
    assert [join_words(list("ABC"[:n])) for n in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_names_keep_an_unknown_id():
    assert Names(make_report()).join(("a:rivas", "a:nobody")) == "Ana Rivas and a:nobody"


def test_clean_keeps_length_and_takes_the_danger_out():
    dirty = "a\x1b[2J\x00b\u202ec\u2066d\ud800e\nf"
    assert len(clean(dirty)) == len(dirty)
    assert not set("\x1b\x00\u202e\u2066\ud800") & set(clean(dirty))
    assert clean(TEXT) == TEXT
    assert tidy("  a\n\tb  ") == "a b"


def test_clean_keeps_right_to_left_letters():
    assert clean("שלום مرحبا") == "שלום مرحبا"
