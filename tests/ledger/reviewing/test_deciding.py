"""Accept, reject, correct, undo: what is kept, and what questions answer from then on."""

import json

import pytest

from demarche.errors import LedgerError
from demarche.ledger.adding import add_items
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.linking import derive, link_ledger
from demarche.ledger.reviewing import accept, correct, list_decisions, reject, undo
from demarche.ledger.reviewing.rederiving import renew_corrections
from demarche.ledger.store import Run, View, Writer
from tests.ledger.reviewing.conftest import ADD, OUTLETS, make_person, tell


def count_rows(store, table):
    with store.begin() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def dump_derived(store):
    with store.begin() as connection:
        return {
            table: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}")))
            for table in ("standings", "occurrences", "members", "current")
        }


def find_one(ledger, outlet="Coast Wire", **limits):
    (row,) = ledger.contacts(every=True, outlet=outlet, **limits)
    return row


def test_who_accepted_is_told_with_the_record(store, ledger, ana, calls):
    (made,) = accept(store, ana(), calls[:1])
    assert (made.verdict, made.author.name, made.author.kind) == ("accepted", "ana", "person")
    row = next(row for row in ledger.contacts(every=True) if row.id == calls[0])
    assert row.review == "accepted by ana, 2031-04-05"


def test_what_is_rejected_is_kept_and_found_no_more(store, ledger, ana, calls):
    before = count_rows(store, "events"), len(ledger.search("spoke", kind="event"))
    assert before == (9, 3)
    reject(store, ana(), calls[:1])
    assert calls[0] not in {row.id for row in ledger.contacts(every=True)}
    assert calls[0] not in {row.record for row in ledger.search("spoke", kind="event")}
    assert calls[0] not in {row.id for row in ledger.timeline("XAA")}
    assert count_rows(store, "events") == 9
    (call,) = ledger.contacts(status="occurred")
    assert call.reports == 2  # it has left its occurrence


@pytest.mark.parametrize(
    ("question", "kind"), [("statements", "statements"), ("commitments", "commitments")]
)
def test_statements_and_commitments_are_rejected_too(store, ledger, ana, question, kind):
    first = getattr(ledger, question)().rows[0]
    reject(store, ana(), [first.id])
    assert first.id not in {row.id for row in getattr(ledger, question)()}
    assert count_rows(store, kind) == 3 * len(getattr(tell("Wire"), kind))


def test_a_correction_is_what_every_question_finds(store, ledger, ana):
    event = find_one(ledger, status="planned")
    correct(store, ana(), event.id, [("status", "proposed"), ("time", "2031-05-02")])
    assert ledger.contacts(every=True, outlet="Coast Wire", status="planned").rows == ()
    row = find_one(ledger, status="proposed", since="2031-05")
    assert (row.id, row.day, row.precision) == (event.id, "2031-05-02", "day")
    assert row.review == "status, time corrected by ana, 2031-04-05"
    (report,) = View(store).load_reports([event.document])
    held = next(one for one in report.events if one.id == event.id)
    assert held.trail[-1].rule == "review/ana"
    with store.begin() as connection:
        first = connection.exec_driver_sql(
            "SELECT body FROM events WHERE id = ? AND reading NOT IN (SELECT reading FROM current)",
            (event.id,),
        ).scalar()
    assert json.loads(first)["status"] == "planned"  # what was read is still there


def test_corrections_add_up_and_the_last_of_a_field_counts(store, ledger, ana):
    ben = make_person("ben")
    event = find_one(ledger, status="planned")
    correct(store, ana(), event.id, [("place", "none")])
    correct(store, ana(), event.id, [("status", "proposed")])
    later = ben().model_copy(update={"at": "2031-04-06T00:00:00"})
    correct(store, later, event.id, [("status", "requested")])
    row = find_one(ledger, status="requested")
    assert (row.id, row.place) == (event.id, None)
    assert row.review == (
        "place corrected by ana, 2031-04-05; status corrected by ana, 2031-04-05;"
        " status corrected by ben, 2031-04-06"
    )


def test_undo_takes_back_decision_after_decision(store, ledger, ana):
    event = find_one(ledger, status="planned")
    before = dump_derived(store)
    correct(store, ana(), event.id, [("status", "proposed")])
    reject(store, ana(), [event.id])
    undo(store, ana())
    assert find_one(ledger, status="proposed").id == event.id
    undo(store, ana())
    assert find_one(ledger, status="planned") == event
    assert dump_derived(store) == before
    assert count_rows(store, "judgements") == len(View(store).load_judgements())
    with pytest.raises(LedgerError, match="K125"):
        undo(store, ana())


def test_a_withdrawal_can_be_withdrawn(store, ledger, ana, calls):
    reject(store, ana(), calls[:1])
    (withdrawal,) = undo(store, ana())
    undo(store, ana(), [withdrawal.id])
    assert calls[0] not in {row.id for row in ledger.contacts(every=True)}


def test_the_last_decision_holds(store, ledger, ana, calls):
    reject(store, ana(), calls[:1])
    accept(store, ana(), calls[:1])
    row = next(row for row in ledger.contacts(every=True) if row.id == calls[0])
    assert row.review == "accepted by ana, 2031-04-05"
    assert row.reports == 3


