"""From a rule's match to a resolved time: each operation a rule may name, and what does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from demarche.grounding.times.calendar import add_days, day_of
from demarche.grounding.times.context import Context, Resolved, keep
from demarche.grounding.times.dates import (
    read_year,
    resolve_calendar,
    resolve_range,
    resolve_written,
)
from demarche.grounding.times.durations import (
    resolve_deadline,
    resolve_duration,
    resolve_set,
    resolve_window,
)
from demarche.grounding.times.fields import Fields
from demarche.grounding.times.holidays import date_holiday
from demarche.grounding.times.relative import (
    resolve_comparison,
    resolve_day,
    resolve_relative,
    resolve_same,
    resolve_shift,
    resolve_unit,
)
from demarche.grounding.times.schema import Make, Operation

Resolver = Callable[[Fields, Make, Context], Resolved]
PENDING = "pending"


def resolve_named(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a word whose value the rule states: PRESENT_REF, PAST_REF, PXX."""
    return Resolved(make.value or "PRESENT_REF", None, "reference")


def resolve_clock(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a time of day; without a day named beside it the day is still pending."""
    time, precise = _read_clock(f)
    if "weekday" in f or "month" in f:
        day = resolve_calendar(f, make, ctx)
    elif "dayword" in f or "this" in f.words():
        day = resolve_day(f, make, ctx)
    else:
        return Resolved(f"T{time}", None, PENDING)
    value = day.value.split("T")[0] + f"T{time}"
    if day.moment is None:
        return replace(day, value=value)
    moment = replace(day.moment, value=value, precision="minute" if precise else "hour")
    return replace(day, value=value, moment=moment)


def _read_clock(f: Fields) -> tuple[str, bool]:
    """Return "HH:MM" (or a part of the day), and whether the minutes were told."""
    if "point" in f:
        return f.text("point") or "12:00", False
    if "clock" not in f and "clockwords" not in f:
        return ("AF" if "afternoon" in f.words() else "MO"), False
    text = f.text("clock") or f"{int(f.amount('clockwords') or 0)}"
    if len(text) == 4 and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    hour, _, minute = text.replace(".", ":").partition(":")
    hours = int(hour)
    meridiem = f.number("meridiem")
    if meridiem is not None and hours <= 12:
        hours = hours % 12 + meridiem
    elif f.text("part") in ("AF", "EV", "NI") and hours < 12:
        hours += 12
    return f"{hours:02d}:{minute or '00'}", True


def resolve_holiday(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a named day: its year as written, or on the side of publication tense tells."""
    holiday = ctx.holidays[" ".join(f.words("holiday"))]
    year, _ = read_year(f, ctx)
    if holiday.once is not None:
        year = int(holiday.once[:4])
    if year is not None:
        return keep(date_holiday(holiday, year), "XXXX-XX-XX", "holiday")
    if ctx.today is None:
        return Resolved("XXXX-XX-XX", None, "unresolved")
    today = ctx.today
    years = (today.year - 1, today.year, today.year + 1)
    found = [d for y in years if (d := date_holiday(holiday, y))]
    match f.number("dir"):
        case -1:
            found = [d for d in found if d.end < today]
        case 0:
            found = [d for d in found if d.start.year == today.year]
        case 1:
            found = [d for d in found if d.start > today]
    return keep(ctx.choose(found), "XXXX-XX-XX", "holiday")


def resolve_eve(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "the eve of" a date or a holiday; the eve of an event has no date of its own."""
    if "holiday" in f:
        resolved = resolve_holiday(f, make, ctx)
    elif "weekday" in f or "month" in f:
        resolved = resolve_calendar(f, make, ctx)
    else:
        return Resolved("XXXX-XX-XX", None, "unresolved")
    if resolved.moment is None:
        return resolved
    eve = day_of(add_days(resolved.moment.start, -1))
    return replace(resolved, value=eve.value, moment=eve)


def resolve_ahead(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "in two weeks": a date where the act lies ahead, otherwise a length."""
    if ctx.today is not None and ctx.side() > 0 and f.amount("n") is not None:
        return resolve_shift(f, make, ctx)
    return resolve_duration(f, make, ctx)


RESOLVERS: dict[Operation, Resolver] = {
    "calendar": resolve_calendar,
    "relative": resolve_relative,
    "day": resolve_day,
    "shift": resolve_shift,
    "window": resolve_window,
    "duration": resolve_duration,
    "set": resolve_set,
    "named": resolve_named,
    "same": resolve_same,
    "unit": resolve_unit,
    "range": resolve_range,
    "holiday": resolve_holiday,
    "clock": resolve_clock,
    "written": resolve_written,
    "eve": resolve_eve,
    "comparison": resolve_comparison,
    "deadline": resolve_deadline,
    "ahead": resolve_ahead,
}
