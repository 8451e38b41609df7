"""Arithmetic of dates and the days of holidays."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.grounding.times import calendar as cal
from demarche.grounding.times.holidays import date_holiday
from demarche.grounding.times.rulebook import load_rulebook


def test_weeks_run_from_monday_to_sunday_and_bear_iso_numbers() -> None:
    week = cal.week_of(date(2021, 1, 3))
    assert (week.value, week.start, week.end) == ("2020-W53", date(2020, 12, 28), date(2021, 1, 3))


def test_months_clip_the_day_they_lack() -> None:
    assert cal.add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert cal.add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)


def test_winter_runs_into_the_next_year() -> None:
    winter = cal.season_of(2023, "WI")
    assert (winter.start, winter.end) == (date(2023, 12, 1), date(2024, 2, 29))
    assert cal.season_around(date(2024, 1, 5)).value == "2023-WI"


@pytest.mark.parametrize("weekday", range(1, 8))
def test_a_weekday_before_or_after_is_never_the_day_itself(weekday: int) -> None:
    day = date(2024, 5, 8)
    before, after = cal.weekday_before(day, weekday), cal.weekday_after(day, weekday)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 1 <= cal.days_between(before, day) <= 7
    assert 1 <= cal.days_between(day, after) <= 7


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("easter", 2024, "2024-03-31", "2024-03-31"),
        ("easter", 1999, "1999-04-04", "1999-04-04"),
        ("orthodox easter", 2024, "2024-05-05", "2024-05-05"),
        ("orthodox easter", 2021, "2021-05-02", "2021-05-02"),
        ("good friday", 2022, "2022-04-15", "2022-04-15"),
        ("thanksgiving", 1999, "1999-11-25", "1999-11-25"),
        ("memorial day", 2022, "2022-05-30", "2022-05-30"),
        ("labor day", 2023, "2023-09-04", "2023-09-04"),
        ("nowruz", 2024, "2024-03-20", "2024-03-21"),
        ("unga week", 2024, "2024-09-23", "2024-09-29"),
        ("unga week", 2023, "2023-09-18", "2023-09-24"),
        ("unga week", 2019, "2019-09-23", "2019-09-29"),
        ("lunar new year", 2021, "2021-02-12", "2021-02-12"),
    ],
)
def test_holidays_fall_where_they_fell(name: str, year: int, first: str, last: str) -> None:
    found = date_holiday(load_rulebook().holidays[name], year)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


def test_a_table_says_nothing_of_years_it_lacks() -> None:
    assert date_holiday(load_rulebook().holidays["ramadan"], 1950) is None
