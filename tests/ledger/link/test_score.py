"""Each feature says what it saw, and moves the score the way it should."""

from __future__ import annotations

import pytest

from demarche.ledger.judgements import Reason
from demarche.ledger.link.score import Score, score_pair
from demarche.ledger.link.tellings import find_speaker, list_tellings
from demarche.model import Report
from tests.ledger.link.made_up import BAUER, LIND, OKORO, RIVAS, make_call

TEXT = "Ana Rivas spoke by phone with Tomas Lind about grain."
AGAIN = "Tomas Lind had a call with Ana Rivas. Grain exports were discussed."


def told(**options: object) -> Report:
    return make_call("a", TEXT, "Ana Rivas spoke by phone with Tomas Lind about grain", **options)


def retold(**options: object) -> Report:
    quote = "Tomas Lind had a call with Ana Rivas"
    return make_call("b", AGAIN, quote, outlet="Post", parties=(LIND, RIVAS), **options)


def score(one: Report, other: Report) -> Score:
    first, second = list_tellings([one, other])
    return score_pair(first, second)


def reason(found: Score, feature: str) -> Reason:
    return next(reason for reason in found.reasons if reason.feature == feature)


def test_the_same_people_on_the_same_day_are_one() -> None:
    found = score(told(), retold())
    assert found.value > 0.9
    assert reason(found, "parties").saw == "Ana Rivas in both; Tomas Lind in both"
    assert reason(found, "date").saw == "both on 2031-04-02"


@pytest.mark.parametrize(
    ("event", "feature", "words"),
    [
        ({"on": "2031-04-09"}, "apart", "7 days apart"),
        ({"medium": "in-person"}, "media_clash", "phone against in-person"),
        ({"on": "2031-04-02T21:00"}, "hour", "12 hours apart"),
    ],
)
def test_a_clash_is_seen_and_counts(event: dict[str, str], feature: str, words: str) -> None:
    one = told(event={"on": "2031-04-02T09:00"})
    found = score(one, retold(event=event))
    assert words in reason(found, feature).saw
    assert found.value < score(told(), retold()).value


def test_another_person_of_the_same_side_is_another_contact() -> None:
    text = "Ana Rivas spoke by phone with Ife Okoro."
    other = make_call("b", text, "Ana Rivas spoke by phone with Ife Okoro", parties=(RIVAS, OKORO))
    found = score(told(), other)
    assert "Tomas Lind against Ife Okoro" in reason(found, "parties").saw
    assert found.value < 0.1


def test_a_person_only_one_document_knows_speaks_against() -> None:
    text = "Ana Rivas and Eva Bauer held a call."
    other = make_call("b", text, "Ana Rivas and Eva Bauer held a call", parties=(RIVAS, BAUER))
    found = score(told(), other)
    assert reason(found, "unmentioned").value == -1
    assert found.value < 0.1


def test_a_first_call_and_a_second_are_two() -> None:
    text = "In their second call of the day Ana Rivas and Tomas Lind spoke of grain."
    first = text.replace("second", "first")
    end = "of the day Ana Rivas and Tomas Lind"
    one = make_call("a", first, f"their first call {end}")
    other = make_call("b", text, f"their second call {end}")
    found = score(one, other)
    assert reason(found, "ordinal").saw == "number 1 and 2"
    assert found.value < 0.6


def test_a_release_lends_its_side_to_a_contact_told_with_one_name() -> None:
    text = "The President spoke today with Tomas Lind."
    options = {"parties": (LIND,), "outlet": "The White House", "genre": "readout"}
    (telling,) = list_tellings([make_call("a", text, "The President spoke today", **options)])
    assert telling.keys == {"USA", "XBB"}
    assert [side.key for side in telling.sides if side.implied] == ["USA"]


def test_outlets_speak_for_sides_by_name_or_by_address() -> None:
    assert find_speaker("Kremlin", None) == "RUS"
    assert find_speaker(None, "https://www.president.gov.ua/en/news/1") == "UKR"
    assert find_speaker("Example Times", "https://example.org/state.gov/x") is None


def test_a_title_lends_the_person_its_body_does_not_name() -> None:
    told_alone = make_call("b", "Ana Rivas had a call.", "Ana Rivas had a call", parties=(RIVAS,))
    named = told_alone.model_copy(
        update={
            "document": told_alone.document.model_copy(update={"title": "Call with Tomas Lind"})
        }
    )
    found = score(told(), named)
    assert reason(found, "titled").saw == "a title names Tomas Lind"
    assert found.value > score(told(), told_alone).value
