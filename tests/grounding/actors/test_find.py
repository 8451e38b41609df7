"""Actors found and resolved in hand-made parses."""

from __future__ import annotations

from demarche.grounding.actors import find_actors
from demarche.language.analysis import Analysis
from demarche.model import Actor
from tests.grounding.made_up import make_parsed


def resolve(analysis: Analysis) -> dict[tuple[int, str], list[Actor]]:
    """The actors of each mention, by sentence and the words of its head."""
    actors, mentions = find_actors(analysis)
    return {
        (analysis.tokens[m.head].sent, analysis.tokens[m.head].text): [actors[a] for a in m.actors]
        for m in mentions
    }


def names(found: list[Actor]) -> list[str]:
    return [actor.name for actor in found]


CALL = (
    "President//PROPN/NNP/3/compound Joe//PROPN/NNP/3/compound Biden//PROPN/NNP/4/nsubj "
    "spoke/speak/VERB/VBD/0/root with//ADP/IN/8/case Russian//ADJ/JJ/8/amod "
    "President//PROPN/NNP/8/compound Putin//PROPN/NNP/4/obl .//PUNCT/./4/punct"
)
CALL_NAMES = {"Joe Biden": "person", "Putin": "person", "Biden": "person"}


def test_titles_and_registry_name_persons() -> None:
    found = resolve(make_parsed(CALL, entities=CALL_NAMES, published="2021-12-30"))
    (putin,) = found[0, "Putin"]
    assert (putin.name, putin.country, putin.sectors) == ("Vladimir Putin", "RUS", ("GOV",))
    assert putin.registry == "per:vladimir-putin"
    (biden,) = found[0, "Biden"]
    assert (biden.name, biden.country) == ("Joe Biden", "USA")
    assert biden.role is not None and biden.role.title == "President"


def test_person_outside_the_registry_gets_what_the_words_give() -> None:
    said = (
        "Peruvian//ADJ/JJ/4/amod Foreign//PROPN/NNP/3/compound Minister//PROPN/NNP/4/compound "
        "Zxyla//PROPN/NNP/5/nsubj resigned/resign/VERB/VBD/0/root .//PUNCT/./5/punct"
    )
    (actor,) = resolve(make_parsed(said, entities={"Zxyla": "person"}))[0, "Zxyla"]
    assert (actor.country, actor.sectors, actor.registry) == ("PER", ("GOV",), None)
    bare = "Zxyla//PROPN/NNP/2/nsubj resigned/resign/VERB/VBD/0/root .//PUNCT/./2/punct"
    (actor,) = resolve(make_parsed(bare, entities={"Zxyla": "person"}))[0, "Zxyla"]
    assert (actor.country, actor.sectors) == (None, ())


def test_two_leaders_are_the_two_told_together() -> None:
    agreed = (
        "The//DET/DT/3/det two//NUM/CD/3/nummod leaders/leader/NOUN/NNS/4/nsubj "
        "agreed/agree/VERB/VBD/0/root .//PUNCT/./4/punct"
    )
    found = resolve(make_parsed(CALL, agreed, entities=CALL_NAMES, published="2021-12-30"))
    assert names(found[1, "leaders"]) == ["Joe Biden", "Vladimir Putin"]


def test_they_after_a_call_are_both() -> None:
    agreed = "They//PRON/PRP/2/nsubj agreed/agree/VERB/VBD/0/root .//PUNCT/./2/punct"
    found = resolve(make_parsed(CALL, agreed, entities=CALL_NAMES, published="2021-12-30"))
    assert names(found[1, "They"]) == ["Joe Biden", "Vladimir Putin"]


def test_she_is_not_a_man() -> None:
    said = (
        "Condoleezza//PROPN/NNP/3/nsubj Rice//PROPN/NNP/1/flat met/meet/VERB/VBD/0/root "
        "Sergei//PROPN/NNP/3/obj Lavrov//PROPN/NNP/4/flat .//PUNCT/./3/punct"
    )
    left = "She//PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root .//PUNCT/./2/punct"
    people = {"Condoleezza Rice": "person", "Sergei Lavrov": "person"}
    found = resolve(make_parsed(said, left, entities=people, published="2006-03-01"))
    assert names(found[1, "She"]) == ["Condoleezza Rice"]
    left = left.replace("She", "He")
    found = resolve(make_parsed(said, left, entities=people, published="2006-03-01"))
    assert names(found[1, "He"]) == ["Sergei Lavrov"]


def test_two_men_alike_stay_unsettled_with_candidates() -> None:
    said = (
        "Arno//PROPN/NNP/4/nsubj and//CCONJ/CC/3/cc Bruno//PROPN/NNP/1/conj "
        "met/meet/VERB/VBD/0/root .//PUNCT/./4/punct"
    )
    left = "It//PRON/PRP/2/expl rained/rain/VERB/VBD/0/root .//PUNCT/./2/punct"
    he = "He//PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root .//PUNCT/./2/punct"
    analysis = make_parsed(said, left, he, entities={"Arno": "person", "Bruno": "person"})
    actors, mentions = find_actors(analysis)
    he_mention = next(m for m in mentions if analysis.tokens[m.head].text == "He")
    if not he_mention.actors:
        assert {actors[a].name for a in he_mention.candidates} == {"Arno", "Bruno"}
    assert he_mention.confidence <= 1
    assert not resolve(analysis).get((1, "It"))


