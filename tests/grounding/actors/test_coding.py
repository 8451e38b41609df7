"""Phrases coded to country and sector."""

from __future__ import annotations

import pytest

from demarche.grounding.actors.coding import code_phrase

CASES = [
    ("Ukrainian officials", "UKR", "GOV"),
    ("the Chilean navy", "CHL", "MIL"),
    ("a group of Danish fishermen", "DNK", "AGR"),
    ("students in Nepal", "NPL", "EDU"),
    ("former Ghanaian minister", "GHA", "ELI"),
    ("the Knesset", "ISR", "LEG"),
    ("Médecins Sans Frontières", "NGO", "MED"),
    ("Foggy Bottom", "USA", "GOV"),
    ("the Peruvians", "PER", "CVL"),
    ("masked men", None, "UAF"),
    ("a spokesman for Hamas", "PSE", "REB"),
    ("dozens of Sudanese refugees", "SDN", "REF"),
]


@pytest.mark.parametrize(("phrase", "country", "code"), CASES)
def test_phrase(phrase: str, country: str | None, code: str) -> None:
    coded = code_phrase(phrase)
    assert (coded.country, coded.code) == (country, code)


def test_office_on_the_date_decides() -> None:
    assert code_phrase("Condoleezza Rice", date="2006-06-01").code == "GOV"
    assert code_phrase("Condoleezza Rice", date="2012-06-01").code == "ELI"


@pytest.mark.parametrize(
    ("phrase", "date", "person"),
    [
        ("Pope Francis", "2020-03-01", "per:pope-francis"),
        ("Pope John Paul II", "1990-01-01", "per:john-paul-ii"),
        ("President George Bush", "1990-01-01", "per:george-h-w-bush"),
        ("President George Bush", "2005-01-01", "per:george-w-bush"),
        ("Kim Jong Il", "2015-01-01", "per:kim-jong-il"),
    ],
)
def test_the_closest_name_comes_before_whoever_is_in_office(
    phrase: str, date: str, person: str
) -> None:
    assert code_phrase(phrase, date=date).person == person


def test_context_gives_the_country_the_phrase_lacks() -> None:
    assert code_phrase("the police", context="Kenyan").country == "KEN"
    assert code_phrase("the Ugandan police", context="Kenyan").country == "UGA"


def test_place_is_asked_for_only_when_words_give_no_country() -> None:
    asked: list[str] = []

    def locate(name: str) -> str | None:
        asked.append(name)
        return "COL"

    assert code_phrase("Medellin police", locate=locate).country == "COL"
    assert asked
    asked.clear()
    assert code_phrase("French police", locate=locate).country == "FRA"
    assert not asked
