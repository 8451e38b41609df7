"""How soon a host may be asked again. Pure reckoning: the time is given, nothing sleeps here."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Protocol

LONGEST_PAUSE = 60.0  # seconds; a longer Crawl-delay is taken for this
LONGEST_WAIT = 86_400.0  # seconds; what a server or a failing feed makes us wait at most
UNSAID_WAIT = 900.0  # seconds after "too many requests" that does not say how long
_MOST_DOUBLINGS = 10


class Clock(Protocol):
    """The time in seconds since 1970, and a way to wait."""

    def now(self) -> float:
        """Return the time."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Pace:
    """When each host may be asked next; all times are seconds since 1970."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._pauses: dict[str, float] = {}
        self._ready: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def slow_down(self, host: str, pause: float) -> None:
        """Leave `pause` seconds between requests to a host, if that is more than to others."""
        self._pauses[host] = min(max(pause, self._pause), max(LONGEST_PAUSE, self._pause))

    def note_request(self, host: str, now: float) -> None:
        """Note that a host was asked (or has answered) just now."""
        self._ready[host] = now + self._pauses.get(host, self._pause)

    def hold(self, host: str, until: float) -> None:
        """Note that a host wants to be left alone until then."""
        self._held[host] = max(until, self._held.get(host, 0.0))

    def ready_at(self, host: str) -> float:
        """Return from when on the host may be asked, as far as the pause between requests goes."""
        return self._ready.get(host, 0.0)

    def held_until(self, host: str) -> float:
        """Return until when the host wants to be left alone; 0 if it has not said so."""
        return self._held.get(host, 0.0)


def parse_retry_after(value: str | None, now: float) -> float | None:
    """Return the time that a `Retry-After` header names (seconds, or a date): RFC 9110, 10.2.3.

    None where there is none, or it cannot be read. It is never past nor more than a day away.
    """
    words = (value or "").strip()
    if words.isdecimal():
        seconds = min(float(words[:9]), LONGEST_WAIT)
        return now + seconds
    try:
        until = parsedate_to_datetime(words).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(until, now), now + LONGEST_WAIT)


def back_off(failures: int, interval: float) -> float:
    """Return the seconds until a feed is tried again that failed so many times in a row.

    The interval, doubled with each failure after the first, up to a day.
    """
    doublings = min(max(failures - 1, 0), _MOST_DOUBLINGS)
    return min(interval * (1 << doublings), max(LONGEST_WAIT, interval))
