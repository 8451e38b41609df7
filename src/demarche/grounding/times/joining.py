"""What times say together with their neighbours: clocks and days, "since", "from … to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times.resolving import PENDING
from demarche.grounding.times.schema import Openings
from demarche.language.analysis import Analysis
from demarche.model import Interval

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
        if interval is None or interval.precision not in _DAYS:
            continue
        near.append((max(times[j].start - times[i].end, times[i].start - times[j].end), -j))
    return times[-min(near)[1]] if near else None


def open_mentions(
    analysis: Analysis, times: Sequence[TimeMention], words: Openings, today: date | None
) -> list[TimeMention]:
    """Open the intervals that "since", "from" and "until" open; join those "from … to" ties."""
    out = list(times)
    for i, time in enumerate(times):
        if time.interval is None or time.kind not in ("DATE", "TIME"):
            continue
        before = [t.lower for t in analysis.tokens[max(0, time.start - 2) : time.start]]
        if not before:
            continue
        joined = _join(analysis, times, i, before[-1])
        if joined is not None:
            out[i] = replace(time, interval=joined)
            out[i + 1] = replace(times[i + 1], interval=joined)
        elif out[i].interval == time.interval:
            opened = _open(time.interval, before, words, today)
            out[i] = replace(time, interval=opened) if opened else time
    return out


def _join(analysis: Analysis, times: Sequence[TimeMention], i: int, before: str) -> Interval | None:
    """Return the interval of "from A to B" and "between A and B"."""
    if i + 1 >= len(times) or times[i + 1].start - times[i].end != 1:
        return None
    link = analysis.tokens[times[i].end].lower
    if (before, link) not in (("from", "to"), ("from", "until"), ("between", "and")):
        return None
    first, last = times[i].interval, times[i + 1].interval
    if first is None or last is None or not first.start or not last.end:
        return None
    if first.start > last.end:
        return None
    return Interval.model_construct(start=first.start, end=last.end, precision=first.precision)


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
