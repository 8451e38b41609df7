"""When two mentions are one act."""

from __future__ import annotations

from typing import Any

import pytest

from demarche.extract.events.draft import EventDraft
from demarche.extract.events.merge import ActMention, merge
from demarche.model import EventTime


def day(date: str) -> EventTime:
    return EventTime.build(start=date, end=date, precision="day")


def mention(token: int, lemma: str, *parties: str, **fields: Any) -> ActMention:
    draft = EventDraft(
        type="CONSULT",
        trigger=(token, token + 1),
        source=parties[:1],
        target=parties[1:],
        **{"status": "planned", "evidence": [(token - 1, token + 2)]} | fields,
    )
    return ActMention(draft, token, lemma)


def test_we_tell_again_what_has_the_same_name() -> None:
    first = mention(5, "negotiation", "putin", "trump")
    second = mention(90, "negotiation", "usa", joint=True)
    (draft,) = merge([first, second])
    assert draft.mentions == [(5, 6), (90, 91)]
    assert (draft.source, draft.target) == (("putin",), ("trump",))


@pytest.mark.parametrize(("lemma", "joint"), [("visit", True), ("negotiation", False)])
def test_another_name_or_other_parties_are_another_act(lemma: str, joint: bool) -> None:
    first = mention(5, "negotiation", "putin", "trump")
    assert len(merge([first, mention(90, lemma, "usa", joint=joint)])) == 2


def test_what_a_visit_was_for_is_the_visit() -> None:
    visit = mention(5, "visit", "putin", "usa", mode="visit", evidence=[(3, 14)])
    summit = mention(12, "summit", "putin", mode="multilateral", evidence=[(4, 13)])
    (draft,) = merge([visit, summit])
    assert draft.mode == "visit"


def test_a_summit_told_elsewhere_is_no_part_of_a_visit() -> None:
    visit = mention(5, "visit", "putin", "usa", mode="visit", evidence=[(3, 14)])
    summit = mention(40, "summit", "putin", mode="multilateral", evidence=[(38, 44)])
    assert len(merge([visit, summit])) == 2


def test_of_several_homes_the_one_of_the_same_name_is_taken() -> None:
    talks = mention(5, "negotiation", "putin", "trump", time=day("2031-05-02"))
    meeting = mention(20, "meeting", "putin", "trump", time=day("2031-06-09"))
    again = mention(90, "negotiation", "putin", "trump")
    drafts = merge([talks, meeting, again])
    assert [d.mentions for d in drafts] == [[(5, 6), (90, 91)], [(20, 21)]]
