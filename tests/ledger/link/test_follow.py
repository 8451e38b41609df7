"""What became of announcements, requests and promises, as of a day that is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from demarche.ledger.judgements import Judgement
from demarche.ledger.link.follow import (
    FollowThrough,
    derive_follow_through,
    judge_follow_through,
)
from demarche.model import Report
from tests.ledger.link.made_up import (
    LIND,
    OKORO,
    PERSON,
    RIVAS,
    SESSION,
    make_call,
    make_commitment,
    make_event,
    make_report,
)

PLAN = "Ana Rivas will meet Tomas Lind in Port Salt on 10 April."


def plan() -> Report:
    event = {"on": "2031-04-10", "status": "planned", "medium": "in-person", "mode": "visit"}
    return make_call("plan", PLAN, "Ana Rivas will meet Tomas Lind", event=event)


def later(text: str, quote: str, published: str, **event: Any) -> Report:
    values = {"on": None, "medium": "in-person", "mode": "visit", **event}
    return make_call(f"later {quote}", text, quote, published=published, event=values)


def ask(reports: Sequence[Report], as_of: str, more: Sequence[Judgement] = ()) -> FollowThrough:
    judged = judge_follow_through(reports, SESSION)
    states = derive_follow_through(reports, [*judged, *more], as_of=date.fromisoformat(as_of))
    return states[0]


def test_a_meeting_that_took_place_is_held_with_evidence_and_date() -> None:
    text = "Ana Rivas met Tomas Lind in Port Salt."
    held = later(text, "Ana Rivas met Tomas Lind", "2031-04-11", on="2031-04-10")
    found = ask([plan(), held], "2031-04-30")
    assert (found.kind, found.status, found.since) == ("planned", "held", "2031-04-10")
    assert [quote.quote for quote in found.changes[0].evidence] == [
        "Ana Rivas will meet Tomas Lind", "Ana Rivas met Tomas Lind",
    ]  # fmt: skip


def test_before_it_is_told_nothing_is_known_of_it() -> None:
    text = "Ana Rivas met Tomas Lind in Port Salt."
    held = later(text, "Ana Rivas met Tomas Lind", "2031-04-11", on="2031-04-10")
    assert ask([plan(), held], "2031-04-05").status == "open"


def test_a_meeting_on_another_day_or_of_others_is_not_the_one_announced() -> None:
    text = "Ana Rivas met Tomas Lind in Port Salt."
    early = later(text, "Ana Rivas met Tomas Lind", "2031-04-06", on="2031-04-05")
    other = make_call(
        "other", "Ana Rivas met Ife Okoro.", "Ana Rivas met Ife Okoro", parties=(RIVAS, OKORO),
        published="2031-04-11", event={"on": "2031-04-10", "medium": "in-person"},
    )  # fmt: skip
    assert ask([plan(), early, other], "2031-04-09").status == "open"
    assert ask([plan(), early, other], "2031-05-30").status == "nothing-heard"


@pytest.mark.parametrize(
    ("text", "status", "event"),
    [
        ("The meeting of Ana Rivas and Tomas Lind was called off.", "cancelled",
         {"status": "cancelled", "on": "2031-04-10"}),
        ("The meeting of Ana Rivas and Tomas Lind has been postponed to 20 May.", "postponed",
         {"status": "planned", "on": "2031-05-20"}),
    ],
)  # fmt: skip
def test_a_meeting_called_off_or_put_off(text: str, status: str, event: dict[str, str]) -> None:
    told = later(text, text[:-1], "2031-04-08", **event)
    found = ask([plan(), told], "2031-04-12")
    assert (found.status, found.since) == (status, "2031-04-08")


def test_a_request_is_granted_or_refused_by_the_one_asked() -> None:
    text = "Ana Rivas urged Tomas Lind to release the nine fishermen."
    asked = make_report(
        "ask", text, events=[make_event(
            text, "urged Tomas Lind to release the nine fishermen", (RIVAS,), (LIND,),
            type="REQUEST", on="2031-04-02",
        )],
    )  # fmt: skip

    def answer(words: str, kind: str) -> Report:
        event = make_event(words, words[:-1], (LIND,), (RIVAS,), type=kind, on="2031-04-20")
        return make_report("answer", words, events=[event], published="2031-04-20")

    yes = answer("Tomas Lind ordered the release of the nine fishermen.", "RETREAT")
    no = answer("Tomas Lind refused to release the fishermen.", "REJECT")
    assert ask([asked, yes], "2031-05-01").status == "granted"
    assert ask([asked, no], "2031-05-01").status == "refused"
    assert ask([asked], "2031-05-01").status == "open"
    assert ask([asked], "2031-09-01").status == "nothing-heard"


def promise(act: str = "open the port of Hallin to grain ships", **options: Any) -> Report:
    text = f"Tomas Lind promised to {act}."
    found = [make_commitment(text, act, (LIND,), **{"due": "2031-05-01", **options})]
    return make_report(f"promise {act}", text, commitments=found)


def act(words: str, published: str, **fields: Any) -> Report:
    event = make_event(words, words[:-1], (LIND,), type="RETREAT", on=published, **fields)
    return make_report(f"act {words}", words, events=[event], published=published)


def test_a_promise_is_kept_by_the_act_promised() -> None:
    kept = act("Tomas Lind opened the port of Hallin to the first grain ships.", "2031-04-20")
    found = ask([promise(), kept], "2031-06-01")
    assert (found.status, found.since) == ("kept", "2031-04-20")
    assert "hallin" in found.changes[0].reasons[1].saw


def test_a_promise_is_overdue_the_day_after_and_not_before() -> None:
    assert ask([promise()], "2031-05-01").status == "open"
    found = ask([promise()], "2031-05-02")
    assert (found.status, found.since) == ("overdue", "2031-05-01")


def test_a_promise_kept_in_part_or_broken_or_replaced() -> None:
    part = act("Tomas Lind opened some of the port of Hallin to grain ships.", "2031-04-20")
    assert ask([promise(), part], "2031-06-01").status == "partly-kept"
    broken = act("Tomas Lind did not open the port of Hallin to grain ships.", "2031-04-20",
                 status="negated")  # fmt: skip
    assert ask([promise(), broken], "2031-06-01").status == "broken"
    text = "Tomas Lind now promised to open the port of Hallin to grain ships in July."
    new = make_report(
        "new", text, published="2031-04-20",
        commitments=[make_commitment(
            text, "open the port of Hallin to grain ships in July", (LIND,), due="2031-07-31"
        )],
    )  # fmt: skip
    assert ask([promise(), new], "2031-06-01").status == "superseded"


def test_an_act_of_another_or_a_word_about_it_keeps_no_promise() -> None:
    text = "Ana Rivas opened the port of Hallin to grain ships."
    other = make_report(
        "other", text, published="2031-04-20",
        events=[make_event(text, text[:-1], (RIVAS,), type="RETREAT", on="2031-04-20")],
    )  # fmt: skip
    words = "Tomas Lind praised the plan to open the port of Hallin to grain ships."
    praise = make_report(
        "praise", words, published="2031-04-20",
        events=[make_event(words, words[:-1], (LIND,), type="SUPPORT", on="2031-04-20")],
    )  # fmt: skip
    assert ask([promise(due=None), other, praise], "2031-06-01").status == "open"


def test_a_change_withdrawn_no_longer_counts_and_a_person_s_holds() -> None:
    kept = act("Tomas Lind opened the port of Hallin to the first grain ships.", "2031-04-20")
    reports = [promise(), kept]
    (judged,) = judge_follow_through(reports, SESSION)
    gone = judged.withdraw(author=PERSON, at="2031-05-20")
    assert ask(reports, "2031-06-01", [gone]).status == "overdue"
    said = Judgement.of(
        "follow-through", judged.subjects, "broken", author=PERSON, at="2031-05-20",
        dated="2031-04-01",
    )  # fmt: skip
    assert ask(reports, "2031-06-01", [said]).status == "broken"
