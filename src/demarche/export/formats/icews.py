"""ICEWS: CAMEO-coded dyads, tab-separated, one pair of actors a row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TextIO

from demarche.export.formats.acts import CITED, Act, cite_act, list_acts
from demarche.export.formats.codes import find_cameo, load_cameo, load_layout, name_country
from demarche.export.formats.delimited import Cell, RowWriter, join
from demarche.export.formats.format import Format, Job
from demarche.model import Actor
from demarche.query.selection import Telling

Pair = tuple[Actor | None, Actor | None]


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write ICEWS's twenty columns and, after them, status, evidence, run and licence.

    What is not known is blank. Acts that CAMEO has no code for are left out: those only possible,
    negated or denied would read as done.
    """
    writer = RowWriter(stream, (*load_layout("icews"), *CITED), tabs=True)
    for act in list_acts(tellings, job):
        code = code_act(act, job)
        if code is None:
            continue
        for pair in list_pairs(act):
            writer.write(_make_row(act, code, pair, job))
            job.count("rows")


def code_act(act: Act, job: Job) -> str | None:
    """Return the CAMEO code of the act; one without is noted as left out."""
    code = find_cameo(act.event, hosted=act.is_hosted)
    if code is None:
        job.leave_out(f"CAMEO has no code for {act.event.type} {act.event.status}")
    return code


def list_pairs(act: Act) -> list[Pair]:
    """Return who acts on whom: every source with every target.

    Where all parties stand in the source (three at one table), every pair of them.
    """
    sources, targets = act.sources, act.targets
    if not targets and len(sources) > 1:
        return list(itertools.combinations(sources, 2))
    return list(itertools.product(sources or (None,), targets or (None,)))


def _make_row(act: Act, code: str, pair: Pair, job: Job) -> dict[str, Cell]:
    place = act.event.place
    return {
        "Event ID": act.event.id,
        "Event Date": act.day,
        **_tell_side("Source", pair[0]),
        "Event Text": load_cameo().codes[code].name,
        "CAMEO Code": code,
        **_tell_side("Target", pair[1]),
        "Story ID": act.document.id,
        "Publisher": act.document.outlet,
        "City": act.settlement,
        "Country": name_country(act.place_country),
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        **cite_act(act, job),
    }


def _tell_side(side: str, actor: Actor | None) -> dict[str, Cell]:
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name,
        f"{side} Sectors": join(actor.sectors, ","),
        f"{side} Country": name_country(actor.country),
    }


FORMAT = Format(
    "icews", "ICEWS's columns with CAMEO codes, tab-separated", to_stream=write, kinds=("events",)
)
