"""Lengths of time and repeated times: DURATION and SET."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from demarche.grounding.times import calendar as cal
from demarche.grounding.times.calendar import Moment
from demarche.grounding.times.context import Context, Resolved
from demarche.grounding.times.fields import Fields
from demarche.grounding.times.schema import Make, Unit
from demarche.model.vocabulary import Precision

_PRECISIONS: dict[str, Precision] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "weekend": "day",
    "week": "week", "fortnight": "week", "month": "month", "quarter": "season", "year": "year",
    "decade": "decade", "century": "decade", "millennium": "decade",
}  # fmt: skip


def write_length(count: float | None, unit: str, units: Mapping[str, Unit]) -> str:
    """Return a length as a TIMEX3 value: "P3Y", "PT90M", "P2Y6M", "PXW" where vague."""
    size = units[unit]
    lead = "PT" if size.clock else "P"
    if count is None:
        return f"{lead}X{size.code}"
    if unit == "fortnight":
        count *= 2
    elif unit == "century" and count != int(count):
        return f"P{_plain(count * 100)}Y"
    elif unit == "decade":
        return f"P{_plain(count * 10)}Y" if count != 1 else "P10Y"
    elif unit == "weekend":
        count *= 2
    elif unit == "quarter":
        return f"P{_plain(count)}Q"
    whole = int(count)
    rest = count - whole
    if rest and unit == "year":
        return f"P{whole}Y{round(rest * 12)}M" if whole else f"P{round(rest * 12)}M"
    if rest and unit == "hour":
        return f"PT{whole}H{round(rest * 60)}M" if whole else f"PT{round(rest * 60)}M"
    if rest and unit == "minute":
        return f"PT{whole}M{round(rest * 60)}S"
    return f"{lead}{_plain(count)}{size.code}"


def _plain(count: float) -> str:
    return f"{count:g}" if count < 1_000_000 else str(int(count))


def _read_length(f: Fields, make: Make) -> tuple[float | None, str]:
    unit = f.text("unit") or str(f.find("UNITS") or f.find("UNIT") or "day")
    count: float | None = make.number
    if count is None and "n" in f:
        count = f.amount("n")
        if count is not None and f.words()[-3:] == ("and", "a", "half"):
            count += 0.5
    elif count is None and (f.has("UNIT") or f.has("UNIT_LONG")):
        count = 1.5 if f.words()[-3:] == ("and", "a", "half") else 1
    return count, unit


def _minutes(count: float | None, unit: str, ctx: Context) -> int | None:
    if count is None:
        return None
    if unit == "second":
        return round(count / 60)
    return round(count * ctx.units[unit].minutes)


def resolve_duration(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a length: its value and minutes; it lies nowhere on the calendar."""
    count, unit = _read_length(f, make)
    value = write_length(count, unit, ctx.units)
    return Resolved(value, None, "duration", _minutes(count, unit, ctx))


def resolve_window(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "the past two weeks": a length that ends (or starts) at publication."""
    count, unit = _read_length(f, make)
    sign = make.sign or f.number("dir") or 0
    value = write_length(count, unit, ctx.units)
    minutes = _minutes(count, unit, ctx)
    moment = _reach(ctx.today, count, unit, sign, ctx) if ctx.today else None
    if moment is None:
        return Resolved(value, None, "duration", minutes)
    if make.number == 1:
        value = cal.unit_around(moment.start, unit).value
    return Resolved(value, moment, "relative", minutes, anchors=False)


def resolve_deadline(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve "within a year": the days from publication on."""
    count, unit = _read_length(f, make)
    value = write_length(count, unit, ctx.units)
    moment = _reach(ctx.today, count, unit, 1, ctx) if ctx.today else None
    method = "relative" if moment else "duration"
    return Resolved(value, moment, method, _minutes(count, unit, ctx), anchors=False)


def _reach(today: date, count: float | None, unit: str, sign: int, ctx: Context) -> Moment | None:
    """Return the days between publication and so long before (or after) it."""
    if count is None or not sign:
        return None
    size = ctx.units[unit]
    if size.months:
        other = cal.add_months(today, sign * round(size.months * count))
    else:
        other = cal.add_days(today, sign * round(size.minutes * count / 1440))
    first, last = min(today, other), max(today, other)
    return Moment("", first, last, _PRECISIONS[unit])


def resolve_set(f: Fields, make: Make, ctx: Context) -> Resolved:
    """Resolve a repeated time: "every day", "each Thursday", "three times a week"."""
    part = f.text("part")
    if "weekday" in f:
        value = f"XXXX-WXX-{f.number('weekday')}" + (f"T{part}" if part else "")
    elif "month" in f:
        value = f"XXXX-{f.number('month'):02d}"
    elif "season" in f:
        value = f"XXXX-{f.text('season')}"
    elif part:
        value = f"XXXX-XX-XXT{part}"
    else:
        unit = f.text("unit") or "day"
        count = f.amount("n") if "n" in f and "times" not in f.words() else 1
        value = write_length(2 if "other" in f.words() else count, unit, ctx.units)
    return Resolved(value, None, "set", anchors=False)
