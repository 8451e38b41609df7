"""The suite `link`: titles are read, pairs are settled or left out, copies are scored."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals.contacts import (
    Readout,
    choose_pairs,
    list_contacts,
    pair_contacts,
    pair_plans,
    read_readouts,
    read_title,
)
from demarche.evals.copies import EDITS, score_copies
from demarche.evals.link import score_links

WHITE_HOUSE, KREMLIN = "The White House", "Kremlin"


def readout(title: str, day: str = "2031-04-02", outlet: str = WHITE_HOUSE) -> Readout:
    ident = f"{outlet}/{day}/{title}"
    return Readout(ident, outlet, date.fromisoformat(day), title, f"{title}. " * 60)


@pytest.mark.parametrize(
    ("title", "kind", "people"),
    [
        ("Readout of President Rivas’s Call with Prime Minister Lind of France", "call",
         [{"rivas"}, {"lind"}]),
        ("Remarks by President Rivas and Chancellor Eva Bauer of Germany Before Bilateral Meeting",
         "meeting", [{"rivas"}, {"eva", "bauer"}]),
    ],
)  # fmt: skip
def test_a_title_tells_who_and_how(title: str, kind: str, people: list[set[str]]) -> None:
    contact = read_title(readout(title))
    assert contact is not None
    assert (contact.kind, [set(words) for words in contact.people]) == (kind, people)


def test_the_outlet_stands_for_the_one_it_does_not_name() -> None:
    contact = read_title(readout("Telephone conversation with Tomas Lind", outlet=KREMLIN))
    assert contact is not None
    assert [set(words) for words in contact.people] == [{"tomas", "lind"}, {"putin"}]


@pytest.mark.parametrize(
    "title", ["Readout of President Rivas’s Calls with Leaders", "Condolences on an earthquake"]
)
def test_a_title_of_many_contacts_or_none_is_left_out(title: str) -> None:
    assert read_title(readout(title)) is None


def test_pairs_are_one_contact_or_two_or_left_open() -> None:
    call = "Readout of President Rivas’s Call with Prime Minister Lind"
    contacts = list_contacts(
        [
            readout(call),
            readout("Statement on President Rivas’s Call with Prime Minister Tomas Lind"),
            readout(call, "2031-04-20"),
            readout("Readout of President Rivas’s Call with Chancellor Bauer"),
            readout("Readout of President Rivas’s Meeting with Prime Minister Lind"),
        ]
    )
    why = sorted(pair.why for pair in pair_contacts(contacts))
    assert why.count("two-documents") == 1
    assert why.count("another-day") == 4 - 1
    assert why.count("another-person") == 3


def test_a_plan_pairs_with_the_first_release_that_tells_it() -> None:
    contacts = list_contacts(
        [
            readout("President Rivas to Host Prime Minister Lind for a Meeting", "2031-04-01"),
            readout("Readout of President Rivas’s Meeting with Prime Minister Lind", "2031-04-09"),
            readout("Readout of President Rivas’s Meeting with Prime Minister Lind", "2031-04-20"),
            readout("Readout of President Rivas’s Meeting with Chancellor Bauer", "2031-04-10"),
        ]
    )
    found = [(pair.why, str(pair.other.readout.published)) for pair in pair_plans(contacts)]
    assert found == [("held", "2031-04-09"), ("another-person", "2031-04-10")]


def test_the_choice_of_pairs_is_the_same_in_every_order() -> None:
    titles = [f"Readout of President Rivas’s Call with Prime Minister {c}ind" for c in "LMNPR"]
    pairs = list(pair_contacts(list_contacts(readout(title) for title in titles)))
    assert choose_pairs(pairs, 3) == choose_pairs(reversed(pairs), 3)
    assert len(choose_pairs(pairs, 3)) == 3


def test_pairs_whose_bodies_yield_no_record_count_as_missed() -> None:
    contacts = list_contacts(
        [
            readout("Readout of President Rivas’s Call with Prime Minister Lind"),
            readout("Statement on President Rivas’s Call with Prime Minister Lind"),
        ]
    )
    found = score_links([], list(pair_contacts(contacts)), [])["contacts"]
    assert (found["pairs"], found["told"], found["R"]) == (1, 0, 0.0)


def test_edits_change_a_text_and_unlike_texts_are_no_copies() -> None:
    texts = [
        " ".join(f"Paragraph{n} of text{k} names port{n * k} and quota{n + k}." for n in range(40))
        for k in range(1, 4)
    ]
    found = [Readout(str(k), "Wire", date(2031, 4, 2), "", text) for k, text in enumerate(texts)]
    assert all(edit(texts[0], texts[1]) != texts[0] for edit in EDITS.values())
    scores = score_copies(found)
    assert (scores["texts"], scores["P"]) == (3, 1.0)
    assert scores["R"] > 0.6


def test_readouts_are_read_once_each_and_missing_ones_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="E101"):
        read_readouts(tmp_path)
    folder = tmp_path / "data" / "readouts"
    folder.mkdir(parents=True)
    row = {"url": "u", "outlet": "o", "published": "2031-04-02", "title": "t", "text": "x"}
    (folder / "a.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(row)}\n", encoding="utf-8")
    assert [one.id for one in read_readouts(tmp_path)] == ["u"]
