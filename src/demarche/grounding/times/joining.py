"""What times say together with their neighbours: clocks and days, "since", "from … to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times.calendar import day_of, make_day, month_of
from demarche.grounding.times.resolving import PENDING
from demarche.grounding.times.schema import Openings
from demarche.language.analysis import Analysis
from demarche.model import Interval

_POINTS = ("DATE", "TIME")
_DAYS = ("day", "part-of-day", "hour", "minute")


def place_clocks(
    analysis: Analysis, times: Sequence[TimeMention], today: date | None
) -> list[TimeMention]:
    """Give each time of day that has no day the one named beside it, or that of publication."""
    out = list(times)
    for i, time in enumerate(times):
        if time.method != PENDING:
            continue
        clock = ":" in time.value
        precision = "minute" if clock else "part-of-day"
        day = _day_beside(analysis, times, i)
        if day is not None and day.interval is not None:
            interval = day.interval.model_copy(update={"precision": precision})
            value = day.value.split("T")[0] + time.value
            out[i] = replace(time, interval=interval, value=value, method=day.method)
        elif today is not None:
            iso = today.isoformat()
            interval = Interval.model_construct(start=iso, end=iso, precision=precision)
            out[i] = replace(time, interval=interval, value=iso + time.value, method="publication")
        else:
            out[i] = replace(time, value="XXXX-XX-XX" + time.value, method="unresolved")
    return out


def _day_beside(analysis: Analysis, times: Sequence[TimeMention], i: int) -> TimeMention | None:
    """Return the nearest day named in the sentence; at one distance the one that follows."""
    sentence = analysis.tokens[times[i].start].sent
    near: list[tuple[int, int]] = []
    for j in (i - 1, i + 1):
        if not 0 <= j < len(times) or analysis.tokens[times[j].start].sent != sentence:
            continue
        interval = times[j].interval
        if interval is None or times[j].in_name or interval.precision not in _DAYS:
            continue
        near.append((max(times[j].start - times[i].end, times[i].start - times[j].end), -j))
    return times[-min(near)[1]] if near else None


def join_mentions(
    analysis: Analysis, times: Sequence[TimeMention], words: Openings, today: date | None
) -> list[TimeMention]:
    """Let times that are told together settle one another, and words before them open them."""
    out = list(times)
    for i in range(len(out) - 1):
        if out[i].interval is not None and out[i].kind in _POINTS:
            out[i] = _agree(analysis, out, i) or _borrow(analysis, out, i, words) or out[i]
    tied: set[int] = set()
    for i, time in enumerate(out):
        if time.interval is None or time.kind not in _POINTS or i in tied:
            continue
        before = [t.lower for t in analysis.tokens[max(0, time.start - 2) : time.start]]
        if not before:
            continue
        joined = _join(analysis, out, i, before[-1], words)
        if joined is not None:
            out[i], out[i + 1] = (replace(t, interval=joined) for t in out[i : i + 2])
            tied.add(i + 1)
        elif opened := _open(time.interval, before, words, today):
            out[i] = replace(time, interval=opened)
    return out


def _agree(analysis: Analysis, times: Sequence[TimeMention], i: int) -> TimeMention | None:
    """Return a bare weekday with the date it is told with: "Thursday (May 9)"."""
    time, after = times[i], times[i + 1]
    if time.method != "weekday" or after.method not in ("explicit", "publication"):
        return None
    if [t.text for t in analysis.tokens[time.end : after.start]] != ["("]:
        return None
    first, second = _days(time), _days(after)
    if first is None or second is None or first[0].weekday() != second[0].weekday():
        return None
    return replace(time, interval=after.interval, value=after.value, method=after.method)


def _borrow(
    analysis: Analysis, times: Sequence[TimeMention], i: int, words: Openings
) -> TimeMention | None:
    """Return a day or month in the year of the one it is told with: "March to June 2023"."""
    time, after = times[i], times[i + 1]
    if time.method not in ("month", "publication") or after.method != "explicit":
        return None
    if after.start - time.end != 1 or analysis.tokens[time.end].lower not in words.spans:
        return None
    first, second = _days(time), _days(after)
    if first is None or second is None or time.interval is None or after.interval is None:
        return None
    if time.interval.precision != after.interval.precision:
        return None
    year = second[0].year - ((first[0].month, first[0].day) > (second[0].month, second[0].day))
    if time.interval.precision == "month":
        moment = month_of(year, first[0].month)
    elif found := make_day(year, first[0].month, first[0].day):
        moment = day_of(found)
    else:
        return None
    return replace(time, interval=moment.interval(), value=moment.value, method="explicit")


def _days(time: TimeMention) -> tuple[date, date] | None:
    interval = time.interval
    if interval is None or not interval.start or not interval.end:
        return None
    return date.fromisoformat(interval.start[:10]), date.fromisoformat(interval.end[:10])


def _join(
    analysis: Analysis, times: Sequence[TimeMention], i: int, before: str, words: Openings
) -> Interval | None:
    """Return the interval of "from A to B" and "between A and B"."""
    if i + 1 >= len(times) or times[i + 1].start - times[i].end != 1:
        return None
    if analysis.tokens[times[i].end].lower not in words.ties.get(before, ()):
        return None
    first, last, interval = _days(times[i]), _days(times[i + 1]), times[i].interval
    if first is None or last is None or interval is None or first[0] > last[1]:
        return None
    return Interval(
        start=first[0].isoformat(),
        end=last[1].isoformat(),
        precision=interval.precision,
    )


def _open(
    interval: Interval, before: list[str], words: Openings, today: date | None
) -> Interval | None:
    last = before[-1]
    if last in words.since:
        end = today.isoformat() if today else None
        if end and interval.start and end < interval.start:
            end = None
        return Interval.model_construct(start=interval.start, end=end, precision="open")
    if last in words.onwards or (before[0] in words.starting and last in words.links):
        return Interval.model_construct(start=interval.start, end=None, precision="open")
    if last in words.until:
        return Interval.model_construct(start=None, end=interval.end, precision="open")
    return None
