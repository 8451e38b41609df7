"""Who, when and where, tied together."""

from __future__ import annotations

from demarche.grounding.ground import ground
from tests.grounding.made_up import make_parsed

MET = (
    "Rex//PROPN/NNP/3/nsubj Tillerson//PROPN/NNP/1/flat met/meet/VERB/VBD/0/root "
    "officials/official/NOUN/NNS/3/obj in//ADP/IN/6/case Nairobi//PROPN/NNP/3/obl "
    "yesterday//NOUN/NN/3/obl:unmarked .//PUNCT/./3/punct"
)


def test_grounding_holds_all_three() -> None:
    entities = {"Rex Tillerson": "person", "Nairobi": "place"}
    grounding = ground(make_parsed(MET, entities=entities, published="2018-03-09"))
    assert [p.place.country for p in grounding.places] == ["KEN"]
    assert [t.interval.start for t in grounding.times if t.interval] == ["2018-03-08"]
    speaker = grounding.mention_headed(0)
    assert speaker is not None
    assert grounding.actors[speaker.actors[0]].name == "Rex Tillerson"
    assert list(grounding.actors) == list(dict.fromkeys(grounding.actors))


def test_a_name_covers_its_tokens() -> None:
    entities = {"Rex Tillerson": "person"}
    grounding = ground(make_parsed(MET, entities=entities, published="2018-03-09"))
    assert grounding.mention_headed(1) == grounding.mention_headed(0)
