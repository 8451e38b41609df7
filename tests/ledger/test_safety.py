"""What may befall a ledger: kills, two at once, a full disk, no rights, damage, age."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from demarche.errors import LedgerError
from demarche.ledger.judgements import Author, Judgement, Subject
from demarche.ledger.linking import link_ledger
from demarche.ledger.reviewing import Review, accept, list_decisions, reject
from demarche.ledger.store import Run, View, Writer, open_store
from demarche.ledger.store.migrations import HEAD, VERSIONS
from demarche.query import open_ledger
from tests.export.made_up import make_report

ADD = Run(kind="add", at="2031-04-03", program="0", reader="first")
LINK = Run(kind="link", at="2031-04-04", program="0", reader="")
ANA = Review(author="ana", at="2031-04-05T10:00:00", program="0")
ROOT = Path(__file__).parents[2]
NOBODY = 65534


def tell(number):
    document = make_report().document.model_copy(update={"outlet": f"Outlet {number}"})
    return make_report().model_copy(update={"document": document})


def fill(path, count=2):
    store = open_store(path, create=True)
    for number in range(count):
        Writer(store, ADD).add_report(tell(number))
    return store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def in_child(act, prepare):
    """Run `act` in a process of its own after `prepare`; return the code of its error, or ""."""
    told, said = os.pipe()
    child = os.fork()
    if child == 0:
        code = "no error"
        try:
            prepare()
            act()
        except LedgerError as error:
            code = error.code
        finally:
            os.write(said, code.encode())
            os._exit(0)
    os.close(said)
    os.waitpid(child, 0)
    with open(told, "rb") as stream:
        return stream.read().decode()


def test_kills_at_ten_moments_lose_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ledger_kills", "--kills", "10", "--documents", "12",
         "--json"],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert (found["kills"], found["faults"], found["first_fault"]) == (10, 0, "")
    assert found["while_adding"] > 0
    assert found["while_linking"] > 0


def test_the_check_after_a_kill_sees_half_a_document(path):
    from benchmarks.ledger_kills import check, work

    work(path, 2)
    assert check(path, {}, 2) == []
    assert check(path, {}, 3) == ["1 documents that were kept are lost"]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER events_no_delete")
        connection.execute("DELETE FROM events WHERE rowid = 1")
        connection.commit()
    assert check(path, {"judgements": 10**6}, 2) == [
        "half a document: 5 events", "judgements were lost",
    ]  # fmt: skip


def test_adding_linking_and_reviewing_at_once_lose_nothing(path):
    fill(path, 4).close()
    faults = []

    def run(act):
        own = open_store(path)
        try:
            act(own)
        except LedgerError as error:
            faults.append(error)
        finally:
            own.close()

    def add(own):
        for number in range(4, 10):
            Writer(own, ADD).add_report(tell(number))

    def link(own):
        for day in range(4, 7):
            link_ledger(own, LINK.model_copy(update={"at": f"2031-04-0{day}"}))

    def decide(own):
        (first, *rest) = list(View(own).load_reports())[:4]
        reject(own, ANA, [first.events[0].id])
        for number, report in enumerate(rest):
            moment = ANA.model_copy(update={"at": f"2031-04-06T10:00:0{number}"})
            accept(own, moment, [report.events[0].id])

    threads = [threading.Thread(target=run, args=(act,)) for act in (add, link, link, decide)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    store = open_store(path)
    link_ledger(store, LINK.model_copy(update={"at": "2031-04-09"}))
    counts = View(store).count()
    assert (counts["documents"], counts["events"]) == (10, 30)
    assert sorted(one.verdict for one in list_decisions(store)) == ["accepted"] * 3 + ["rejected"]
    with open_ledger(path) as ledger:
        rows = ledger.events(every=True).rows
    assert len(rows) == 29
    assert sum((row.review or "").startswith("accepted by ana") for row in rows) == 3
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("what", ["add", "link", "review"])
def test_a_disk_that_fills_up_keeps_what_was_there(path, what):
    """The size of files is limited as a full disk would limit it."""
    store = fill(path, 30)
    event = next(iter(View(store).load_reports())).events[0].id
    store.close()  # the log is written back: the file has its size
    before = path.read_bytes()
    acts = {
        "add": lambda s: [Writer(s, ADD).add_report(tell(n)) for n in range(30, 400)],
        "link": lambda s: link_ledger(s, LINK),
        "review": lambda s: reject(s, ANA, [event]),
    }
    room = {"add": 300_000, "link": 40_000, "review": 0}[what]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    assert in_child(lambda: acts[what](open_store(path)), limit) in ("K104", "K108")
    assert path.read_bytes() == before or what == "add"
    store = open_store(path)
    counts = View(store).count()
    assert counts["events"] == 3 * counts["documents"] >= 90
    assert link_ledger(store, LINK).documents == counts["documents"]  # with room, it goes on


@pytest.mark.parametrize("what", ["add", "link", "review"])
def test_a_file_that_may_only_be_read(path, tmp_path, what):
    """The rights are those of a user who may read the file and its folder, and no more."""
    store = fill(path)
    event = next(iter(View(store).load_reports())).events[0].id
    store.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    before = path.read_bytes()
    acts = {
        "add": lambda s: Writer(s, ADD).add_report(tell(9)),
        "link": lambda s: link_ledger(s, LINK),
        "review": lambda s: reject(s, ANA, [event]),
    }

    def become_nobody():
        if os.getuid() == 0:
            for folder in tmp_path.parents:
                if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
                    folder.chmod(folder.stat().st_mode | 0o011)
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    try:
        assert in_child(lambda: acts[what](open_store(path)), become_nobody) == "K103"
        asked = in_child(lambda: View(open_store(path, read_only=True)).count(), become_nobody)
        assert asked == "no error"
        assert path.read_bytes() == before
    finally:
        tmp_path.chmod(0o755)


def make_old(path, tmp_path):
    """Make a ledger as the first version made it, with a document in it."""
    folder = tmp_path / "first"
    folder.mkdir()
    for file in VERSIONS[0].glob("v0001_*"):
        (folder / file.name).write_bytes(file.read_bytes())
    store = open_store(path, create=True, versions=(folder,), head="0001")
    writer = Writer(store, ADD)
    writer.add_report(make_report())
    (report,) = View(store).load_reports()
    event = Subject(kind="event", id=report.events[0].id, document=report.document.id)
    program = Author(kind="program", name="0")
    kept = Judgement.of("follow-through", [event], "held", author=program, at="2031-04-04")
    writer.add_judgements([kept])
    store.close()
    return event, kept


def test_a_ledger_of_the_first_version_is_brought_up_with_a_backup(path, tmp_path):
    event, kept = make_old(path, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        standing = (kept.id, kept.kind, event.id, kept.verdict, 0, None)
        connection.execute("INSERT INTO standings VALUES (?,?,?,?,?,?)", standing)
        connection.commit()
    old = path.read_bytes()
    with open_ledger(path) as ledger:
        assert len(ledger.events()) == 3
        (row,) = ledger.sql("SELECT author, at, changes FROM standings").rows
    assert row == ("0", "2031-04-04", "[]")
    backup = path.with_name("ledger.db.0001.backup")
    with closing(sqlite3.connect(backup)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert version == ("0001",) != (HEAD,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (3,)
    store = open_store(path)
    accept(store, ANA, [event.id])
    assert link_ledger(store, LINK).documents == 1
    assert len(backup.read_bytes()) == len(old)


def test_a_kill_while_it_is_brought_up_leaves_the_older_one(path, tmp_path):
    make_old(path, tmp_path)

    def kill_at_the_end(*_, **__):
        os._exit(9)

    def prepare():
        from sqlalchemy.engine import Transaction

        Transaction.commit = kill_at_the_end

    in_child(lambda: open_store(path), prepare)
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version == ("0001",)
    assert View(open_store(path)).count()["events"] == 3


DAMAGES = {
    "cut short": lambda content: content[: len(content) // 3],
    "pages gone": lambda content: content[:4096] + bytes(len(content) // 2) + content[
        4096 + len(content) // 2 :],
    "header gone": lambda content: bytes(100) + content[100:],
}  # fmt: skip


@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_a_damaged_file_is_said_to_be_and_left_as_it_is(path, damage):
    store = fill(path, 12)
    store.close()
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    before = path.read_bytes()
    acts = (
        lambda: View(open_store(path, read_only=True)).count(),
        lambda: list(View(open_store(path)).load_reports()),
        lambda: link_ledger(open_store(path), LINK),
        lambda: [Writer(open_store(path), ADD).add_report(tell(n)) for n in range(12, 15)],
    )
    for act in acts[: 4 if damage != "header gone" else 3]:
        with pytest.raises(LedgerError) as refused:
            act()
        assert refused.value.code in ("K101", "K106")
        assert refused.value.hint
    assert path.read_bytes() == before


def test_a_damaged_log_costs_at_most_what_it_held(path):
    store = fill(path, 3)
    store.close()
    later = open_store(path)
    for number in range(3, 6):
        Writer(later, ADD).add_report(tell(number))
    log = path.with_name("ledger.db-wal")
    content = bytearray(log.read_bytes())
    later_file = path.with_name("other.db")
    later_file.write_bytes(path.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    later_file.with_name("other.db-wal").write_bytes(content)
    counts = View(open_store(later_file)).count()
    assert 3 <= counts["documents"] <= 6
    assert counts["events"] == 3 * counts["documents"]
