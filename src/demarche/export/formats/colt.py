"""Leader travel in the shape of COLT: one row a traveller and country visited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TextIO

from demarche.export.formats.acts import CITED, Act, cite_act, list_acts
from demarche.export.formats.codes import load_layout, load_travel, name_country
from demarche.export.formats.delimited import Cell, RowWriter, join
from demarche.export.formats.format import Format, Job
from demarche.grounding.actors.entries import Office
from demarche.grounding.actors.registry import load_registry
from demarche.model import Actor
from demarche.query.selection import Telling


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write CSV: each person who was, is or is to be in a country that is not the person's own.

    Contacts of which no traveller and no country visited is told are left out.
    """
    writer = RowWriter(stream, (*load_layout("colt"), *CITED))
    for act in list_acts(tellings, job):
        if act.event.type != "CONSULT":
            continue
        trips = list(list_trips(act))
        if not trips:
            job.leave_out("no traveller with a country visited")
        for leader, visited in trips:
            writer.write(_make_row(act, leader, visited, job))
            job.count("trips")


def list_trips(act: Act) -> Iterator[tuple[Actor, str]]:
    """Yield who travels to which country.

    Where the place's country is told, those from elsewhere travel there; else, of a visit, the
    source goes to the target's country, or comes where the source is told to host.
    """
    event, travel = act.event, load_travel()
    if event.status not in travel.statuses or event.medium not in (None, "in-person"):
        return
    if event.mode == "phone":
        return
    visited = act.place_country
    going: Sequence[Actor] = act.parties
    if visited is None:
        if event.mode != "visit":
            return
        words = event.trigger.quote.lower().split()
        hosting = not travel.hosting.isdisjoint(words)
        going, hosts = (act.targets, act.sources) if hosting else (act.sources, act.targets)
        visited = next((host.country for host in hosts if host.country), None)
    for actor in going:
        if visited and actor.kind == "person" and actor.country not in (None, visited):
            yield actor, visited


def _make_row(act: Act, leader: Actor, visited: str, job: Job) -> dict[str, Cell]:
    start, event = act.start, act.event
    hosts = (actor.name for actor in act.parties if actor.country == visited)
    return {
        "LeaderCountryISO": leader.country,
        "LeaderCountryOrIGO": name_country(leader.country),
        "LeaderFullName": leader.name,
        "LeaderTitle": leader.role.title if leader.role else None,
        "LeaderOffice": find_office(leader, act.day),
        "TripStartDate": start,
        "TripEndDate": act.end,
        "TripYear": start[:4] if start else None,
        "TripDatePrecision": event.time.precision if event.time else None,
        "CountryVisitedISO": visited,
        "CountryVisited": name_country(visited),
        "PlaceVisited": act.settlement,
        "Hosts": join(hosts),
        "TripPurpose": join(span.quote for span in event.topics),
        "TripEvent": act.id,
        "SourceName": act.document.outlet,
        "SourceURL": act.document.url,
        **cite_act(act, job),
    }


def find_office(leader: Actor, day: str | None) -> str | None:
    """Return the kind of the office (head-of-state, …) that the registry has the person in."""
    held = _load_offices(leader.country).get(leader.registry or "", ())
    kinds = (office.office for office in held if day is None or office.holds_on(day))
    return next(kinds, None)


@cache
def _load_offices(country: str | None) -> Mapping[str, Sequence[Office]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for person, office in load_registry().tenures(country) if country else ():
        found[person.id].append(office)
    return found


FORMAT = Format(
    "colt", "leader travel in the shape of COLT, as CSV", to_stream=write, kinds=("events",)
)
