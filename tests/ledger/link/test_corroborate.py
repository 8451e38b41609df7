"""Origins are counted, not articles; sides confirm; what differs stays side by side."""

from __future__ import annotations

from typing import Any

from demarche.ledger.link.corroborate import Corroboration, corroborate
from demarche.ledger.link.occurrences import make_occurrence
from demarche.ledger.link.tellings import list_tellings
from demarche.model import Report
from tests.ledger.link.made_up import make_call

RUSSIAN = ("Pyotr Lomov", "person", "RUS")
AMERICAN = ("Dale Hart", "person", "USA")


def tell(ident: str, outlet: str, minutes: int | None = None, **event: Any) -> Report:
    text = f"Pyotr Lomov spoke by phone with Dale Hart ({ident})."
    options = {"parties": (RUSSIAN, AMERICAN), "outlet": outlet, "genre": "readout"}
    given = {"duration": minutes, **event}
    return make_call(ident, text, "Pyotr Lomov spoke by phone", event=given, **options)


def weigh(*reports: Report, origins: dict[str, str] | None = None) -> Corroboration:
    tellings = list_tellings(reports)
    known = {telling.id: telling for telling in tellings}
    return corroborate(make_occurrence(tellings), known, origins or {})


def test_both_sides_telling_it_confirm_it() -> None:
    found = weigh(tell("a", "Kremlin"), tell("b", "The White House"), tell("c", "Post"))
    assert (found.sides, found.confirmed) == (("RUS", "USA"), True)
    assert (found.origins, found.others) == (("a", "b", "c"), ("c",))


def test_a_reprint_counts_for_the_side_of_its_origin_and_no_more() -> None:
    reports = (tell("a", "Kremlin"), tell("b", "Post"), tell("c", "Herald"))
    found = weigh(*reports, origins={"b": "a", "c": "a"})
    assert (found.origins, found.sides, found.others) == (("a",), ("RUS",), ())
    assert not found.confirmed


def test_a_release_of_a_country_that_takes_no_part_is_no_side() -> None:
    found = weigh(tell("a", "President of Ukraine"))
    assert (found.sides, found.others) == ((), ("a",))


def test_differences_are_kept_side_by_side_with_their_words() -> None:
    found = weigh(tell("a", "Kremlin", 50), tell("b", "The White House", 35, on="2031-04-01"))
    conflicts = {conflict.field: conflict for conflict in found.conflicts}
    assert sorted(conflicts) == ["date", "duration"]
    durations = conflicts["duration"].versions
    assert [v.value for v in durations] == ["35 minutes", "50 minutes"]
    assert [v.members[0].document for v in durations] == ["b", "a"]
    assert durations[0].quotes[0].document == "b"


def test_a_day_within_a_week_is_no_conflict() -> None:
    week = tell("b", "Post", on="2031-03-31", until="2031-04-06")
    assert weigh(tell("a", "Kremlin"), week).conflicts == ()
