"""Names as releases write them: pairs of states, offices before names, labels and addresses."""

from __future__ import annotations

import pytest

import demarche
from demarche.reading import read_items
from demarche.sources import RawItem


def name_actors(text: str) -> dict[str, list[str]]:
    return {a.name: [m.quote for m in a.mentions] for a in demarche.read(text).actors}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The EU-Turkey deal was signed in March.", {"European Union", "Turkey"}),
        ("France's president spoke.", {"France", "France's president"}),
        ("Russian-Ukrainian talks were held.", {"Russia", "Ukraine"}),
        ("An EU–China meeting is possible.", {"European Union", "China"}),
        ("Iran denied that it attacked Saudi Arabia.", {"Iran", "Saudi Arabia"}),
    ],
)
def test_states_are_told_apart_and_whole(text: str, names: set[str]) -> None:
    assert set(name_actors(text)) == names


def test_a_council_named_for_two_states_is_one_body() -> None:
    assert "United States" not in name_actors("The U.S.-China Business Council met Mr. Li.")


def test_the_state_in_an_office_is_no_part_of_the_name() -> None:
    text = "Vladimir Putin had a call with President of the United States Donald Trump."
    assert set(name_actors(text)) == {"Vladimir Putin", "Donald Trump"}
    assert "Keir Starmer" in name_actors("Prime Minister Keir Starmer of Britain met Mr. Zelensky.")


def test_a_title_is_of_the_first_of_two() -> None:
    actors = name_actors("The President of Poland Andrzej Duda and Olaf Scholz met in Berlin.")
    assert actors["Olaf Scholz"] == ["Olaf Scholz"]


def test_a_transcript_names_its_speakers() -> None:
    text = (
        "3:13 P.M. EDT\n\nTHE PRESIDENT: Welcome, Mr. Prime Minister. We have much to do.\n\n"
        "PRIME MINISTER ARDERN: Thank you, Mr. President. I am glad.\n\nTHE PRESIDENT: So am I.\n"
    )
    item = RawItem(
        origin="a", content=text, media="text", id="a", outlet="The White House",
        title="Remarks before a meeting", published="2022-05-31",
    )  # fmt: skip
    (report,) = read_items([item])
    quotes = {a.name: {m.quote for m in a.mentions} for a in report.actors}
    assert {"THE PRESIDENT", "Mr. President"} <= quotes["Joe Biden"]
    assert {"PRIME MINISTER ARDERN", "Mr. Prime Minister"} <= quotes["Jacinda Ardern"]


def test_the_two_are_those_told_together() -> None:
    text = "President Macron met Chancellor Scholz in Berlin. The two agreed on a plan."
    actors = name_actors(text)
    assert {"The two"} <= {q for quotes in actors.values() for q in quotes}
    assert all("The two" in quotes for name, quotes in actors.items() if "Scholz" in name)
