"""What is said, by whom, from the parse and the quotation marks."""

import pytest

from demarche.extract.statements import build_statements, find_statements
from tests.extract.statements.parsed import parse


def told(case, **more):
    grounding = parse(case, **more)
    return [
        ([span.quote for span in statement.content], statement.speaker, statement.kind)
        for statement in build_statements(find_statements(grounding), grounding)
    ]


def test_quotes_around_one_attribution_are_one_statement():
    assert told(1) == [
        (["The border will stay closed,", "We want peace."], ("Ana Rivas",), "direct")
    ]
    assert told(2) == [(["We are ready,", "but we will wait."], ("envoy",), "direct")]


def test_participle_goes_on_with_the_same_speaker():
    assert told(3) == [
        (["the talks had failed"], ("minister",), "indirect"),
        (["a new round would begin soon"], ("minister",), "indirect"),
    ]


def test_according_to():
    assert told(4) == [(["The convoy was attacked at dawn"], ("ministry",), "indirect")]


@pytest.mark.parametrize(
    ("case", "content"),
    [(5, "the summit would help"), (6, "The importance of the summit")],
)
def test_passive_without_a_speaker(case, content):
    assert told(case) == [([content], (), "indirect")]


def test_verbs_without_that():
    assert told(7) == [
        (["the need to protect civilians"], ("Rivas",), "indirect"),
        (["to stop the fighting"], ("Rivas",), "indirect"),
    ]


def test_what_was_not_said_is_no_statement():
    assert told(8) == []


def test_words_quoted_inside_a_clause_are_mixed():
    assert told(9) == [(["the vote “a disgrace.”"], ("Lind",), "mixed")]


def test_relay_is_via():
    grounding = parse(17)
    (statement,) = build_statements(find_statements(grounding), grounding)
    assert statement.content[0].quote == "Lind met Rivas in secret"
    assert statement.speaker == ("diplomats",)
    assert statement.via == ("Herald",)


def test_trail_names_the_rule_and_the_cue():
    grounding = parse(3)
    first = build_statements(find_statements(grounding), grounding)[0]
    assert first.cue.quote == "said"
    assert first.trail[0].rule == "STA-001"


def test_same_input_same_records():
    one, two = parse(7), parse(7)
    assert build_statements(find_statements(one), one) == build_statements(
        find_statements(two), two
    )
