"""The same ledger on a real PostgreSQL server, started for these tests on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest

from demarche.errors import LedgerError, QueryError
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.store import View, Writer, open_store
from demarche.ledger.store.schema import KEPT
from demarche.query import open_ledger
from tests.export.made_up import make_report
from tests.ledger.store.conftest import make_run

_UNPRIVILEGED = ("postgres", "nobody")
_PATIENCE = 60


def find_program(name):
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else shutil.which(name)


def find_user():
    """Return whom to run the server as: root may not."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)


def find_free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """The address of an empty database; skipped where PostgreSQL is not installed."""
    initdb, postgres = find_program("initdb"), find_program("postgres")
    if not (initdb and postgres):
        assert not os.environ.get("CI"), "PostgreSQL must be installed in CI"
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    folder, user, port = tempfile.mkdtemp(prefix="pg"), find_user(), find_free_port()
    if user:
        shutil.chown(folder, user)
    options = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL}
    data = f"{folder}/data"
    subprocess.run(
        [initdb, "-D", data, "-U", "reader", "-A", "trust", "-N", "-E", "UTF8"],
        check=True,
        **options,
    )
    settings = ("-p", str(port), "-k", folder, "-h", "127.0.0.1", "-F")
    running = subprocess.Popen(
        [postgres, "-D", data, *settings], stderr=subprocess.DEVNULL, **options
    )
    try:
        await_server(port)
        yield f"postgresql://reader@127.0.0.1:{port}/postgres"
    finally:
        running.terminate()
        running.wait(_PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def await_server(port):
    import psycopg

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="reader", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def address(server):
    """The address, its database emptied."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


@pytest.fixture
def store(address):
    opened = open_store(address, create=True)
    yield opened
    opened.close()


def test_one_code_for_both(store, address):
    writer = Writer(store, make_run())
    assert writer.add_report(make_report(), origin="i:1") == "added"
    assert writer.add_report(make_report(), origin="i:1") == "unchanged"
    assert View(store).find_known(["i:1"], "first") == {"i:1"}
    (back,) = View(store).load_reports()
    assert [e.type for e in back.events] == [e.type for e in make_report().events]
    fewer = make_report().model_copy(update={"events": make_report().events[1:]})
    assert Writer(store, make_run("second")).add_report(fewer) == "reread"
    assert View(store).count()["events"] == 2


def test_every_question(store, address):
    Writer(store, make_run()).add_report(make_report())
    with open_ledger(address) as ledger:
        (call, meeting) = ledger.contacts("XAA", "XBB").rows
        assert (call.medium, call.target, meeting.place) == ("phone", ("Tomas Lind",), "Port Salt")
        assert len(ledger.contacts(place="port salt", since="2031-04", limit=5)) == 1
        assert len(ledger.commitments(by="Rivas", open=True, as_of="2031-05-01")) == 1
        assert len(ledger.statements(speaker="Rivas", about='"Port Salt"')) == 1
        assert len(ledger.timeline("XAA", "XBB")) == 4
        assert ledger.who("Rivas").rows[0].roles == ("President",)
        assert ledger.occurrence(call.id).rows == (call,)
        assert {hit.kind for hit in ledger.search("blocked ports")} == {"document", "event"}
        assert "[blocking]" in ledger.search("blocking", kind="event").rows[0].words
        assert ledger.sql("SELECT count(*) AS n FROM documents").rows == ((1,),)
        with pytest.raises(QueryError, match="Q106"):
            ledger.sql("DELETE FROM passages")


@pytest.mark.parametrize("table", [table.name for table in KEPT])
def test_the_database_refuses_to_change_what_is_kept(store, table):
    writer = Writer(store, make_run())
    writer.add_report(make_report(), origin="i:1")
    author, subject = Author(kind="program", name="0"), Subject(kind="event", id="e:1")
    writer.add_judgements([Judgement.of("record", [subject], "accepted", author=author, at="1")])
    with pytest.raises(LedgerError, match="only ever added to"), store.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")


def test_two_writers_of_the_same_documents(store, address):
    def add_all():
        own = open_store(address)
        for number in range(8):
            document = make_report().document.model_copy(update={"outlet": f"Outlet {number}"})
            report = make_report().model_copy(update={"document": document})
            Writer(own, make_run()).add_report(report)
        own.close()

    threads = [threading.Thread(target=add_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = View(store).count()
    assert (counts["documents"], counts["events"]) == (8, 24)
    with store.begin() as connection:
        passages = connection.exec_driver_sql("SELECT count(*) FROM passages").scalar_one()
    assert passages == 8 * 9


def test_another_database_and_none(address):
    with pytest.raises(LedgerError, match="K101"):
        open_store(address)
    with pytest.raises(LedgerError) as refused:
        open_store("postgresql://reader:hidden@127.0.0.1:1/none", create=True)
    assert refused.value.code == "K102"
    assert "hidden" not in str(refused.value)
