"""Merge and split: what is one event, and what follows for the rest."""

from itertools import combinations

import pytest

from demarche.errors import LedgerError
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.linking import derive
from demarche.ledger.reviewing import correct, merge, split, undo
from demarche.ledger.store import Writer
from tests.ledger.reviewing.conftest import ADD
from tests.ledger.reviewing.test_deciding import dump_derived


def list_groups(ledger, status="occurred"):
    """Return the sets of events that are one occurrence each."""
    groups = {}
    for row in ledger.contacts(every=True, status=status):
        groups.setdefault(row.occurrence or row.id, set()).add(row.id)
    return sorted(groups.values(), key=lambda group: sorted(group))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_is_split_off_and_the_rest_stays_together(store, ledger, ana, calls, at):
    assert list_groups(ledger) == [set(calls)]
    split(store, ana(), [calls[at]])
    assert sorted(map(len, list_groups(ledger))) == [1, 2]
    assert {calls[at]} in list_groups(ledger)
    undo(store, ana())
    assert list_groups(ledger) == [set(calls)]


@pytest.mark.parametrize("pair", list(combinations(range(3), 2)))
def test_those_named_stay_together(store, ledger, ana, calls, pair):
    named = [calls[at] for at in pair]
    split(store, ana(), named)
    assert set(named) in list_groups(ledger)
    assert len(list_groups(ledger)) == 2


def test_what_was_split_can_be_merged_by_any_of_its_ids(store, ledger, ana, calls):
    split(store, ana(), calls[:1])
    (pair,) = [row.occurrence for row in ledger.contacts(status="occurred") if row.occurrence]
    merge(store, ana(), [calls[0], pair])
    assert list_groups(ledger) == [set(calls)]
    (call,) = ledger.contacts(status="occurred")
    assert (call.reports, call.origins) == (3, 1)


def test_different_events_are_merged_at_a_person_s_word(store, ledger, ana):
    (call,) = ledger.contacts(status="occurred")
    (plan,) = ledger.contacts(status="planned")
    merge(store, ana(), [str(call.occurrence), str(plan.occurrence)])
    assert len(ledger.occurrence(call.id)) == 6


def test_the_program_does_not_join_what_a_person_parted(store, ledger, ana, calls):
    split(store, ana(), calls[:1])
    pairs = [
        Judgement.of(
            "same-occurrence",
            [Subject(kind="event", id=one), Subject(kind="event", id=other)],
            "same", author=Author(kind="program", name="newer"), at="2032-01-01", score=1.0,
        )
        for one, other in combinations(calls, 2)
    ]  # fmt: skip
    Writer(store, ADD).add_judgements(pairs)
    derive(store)
    assert {calls[0]} in list_groups(ledger)


def test_a_corrected_status_parts_an_event_from_its_occurrence(store, ledger, ana, calls):
    correct(store, ana(), calls[1], [("status", "planned")])
    assert list_groups(ledger) in ([{calls[0], calls[2]}], [{calls[0]}, {calls[2]}])
    assert calls[1] not in {one.id for one in ledger.occurrence(calls[0])}


def test_deriving_all_anew_changes_nothing(store, ledger, ana, calls):
    steps = [
        lambda: split(store, ana(), calls[:1]),
        lambda: correct(store, ana(), calls[2], [("duration", "45")]),
        lambda: merge(store, ana(), calls[:2]),
        lambda: undo(store, ana()),
        lambda: split(store, ana(), calls[1:2]),
    ]
    for step in steps:
        step()
        few = dump_derived(store)
        derive(store)
        assert dump_derived(store) == few


@pytest.mark.parametrize(
    ("act", "choose"),
    [
        (merge, lambda calls, other: calls[:1] * 2),
        (merge, lambda calls, other: [other, calls[0]]),
        (split, lambda calls, other: calls),
        (split, lambda calls, other: [other]),
    ],
)
def test_what_cannot_be_joined_or_parted(store, ledger, ana, calls, act, choose):
    other = ledger.statements().rows[0].id
    with pytest.raises(LedgerError) as refused:
        act(store, ana(), choose(calls, other))
    assert refused.value.code == "K124"


def test_events_of_two_occurrences_are_not_split_at_once(store, ledger, ana, calls):
    plan = ledger.contacts(every=True, status="planned").rows[0]
    with pytest.raises(LedgerError, match="K124"):
        split(store, ana(), [calls[0], plan.id])
