"""What each question returns, and what narrows it."""

import pytest

from demarche.errors import LedgerError, QueryError
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.store import View, Writer
from demarche.ledger.store.deriving import store_derived
from tests.query.conftest import RUN

CALL = "President Ana Rivas spoke by phone with Prime Minister Tomas Lind"


def test_contacts_are_consultations_in_order_of_day_with_their_quotes(ledger):
    rows = ledger.contacts(every=True).rows
    assert [row.day for row in rows] == ["2031-04-01"] * 2 + ["2031-04-07"] * 2
    call = rows[0]
    assert (call.type, call.medium, call.status, call.duration) == (
        "CONSULT", "phone", "occurred", 90,
    )  # fmt: skip
    assert (call.source, call.target) == (("Ana Rivas",), ("Tomas Lind",))
    assert call.others == ("Northern League (observer)",)
    assert call.quote == CALL
    assert (call.outlet, call.published) == ("Ministry of Examples", "2031-04-02")
    assert (call.reports, call.occurrence) == (1, None)


def test_a_quote_stands_where_the_row_says(store, ledger):
    texts = {r.document.id: r.document.text for r in View(store).load_reports()}
    rows = [*ledger.events(every=True), *ledger.statements(), *ledger.commitments()]
    assert len(rows) == 12
    for row in rows:
        assert texts[row.document][row.start :].startswith(row.quote)


@pytest.mark.parametrize(
    ("between", "found"),
    [
        (("XAA", "XBB"), 4),
        (("Rivas", "Tomas Lind"), 4),
        (("ana rivas",), 4),
        (("XAA", "XAA"), 4),
        (("XAA", "Nobody"), 0),
        (("Northern League",), 0),  # an observer is no party
        (("Riva",), 0),
        (("%",), 0),
    ],
)
def test_between(ledger, between, found):
    assert len(ledger.contacts(*between)) == found


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"since": "2031-04-02"}, 2),
        ({"since": "2031-04"}, 4),
        ({"until": "2031-04-01"}, 2),
        ({"until": "2031"}, 4),
        ({"since": "2032"}, 0),
        ({"place": "port salt"}, 2),
        ({"status": "Planned"}, 2),
        ({"outlet": "coast wire"}, 2),
        ({"confidence": 0.95}, 3),
        ({"limit": 1}, 1),
        ({"type": "accuse"}, 2),
    ],
)
def test_limits(ledger, limits, found):
    assert len(ledger.contacts(**limits)) == found


def test_a_country_by_its_name_is_everyone_of_it(ledger):
    assert len(ledger.contacts("Russia")) == 0
    assert len(ledger.who("XAA")) == 1


def test_one_row_an_occurrence_the_surest(linked):
    (row,) = linked.contacts(status="occurred")
    assert (row.occurrence, row.reports, row.origins) == ("o:call", 2, 2)
    assert row.outlet == "Coast Wire"
    assert len(linked.contacts(status="occurred", every=True)) == 2


def test_an_occurrence_is_every_record_that_tells_it(linked):
    rows = linked.occurrence("o:call").rows
    assert [row.outlet for row in rows] == ["Ministry of Examples", "Coast Wire"]
    assert linked.occurrence(rows[1].id).rows == rows
    with pytest.raises(QueryError, match="Q105"):
        linked.occurrence("o:none")


def test_an_event_that_was_linked_to_none_is_alone(linked):
    (row, *_) = linked.contacts(status="planned")
    assert linked.occurrence(row.id).rows == (row,)


@pytest.mark.parametrize(
    ("as_of", "statuses"),
    [
        ("2031-04-01", []),
        ("2031-04-03", ["pending"]),
        ("2031-04-07", ["pending", "pending"]),
        ("2031-04-13", ["kept", "pending"]),
        ("2031-04-14", ["kept", "overdue"]),
    ],
)
def test_a_promise_as_of_a_day(linked, as_of, statuses):
    rows = linked.commitments(by="XAA", as_of=as_of)
    assert [row.status for row in rows] == statuses
    still = linked.commitments(by="XAA", as_of=as_of, open=True)
    assert [row.status for row in still] == [s for s in statuses if s != "kept"]


def test_a_promise_says_what_and_when(ledger):
    row = ledger.commitments(to="XBB", about="meeting").rows[0]
    assert (row.by, row.to, row.act, row.due) == (
        ("Ana Rivas",), ("Tomas Lind",), "meet in Port Salt next week", "2031-04-13",
    )  # fmt: skip
    assert len(ledger.commitments(by="XBB")) == 0
    assert len(ledger.commitments(about="grain")) == 0


def test_open_needs_a_day(ledger):
    with pytest.raises(QueryError, match="Q104"):
        ledger.commitments(open=True)


def test_a_persons_word_outweighs_the_programs(store, linked):
    promise = next(row for row in linked.commitments() if row.status == "kept")
    subject = Subject(kind="commitment", id=promise.id)
    person = Author(kind="person", name="Reviewer")
    broken = Judgement.of(
        "follow-through", [subject], "broken", author=person, at="2031-04-10", dated="2031-04-07"
    )
    Writer(store, RUN).add_judgements([broken])
    store_derived(store, View(store).load_judgements(), [], {})
    statuses = {row.status for row in linked.commitments(as_of="2031-04-12")}
    assert statuses == {"broken", "pending"}


