"""Dates of the calendar: what is written; publication and tense supply what is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from demarche.grounding.times import calendar as cal
from demarche.grounding.times.calendar import Moment
from demarche.grounding.times.context import Context, Resolved, keep, narrow
from demarche.grounding.times.fields import Fields
from demarche.grounding.times.schema import Make
from demarche.model.vocabulary import Precision


def resolve_calendar(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a date by its calendar parts: year, month, day, weekday, quarter, decade."""
    year, told = read_year(f, ctx)
    edge = f.text("edge") or _edge(f)
    if "month" in f:
        return _with_part(f, _month_or_day(f, year, told, ctx))
    if "weekday" in f:
        return _with_part(f, resolve_weekday(f, ctx))
    if "quarter" in f:
        return _quarter(f, year, told, ctx)
    if "half" in f:
        return _half(f, year, told, ctx)
    if "decade" in f:
        decade = f.number("decade") or 0
        decade = decade if decade >= 100 else _pivot_decade(decade, ctx)
        return keep(narrow(cal.decade_of(decade), edge), "XXX", "explicit")
    if "century" in f:
        return keep(cal.century_of(max((f.number("century") or 1) - 1, 0)), "XX", "explicit")
    if year is None:
        return Resolved("XXXX", None, "unresolved")
    moment = narrow(cal.year_of(year), edge)
    return Resolved(moment.value, moment, "explicit" if told else "relative")


def read_year(f: Fields, ctx: Context) -> tuple[int | None, bool]:
    """Return the year written (or told by "last year"), and whether it is written out."""
    year = f.number("year")
    if year is not None:
        return widen_year(year, ctx), True
    if "yearwords" in f:
        return _year_in_words(f), True
    words = f.words()
    if words[-2:] == ("two", "thousand"):
        return 2000, True
    if "yeardir" in f or words[-3:] == ("of", "the", "year"):
        step = f.number("yeardir") or 0
        return (ctx.today.year + step if ctx.today else None), False
    return None, False


def widen_year(year: int, ctx: Context) -> int:
    """Return a two-figure year in full."""
    if year >= 100:
        return year
    return year + (2000 if year <= ctx.settings.century_pivot else 1900)


def _year_in_words(f: Fields) -> int:
    hundreds = int(str(f.find("TEEN") or 19))
    return hundreds * 100 + int(f.amount("yearwords") or 0) - hundreds


def _edge(f: Fields) -> str | None:
    value = f.find("EDGE") or f.find("EDGE_NOUN")
    return None if value is None else str(value)


def _pivot_decade(decade: int, ctx: Context) -> int:
    return (200 if decade * 10 <= ctx.settings.century_pivot and decade < 3 else 190) + decade


def _month_or_day(f: Fields, year: int | None, told: bool, ctx: Context) -> Resolved:
    month, day = f.number("month") or 1, f.number("day")
    if "nth" in f:
        return _part_of_month(f, month, year, told, ctx)
    if "unit" in f and day is not None:
        found = pick_day(f, month, day, year, ctx)
        around = cal.unit_around(found.start, str(f.get("unit"))) if found else None
        return keep(around, "XXXX-WXX", "explicit" if told else "publication")
    if day is not None:
        unknown = f"XXXX-{month:02d}-{day:02d}"
        if year is not None and told and not cal.make_day(year, month, day):
            return keep(cal.month_of(year, month), unknown, "explicit")
        moment = pick_day(f, month, day, year, ctx)
        return keep(moment, unknown, "explicit" if told else "publication")
    if year is not None:
        moment = cal.month_of(year, month)
        return Resolved(moment.value, moment, "explicit" if told else "relative")
    if ctx.today is None:
        return Resolved(f"XXXX-{month:02d}", None, "unresolved")
    years = _years_about(ctx.today)
    return keep(ctx.choose(cal.month_of(y, month) for y in years), f"XXXX-{month:02d}", "month")


def _part_of_month(f: Fields, month: int, year: int | None, told: bool, ctx: Context) -> Resolved:
    """Resolve "the second week of June" (days 8 to 14) and "the first half of June"."""
    whole = _pick_month(month, year, ctx)
    if whole is None:
        return Resolved(f"XXXX-{month:02d}", None, "unresolved")
    nth, last = f.number("nth"), whole.end.day
    if "unit" not in f:
        first, end = (1, 15) if nth == 1 else (16, last)
    elif nth is None or nth > 4:
        first, end = last - 6, last
    else:
        first, end = nth * 7 - 6, nth * 7
    precision: Precision = "week" if "unit" in f else "month"
    start = whole.start.replace(day=first)
    moment = replace(whole, start=start, end=whole.start.replace(day=end), precision=precision)
    return Resolved(moment.value, moment, "explicit" if told else "month")


def pick_day(f: Fields, month: int, day: int, year: int | None, ctx: Context) -> Moment | None:
    """Return the day of a month; without a year the one weekday, tense and publication give."""
    if year is not None:
        found = cal.make_day(year, month, day)
        return cal.day_of(found) if found else None
    if ctx.today is None:
        return None
    days = [cal.make_day(y, month, day) for y in _years_about(ctx.today)]
    weekday = f.number("weekday")
    if weekday is not None:
        days = [d for d in days if d and d.isoweekday() == weekday] or days
    return ctx.choose(cal.day_of(d) for d in days if d)


