"""What leaves the ledger: which documents, which of their records, and what read them."""

import pytest

from demarche.errors import QueryError
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.store import View, Writer
from demarche.ledger.store.deriving import store_derived
from demarche.model import Report
from tests.export.made_up import make_document
from tests.query.conftest import RUN


def test_all_of_it_in_order_of_publication_with_what_read_it(store, ledger):
    found = list(ledger.tellings())
    assert [t.report.document.outlet for t in found] == ["Ministry of Examples", "Coast Wire"]
    assert [t.report for t in found] == list(View(store).load_reports())
    source = found[0].source
    assert (source.run, source.at, source.reader) == (RUN.id, RUN.at, "first")


def test_a_document_without_records_is_left_out_where_something_is_asked_for(store, ledger):
    Writer(store, RUN).add_report(Report(document=make_document("Nothing happened.")))
    assert len(list(ledger.tellings())) == 3
    assert len(list(ledger.tellings(since="2031"))) == 2


@pytest.mark.parametrize(
    ("between", "limits", "counts"),
    [
        (("XAA", "XBB"), {"type": "CONSULT"}, (2, 0, 0)),
        (("Rivas",), {"status": "planned"}, (1, 0, 0)),
        (("Rivas",), {"status": "pending"}, (0, 0, 1)),
        (("Northern League",), {}, (1, 1, 0)),  # an observer is no party of an event
        ((), {"until": "2031-04-01"}, (1, 0, 0)),
        ((), {"place": "Port Salt"}, (1, 0, 0)),
    ],
)
def test_limits_leave_only_what_they_are_about(ledger, between, limits, counts):
    first = next(iter(ledger.tellings(*between, **limits))).report
    assert (len(first.events), len(first.statements), len(first.commitments)) == counts


def test_kinds_and_a_limit(ledger):
    (first, *_) = ledger.tellings(kinds=("statements",))
    assert (first.report.events, len(first.report.statements)) == ((), 2)
    assert sum(len(t.report.events) for t in ledger.tellings(kinds=("events",), limit=2)) == 2
    assert list(ledger.tellings(kinds=("statements",), type="CONSULT")) == []


def test_of_an_occurrence_one_telling_is_the_surest(linked):
    calls = [
        (t.report.document.outlet, link)
        for t in linked.tellings(status="occurred", type="CONSULT")
        for link in t.links.values()
    ]
    assert [(outlet, link.surest) for outlet, link in calls] == [
        ("Ministry of Examples", False), ("Coast Wire", True),
    ]  # fmt: skip
    assert {(link.occurrence, link.reports) for _, link in calls} == {("o:call", 2)}


def test_what_a_person_rejected_stays_behind(store, ledger):
    (call, *_) = ledger.contacts(every=True, status="occurred").rows
    no = Judgement.of(
        "record", [Subject(kind="event", id=call.id, document=call.document)], "rejected",
        author=Author(kind="person", name="R"), at="2031-05-01",
    )  # fmt: skip
    Writer(store, RUN).add_judgements([no])
    store_derived(store, View(store).load_judgements(), [], {})
    assert call.id not in {e.id for t in ledger.tellings() for e in t.report.events}


def test_what_cannot_be_asked(ledger):
    with pytest.raises(QueryError, match="Q101"):
        list(ledger.tellings(since="soon"))
