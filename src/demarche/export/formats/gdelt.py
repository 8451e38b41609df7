"""GDELT 2.0: events and mentions in their columns, tab-separated, without a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from demarche.export.formats.acts import Act, list_acts
from demarche.export.formats.codes import find_country, is_state, load_cameo, load_layout
from demarche.export.formats.delimited import Cell, RowWriter
from demarche.export.formats.format import Format, Job
from demarche.export.formats.icews import Pair, code_act, list_pairs
from demarche.ids import hash_id
from demarche.model import Actor
from demarche.query.selection import Telling

EVENTS, MENTIONS = "events.export.CSV", "mentions.CSV"
_ID_DIGITS = 15  # hexadecimal ones: such a number fits a signed 64-bit integer
_ROOT, _BASE, _STAMP = 2, 3, len("20250212235959")
_COUNTRY, _CITY = 1, 4
_WEB, _CITED_ONLY = 1, 2
_NOT_DIGIT = re.compile(r"\D")
_LEADS = ("headline", "paragraph")


def write(tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    """Write the two tables: an event a dyad of countries, a mention for each record of it.

    An event's row comes from the first document that tells it, as in GDELT itself. Acts without a
    CAMEO code are left out, as in ICEWS.
    """
    seen: dict[int, str] = {}  # only of what several records tell: nothing else comes again
    with (
        (folder / EVENTS).open("w", encoding="utf-8", newline="") as events,
        (folder / MENTIONS).open("w", encoding="utf-8", newline="") as mentions,
    ):
        event_rows = RowWriter(events, load_layout("gdelt-events"), tabs=True, header=False)
        mention_rows = RowWriter(mentions, load_layout("gdelt-mentions"), tabs=True, header=False)
        for act in list_acts(tellings, job, every=True):
            code, added = code_act(act, job), _stamp(act.telling.source.at)
            for id, pair in _list_dyads(act) if code else ():
                if id not in seen:
                    event_rows.write(_make_event(act, id, str(code), pair, added))
                    job.count("events")
                if act.link.reports > 1:
                    seen.setdefault(id, added)
                mention_rows.write(_make_mention(act, id, pair, seen.get(id, added)))
                job.count("mentions")


def _list_dyads(act: Act) -> Iterator[tuple[int, Pair]]:
    """Yield each dyad once: two delegates of one country are one side."""
    pairs: dict[tuple[str, str], Pair] = {}
    for pair in list_pairs(act):
        one, other = (((actor.country or actor.name) if actor else "") for actor in pair)
        pairs.setdefault((one, other), pair)
    for sides, pair in pairs.items():
        digits = hash_id("gdelt", act.id, *sides, digits=_ID_DIGITS).rpartition(":")[2]
        yield int(digits, 16), pair


def _make_event(act: Act, id: int, code: str, pair: Pair, added: str) -> dict[str, Cell]:
    root = code[:_ROOT]
    return {
        "GLOBALEVENTID": id,
        **_tell_day(act.day),
        **_tell_actor("Actor1", pair[0]),
        **_tell_actor("Actor2", pair[1]),
        "IsRootEvent": _is_lead(act),
        "EventCode": code,
        "EventBaseCode": code[:_BASE],
        "EventRootCode": root,
        "QuadClass": load_cameo().quads[root],
        "NumMentions": act.link.reports,
        "NumSources": act.link.origins,
        "NumArticles": act.link.reports,
        **_tell_place(act),
        "DATEADDED": added,
        "SOURCEURL": act.document.url,
    }


def _tell_day(day: str | None) -> dict[str, Cell]:
    if day is None:
        return {}
    year, month, date = day.split("-")
    fraction = ((int(month) - 1) * 30 + int(date)) / 365  # months of 30 days, as the codebook says
    return {
        "SQLDATE": f"{year}{month}{date}",
        "MonthYear": f"{year}{month}",
        "Year": year,
        "FractionDate": f"{int(year) + fraction:.4f}",
    }


def _tell_actor(side: str, actor: Actor | None) -> dict[str, Cell]:
    if actor is None:
        return {}
    state = actor.country if is_state(actor.country) else None
    sectors = actor.sectors[:3]
    return {
        f"{side}Code": "".join((actor.country or "", *sectors)),
        f"{side}Name": actor.name.upper(),
        f"{side}CountryCode": state,
        f"{side}KnownGroupCode": None if state else actor.country,
        **{f"{side}Type{number}Code": sector for number, sector in enumerate(sectors, 1)},
    }


def _tell_place(act: Act) -> dict[str, Cell]:
    place = act.event.place
    if place is None:
        return {}
    kind = _CITY if act.settlement else _COUNTRY
    return {
        "ActionGeo_Type": kind if place.country else None,
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": find_country(place.country).fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _is_lead(act: Act) -> int | None:
    """Return 1 for an act of the headline or the first paragraph, 0 for another."""
    first = [
        next((block.end for block in act.document.blocks if block.kind == kind), None)
        for kind in _LEADS
    ]
    known = [end for end in first if end is not None]
    return int(act.event.trigger.start < max(known)) if known else None


def _make_mention(act: Act, id: int, pair: Pair, recorded: str) -> dict[str, Cell]:
    document, event = act.document, act.event
    starts = [a.mentions[0].start if a and a.mentions else None for a in pair]
    return {
        "GLOBALEVENTID": id,
        "EventTimeDate": recorded,
        "MentionTimeDate": _stamp(act.telling.source.at),
        "MentionType": _WEB if document.url else _CITED_ONLY,
        "MentionSourceName": document.outlet,
        "MentionIdentifier": document.url or document.id,
        "Actor1CharOffset": starts[0],
        "Actor2CharOffset": starts[1],
        "ActionCharOffset": event.trigger.start,
        "InRawText": 1,
        "Confidence": round(event.confidence * 100),
        "MentionDocLen": len(document.text),
        "Extras": act.quote,
    }


def _stamp(moment: str) -> str:
    """Return an ISO moment as YYYYMMDDHHMMSS."""
    return _NOT_DIGIT.sub("", moment)[:_STAMP].ljust(_STAMP, "0")


FORMAT = Format(
    "gdelt", "GDELT 2.0's events and mentions, in a folder", to_folder=write, kinds=("events",)
)
