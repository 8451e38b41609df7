"""A site over a small ledger: a call told twice, a promise kept, a document that means harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.link.occurrences import Occurrence
from demarche.ledger.store import Run, View, Writer, open_store
from demarche.ledger.store.deriving import store_derived
from demarche.model import Published
from demarche.query import Ledger, open_ledger
from tests.export.made_up import make_hostile_report, make_report

RUN = Run(kind="add", at="2031-04-09T00:00:00Z", program="0", reader="first")


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    """Where the ledger is."""
    file = tmp_path_factory.mktemp("site") / "ledger.db"
    store = open_store(file, create=True)
    writer = Writer(store, RUN)
    report = make_report()
    later = Published(start="2031-04-05", end="2031-04-05", precision="day", method="given")
    other = report.document.model_copy(update={"outlet": "Coast Wire", "published": later})
    longer = tuple(e.model_copy(update={"duration": 45}) for e in report.events)
    for one in (
        report,
        report.model_copy(update={"document": other, "events": longer}),
        make_hostile_report(),
    ):
        writer.add_report(one)
    with open_ledger(file) as ledger:
        calls = ledger.contacts("Rivas", every=True, status="occurred").rows
        promise = ledger.commitments().rows[0]
    members = tuple(Subject(kind="event", id=e.id, document=e.document) for e in calls)
    author = Author(kind="program", name="0")
    subject = Subject(kind="commitment", id=promise.id)
    kept = Judgement.of(
        "follow-through", [subject], "kept", author=author, at="2031-04-09", dated="2031-04-04"
    )
    writer.add_judgements([kept])
    occurrence = Occurrence(
        id="o:call", type="CONSULT", group="done", members=members, sides=("XAA", "XBB"),
        start="2031-04-01", end="2031-04-01",
    )  # fmt: skip
    store_derived(store, View(store).load_judgements(), [occurrence], {})
    store.close()
    return file


@pytest.fixture
def ledger(path) -> Iterator[Ledger]:
    """The ledger, to be asked."""
    with open_ledger(path) as opened:
        yield opened


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()
