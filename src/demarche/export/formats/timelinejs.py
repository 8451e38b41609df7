"""TimelineJS: events with a date as slides, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any, TextIO

from demarche.export.formats.acts import Act, list_acts
from demarche.export.formats.format import Format, Job
from demarche.export.wording import describe_interval, join_words, tidy
from demarche.query.selection import Telling

_TO_DAY = 3
_PARTS = ("year", "month", "day")
_DEPTH = {"month": 2, "season": 2, "year": 1, "decade": 1}
_SAFE = ("https://", "http://")


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write `title` and `events`; an event without a date of its own stands at none and is left
    out. All of the documents' words are escaped: TimelineJS shows HTML.
    """
    title = {
        "text": {"headline": "Timeline", "text": f"<p>{escape(tidy(job.licence))}</p>"},
        "unique_id": "title",
    }
    stream.write(f'{{"title": {json.dumps(title, ensure_ascii=False)}, "events": [')
    joint = "\n"
    for act in list_acts(tellings, job):
        if act.start is None:
            job.leave_out("an event without a date")
            continue
        stream.write(joint + json.dumps(_make_slide(act, job), ensure_ascii=False))
        joint = ",\n"
        job.count("events")
    stream.write("\n]}\n")


def _make_slide(act: Act, job: Job) -> dict[str, Any]:
    event, document = act.event, act.document
    names = join_words([actor.name for actor in act.parties])
    what = " / ".join(filter(None, (event.type, event.mode)))
    said = tidy(act.quote)
    origin = ", ".join(filter(None, (document.outlet, document.title, act.published)))
    url = document.url if document.url and document.url.startswith(_SAFE) else None
    link = f'<a href="{escape(url)}">{escape(tidy(origin))}</a>' if url else escape(tidy(origin))
    known = f"{event.status}; confidence {event.confidence:.2f}; run {act.telling.source.run}"
    slide = {
        "unique_id": act.id,
        "start_date": _split(act.start, event.time.precision if event.time else None),
        "text": {
            "headline": escape(tidy(f"{names}: {what}" if names else what)),
            "text": f"<blockquote>{escape(said)}</blockquote><p>{link}</p><p>{escape(known)}</p>",
        },
        "group": event.status,
    }
    if event.time:
        slide["display_date"] = describe_interval(event.time)
    if act.end and act.end != act.start:
        slide["end_date"] = _split(act.end, event.time.precision if event.time else None)
    return slide


def _split(day: str | None, precision: str | None) -> dict[str, int]:
    """Return the parts of a day that its precision vouches for."""
    numbers = [int(part) for part in (day or "").split("-")]
    return dict(zip(_PARTS[: _DEPTH.get(precision or "", _TO_DAY)], numbers, strict=False))


FORMAT = Format("timelinejs", "slides for TimelineJS, as JSON", to_stream=write, kinds=("events",))