def test_capital_is_its_government_when_it_acts() -> None:
    acts = "Moscow//PROPN/NNP/2/nsubj refused/refuse/VERB/VBD/0/root .//PUNCT/./2/punct"
    place = (
        "He//PRON/PRP/2/nsubj died/die/VERB/VBD/0/root in//ADP/IN/4/case "
        "Moscow//PROPN/NNP/2/obl .//PUNCT/./2/punct"
    )
    analysis = make_parsed(acts, place, entities={"Moscow": "place"})
    actors, mentions = find_actors(analysis)
    acting, placed = (m for m in mentions if analysis.tokens[m.head].text == "Moscow")
    assert actors[acting.actors[0]].name == "Russia"
    assert acting.form == "metonym"
    assert acting.confidence >= 0.8 > 0.5 > placed.confidence


def test_role_of_a_country_is_its_holder_on_the_day() -> None:
    said = (
        "The//DET/DT/4/det Ukrainian//ADJ/JJ/4/amod foreign//ADJ/JJ/4/amod "
        "minister//NOUN/NN/5/nsubj objected/object/VERB/VBD/0/root .//PUNCT/./5/punct"
    )
    (actor,) = resolve(make_parsed(said, published="2022-03-10"))[0, "minister"]
    assert (actor.name, actor.country) == ("Dmytro Kuleba", "UKR")
    (actor,) = resolve(make_parsed(said))[0, "minister"]
    assert (actor.registry, actor.country, actor.sectors) == (None, "UKR", ("GOV",))


def test_release_of_an_outlet_names_its_principal() -> None:
    said = (
        "The//DET/DT/2/det President//PROPN/NNP/3/nsubj thanked/thank/VERB/VBD/0/root "
        "us//PRON/PRP/3/obj .//PUNCT/./3/punct"
    )
    found = resolve(make_parsed(said, outlet="President of Ukraine", published="2022-05-01"))
    assert names(found[0, "President"]) == ["Volodymyr Zelensky"]
    assert names(found[0, "us"]) == ["Ukraine"]
    found = resolve(make_parsed(said, outlet="Reuters", published="2022-05-01"))
    assert found[0, "President"][0].registry is None


def test_apposition_ties_role_to_name() -> None:
    said = (
        "Zxyla//PROPN/NNP/9/nsubj ,//PUNCT/,/6/punct the//DET/DT/6/det Kenyan//ADJ/JJ/6/amod "
        "trade//NOUN/NN/6/compound minister//NOUN/NN/1/appos ,//PUNCT/,/6/punct "
        "flatly//ADV/RB/9/advmod refused/refuse/VERB/VBD/0/root .//PUNCT/./9/punct"
    )
    found = resolve(make_parsed(said, entities={"Zxyla": "person"}))
    assert names(found[0, "minister"]) == ["Zxyla"]
    assert found[0, "Zxyla"][0].country == "KEN"


def test_part_means_what_it_is_part_of() -> None:
    said = (
        "Dozens/dozen/NOUN/NNS/4/nsubj of//ADP/IN/3/case protesters/protester/NOUN/NNS/1/nmod "
        "marched/march/VERB/VBD/0/root .//PUNCT/./4/punct"
    )
    found = resolve(make_parsed(said))
    assert found[0, "Dozens"] == found[0, "protesters"]
    assert found[0, "protesters"][0].sectors == ("CVL",)


def test_quoted_first_person_is_the_speaker_and_his_state() -> None:
    said = (
        "“//PUNCT/``/4/punct I//PRON/PRP/4/nsubj will//AUX/MD/4/aux come//VERB/VB/10/ccomp "
        "and//CCONJ/CC/7/cc we//PRON/PRP/7/nsubj agree//VERB/VBP/4/conj ,//PUNCT/,/4/punct "
        "”//PUNCT/''/4/punct said/say/VERB/VBD/0/root Emmanuel//PROPN/NNP/10/nsubj "
        "Macron//PROPN/NNP/11/flat .//PUNCT/./10/punct"
    )
    analysis = make_parsed(said, entities={"Emmanuel Macron": "person"}, published="2020-02-02")
    found = resolve(analysis)
    assert names(found[0, "I"]) == ["Emmanuel Macron"]
    assert names(found[0, "we"]) == ["France"]


def test_mentions_quote_the_text_and_the_same_input_gives_the_same_ids() -> None:
    analysis = make_parsed(CALL, entities=CALL_NAMES, published="2021-12-30")
    actors, mentions = find_actors(analysis)
    for actor in actors.values():
        for mention in actor.mentions:
            mention.check(analysis.document.text)
    again = find_actors(analysis)
    assert (list(actors), mentions) == (list(again[0]), again[1])
