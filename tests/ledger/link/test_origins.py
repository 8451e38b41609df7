"""Copies of one text are found through cuts, leads and misspelling; moulds are no copies."""

from __future__ import annotations

from demarche.ids import hash_text
from demarche.ledger.link.origins import find_copies, group_origins
from demarche.model import Document, Published

WIRE = (
    "The presidents of Arland and Borland spoke by phone on Tuesday for almost two hours, their "
    "offices said, and agreed to send negotiators to Port Salt before the end of the month. Ana "
    "Rivas asked for the release of the nine fishermen held since March, while Tomas Lind said "
    "that the inspections of grain ships would go on until a new accord on the strait was signed. "
    "Neither side mentioned the tolls that Borland put on bulk carriers last autumn, which three "
    "shipowners have taken to the tribunal in Lowmark. Diplomats in both capitals called the talk "
    "useful but warned that the hard questions, above all the border at Hallin, had been put off."
)
OTHER = (
    "The council of the Northern League met in Lowmark to settle its budget for the coming year. "
    "Members argued about the cost of the new icebreaker and the pay of inspectors, and put off a "
    "vote on widening the treaty to fisheries until the ministers meet again in the spring."
)


def make(ident: str, text: str, *, outlet: str = "Wire", day: str = "2031-04-02") -> Document:
    published = Published(start=day, end=day, precision="day", method="given")
    return Document(id=ident, text=text, sha256=hash_text(text), outlet=outlet, published=published)


def pairs(*documents: Document) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in find_copies(documents)]


def test_a_cut_a_lead_and_misspellings_are_copies() -> None:
    words = WIRE.split(" ")
    words[3:90:20] = ["Arlnad"] * len(words[3:90:20])
    found = pairs(
        make("a", WIRE),
        make("b", WIRE[: len(WIRE) // 2], outlet="Paper"),
        make("c", f"LOWMARK — Hopes rose on Tuesday.\n\n{WIRE}", outlet="Post"),
        make("d", " ".join(words), outlet="Herald"),
    )
    assert {("a", "b"), ("a", "c"), ("a", "d")} <= set(found)


def test_another_story_is_no_copy() -> None:
    assert pairs(make("a", WIRE), make("b", OTHER)) == []


def test_one_outlet_s_mould_filled_on_two_days_is_no_copy() -> None:
    def fill(name: str, topic: str) -> str:
        return (
            f"The President of Arland spoke by telephone today with {name}. They discussed {topic} "
            "and reaffirmed their commitment to the strong partnership between the two countries, "
            "and agreed to stay in close contact through their teams in the coming months."
        )

    one = make("a", fill("Tomas Lind", "the price of grain in the strait"))
    two = make("b", fill("Eva Bauer", "visas for students and nurses"), day="2031-04-09")
    assert pairs(one, two) == []
    assert pairs(one, make("c", one.text, day="2031-04-09")) == [("a", "c")]


def test_a_copy_of_a_copy_is_not_drawn_into_the_first_text() -> None:
    documents = [make("a", WIRE), make("b", WIRE, day="2031-04-03"), make("c", OTHER)]
    assert group_origins(documents, [("a", "b"), ("b", "c")]) == {"a": "a", "b": "a", "c": "c"}


def test_the_order_of_documents_has_no_effect() -> None:
    documents = [make("a", WIRE), make("b", WIRE[200:], outlet="Paper"), make("c", OTHER)]
    assert pairs(*documents) == pairs(*reversed(documents)) == [("a", "b")]
