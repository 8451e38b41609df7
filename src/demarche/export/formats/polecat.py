"""POLECAT: tab-separated columns, one event a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from demarche.export.formats.acts import CITED, Act, cite_act, list_acts
from demarche.export.formats.codes import (
    find_country,
    find_score,
    load_layout,
    load_plover,
    name_country,
    name_type,
)
from demarche.export.formats.delimited import Cell, RowWriter, join
from demarche.export.formats.format import Format, Job
from demarche.model import Actor
from demarche.query.selection import Telling
from demarche.rules import load_ontology

_BLANK = "None"


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write POLECAT's forty columns and, after them, status, evidence, run and licence.

    What is not known is "None", as in POLECAT itself.
    """
    writer = RowWriter(stream, (*load_layout("polecat"), *CITED), tabs=True, blank=_BLANK)
    for act in list_acts(tellings, job):
        writer.write(_make_row(act, job))
        job.count("events")


def _make_row(act: Act, job: Job) -> dict[str, Cell]:
    event, place = act.event, act.event.place
    type, mode, contexts = name_type(event)
    people = [a.name for a in act.actors.values() if a.kind == "person"]
    bodies = [a.name for a in act.actors.values() if a.kind in ("igo", "party", "company", "media")]
    places = [one.place.name for one in act.telling.report.events if one.place]
    return {
        "Event ID": event.id,
        "Event Date": act.day,
        "Event Type": type,
        "Event Mode": mode,
        "Intensity": find_score(type, mode),
        "Quad Code": load_plover().quads[load_ontology().types[type].quad],  # type: ignore[index]
        "Contexts": join(contexts, ";"),
        **_tell_side("Actor", act.sources),
        **_tell_side("Recipient", act.targets),
        "Placename": place.name if place else None,
        "City": act.settlement,
        "Country": name_country(act.place_country),
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "GeoNames ID": place.geonames if place else None,
        "Raw Placename": place.span.quote if place and place.span else None,
        "Source": act.document.outlet,
        "Publication Date": act.published,
        "Story People": join(people, ";"),
        "Story Organizations": join(bodies, ";"),
        "Story Locations": join(dict.fromkeys(places), ";"),
        "Language": act.document.language,
        "Version": act.telling.source.reader,
        **cite_act(act, job),
    }


def _tell_side(side: str, actors: Sequence[Actor]) -> dict[str, Cell]:
    sectors = [list(actor.sectors) for actor in actors]
    cow = [find_country(actor.country).cow for actor in actors]
    raw = [actor.mentions[0].quote if actor.mentions else None for actor in actors]
    return {
        f"{side} Name": join((actor.name for actor in actors), ";"),
        f"{side} Country": join((actor.country for actor in actors), ";"),
        f"{side} COW": join((str(code) if code else None for code in cow), ";"),
        f"Primary {side} Sector": next((found[0] for found in sectors if found), None),
        f"{side} Sectors": join((";".join(found) for found in sectors), ";"),
        f"{side} Title": join((a.role.title if a.role else None for a in actors), ";"),
        f"{side} Name Raw": join(raw, ";"),
    }


FORMAT = Format("polecat", "POLECAT's columns, tab-separated", to_stream=write, kinds=("events",))
