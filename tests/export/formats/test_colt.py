"""Leader travel: who went where, and what is no trip."""

import csv
import io

import pytest

from demarche.export.formats.acts import Act
from demarche.export.formats.colt import find_office, list_trips
from demarche.model import Actor
from demarche.query.selection import Source, Telling
from tests.export.formats.conftest import LICENCE, make_visit


def list_who(**fields):
    report = make_visit()
    event = report.events[0].model_copy(update=fields)
    telling = Telling(report, Source("r", "", "", ""))
    actors = {actor.id: actor for actor in report.actors}
    return [(actor.name, country) for actor, country in list_trips(Act(event, telling, actors))]


def test_a_trip_is_a_row(text_of):
    (row,) = csv.DictReader(io.StringIO(text_of("colt")))
    assert (row["LeaderFullName"], row["LeaderCountryISO"], row["LeaderTitle"]) == (
        "Mara Olt", "NOR", "President",
    )  # fmt: skip
    assert (row["CountryVisited"], row["PlaceVisited"], row["Hosts"]) == (
        "France", "Paris", "Jules Roy",
    )  # fmt: skip
    assert (row["TripStartDate"], row["TripEndDate"], row["TripYear"]) == (
        "2031-05-03", "2031-05-03", "2031",
    )  # fmt: skip
    assert (row["LeaderOffice"], row["TripPurpose"]) == ("", "trade & tolls")
    assert (row["Status"], row["Licence"]) == ("occurred", LICENCE)
    assert "Mara Olt, in Paris" in row["Evidence"]


@pytest.mark.parametrize(
    ("fields", "trips"),
    [
        ({"place": None}, [("Mara Olt", "FRA")]),
        ({"place": None, "mode": None}, []),
        ({"status": "planned"}, [("Mara Olt", "FRA")]),
        ({"status": "proposed"}, []),
        ({"medium": "phone"}, []),
        ({"mode": "phone", "medium": None}, []),
        ({"target": ()}, [("Mara Olt", "FRA")]),
        ({"target": (), "place": None}, []),
    ],
)
def test_what_is_a_trip_and_what_is_none(fields, trips):
    assert list_who(**fields) == trips


def test_a_source_that_hosts_is_at_home():
    report = make_visit()
    hosted = report.events[0].trigger.model_copy(update={"quote": "hosted"})
    assert list_who(place=None, trigger=hosted) == [("Jules Roy", "NOR")]


def test_the_registry_says_the_office_of_the_day():
    actor = Actor(id="a", name="V", kind="person", country="RUS", registry="per:sergei-lavrov")
    assert find_office(actor, "2022-01-01") == "foreign-minister"
    assert find_office(actor, "1990-01-01") is None
    assert find_office(actor.model_copy(update={"registry": None}), None) is None
