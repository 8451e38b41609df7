"""Times that lean on another: on publication ("last week") or on the date last named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from demarche.grounding.times import calendar as cal
from demarche.grounding.times.calendar import Moment
from demarche.grounding.times.context import Context, Resolved, keep, narrow
from demarche.grounding.times.dates import read_year
from demarche.grounding.times.durations import write_length
from demarche.grounding.times.fields import Fields
from demarche.grounding.times.schema import Make

_PLACEHOLDERS = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip


def resolve_day(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve today, yesterday, tonight and the like."""
    days = make.days if make.days is not None else f.number("dayword") or 0
    part = make.part or f.text("part") or f.text("point")
    if ctx.today is None:
        return Resolved("XXXX-XX-XX" + (f"T{part}" if part else ""), None, "unresolved")
    moment = cal.day_of(cal.add_days(ctx.today, days))
    moment = moment.at(part) if part else moment
    return Resolved(moment.value, moment, "publication" if days == 0 else "relative")


def resolve_relative(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "last week", "this September", "next Monday", "last fall", "Tuesday of last week"."""
    year, told = read_year(f, ctx)
    step = _read_step(f)
    if "season" in f:
        return _season(f, year, told, step, ctx)
    unit = f.text("unit")
    if "weekday" in f:
        return _weekday(f, step, ctx)
    if ctx.today is None:
        return Resolved(_PLACEHOLDERS.get(unit or "month", "XXXX"), None, "unresolved")
    if "month" in f:
        return keep(_month(f, step or 0, ctx.today), "", "relative")
    moment = step_unit(ctx.today, unit or "day", step or 0)
    return keep(narrow(moment, f.text("edge")), "", "relative")


def _read_step(f: Fields) -> int | None:
    for value in (f.get("dir"), f.find("DIR"), f.find("LASTLY"), f.find("NEXTLY")):
        if value is not None:
            return int(value)
    return None


def step_unit(day: date, unit: str, step: int) -> Moment:
    """Return the unit of the calendar `step` units from the one that holds a day."""
    match unit:
        case "week" | "weekend":
            return cal.unit_around(cal.add_days(day, 7 * step), unit)
        case "fortnight":
            return cal.unit_around(cal.add_days(day, 14 * step), unit)
        case "month":
            return cal.unit_around(cal.add_months(day, step), unit)
        case "quarter":
            return cal.unit_around(cal.add_months(day, 3 * step), unit)
        case "year":
            return cal.unit_around(cal.add_months(day, 12 * step), unit)
        case "decade":
            return cal.unit_around(cal.add_months(day, 120 * step), unit)
        case "century":
            return cal.unit_around(cal.add_months(day, 1200 * step), unit)
        case _:
            return cal.unit_around(cal.add_days(day, step), unit)


def _month(f: Fields, step: int, today: date) -> Moment:
    month, day, year = f.number("month") or 1, f.number("day"), today.year
    if step < 0 and month >= today.month:
        year -= 1
    elif step > 0 and month <= today.month:
        year += 1
    found = cal.make_day(year, month, day) if day else None
    return cal.day_of(found) if found else cal.month_of(year, month)


def _weekday(f: Fields, step: int | None, ctx: Context) -> Resolved:
    weekday = f.number("weekday") or 1
    words = f.words()
    base = ctx.today
    if "following" in words or "previous" in words:
        anchor = ctx.weekday_named(weekday) or ctx.anchor("day")
        base = anchor.start if anchor else base
    if base is None:
        return Resolved(f"XXXX-WXX-{weekday}", None, "unresolved")
    if words[-1] == "week":
        found = cal.add_days(step_unit(base, "week", step or 0).start, weekday - 1)
    elif (step or 0) < 0:
        found = cal.weekday_before(base, weekday)
    elif (step or 0) > 0 or "coming" in words:
        found = cal.weekday_after(base, weekday)
    elif base.isoweekday() == weekday:
        found = base
    else:
        pick = cal.weekday_before if ctx.side() < 0 else cal.weekday_after
        found = pick(base, weekday)
    moment = cal.day_of(found)
    if "part" in f:
        moment = moment.at(f.text("part") or "MO")
    return Resolved(moment.value, moment, "weekday")


def _season(f: Fields, year: int | None, told: bool, step: int | None, ctx: Context) -> Resolved:
    code = f.text("season") or "SU"
    southern = f.has("SOUTHERN")
    if year is not None:
        moment = cal.season_of(year, code, southern=southern)
        return keep(moment, "", "explicit" if told else "relative")
    if ctx.today is None:
        return Resolved(f"XXXX-{code}", None, "unresolved")
    today = ctx.today
    years = (today.year - 1, today.year, today.year + 1)
    found = [cal.season_of(y, code, southern=southern) for y in years]
    if step is None:
        return keep(ctx.choose(found), "", "season")
    if step < 0:
        return keep([s for s in found if s.end < today][-1], "", "season")
    if step > 0:
        return keep(next(s for s in found if s.start > today), "", "season")
    within = [s for s in found if s.start <= today <= s.end]
    return keep(within[0] if within else found[1], "", "season")


def resolve_shift(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "two weeks ago", "three days later", "the next day", "a year earlier"."""
    unit = make.unit or f.text("unit") or "day"
    sign = make.sign or 1
    amount: float | None = make.number
    if amount is None:
        amount = f.amount("n") if "n" in f else 1
        if amount is not None and f.words()[-3:-1] == ("a", "half"):
            amount += 0.5
    if amount is None:
        return _vague(unit, sign, make, ctx)
    base, method = _base(unit, sign, amount, make, ctx)
    if base is None:
        return Resolved(_PLACEHOLDERS.get(unit, "XXXX-XX-XX"), None, "unresolved")
    moment = _shift(base, unit, sign * amount, ctx)
    part = f.text("part")
    if part:
        moment = moment.at(part)
    return Resolved(moment.value, moment, method, anchors=base is not ctx.quarter)


def _vague(unit: str, sign: int, make: Make, ctx: Context) -> Resolved:
    if make.anchored:
        return Resolved(write_length(None, unit, ctx.units), None, "unresolved")
    return Resolved("PAST_REF" if sign < 0 else "FUTURE_REF", None, "unresolved")


def _base(
    unit: str, sign: int, amount: float, make: Make, ctx: Context
) -> tuple[Moment | None, str]:
    """Return what to count from: the quarter in question, the date last named, publication."""
    if unit == "year" and sign < 0 and amount == 1 and ctx.quarter is not None:
        if ctx.stretched:
            return cal.year_of(ctx.quarter.start.year), "anchor"
        return ctx.quarter, "anchor"
    if make.anchored:
        return ctx.anchor(unit), "anchor"
    return (cal.day_of(ctx.today) if ctx.today else None), "relative"


def _shift(base: Moment, unit: str, count: float, ctx: Context) -> Moment:
    if base.precision == "season" and unit == "year" and "-Q" in base.value:
        return cal.quarter_of(base.start.year + int(count), int(base.value[-1]))
    size = ctx.units[unit]
    if size.months:
        months = round(size.months * count)
        moved = cal.add_months(base.start, months)
        whole = "month" if months % 12 and unit != "quarter" else unit
        return cal.unit_around(moved, "year" if whole == "decade" else whole)
    if size.days:
        moved = cal.add_days(base.start, round(size.days * count))
        return cal.unit_around(moved, unit)
    return cal.day_of(cal.add_days(base.start, int(size.minutes * count / 1440)))


def resolve_same(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "the same day", "that year", "that evening" from the date last named."""
    part = f.text("part")
    unit = f.text("unit") or "day"
    anchor = ctx.anchor(unit)
    method = "anchor"
    if anchor is None and part and f.words()[:1] == ("the",) and ctx.today is not None:
        anchor, method = cal.day_of(ctx.today), "publication"
    if anchor is None:
        value = _PLACEHOLDERS.get(unit, "XXXX") + (f"T{part}" if part else "")
        return Resolved(value, None, "unresolved")
    moment = cal.unit_around(anchor.start, unit)
    moment = moment.at(part) if part else moment
    return Resolved(moment.value, moment, method)


def resolve_unit(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a bare "the quarter", "the weekend", "the end of the year", "the latest period"."""
    unit = f.text("unit") or "quarter"
    if unit == "quarter" and ctx.quarter is not None:
        return keep(ctx.quarter, "", "anchor")
    if ctx.today is None:
        return Resolved(_PLACEHOLDERS[unit], None, "unresolved")
    if unit == "quarter":
        return keep(step_unit(ctx.today, "quarter", -1), "", "relative")
    if unit == "weekend":
        return keep(_weekend(ctx.today, ctx.side), "", "relative")
    moment = cal.unit_around(ctx.today, unit)
    if unit == "year" and f.words()[-1] == "end":
        moment = replace(cal.month_of(moment.start.year, 12), value=moment.value)
    return keep(narrow(moment, f.text("edge")), "", "relative")


def _weekend(today: date, side: Callable[[], int]) -> Moment:
    this = cal.weekend_of(today)
    if this.start <= today or side() > 0:
        return this
    return cal.weekend_of(cal.add_days(today, -7))


def resolve_comparison(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "the year-earlier quarter", "the 1988 period" from the quarter in question."""
    quarter, year = f.number("quarter"), f.number("year")
    base = ctx.quarter
    if base is None and quarter is None:
        if ctx.today is None:
            return Resolved("XXXX", None, "unresolved")
        return keep(cal.year_of(year if year is not None else ctx.today.year - 1), "", "relative")
    number = quarter if quarter in (1, 2, 3, 4) else int(base.value[-1]) if base else 1
    first = base.start.year if base else ctx.today.year if ctx.today else None
    if year is None and first is None:
        return Resolved(f"XXXX-Q{number}", None, "unresolved")
    found = cal.quarter_of(year if year is not None else (first or 2) - 1, number)
    return Resolved(found.value, found, "anchor", anchors=False)
