"""Named days: the rule of each, and the days it gives for a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.grounding.times.calendar import Moment, add_days, day_of, week_of
from demarche.grounding.times.schema import Holiday
from demarche.model.vocabulary import Precision


def date_holiday(holiday: Holiday, year: int) -> Moment | None:
    """Return the day or days of a holiday in a year, or None where its rule does not say."""
    first = _first_day(holiday, year)
    if first is None:
        return None
    if holiday.week:
        return week_of(first)
    moment = day_of(first)
    if holiday.length > 1:
        precision: Precision = "month" if holiday.length > 27 else "day"
        last = add_days(first, holiday.length - 1)
        return replace(moment, end=last, precision=precision)
    return moment


def _first_day(holiday: Holiday, year: int) -> date | None:
    if holiday.once:
        return date.fromisoformat(holiday.once)
    if holiday.fixed:
        return _parse(year, holiday.fixed)
    if holiday.weekday:
        return _nth_weekday(year, *holiday.weekday)
    if holiday.easter is not None:
        return add_days(_easter(year), holiday.easter)
    if holiday.orthodox is not None:
        return add_days(_orthodox_easter(year), holiday.orthodox)
    if holiday.session:
        return _session_day(year, *holiday.session)
    if holiday.table and year in holiday.table:
        return _parse(year, holiday.table[year])
    return None


def _parse(year: int, month_day: str) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return add_days(after, -((after.weekday() - weekday) % 7 + 1))
    first = date(year, month, 1)
    return add_days(first, (weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))


def _session_day(year: int, month: int, nth: int, weekday: int) -> date:
    """Return the weekday of the nth week, counting from the first that holds a working day.

    So the General Assembly counts (resolution 57/301): its general debate opens on the Tuesday
    of the fourth such week of September.
    """
    first = date(year, month, 1)
    monday = add_days(first, -first.weekday() if first.weekday() < 5 else 7 - first.weekday())
    return add_days(monday, 7 * (nth - 1) + weekday)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Julian calendar, as a Gregorian date (Meeus 1991)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    f = d + e + 114
    return add_days(date(year, f // 31, f % 31 + 1), year // 100 - year // 400 - 2)