def test_a_document_is_all_of_its_undecided_records(store, ledger, ana):
    event = find_one(ledger, status="planned")
    reject(store, ana(), [event.id])
    made = accept(store, ana(), [event.document])
    assert {one.verdict for one in made} == {"accepted"}
    assert event.id not in {one.subjects[0].id for one in made}
    assert len(made) == 7  # of three events, two statements, and one of each other kind
    assert accept(store, ana(), [event.document]) == []
    assert len({row.id for row in ledger.contacts(outlet="Coast Wire", every=True)}) == 1


def test_what_became_of_a_promise_falls_with_the_event_that_shows_it(store, ledger, ana):
    promise, event = (
        ledger.commitments(outlet="Coast Wire").rows[0],
        find_one(ledger, outlet="The Gazette", status="occurred"),
    )
    kept = Judgement.of(
        "follow-through",
        [
            Subject(kind="commitment", id=promise.id, document=promise.document),
            Subject(kind="event", id=event.id, document=event.document),
        ],
        "kept", author=Author(kind="program", name="0"), at="2031-04-04", dated="2031-04-04",
    )  # fmt: skip
    Writer(store, ADD).add_judgements([kept])
    derive(store)

    def ask():
        return ledger.commitments(outlet="Coast Wire").rows[0].status

    assert ask() == "kept"
    reject(store, ana(), [event.id])
    assert ask() == "pending"
    undo(store, ana())
    assert ask() == "kept"
    reject(store, ana(), [kept.id])  # the judgement itself
    assert ask() == "pending"
    undo(store, ana())
    assert ask() == "kept"


def test_linking_again_leaves_what_a_person_decided(store, ledger, ana, calls):
    pair = next(
        one
        for one in View(store).load_judgements()
        if one.kind == "same-occurrence" and calls[0] in {s.id for s in one.subjects}
    )
    reject(store, ana(), [pair.id])
    reject(store, ana(), [ledger.commitments().rows[0].id])
    before = dump_derived(store)
    linked = link_ledger(store, Run(kind="link", at="2031-05-01", program="0", reader=""))
    assert linked.judgements == 0
    assert dump_derived(store) == before
    assert {row.reports for row in ledger.contacts(status="occurred")} == {1, 2}


def test_what_is_read_anew_keeps_the_corrections(store, ledger, ana):
    event = find_one(ledger, status="planned")
    correct(store, ana(), event.id, [("status", "proposed")])
    newer = ADD.model_copy(update={"reader": "second"})
    assert Writer(store, ADD).add_report(tell("Coast Wire")) == "unchanged"
    assert find_one(ledger, status="proposed").id == event.id
    assert Writer(store, newer).add_report(tell("Coast Wire")) == "reread"
    renew_corrections(store, newer, tell("Coast Wire"))
    assert find_one(ledger, status="proposed").id == event.id
    undo(store, ana())
    assert find_one(ledger, status="planned").id == event.id
    with store.begin() as connection:
        reader = connection.exec_driver_sql(
            "SELECT reader FROM readings JOIN current ON current.reading = readings.id"
            " WHERE current.document = ?",
            (event.document,),
        ).scalar_one()
    assert reader == "second"


def test_adding_renews_corrections(store, ledger, ana, monkeypatch):
    from demarche import reading
    from demarche.sources import RawItem
    from tests.cli.conftest import FakeReader, read_analysis
    from tests.export.made_up import TEXT

    monkeypatch.setattr(reading, "read_analysis", read_analysis)
    item = RawItem(
        origin="x", content=TEXT, media="text", outlet="Late Wire", published="2031-04-02"
    )

    def add(reader):
        run = ADD.model_copy(update={"reader": reader})
        add_items(store, run, [item], note=lambda _: None, reader=FakeReader())

    add("first")
    event = find_one(ledger, outlet="Late Wire", status="planned")
    correct(store, ana(), event.id, [("status", "proposed")])
    add("second")
    assert find_one(ledger, outlet="Late Wire", status="proposed").id == event.id


def test_the_log_says_what_holds(store, ana, calls):
    reject(store, ana(), calls[:1])
    accept(store, ana(), calls[1:2])
    undo(store, ana())
    told = [(one.author, one.verdict, one.holds) for one in list_decisions(store)]
    assert told == [
        ("ana", "withdrawn", True), ("ana", "accepted", False), ("ana", "rejected", True),
    ]  # fmt: skip
    assert list_decisions(store, author="ben") == []


@pytest.mark.parametrize("name", ["e:none", "s:none", "d:none", "j:none", "none", "o:none"])
def test_an_id_that_is_none(store, ana, name):
    with pytest.raises(LedgerError, match="K120"):
        accept(store, ana(), [name])
    assert list_decisions(store) == []


def test_of_several_decisions_all_are_kept_or_none(store, ana, calls):
    with pytest.raises(LedgerError, match="K120"):
        reject(store, ana(), [calls[0], "e:none"])
    assert list_decisions(store) == []


def test_a_person_s_decision_is_no_record(store, ana, calls):
    (made,) = accept(store, ana(), calls[:1])
    with pytest.raises(LedgerError, match="K124"):
        reject(store, ana(), [made.id])


def test_a_ledger_that_may_only_be_read(store, path, ana, calls):
    from demarche.ledger.store import open_store

    only = open_store(path, read_only=True)
    with pytest.raises(LedgerError, match="K103"):
        accept(only, ana(), calls[:1])


def test_outlets_of_the_fixture(ledger):
    assert {row.outlet for row in ledger.contacts(every=True)} == set(OUTLETS)
