"""Arithmetic of dates: stretches of days with a TIMEX3 value and a precision."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demarche.model import Interval
from demarche.model.vocabulary import Precision

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    """Days `start` to `end` (inclusive), the TIMEX3 value that names them, and the precision."""

    value: str
    start: date
    end: date
    precision: Precision

    def interval(self) -> Interval:
        """Return the interval of the days."""
        return Interval(
            start=self.start.isoformat(), end=self.end.isoformat(), precision=self.precision
        )

    def at(self, part: str) -> Moment:
        """Return a part of this day: "MO", "AF", "EV", "NI", or a clock time "15:30"."""
        precise: Precision = "minute" if ":" in part else "part-of-day"
        return replace(self, value=f"{self.value}T{part}", precision=precise)


def add_days(day: date, count: int) -> date:
    """Return the day `count` days on, held inside the calendar's years 1 to 9999."""
    ordinal = min(max(day.toordinal() + count, 1), _LAST.toordinal())
    return date.fromordinal(ordinal)


def add_months(day: date, count: int) -> date:
    """Return the day `count` months on; a day the month lacks becomes its last."""
    months = min(max(day.year * 12 + day.month - 1 + count, 12), 9999 * 12 + 11)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def day_of(day: date) -> Moment:
    """Return one day."""
    return Moment(day.isoformat(), day, day, "day")


def week_of(day: date) -> Moment:
    """Return the week, Monday to Sunday, that holds a day."""
    monday = add_days(day, -day.weekday())
    year, week, _ = day.isocalendar()
    return Moment(f"{year:04d}-W{week:02d}", monday, add_days(monday, 6), "week")


def weekend_of(day: date) -> Moment:
    """Return the Saturday and Sunday of the week that holds a day."""
    week = week_of(day)
    return Moment(f"{week.value}-WE", add_days(week.start, 5), week.end, "week")


def month_of(year: int, month: int) -> Moment:
    """Return a month."""
    last = calendar.monthrange(year, month)[1]
    return Moment(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), "month")


def _months(value: str, year: int, month: int, count: int, precision: Precision) -> Moment:
    start = date(year, month, 1)
    return Moment(value, start, add_days(add_months(start, count), -1), precision)


def quarter_of(year: int, quarter: int) -> Moment:
    """Return a quarter (1 to 4) of a year."""
    return _months(f"{year:04d}-Q{quarter}", year, quarter * 3 - 2, 3, "season")


def half_of(year: int, half: int) -> Moment:
    """Return a half (1 or 2) of a year."""
    return _months(f"{year:04d}-H{half}", year, half * 6 - 5, 6, "season")


def season_of(year: int, season: str, *, southern: bool = False) -> Moment:
    """Return a season by whole months; northern winter, southern summer run into the next year."""
    month = SEASON_STARTS[season]
    if southern:
        month = (month + 5) % 12 + 1
    return _months(f"{year:04d}-{season}", year, month, 3, "season")


def year_of(year: int) -> Moment:
    """Return a year."""
    return Moment(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def decade_of(decade: int) -> Moment:
    """Return a decade: 199 is the 1990s."""
    first = max(decade * 10, 1)
    return Moment(f"{decade:03d}", date(first, 1, 1), date(decade * 10 + 9, 12, 31), "decade")


def century_of(century: int) -> Moment:
    """Return a century: 19 is the years 1900 to 1999."""
    first = max(century * 100, 1)
    return Moment(f"{century:02d}", date(first, 1, 1), date(century * 100 + 99, 12, 31), "decade")


def unit_around(day: date, unit: str) -> Moment:
    """Return the day, week, weekend, month, quarter, year, decade or century that holds a day."""
    match unit:
        case "week" | "fortnight":
            return week_of(day)
        case "weekend":
            return weekend_of(day)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            return quarter_of(day.year, (day.month + 2) // 3)
        case "year":
            return year_of(day.year)
        case "decade":
            return decade_of(day.year // 10)
        case "century" | "millennium":
            return century_of(day.year // 100)
        case _:
            return day_of(day)


def season_around(day: date) -> Moment:
    """Return the northern season that holds a day."""
    year = day.year - 1 if day.month < 3 else day.year
    code = {0: "WI", 1: "SP", 2: "SU", 3: "FA"}[day.month % 12 // 3]
    return season_of(year, code)


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday (1 Monday to 7) after a day."""
    return add_days(day, (weekday - 1 - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """Return the last such weekday (1 Monday to 7) before a day."""
    return add_days(day, -((day.weekday() - (weekday - 1) - 1) % 7 + 1))


def make_day(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def days_between(first: date, second: date) -> int:
    """Return the number of days from the first to the second."""
    return int((second - first) / timedelta(days=1))
