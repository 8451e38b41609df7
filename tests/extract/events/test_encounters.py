"""A transcript whose two speakers greet each other is their meeting."""

from __future__ import annotations

import pytest

import demarche
from demarche.model import Event, Report
from demarche.rules.encounters import GreetingRule, load_encounters

RULES = load_encounters().rules
TALK = (
    "PRESIDENT RIVAS: {greeting} We have many things to talk about this morning.\n\n"
    "PRIME MINISTER OKORO: {answer} My country has waited for this day.\n\n"
    "PRESIDENT RIVAS: So has mine.\n"
)


def read_meetings(greeting: str, answer: str) -> tuple[Report, list[Event]]:
    report = demarche.read(TALK.format(greeting=greeting, answer=answer))
    return report, [
        e for e in report.events if any(s.rule.startswith("ENC") for s in e.trail)
    ]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples(rule: GreetingRule) -> None:
    assert all(rule.pattern.search(text.lower()) for text in rule.fires)
    assert not any(rule.pattern.search(text.lower()) for text in rule.silent)


def test_a_welcome_is_a_meeting_of_the_two() -> None:
    report, (meeting,) = read_meetings("It is an honor to welcome you.", "Thank you.")
    names = {actor.id: actor.name for actor in report.actors}
    assert (meeting.type, meeting.status, meeting.medium) == ("CONSULT", "ongoing", "in-person")
    assert ["Rivas" in names[a] for a in meeting.source] == [True]
    assert ["Okoro" in names[a] for a in meeting.target] == [True]
    assert meeting.trigger.quote == "welcome"
    assert "honor to welcome you" in meeting.evidence[0].quote


def test_the_guest_may_be_the_one_who_tells() -> None:
    report, (meeting,) = read_meetings("Good morning.", "Thank you for having us.")
    names = {actor.id: actor.name for actor in report.actors}
    assert "Okoro" in names[meeting.source[0]]


def test_without_a_greeting_there_is_none() -> None:
    assert read_meetings("Good morning.", "Good morning.")[1] == []


def test_three_speakers_are_not_a_meeting_of_two() -> None:
    text = TALK.format(greeting="I welcome you.", answer="Thank you.")
    report = demarche.read(text + "\nCHANCELLOR WEBER: I thank you both.\n")
    assert not any(s.rule.startswith("ENC") for e in report.events for s in e.trail)
