"""A small ledger: one call told by two outlets, a promise, a statement."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.store import Run, Store, View, Writer, open_store
from demarche.ledger.store.deriving import store_derived
from demarche.model import EventTime, Published
from demarche.query import Ledger, open_ledger
from tests.export.made_up import find, make_report

PROGRAM = Author(kind="program", name="0")
RUN = Run(kind="add", at="2031-04-09T00:00:00Z", program="0", reader="first")


@pytest.fixture
def path(tmp_path):
    """Where the ledger is."""
    return tmp_path / "ledger.db"


@pytest.fixture
def store(path) -> Iterator[Store]:
    """The ledger, to be written to."""
    opened = open_store(path, create=True)
    writer = Writer(opened, RUN)
    due = EventTime(start="2031-04-07", end="2031-04-13", precision="week", span=find("next week"))
    report = make_report()
    promise = report.commitments[0].model_copy(update={"due": due})
    report = report.model_copy(update={"commitments": (promise,)})
    writer.add_report(report)
    later = Published(start="2031-04-05", end="2031-04-05", precision="day", method="given")
    other = report.document.model_copy(update={"outlet": "Coast Wire", "published": later})
    surer = tuple(e.model_copy(update={"confidence": 0.99}) for e in report.events)
    writer.add_report(report.model_copy(update={"document": other, "events": surer}))
    yield opened
    opened.close()


@pytest.fixture
def ledger(store, path) -> Iterator[Ledger]:
    """The ledger, to be asked."""
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def linked(store, ledger) -> Ledger:
    """The ledger with the two tellings of the call as one occurrence, and the promise kept."""
    one, other = ledger.contacts(every=True, status="occurred").rows
    (promise, _) = ledger.commitments().rows
    members = tuple(Subject(kind="event", id=e.id, document=e.document) for e in (one, other))
    kept = Judgement.of(
        "follow-through",
        [Subject(kind="commitment", id=promise.id)],
        "kept",
        author=PROGRAM,
        at="2031-04-09",
        dated="2031-04-08",
    )
    Writer(store, RUN).add_judgements([kept])
    occurrence = Occurrence(
        id="o:call", type="CONSULT", group="done", members=members, sides=("XAA", "XBB"),
        start="2031-04-01", end="2031-04-01",
    )  # fmt: skip
    store_derived(store, View(store).load_judgements(), [occurrence], {})
    return ledger
