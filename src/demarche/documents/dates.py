"""When a document was published: given, from metadata, or from its own date lines; else unknown."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Self

from pydantic import model_validator

from demarche.documents.patterns import Strict, load
from demarche.errors import DocumentError
from demarche.model import Block, Published


class DateRules(Strict):
    """The whole of `documents-dates.yml`."""

    months: tuple[str, ...]
    given: tuple[str, ...]
    written: tuple[str, ...]
    address: str
    changed: str
    earliest_year: int
    latest_year: int

    @model_validator(mode="after")
    def _check_patterns(self) -> Self:
        for pattern in (*self.given, *self.written, self.address):
            if "year" not in re.compile(pattern).groupindex:
                raise ValueError(f"no group 'year' in {pattern!r}")
        return self


@functools.cache
def date_rules() -> DateRules:
    """Return the rules of `documents-dates.yml`."""
    return load("documents-dates.yml", DateRules)


@functools.cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def parse_published(given: str) -> Published:
    """Return the date that a user gave, as an interval: a day, a month ("2025-02") or a year.

    A time of day is dropped: the day is the one written. Raises `DocumentError` D110 when it is no
    date.
    """
    words = " ".join(given.split())
    for pattern in date_rules().given:
        match = _compile(pattern).fullmatch(words)
        found = match and _make(match, "given")
        if found:
            return found
    raise DocumentError("D110", f"not a date: {given[:60]!r}", hint="write it as 2025-02-12")


def date_of_address(url: str) -> Published | None:
    """Return the day under which a site files a page, from its address."""
    match = _compile(date_rules().address).search(url)
    return _make(match, "metadata") if match else None


def date_in_lines(text: str, blocks: Sequence[Block]) -> Published | None:
    """Return the date that a text's own lines give, with its year, or None.

    Only blocks that tell of place, date or writer are looked at. A line of a later change counts
    where nothing else does.
    """
    lines = [text[b.start : b.end] for b in blocks if b.kind in ("dateline", "byline")]
    changed = _compile(date_rules().changed)
    plain = [line for line in lines if not changed.search(line)]
    found = [*_find_written(plain), *_find_written(line for line in lines if line not in plain)]
    return found[0] if found else None


def _find_written(lines: Iterable[str]) -> Iterator[Published]:
    for line in lines:
        for pattern in date_rules().written:
            for match in _compile(pattern).finditer(line):
                if found := _make(match, "dateline"):
                    yield found


def _make(match: re.Match[str], method: str) -> Published | None:
    """Return the interval a match names; None when there is no such day."""
    rules, parts = date_rules(), match.groupdict()
    year = int(parts["year"])
    month = _find_month(parts.get("name")) if parts.get("name") else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if not rules.earliest_year <= year <= rules.latest_year or month is None or month > 12:
        return None
    if "month" not in parts and "name" not in parts:
        return Published(
            start=f"{year}-01-01", end=f"{year}-12-31", precision="year", method=method
        )
    if month == 0:
        return None
    last = calendar.monthrange(year, month)[1]
    if "day" not in parts:
        first, last_day = date(year, month, 1).isoformat(), date(year, month, last).isoformat()
        return Published(start=first, end=last_day, precision="month", method=method)
    if not 1 <= day <= last:
        return None
    exact = date(year, month, day).isoformat()
    return Published(start=exact, end=exact, precision="day", method=method)


def _find_month(name: str | None) -> int | None:
    """Return the number of a month by its name or the beginning of it."""
    beginning = (name or "").lower()
    names = date_rules().months
    if len(beginning) == 4 and beginning == "sept":
        beginning = "sep"
    matches = [i for i, month in enumerate(names, start=1) if month.startswith(beginning)]
    return matches[0] if len(matches) == 1 and len(beginning) >= 3 else None
