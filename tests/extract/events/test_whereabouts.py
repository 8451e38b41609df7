"""Where acts happen, in hand-made parses: what is a place of the act, and what is none."""

from __future__ import annotations

import pytest

from demarche.extract.events import find_events
from demarche.grounding.mentions import Grounding, PlaceMention
from demarche.model import Place
from tests.extract.events.parsed import ground, parse


def put(grounding: Grounding, **sites: float | None) -> Grounding:
    """The grounding with places: names, with a latitude where they are cities."""
    analysis = grounding.analysis
    places = tuple(
        PlaceMention(
            t.i,
            t.i + 1,
            t.i,
            Place(name=t.text, span=analysis.span(t.i, t.i + 1), lat=sites[t.text]),
        )
        for t in analysis.tokens
        if t.text in sites
    )
    return Grounding(analysis, grounding.actors, grounding.mentions, grounding.times, places)


def places(*sentences: str, names: str, **sites: float | None) -> list[tuple[str, str | None]]:
    """The type and place of each event found."""
    drafts = find_events(put(ground(parse(*sentences), *names.split()), **sites))
    return [(d.type, d.place.name if d.place else None) for d in drafts]


MET = """
Rivas Rivas NNP 2 nsubj
met meet VBD 0 root
Lind Lind NNP 2 obj
{} in IN 5 case
{} x NNP 2 obl
. . . 2 punct
"""


def test_a_place_of_the_clause_is_the_act_s() -> None:
    assert places(MET.format("in", "Geneva"), names="Rivas Lind", Geneva=46.2) == [
        ("CONSULT", "Geneva")
    ]


@pytest.mark.parametrize("preposition", ["for", "of", "about"])
def test_a_preposition_of_no_place_gives_none(preposition: str) -> None:
    found = places(MET.format(preposition, "Geneva"), names="Rivas Lind", Geneva=46.2)
    assert found == [("CONSULT", None)]


def test_what_was_spoken_of_is_no_place_of_the_words() -> None:
    condemned = """
    Rivas Rivas NNP 2 nsubj
    condemned condemn VBD 0 root
    Lind Lind NNP 2 obj
    over over IN 6 case
    the the DT 6 det
    killings killing NNS 2 obl
    in in IN 8 case
    Kenya Kenya NNP 6 nmod
    """
    found = dict(places(condemned, names="Rivas Lind", Kenya=None))
    assert found["ACCUSE"] is None


def test_words_said_at_an_occasion_are_where_it_is() -> None:
    condemned = """
    Rivas Rivas NNP 2 nsubj
    condemned condemn VBD 0 root
    Lind Lind NNP 2 obj
    at at IN 6 case
    a a DT 6 det
    rally rally NN 2 obl
    in in IN 8 case
    Tampa Tampa NNP 6 nmod
    """
    assert dict(places(condemned, names="Rivas Lind", Tampa=27.9))["ACCUSE"] == "Tampa"


def test_a_speaker_s_clause_beside_tells_the_place() -> None:
    said = """
    Speaking speak VBG 5 advcl
    in in IN 3 case
    Tampa Tampa NNP 1 obl
    Rivas Rivas NNP 5 nsubj
    condemned condemn VBD 0 root
    Lind Lind NNP 5 obj
    """
    assert places(said, names="Rivas Lind", Tampa=27.9) == [("ACCUSE", "Tampa")]


def test_a_visit_is_where_it_goes() -> None:
    visited = """
    Rivas Rivas NNP 2 nsubj
    visited visit VBD 0 root
    Kenya Kenya NNP 2 obj
    """
    assert ("CONSULT", "Kenya") in places(visited, names="Rivas Kenya", Kenya=None)


def test_a_city_names_its_summit_and_a_state_does_not() -> None:
    attended = """
    Rivas Rivas NNP 2 nsubj
    met meet VBD 0 root
    Lind Lind NNP 2 obj
    at at IN 7 case
    the the DT 7 det
    {} x NNP 7 compound
    summit summit NN 2 obl
    """
    city = places(attended.format("Madrid"), names="Rivas Lind", Madrid=40.4)
    assert ("CONSULT", "Madrid") in city
    state = places(attended.format("Kenya"), names="Rivas Lind Kenya", Kenya=None)
    assert all(place is None for _, place in state)


def test_places_joined_by_and_are_told_together() -> None:
    bombed = """
    Rebels rebel NNS 2 nsubj
    bombed bomb VBD 0 root
    embassies embassy NNS 2 obj
    in in IN 5 case
    Kenya Kenya NNP 3 nmod
    and and CC 7 cc
    Tanzania Tanzania NNP 5 conj
    """
    found = places(bombed, names="Rebels embassies", Kenya=None, Tanzania=None)
    assert ("ASSAULT", "Kenya and Tanzania") in found


def test_a_meeting_told_on_is_where_the_text_put_it() -> None:
    again = """
    Rivas Rivas NNP 2 nsubj
    met meet VBD 0 root
    Dahl Dahl NNP 2 obj
    too too RB 2 advmod
    """
    found = places(MET.format("in", "Geneva"), again, names="Rivas Lind Dahl", Geneva=46.2)
    assert found == [("CONSULT", "Geneva"), ("CONSULT", "Geneva")]
    called = again.replace("met meet VBD", "phoned phone VBD")
    found = places(MET.format("in", "Geneva"), called, names="Rivas Lind Dahl", Geneva=46.2)
    assert [place for _, place in found] == ["Geneva", None]
