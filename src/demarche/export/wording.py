"""Dates, lengths and names of a report in words for a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from demarche.model import Document, EventTime, Interval, Report

_PARTS_OF_A_DAY = frozenset({"minute", "hour", "part-of-day"})
_KEPT_CONTROLS = frozenset("\n\t")
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_REPLACED, _INVISIBLE = "\ufffd", "\u200b"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Names:
    """Names of a report's actors by id; an id the report does not know stays as it is."""

    def __init__(self, report: Report) -> None:
        self._names = {actor.id: actor.name for actor in report.actors}

    def of(self, actor: str) -> str:
        """Return the name of one actor."""
        return self._names.get(actor, actor)

    def join(self, actors: Iterable[str]) -> str:
        """Return the names as a list in words: "A", "A and B", "A, B and C"."""
        return join_words([self.of(actor) for actor in actors])


def join_words(words: list[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe_interval(interval: Interval) -> str:
    """Return the dates in words ("12 February 2025", "since 2024"); "" if unknown."""
    start, end = interval.start, interval.end
    if not start and not end:
        return ""
    if not start or not end:
        return f"since {_name_day(start)}" if start else f"until {_name_day(end or '')}"
    if interval.precision in ("year", "decade"):
        return _join_ends(start[:4], end[:4])
    if interval.precision == "month" and start[8:10] == "01":
        return _join_ends(_name_month(start), _name_month(end))
    if interval.precision in _PARTS_OF_A_DAY and len(start) > len("2025-02-12"):
        return f"{_name_day(start)}, {start[11:16]}"
    return _join_days(start[:10], end[:10])


def describe_time(time: EventTime | None) -> str:
    """Return when in words: dates, and the document's own words where no date is known."""
    if time is None:
        return ""
    dates = describe_interval(time)
    words = tidy(time.span.quote) if time.span else ""
    if dates and words and words not in dates:
        return f"{dates} (“{words}”)"
    return dates or (f"“{words}”, no date" if words else "")


def describe_published(document: Document) -> str:
    """Return the publication date and how it is known."""
    published = document.published
    dates = describe_interval(published) if published else ""
    if published is None or not dates:
        return "publication date unknown"
    return f"published {dates} ({published.method})"


def describe_minutes(minutes: int) -> str:
    """Return a length in words: "45 minutes", "1 hour 30 minutes", "2 days"."""
    units = ((1440, "day"), (60, "hour"), (1, "minute"))
    words = []
    for size, unit in units:
        count, minutes = divmod(minutes, size)
        if count:
            words.append(f"{count} {unit}" + ("s" if count > 1 else ""))
    return " ".join(words) or "0 minutes"


def tidy(text: str) -> str:
    """Return the text on one line, safe to show: no control or direction-changing characters."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Return the text with control, direction-changing and lone surrogate characters replaced.

    Each is replaced by one character, so that offsets stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_clean_character, text))


def _clean_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs" or (category == "Cc" and character not in _KEPT_CONTROLS):
        return _REPLACED
    if unicodedata.bidirectional(character) in _DIRECTIONS:
        return _INVISIBLE
    return character


def _name_day(day: str) -> str:
    moment = date.fromisoformat(day[:10])
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _name_month(day: str) -> str:
    return f"{_MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def _join_ends(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def _join_days(start: str, end: str) -> str:
    first, last = _name_day(start).split(), _name_day(end).split()
    if first == last:
        return " ".join(first)
    if first[1:] == last[1:]:
        return f"{first[0]}–{' '.join(last)}"
    if first[2] == last[2]:
        return f"{' '.join(first[:2])} – {' '.join(last)}"
    return f"{' '.join(first)} – {' '.join(last)}"