def test_what_a_person_rejected_is_left_out(store, linked):
    event = linked.events(type="ACCUSE").rows[0]
    person = Author(kind="person", name="Reviewer")
    subject = Subject(kind="event", id=event.id)
    rejected = Judgement.of("record", [subject], "rejected", author=person, at="2031-04-10")
    Writer(store, RUN).add_judgements([rejected])
    store_derived(store, View(store).load_judgements(), [], {})
    assert event.id not in {row.id for row in linked.events(every=True)}
    back = rejected.withdraw(author=person, at="2031-04-11")
    Writer(store, RUN).add_judgements([back])
    store_derived(store, View(store).load_judgements(), [], {})
    assert event.id in {row.id for row in linked.events(every=True)}


def test_statements_by_speaker_and_words(ledger):
    (row, _) = ledger.statements(speaker="Rivas", about='"port salt"')
    assert row.quote == "We will meet in Port Salt next week,"
    assert (row.cue, row.kind, row.medium) == ("wrote", "direct", "Open Letters")
    assert (row.speaker, row.addressee) == (("Ana Rivas",), ("Tomas Lind",))
    assert row.via == ("Northern League",)
    assert len(ledger.statements(speaker="Lind")) == 0
    assert len(ledger.statements(addressee="Lind")) == 2
    assert len(ledger.statements(about='"salt port"')) == 0
    assert len(ledger.statements(about="salt port")) == 2


def test_a_timeline_is_everything_in_order(ledger):
    rows = ledger.timeline("XAA", outlet="Coast Wire")
    assert [(row.day, row.kind, row.what) for row in rows] == [
        ("2031-04-01", "event", "CONSULT / phone"),
        ("2031-04-05", "statement", "wrote"),
        ("2031-04-05", "commitment", "promised: meet in Port Salt next week"),
        ("2031-04-05", "event", "ACCUSE / allege"),
        ("2031-04-07", "event", "CONSULT / third-party"),
    ]
    assert len(ledger.timeline("XAA", "Northern League")) == 6
    assert len(ledger.timeline("XAA", status="planned")) == 2
    assert len(ledger.timeline("XAA", limit=3)) == 3


def test_who_gathers_what_documents_call_somebody(ledger):
    (row,) = ledger.who("Rivas")
    assert (row.name, row.country, row.roles) == ("Ana Rivas", "XAA", ("President",))
    assert (row.documents, row.first, row.last) == (2, "2031-04-02", "2031-04-05")
    assert row.records == 12
    assert len(ledger.who("Nobody")) == 0


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("blocked ports", {"document", "event"}),
        ('"Port Salt"', {"document", "event", "statement", "commitment"}),
        ('"Salt Port"', set()),
        ("tolls", {"document", "position"}),
        ("it's; DROP TABLE \"passages", set()),
        ("zebra", set()),
    ],
)
def test_search_finds_words_in_any_form(ledger, words, kinds):
    assert {row.kind for row in ledger.search(words)} == kinds


def test_search_marks_the_words_and_narrows(ledger):
    (row, *_) = ledger.search("blocking", kind="event")
    assert "[blocking]" in row.words
    assert len(ledger.search("blocking", outlet="Coast Wire", since="2031-04-03")) == 2
    assert len(ledger.search("blocking", until="2031-04-01")) == 0


@pytest.mark.parametrize("words", ["", "  ", '""', "— !"])
def test_no_words_to_search_for(ledger, words):
    with pytest.raises(QueryError, match="Q103"):
        ledger.search(words)


def test_sql_is_answered_as_it_was_put(ledger):
    table = ledger.sql("SELECT outlet, count(*) AS n FROM documents GROUP BY 1 ORDER BY 1")
    assert table.columns == ("outlet", "n")
    assert table.rows == (("Coast Wire", 1), ("Ministry of Examples", 1))
    assert ledger.sql("SELECT '100%', ':x', '?'").rows == (("100%", ":x", "?"),)


@pytest.mark.parametrize(
    "statement",
    [
        "SELEC 1",
        "SELECT * FROM nowhere",
        "DELETE FROM passages",
        "CREATE TABLE mine (id)",
        "PRAGMA query_only = OFF",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_sql_that_cannot_be_run_says_so_and_changes_nothing(ledger, statement):
    with pytest.raises(QueryError, match="Q106"):
        ledger.sql(statement)
    assert ledger.count()["documents"] == 2
    with pytest.raises(QueryError, match="Q106"):
        ledger.sql("DELETE FROM passages")


@pytest.mark.parametrize(
    "limits", [{"since": "yesterday"}, {"until": "2031-13"}, {"type": "PARTY"}]
)
def test_a_limit_that_is_none(ledger, limits):
    with pytest.raises(QueryError, match="Q101"):
        ledger.events(**limits)


def test_a_limit_that_the_records_lack(ledger):
    with pytest.raises(QueryError, match="Q102"):
        ledger.statements(place="Oslo")


def test_no_ledger_to_ask(tmp_path):
    from demarche.query import open_ledger

    with pytest.raises(LedgerError, match="K100"):
        open_ledger(tmp_path / "none.db")
