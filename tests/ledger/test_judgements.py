"""A judgement is only ever added: withdrawn, never erased; people outweigh the program."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from demarche.errors import SpanError
from demarche.ledger.judgements import (
    Author,
    Judgement,
    Quote,
    Subject,
    Verdict,
    select_in_force,
    settle_pairs,
)
from demarche.model import Span

PROGRAM = Author(kind="program", name="demarche/1")
PERSON = Author(kind="person", name="ana")
ONE, OTHER = Subject(kind="event", id="e:1"), Subject(kind="event", id="e:2")


def judge(
    verdict: Verdict = "same", *, author: Author = PROGRAM, at: str = "2031-01-01"
) -> Judgement:
    return Judgement.of("same-occurrence", (ONE, OTHER), verdict, author=author, at=at)


def test_order_of_subjects_does_not_matter_where_two_are_one() -> None:
    turned = Judgement.of("same-occurrence", (OTHER, ONE), "same", author=PROGRAM, at="2031-01-01")
    assert turned == judge()


def test_the_program_repeating_itself_adds_nothing_and_a_person_does() -> None:
    assert judge(at="2031-01-02").id == judge().id
    assert judge(author=PERSON, at="2031-01-02").id != judge(author=PERSON).id


def test_a_withdrawal_takes_back_and_can_be_taken_back() -> None:
    first = judge()
    gone = first.withdraw(author=PERSON, at="2031-01-02")
    back = gone.withdraw(author=PERSON, at="2031-01-03")
    assert select_in_force([first, gone]) == []
    assert select_in_force([first, gone, back]) == [first]
    again = first.withdraw(author=PERSON, at="2031-01-04")
    assert select_in_force([first, gone, back, again]) == []


def test_a_person_outweighs_the_program_however_late_it_speaks() -> None:
    said = judge("different", author=PERSON)
    assert settle_pairs([said, judge(at="2031-09-09")]) == [said]


def test_the_later_of_two_people_s_decisions_holds() -> None:
    early = judge("different", author=PERSON)
    late = judge("same", author=PERSON, at="2031-02-01")
    assert settle_pairs([late, early]) == [late]


def test_a_kind_has_its_verdicts_and_its_number_of_subjects() -> None:
    with pytest.raises(ValidationError, match="cannot be held"):
        judge("held")
    with pytest.raises(ValidationError, match="two subjects"):
        Judgement.of("same-origin", (ONE,), "same", author=PROGRAM, at="2031-01-01")


def test_a_judgement_reads_back_from_json_without_its_text() -> None:
    quote = Quote.of("doc-1", Span.of("Rivas spoke", 0, 5))
    full = Judgement.of(
        "record", (ONE,), "accepted", author=PERSON, at="2031-01-01", evidence=[quote]
    )
    assert Judgement.model_validate_json(full.model_dump_json()) == full
    quote.check("Rivas spoke")
    with pytest.raises(SpanError):
        quote.check("Lind spoke")
