"""The day a feed gives for an article, as it is written there, if it can be true."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import struct_time

EARLIEST = date(1990, 1, 1)  # earlier ones are a clock that was not set
_AHEAD = timedelta(days=1)  # beyond any time zone's today


def find_day(words: str | None, parsed: struct_time | None, *, now: float) -> str | None:
    """Return the ISO day that `words` name, in the time zone they are written in; else the day of
    `parsed` (UTC), which a more patient reader made of them.

    None where there is none, or one before 1990 or in the future of `now` (seconds since 1970).
    """
    day = _read_day(words or "") or _take_day(parsed)
    latest = datetime.fromtimestamp(now, UTC).date() + _AHEAD
    return day.isoformat() if day and EARLIEST <= day <= latest else None


def _read_day(words: str) -> date | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words.strip()).date()
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _take_day(parsed: struct_time | None) -> date | None:
    try:
        return date(*parsed[:3]) if parsed else None
    except ValueError:
        return None
