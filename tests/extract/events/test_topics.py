"""What a contact was about: never the day it took place."""

from __future__ import annotations

import demarche


def list_topics(text: str) -> list[str]:
    report = demarche.read(text, published="2025-08-15")
    return [t.quote for e in report.events if e.type == "CONSULT" for t in e.topics]


def test_a_day_is_no_topic() -> None:
    assert list_topics("President Macron met Chancellor Scholz in Berlin on Friday.") == []


def test_a_topic_after_on_stays() -> None:
    text = "President Macron and Chancellor Scholz held talks on the ceasefire on Friday."
    assert any("ceasefire" in topic for topic in list_topics(text))
