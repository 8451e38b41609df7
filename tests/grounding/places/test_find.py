"""Places named in hand-made parses."""

from __future__ import annotations

import pytest

from demarche.grounding.places import find_places
from demarche.grounding.places.gazetteer import load_gazetteer
from tests.grounding.made_up import make_parsed

MET = (
    "They//PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root in//ADP/IN/4/case {}//PROPN/NNP/2/obl "
    ",//PUNCT/,/6/punct {}//PROPN/NNP/4/appos .//PUNCT/./2/punct"
)


@pytest.mark.parametrize(
    ("city", "land", "code"),
    [("Nairobi", "Kenya", "KEN"), ("Paris", "France", "FRA"), ("Paris", "Texas", "USA"),
     ("Birmingham", "Alabama", "USA"), ("Valencia", "Venezuela", "VEN")],
)  # fmt: skip
def test_what_stands_beside_a_name_decides(city: str, land: str, code: str) -> None:
    entities = {city: "place", land: "place"}
    (first,) = find_places(make_parsed(MET.format(city, land), entities=entities))
    assert (first.place.name, first.place.country) == (city, code)
    assert first.place.span and first.place.span.quote == f"{city}, {land}"
    assert first.place.lat is not None and first.place.geonames


def test_a_region_s_short_name_counts_behind_a_city_alone() -> None:
    (place,) = find_places(
        make_parsed(MET.format("Portland", "Ore."), entities={"Portland": "place"})
    )
    assert (place.place.name, place.place.country) == ("Portland", "USA")
    assert place.place.span and place.place.span.quote == "Portland, Ore."
    said = "He//PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root Miss.//PROPN/NNP/2/obj"
    assert find_places(make_parsed(said)) == ()


def test_countries_in_a_row_are_places_of_their_own() -> None:
    entities = {"Kenya": "place", "Uganda": "place"}
    found = find_places(make_parsed(MET.format("Kenya", "Uganda"), entities=entities))
    assert [p.place.country for p in found] == ["KEN", "UGA"]


def test_a_name_ends_before_a_loose_preposition() -> None:
    said = (
        "He//PRON/PRP/2/nsubj died/die/VERB/VBD/0/root in//ADP/IN/4/case Kenya//PROPN/NNP/2/obl "
        "and//CCONJ/CC/6/cc fled/flee/VERB/VBD/2/conj"
    )
    (place,) = find_places(make_parsed(said, entities={"Kenya and": "place"}))
    assert place.place.name == "Kenya"


def test_population_decides_without_context_and_the_rest_are_candidates() -> None:
    said = "He//PRON/PRP/2/nsubj died/die/VERB/VBD/0/root in//ADP/IN/4/case Paris//PROPN/NNP/2/obl"
    (place,) = find_places(make_parsed(said, entities={"Paris": "place"}))
    assert place.place.country == "FRA"
    assert "USA" in {p.country for p in place.candidates}


def test_name_that_acts_is_no_place() -> None:
    said = "Moscow//PROPN/NNP/2/nsubj refused/refuse/VERB/VBD/0/root .//PUNCT/./2/punct"
    assert find_places(make_parsed(said, entities={"Moscow": "place"})) == ()


def test_unknown_name_is_kept_without_coordinates() -> None:
    said = "He//PRON/PRP/2/nsubj died/die/VERB/VBD/0/root in//ADP/IN/4/case Zxylo//PROPN/NNP/2/obl"
    (place,) = find_places(make_parsed(said, entities={"Zxylo": "place"}))
    assert (place.place.name, place.place.country, place.place.lat) == ("Zxylo", None, None)


def test_region_is_no_city() -> None:
    (site, *_) = load_gazetteer().find("Middle East")
    assert (site.kind, site.country) == ("region", None)


def test_accents_and_former_names_are_found() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.find("Bogotá")[0].country == gazetteer.find("bogota")[0].country == "COL"
    assert gazetteer.find("Odessa")[0].country == "UKR"


def test_a_word_of_direction_belongs_to_the_name() -> None:
    said = (
        "He//PRON/PRP/2/nsubj died/die/VERB/VBD/0/root in//ADP/IN/5/case "
        "downtown//ADJ/JJ/5/amod Istanbul//PROPN/NNP/2/obl"
    )
    (place,) = find_places(make_parsed(said, entities={"Istanbul": "place"}))
    assert (place.place.name, place.place.country) == ("Istanbul", "TUR")
    assert place.place.span and place.place.span.quote == "downtown Istanbul"
