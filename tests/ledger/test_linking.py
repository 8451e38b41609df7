"""From stored documents to occurrences that can be asked for."""

from demarche.ledger.linking import link_ledger
from demarche.ledger.store import Run, View, Writer, open_store
from demarche.query import open_ledger
from tests.export.made_up import make_report

ADD = Run(kind="add", at="2031-04-03", program="0", reader="first")
LINK = Run(kind="link", at="2031-04-04", program="0", reader="")


def test_a_copy_is_one_origin_and_its_records_are_one_occurrence(tmp_path):
    store = open_store(tmp_path / "ledger.db", create=True)
    report = make_report()
    for outlet in ("Ministry of Examples", "Coast Wire"):
        document = report.document.model_copy(update={"outlet": outlet})
        copy = report.model_copy(update={"document": document})
        Writer(store, ADD).add_report(copy)
    first = link_ledger(store, LINK)
    assert (first.documents, first.occurrences > 0, first.judgements > 0) == (2, True, True)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        (call,) = ledger.contacts(status="occurred")
        assert (call.reports, call.origins) == (2, 1)
        assert len(ledger.occurrence(str(call.occurrence))) == 2
    again = link_ledger(store, Run(kind="link", at="2031-04-05", program="0", reader=""))
    assert (again.judgements, again.occurrences) == (0, first.occurrences)
    assert len(View(store).load_judgements()) == first.judgements


def test_linking_tells_the_database_how_its_values_are_spread(tmp_path):
    store = open_store(tmp_path / "ledger.db", create=True)
    Writer(store, ADD).add_report(make_report())
    link_ledger(store, LINK)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        counted = ledger.sql("SELECT DISTINCT tbl FROM sqlite_stat1")
    assert ("events",) in counted.rows
