"""Two sides of one contact: what both tell, what one tells, what they tell differently."""

from __future__ import annotations

from demarche.ledger.link.compare import Comparison, compare_reports
from demarche.model import Report
from tests.ledger.link.made_up import LIND, RIVAS, make_commitment, make_event, make_report

OURS = (
    "Ana Rivas spoke by phone with Tomas Lind. They discussed grain exports through the strait and "
    "the fishermen held in Hallin. Ana Rivas urged Tomas Lind to free the nine fishermen at once. "
    "Tomas Lind promised to lower the tolls on bulk carriers. The talk was frank."
)
THEIRS = (
    "Tomas Lind had a call with Ana Rivas. The exports of grain through the strait were discussed, "
    "and the new icebreaker. Tomas Lind promised to study the tolls on bulk carriers next year. "
    "He warned of severe consequences. The talk was warm."
)


def ours() -> Report:
    call = make_event(
        OURS, "Ana Rivas spoke by phone with Tomas Lind", (RIVAS,), (LIND,), duration=50,
        topics=("grain exports through the strait", "the fishermen held in Hallin"),
    )  # fmt: skip
    ask = make_event(
        OURS, "urged Tomas Lind to free the nine fishermen", (RIVAS,), (LIND,), type="REQUEST"
    )
    deal = make_commitment(OURS, "lower the tolls on bulk carriers", (LIND,))
    return make_report("ours", OURS, events=[call, ask], commitments=[deal], outlet="Kremlin")


def theirs() -> Report:
    call = make_event(
        THEIRS, "Tomas Lind had a call with Ana Rivas", (LIND,), (RIVAS,), duration=35,
        topics=("exports of grain through the strait", "the new icebreaker"),
    )  # fmt: skip
    deal = make_commitment(THEIRS, "study the tolls on bulk carriers next year", (LIND,))
    return make_report(
        "theirs", THEIRS, events=[call], commitments=[deal], outlet="The White House"
    )


def compare() -> Comparison:
    one, other = ours(), theirs()
    return compare_reports(one, other, contact=(one.events[0].id, other.events[0].id))


def told(comparison: Comparison, kind: str, finding: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([t.quote.quote for t in line.one], [t.quote.quote for t in line.other])
        for line in comparison.lines
        if (line.kind, line.finding) == (kind, finding)
    ]


def test_what_both_tell_has_both_quotes() -> None:
    assert told(compare(), "topic", "both") == [
        (["grain exports through the strait"], ["exports of grain through the strait"])
    ]


def test_what_only_one_tells_is_told_by_that_one() -> None:
    found = compare()
    assert told(found, "topic", "only-one") == [(["the fishermen held in Hallin"], [])]
    assert told(found, "topic", "only-other") == [([], ["the new icebreaker"])]
    assert told(found, "ask", "only-one") == [(["urged Tomas Lind to free the nine fishermen"], [])]


def test_what_they_tell_differently_stands_side_by_side() -> None:
    found = told(compare(), "promise", "both") + told(compare(), "promise", "differently")
    assert found == [
        (["lower the tolls on bulk carriers"], ["study the tolls on bulk carriers next year"])
    ]


def test_tone_words_and_hard_facts_are_compared_too() -> None:
    found = compare()
    assert told(found, "tone", "only-one") == [(["frank"], [])]
    assert told(found, "tone", "only-other") == [
        ([], ["warned", "severe", "consequences"]), ([], ["warm"]),
    ]  # fmt: skip
    assert [conflict.field for conflict in found.conflicts] == ["duration"]
    assert found.sides == ("RUS", "USA")


def test_turned_round_it_says_the_same() -> None:
    one, other = ours(), theirs()
    turned = compare_reports(other, one, contact=(other.events[0].id, one.events[0].id))
    mine, back = compare(), {"only-one": "only-other", "only-other": "only-one"}
    lines = {(line.kind, line.finding, line.about) for line in mine.lines}
    assert lines == {
        (line.kind, back.get(line.finding, line.finding), line.about) for line in turned.lines
    }


def test_every_quote_stands_in_its_document() -> None:
    texts = {"ours": OURS, "theirs": THEIRS}
    for line in compare().lines:
        for told_once in (*line.one, *line.other):
            told_once.quote.check(texts[told_once.quote.document])
