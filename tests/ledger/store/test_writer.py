"""What is added stays as it was; what is added twice changes nothing."""

import json

import pytest

from demarche.errors import LedgerError
from demarche.ids import hash_id
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.store import View, Writer
from demarche.ledger.store.schema import KEPT
from demarche.model import Published
from tests.export.made_up import make_document, make_report
from tests.ledger.store.conftest import make_run

AUTHOR = Author(kind="program", name="0")


def dump(path):
    import sqlite3

    return "\n".join(sqlite3.connect(path).iterdump())


def republish(report, **fields):
    return report.model_copy(update={"document": report.document.model_copy(update=fields)})


def strip_ids(report):
    """Return the report as JSON values, every id replaced by the place it first stands at."""
    names = {}
    text = report.to_json()
    told = json.loads(text)
    ids = [told["document"]["id"]]
    for kind in ("actors", "events", "statements", "commitments", "exchanges", "positions"):
        ids += [record["id"] for record in told[kind]]
    for number, name in enumerate(ids):
        names.setdefault(name, f"#{number}")
    for name, place in names.items():
        text = text.replace(json.dumps(name), json.dumps(place))
    return json.loads(text)


def test_a_report_comes_back_as_it_was_but_for_its_ids(store, writer):
    assert writer.add_report(make_report()) == "added"
    (back,) = View(store).load_reports()
    assert strip_ids(back) != {}
    missing = {"s:office"}  # referred to by a record, and a record itself
    assert missing
    assert strip_ids(back) == strip_ids(make_report())
    assert back.document.id != make_report().document.id


def test_adding_twice_changes_not_a_byte(store, writer, path):
    writer.add_report(make_report(), origin="i:1")
    before = dump(path)
    assert writer.add_report(make_report(), origin="i:1") == "unchanged"
    assert dump(path) == before


def test_a_later_run_of_the_same_version_changes_nothing(store, writer, path):
    writer.add_report(make_report())
    before = dump(path)
    later = Writer(store, make_run(at="2031-05-01T00:00:00Z"))
    assert later.add_report(make_report()) == "unchanged"
    assert dump(path) == before


def test_copies_from_two_outlets_are_two_documents_with_ids_of_their_own(store, writer):
    writer.add_report(make_report())
    assert writer.add_report(republish(make_report(), outlet="Another wire")) == "added"
    one, other = View(store).load_reports()
    ids = [{e.id for e in r.events} | {a.id for a in r.actors} for r in (one, other)]
    assert ids[0].isdisjoint(ids[1])
    assert View(store).count()["events"] == 6


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://a.example/1"},
        {"title": "Another title"},
        {"published": Published(start="2031-05-01", end="2031-05-01", precision="day", method="")},
    ],
)
def test_what_bears_on_the_reading_makes_another_document(writer, fields):
    writer.add_report(make_report())
    assert writer.add_report(republish(make_report(), **fields)) == "added"


def test_the_id_an_input_gives_is_kept_and_makes_no_other_document(store, writer):
    writer.add_report(make_report())
    assert writer.add_report(republish(make_report(), id="another")) == "unchanged"
    with store.begin() as connection:
        given = connection.exec_driver_sql("SELECT given_id FROM documents").scalar_one()
    assert given == "doc-1"


def test_newer_weights_supersede_and_nothing_is_overwritten(store, writer):
    report = make_report()
    writer.add_report(report)
    fewer = report.model_copy(update={"events": report.events[:1], "commitments": ()})
    assert Writer(store, make_run("second")).add_report(fewer) == "reread"
    assert View(store).count()["events"] == 1
    with store.begin() as connection:
        kept = connection.exec_driver_sql("SELECT count(*), count(DISTINCT id) FROM events").one()
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM passages_fts WHERE passages_fts MATCH 'blocking'"
        ).scalar_one()
    assert tuple(kept) == (4, 3)  # the same record has the same id in both readings
    assert found == 1  # the document alone: the accusation is superseded


@pytest.mark.parametrize("table", [table.name for table in KEPT])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_the_database_refuses_to_change_what_is_kept(store, writer, table, change):
    writer.add_report(make_report(), origin="i:1")
    subject = Subject(kind="event", id="e:1")
    writer.add_judgements([Judgement.of("record", [subject], "accepted", author=AUTHOR, at="1")])
    column = next(t for t in KEPT if t.name == table).columns.keys()[0]
    with pytest.raises(LedgerError, match="only ever added to"), store.begin() as connection:
        connection.exec_driver_sql(change.format(table, column, column))


def test_half_a_document_is_never_there(store, writer, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("demarche.ledger.store.writer.make_passage_rows", fail)
    with pytest.raises(KeyboardInterrupt):
        writer.add_report(make_report())
    assert set(View(store).count().values()) == {0}
    with store.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one() == 0


def test_judgements_are_added_once_and_come_back(store, writer):
    pair = [Subject(kind="event", id=hash_id("e", n)) for n in range(2)]
    same = Judgement.of("same-occurrence", pair, "same", author=AUTHOR, at="2031-04-03", score=0.9)
    back = same.withdraw(author=AUTHOR, at="2031-04-04")
    assert writer.add_judgements([same, back]) == 2
    assert writer.add_judgements([back, same]) == 0
    assert View(store).load_judgements() == [same, back]


def test_inputs_read_before_are_known_for_that_version_only(store, writer):
    writer.add_report(make_report(), origin="i:1")
    view = View(store)
    assert view.find_known(["i:1", "i:2"], "first") == {"i:1"}
    assert view.find_known(["i:1"], "second") == set()


def test_a_document_without_date_or_records_is_a_document(store, writer):
    bare = make_report().model_copy(
        update=dict.fromkeys(("events", "statements", "commitments", "exchanges"), ())
        | {"document": make_document(published=None)}
    )
    assert writer.add_report(bare) == "added"
    (back,) = View(store).load_reports()
    assert back.document.published is None
    assert back.events == ()
