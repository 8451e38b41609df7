"""A ledger in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demarche.ledger.store import Run, Store, Writer, open_store


@pytest.fixture
def path(tmp_path):
    """Where the ledger is."""
    return tmp_path / "ledger.db"


@pytest.fixture
def store(path) -> Iterator[Store]:
    """An empty ledger."""
    opened = open_store(path, create=True)
    yield opened
    opened.close()


@pytest.fixture
def writer(store) -> Writer:
    """A writer of the first version's readings."""
    return Writer(store, make_run())


def make_run(reader: str = "first", at: str = "2031-04-03T10:00:00Z") -> Run:
    """Return a run of one version of the program."""
    return Run(kind="add", at=at, program="0", reader=reader)
