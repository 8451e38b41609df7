"""Who bound itself to what; what was traded; who stands where."""

import pytest

from demarche.extract.commitments import (
    build_commitments,
    find_commitments,
    find_exchanges,
    find_positions,
)
from demarche.extract.statements import find_statements
from tests.extract.statements.parsed import parse


def promised(case, **more):
    grounding = parse(case)
    drafts = find_commitments(grounding, find_statements(grounding), **more)
    return [(c.by, c.act.quote, c.strength) for c in build_commitments(drafts, grounding)]


def test_pledge_binds_its_subject():
    assert promised(10) == [(("premier",), "rebuild the port by May", "firm")]


def test_we_will_needs_somebody_who_speaks():
    assert promised(11) == []


def test_what_a_speaker_says_it_will_do():
    assert promised(12) == [(("union",), "appeal the ruling", "firm")]


def test_it_was_agreed_binds_those_who_talked():
    assert promised(13) == []
    assert promised(13, parties=("a", "b")) == [(("a", "b"), "continue the contacts", "firm")]


@pytest.mark.parametrize("case", [8, 9, 16])
def test_nothing_is_promised(case):
    assert promised(case) == []


def test_exchange_has_two_sides():
    (exchange,) = find_exchanges(parse(14))
    assert [(give.by, give.what.quote) for give in exchange.gives] == [
        ("Norland", "access to the ports of Norland"),
        ("Rivas", "continued aid"),
    ]
    assert exchange.status == "proposed"


@pytest.mark.parametrize(
    ("case", "holder", "question", "stance"),
    [
        (15, "minister", "Norland joining the pact", "against"),
        (16, "premier", "visiting Norland", "undecided"),
    ],
)
def test_positions(case, holder, question, stance):
    grounding = parse(case)
    (position,) = find_positions(grounding, find_statements(grounding))
    assert position.holder == (holder,)
    assert position.question.quote == question
    assert position.stance == stance


def test_opinion_of_nobody_is_no_position():
    grounding = parse(15)
    assert find_positions(grounding, []) == ()