def _years_about(today: date) -> range:
    return range(max(today.year - 1, 1), min(today.year + 1, 9999) + 1)


def resolve_weekday(f: Fields, ctx: Context, name: str = "weekday") -> Resolved:
    """Resolve a weekday alone: on or before publication by default, after it by future tense."""
    weekday = f.number(name) or 1
    if ctx.today is None:
        return Resolved(f"XXXX-WXX-{weekday}", None, "unresolved")
    if ctx.today.isoweekday() == weekday:
        found = ctx.today
    elif ctx.side() > 0:
        found = cal.weekday_after(ctx.today, weekday)
    else:
        found = cal.weekday_before(ctx.today, weekday)
    return keep(cal.day_of(found), "", "weekday")


def _with_part(f: Fields, resolved: Resolved) -> Resolved:
    part = f.text("part") or f.text("point")
    if part is None:
        return resolved
    if resolved.moment is None:
        return replace(resolved, value=f"{resolved.value}T{part}")
    moment = resolved.moment.at(part)
    return replace(resolved, value=moment.value, moment=moment)


def _quarter(f: Fields, year: int | None, told: bool, ctx: Context) -> Resolved:
    number = f.number("quarter") or 1
    if number < 0:
        number = 4
    if not 1 <= number <= 4:
        return Resolved("XXXX-QX", None, "unresolved")
    if year is not None:
        moment = cal.quarter_of(year, number)
        return Resolved(moment.value, moment, "explicit" if told else "relative")
    if ctx.today is None:
        return Resolved(f"XXXX-Q{number}", None, "unresolved")
    if f.has("FISCAL"):
        return keep(cal.quarter_of(ctx.today.year, number), "", "relative")
    choices = [cal.quarter_of(y, number) for y in _years_about(ctx.today)]
    return keep(ctx.nearest(choices), f"XXXX-Q{number}", "relative")


def _half(f: Fields, year: int | None, told: bool, ctx: Context) -> Resolved:
    number = 2 if (f.number("half") or 2) not in (1, 2) else f.number("half") or 2
    if year is None and ctx.today is not None:
        year = ctx.today.year
    if year is None:
        return Resolved(f"XXXX-H{number}", None, "unresolved")
    return keep(cal.half_of(year, number), "", "explicit" if told else "relative")


def resolve_range(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a stretch from one date to another."""
    year, told = read_year(f, ctx)
    first = last = None
    if "weekday" in f:
        first, last = _weekday_range(f, ctx)
    elif "month" not in f:
        first, last = _year_range(f, ctx)
    else:
        month, month2 = f.number("month") or 1, f.number("month2") or f.number("month") or 1
        if "day" in f:
            first = pick_day(f, month, f.number("day") or 1, year, ctx)
            near = first.start.year if first else year
            last = pick_day(f, month2, f.number("day2") or 1, near, ctx) if near else None
        elif year or ctx.today:
            last = _pick_month(month2, year, ctx)
            near = last.start.year - (month > month2) if last else None
            first = cal.month_of(near, month) if near else None
    if first is None or last is None or first.start > last.end:
        return Resolved("XXXX-XX-XX", None, "unresolved")
    moment = replace(first, value=f"{first.value}/{last.value}", end=last.end)
    return Resolved(moment.value, moment, "explicit" if told else "publication")


def _pick_month(month: int, year: int | None, ctx: Context) -> Moment | None:
    if year is not None:
        return cal.month_of(year, month)
    if ctx.today is None:
        return None
    return ctx.choose(cal.month_of(y, month) for y in _years_about(ctx.today))


def _weekday_range(f: Fields, ctx: Context) -> tuple[Moment | None, Moment | None]:
    last = resolve_weekday(f, ctx, "weekday2").moment
    if last is None:
        return None, None
    weekday = f.number("weekday") or 1
    return cal.day_of(cal.weekday_before(last.start, weekday)), last


def _year_range(f: Fields, ctx: Context) -> tuple[Moment | None, Moment | None]:
    first, last = f.number("year") or 0, f.number("year2") or 0
    first = widen_year(first, ctx)
    if last < 100:
        last += first // 100 * 100
    if not 1 <= first <= last <= 9999:
        return None, None
    return cal.year_of(first), cal.year_of(last)


_FIGURES = re.compile(r"\d+")


def resolve_written(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a date in figures; month-first unless only day-first is possible."""
    day = _read_figures([int(x) for x in _figures(f)], ctx)
    moment = cal.day_of(day) if day else None
    return keep(moment, "XXXX-XX-XX", "explicit")


def _figures(f: Fields) -> list[str]:
    text = f.text("written")
    if text is None:
        return [x for x in f.words() if x.isdigit()]
    if text.isdigit():
        return [text[:4], text[4:6], text[6:8]]
    return _FIGURES.findall(text)[:3]


def _read_figures(figures: list[int], ctx: Context) -> date | None:
    first, second, third = figures
    if first > 31:
        return cal.make_day(first, second, third)
    year = widen_year(third, ctx)
    return cal.make_day(year, first, second) or cal.make_day(year, second, first)
