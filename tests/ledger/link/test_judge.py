"""Reports in, judgements out: what is one, what is two, and what is left in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.ledger.judgements import Judgement
from demarche.ledger.link.block import list_pairs
from demarche.ledger.link.judge import find_origins, judge_occurrences, judge_origins
from demarche.ledger.link.occurrences import Occurrence, derive_occurrences
from demarche.ledger.link.tellings import list_tellings
from demarche.model import Report
from tests.ledger.link.made_up import (
    LIND,
    PERSON,
    RIVAS,
    SESSION,
    make_call,
    make_event,
    make_report,
)

ONE = "Ana Rivas spoke by phone with Tomas Lind about grain and fishing rights."
TWO = "Tomas Lind talked by telephone with Ana Rivas. They discussed grain and tolls."


def first() -> Report:
    return make_call("a", ONE, "Ana Rivas spoke by phone with Tomas Lind")


def second(**options: object) -> Report:
    quote = "Tomas Lind talked by telephone with Ana Rivas"
    return make_call("b", TWO, quote, outlet="Post", parties=(LIND, RIVAS), **options)


def judge(*reports: Report) -> tuple[list[Judgement], list[Occurrence]]:
    origins = find_origins(reports, judge_origins(reports, SESSION))
    judged = judge_occurrences(reports, SESSION, origins=origins)
    return judged, derive_occurrences(list_tellings(reports), judged)


def sizes(occurrences: Sequence[Occurrence]) -> list[int]:
    return sorted(len(occurrence.members) for occurrence in occurrences)


def test_two_documents_of_one_call_are_one_occurrence_with_their_quotes() -> None:
    judged, occurrences = judge(first(), second())
    assert [judgement.verdict for judgement in judged] == ["same"]
    assert [quote.document for quote in judged[0].evidence] == ["a", "b"]
    assert sizes(occurrences) == [2]
    assert (occurrences[0].sides, occurrences[0].start) == (("XAA", "XBB"), "2031-04-02")


def test_a_planned_call_and_the_call_itself_are_two_records() -> None:
    _, occurrences = judge(first(), second(event={"status": "planned"}))
    assert sizes(occurrences) == [1, 1]


def test_two_calls_of_one_pair_on_one_day_are_two() -> None:
    morning, evening = {"on": "2031-04-02T08:30"}, {"on": "2031-04-02T20:00"}
    text = "Ana Rivas spoke by phone with Tomas Lind again late at night about the fishermen."
    reports = (
        make_call("a", ONE, "Ana Rivas spoke by phone with Tomas Lind", event=morning),
        second(event=morning),
        make_call("c", text, "Ana Rivas spoke by phone with Tomas Lind again", event=evening),
    )
    _, occurrences = judge(*reports)
    assert sizes(occurrences) == [1, 2]


def test_calls_on_days_next_to_one_another_do_not_chain() -> None:
    days = [f"2031-04-{day:02d}" for day in range(2, 8)]
    reports = [
        make_call(
            day, f"{ONE} It was {day}.", "Ana Rivas spoke by phone with Tomas Lind",
            event={"on": day}, published=day, outlet=f"Paper {day}",
        )
        for day in days
    ]  # fmt: skip
    occurrences = derive_occurrences(list_tellings(reports), judge_occurrences(reports, SESSION))
    for occurrence in occurrences:
        assert len(occurrence.members) <= 2


def test_a_copied_text_s_records_join_their_origin_and_meet_no_other() -> None:
    long = ONE + " " + " ".join(f"Paragraph {n} tells of quota number {n}." for n in range(30))
    quote = "Ana Rivas spoke by phone with Tomas Lind"
    copies = [make_call(f"c{n}", long, quote, outlet=f"Paper {n}") for n in range(4)]
    reports = [make_call("a", long, quote), *copies]
    reports = [
        report.model_copy(
            update={
                "events": tuple(
                    e.model_copy(update={"id": f"e:{report.document.id}"}) for e in report.events
                )
            }
        )
        for report in reports
    ]
    judged, occurrences = judge(*reports)
    assert [judgement.reasons[0].feature for judgement in judged] == ["copy"] * 4
    assert sizes(occurrences) == [5]


def test_a_person_s_split_holds_against_the_program() -> None:
    judged, _ = judge(first(), second())
    split = Judgement.of(
        "same-occurrence", judged[0].subjects, "different", author=PERSON, at="2031-05-01"
    )
    tellings = list_tellings([first(), second()])
    assert sizes(derive_occurrences(tellings, [*judged, split])) == [1, 1]
    withdrawn = split.withdraw(author=PERSON, at="2031-05-02")
    assert sizes(derive_occurrences(tellings, [*judged, split, withdrawn])) == [2]


def test_the_order_of_reports_has_no_effect_and_repeating_adds_nothing() -> None:
    reports = [first(), second(), second(event={"status": "planned"})]
    judged, occurrences = judge(*reports)
    again, turned = judge(*reversed(reports))
    assert {one.id for one in judged} == {one.id for one in again}
    assert [one.id for one in occurrences] == [one.id for one in turned]


def test_work_grows_with_the_records_not_with_their_square() -> None:
    def count(days: int) -> int:
        reports = []
        for n in range(days):
            day = f"20{31 + n // 300}-{n % 12 + 1:02d}-{n // 12 % 25 + 1:02d}"
            text = f"{ONE} Number {n}."
            told = make_event(text, "Ana Rivas spoke", (RIVAS,), (LIND,), on=day)
            reports.append(make_report(f"d{n}", text, events=[told], published=day))
        return len(list_pairs(list_tellings(reports)))

    assert count(240) <= 2.5 * count(120)
