"""A linked ledger of three releases of one call, and a person who decides."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest

from demarche.ledger.linking import link_ledger
from demarche.ledger.reviewing import Review
from demarche.ledger.store import Run, Store, Writer, open_store
from demarche.query import Ledger, open_ledger
from tests.export.made_up import make_report

OUTLETS = ("Coast Wire", "Ministry of Examples", "The Gazette")
ADD = Run(kind="add", at="2031-04-03", program="0", reader="first")
LINK = Run(kind="link", at="2031-04-04", program="0", reader="")


def tell(outlet: str):
    """Return the made-up report as one outlet has it."""
    document = make_report().document.model_copy(update={"outlet": outlet})
    return make_report().model_copy(update={"document": document})


@pytest.fixture
def path(tmp_path):
    """Where the ledger is."""
    return tmp_path / "ledger.db"


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The ledger's file, linked: each event is one occurrence of three reports."""
    file = tmp_path_factory.mktemp("reviewing") / "ledger.db"
    opened = open_store(file, create=True)
    for outlet in OUTLETS:
        Writer(opened, ADD).add_report(tell(outlet))
    link_ledger(opened, LINK)
    opened.close()
    return file


@pytest.fixture
def store(path, made) -> Iterator[Store]:
    """A ledger of its own for each test."""
    shutil.copyfile(made, path)
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def ledger(store, path) -> Iterator[Ledger]:
    """The ledger, to be asked."""
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def ana() -> Callable[[], Review]:
    """A person, each time a second later."""
    return make_person("ana")


def make_person(name: str) -> Callable[[], Review]:
    """Return what gives a person at moments that follow one another."""
    first, seconds = datetime(2031, 4, 5, 10), count()

    def look() -> Review:
        moment = first + timedelta(seconds=next(seconds))
        return Review(author=name, at=moment.isoformat(), program="0")

    return look


@pytest.fixture
def calls(ledger) -> list[str]:
    """The ids of the three tellings of the call."""
    return [row.id for row in ledger.contacts(every=True, status="occurred")]
