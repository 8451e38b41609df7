"""iCalendar (RFC 5545): meetings to come as all-day events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TextIO

from demarche.export.formats.acts import Act, list_acts
from demarche.export.formats.format import Format, Job
from demarche.export.wording import clean, describe_time, join_words
from demarche.query.selection import Telling

_STATUS = {"planned": "CONFIRMED", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
_COARSE = frozenset({"season", "year", "decade", "open"})
_OCTETS = 75
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
_NOT_DIGIT = re.compile(r"\D")
_STAMP = len("20250212235959")
_WRITTEN = frozenset({"letter", "message"})
_WORDS = {"phone": "call", "video": "video call", "visit": "visit"}


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write a VCALENDAR of the meetings, calls and visits that are planned, proposed or cancelled.

    Those without a date, or with one no finer than a season, are left out.
    """
    for line in _list_lines(tellings, job):
        stream.write("\r\n ".join(_fold(line)) + "\r\n")


def _list_lines(tellings: Iterable[Telling], job: Job) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{_escape(job.program)}//EN"
    yield "CALSCALE:GREGORIAN"
    yield "X-WR-CALNAME:Meetings to come"
    yield f"X-WR-CALDESC:{_escape(job.licence)}"
    for act in list_acts(tellings, job):
        event = act.event
        if event.type != "CONSULT" or event.status not in _STATUS or event.medium in _WRITTEN:
            continue
        time = event.time
        if act.start is None or act.end is None or (time and time.precision in _COARSE):
            job.leave_out("a meeting to come without a date, or with a vague one")
            continue
        yield from _list_event(act, job)
        job.count("meetings")
    yield "END:VCALENDAR"


def _list_event(act: Act, job: Job) -> Iterator[str]:
    event, place = act.event, act.event.place
    after = date.fromisoformat(act.end or "") + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{_escape(act.id)}@demarche"
    yield f"DTSTAMP:{_stamp(act.telling.source.at)}"
    yield f"DTSTART;VALUE=DATE:{_NOT_DIGIT.sub('', act.start or '')}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_escape(_head(act))}"
    yield f"DESCRIPTION:{_escape(_describe(act, job))}"
    if place:
        yield f"LOCATION:{_escape(place.name)}"
    if place and place.lat is not None and place.lon is not None:
        yield f"GEO:{place.lat:g};{place.lon:g}"
    if act.document.url and act.document.url.isascii() and act.document.url.isprintable():
        yield f"URL:{act.document.url}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield f"CATEGORIES:{','.join(filter(None, (event.mode, event.medium, event.status)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _head(act: Act) -> str:
    event = act.event
    what = _WORDS.get(event.medium or "") or _WORDS.get(event.mode or "") or "meeting"
    names = join_words([actor.name for actor in act.parties])
    return f"{names}: {what}" if names else what.capitalize()


def _describe(act: Act, job: Job) -> str:
    document = act.document
    known = [
        f"“{act.quote}”",
        f"When: {describe_time(act.event.time)}",
        ", ".join(filter(None, (document.outlet, document.title, act.published))),
        f"Status: {act.event.status}; confidence {act.event.confidence:.2f}",
        f"Licence: {job.licence}",
        f"Run: {act.telling.source.run}",
    ]
    return "\n".join(filter(None, known))


def _stamp(moment: str) -> str:
    digits = _NOT_DIGIT.sub("", moment)[:_STAMP].ljust(_STAMP, "0")
    return f"{digits[:8]}T{digits[8:]}Z"


def _escape(words: str) -> str:
    return clean(words.replace("\t", " ")).translate(_SPECIAL)


def _fold(line: str) -> list[str]:
    """Return the line in pieces of at most 75 octets, no character cut in two."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > _OCTETS:
            pieces.append("")
            size = 1  # the space that the next line begins with
        pieces[-1] += character
        size += width
    return pieces


FORMAT = Format(
    "ical", "meetings to come, for a calendar (.ics)", to_stream=write, kinds=("events",)
)
