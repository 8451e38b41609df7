"""`demarche add`: what is stored, what is said, and what a kill leaves."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections import Counter

import pytest

from demarche.ledger.store import View, open_store
from tests.export.made_up import TEXT

# A program that adds made-up articles as slowly as reading takes, in a process that can be killed.
ADDER = textwrap.dedent("""
    import sys, time
    from demarche import reading
    from demarche.cli.app import main
    from tests.cli import conftest

    def read_slowly(analysis, findings=()):
        time.sleep(0.01)
        return conftest.read_analysis(analysis, findings)

    reading.get_reader = conftest.FakeReader
    reading.read_analysis = read_slowly
    sys.argv = ["demarche", "add", *sys.argv[1:]]
    main()
""")


def write_feed(path, count, start=0):
    lines = [
        json.dumps({"text": TEXT, "outlet": f"Outlet {n}", "published": "2031-04-02"})
        for n in range(start, start + count)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def count(path):
    store = open_store(path)
    try:
        return View(store).count()
    finally:
        store.close()


def start_adder(*words):
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=os.getcwd(),
    )  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def test_articles_are_added_once(run, path, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", 3)
    first = run("add", feed, "--ledger", path)
    assert (first.status, first.out) == (0, "")
    assert first.err == f"demarche: {path}: 3 added\n"
    again = run("add", feed, "--ledger", path)
    assert (again.status, again.err) == (0, f"demarche: {path}: 3 there before\n")
    assert count(path)["documents"] == 3
    assert count(path)["events"] == 9


def test_what_is_there_is_not_read_again(run, path, tmp_path, monkeypatch):
    feed = write_feed(tmp_path / "feed.jsonl", 2)
    run("add", feed, "--ledger", path)
    monkeypatch.setattr("demarche.reading.make_document", None)
    done = run("add", feed, "--ledger", path)
    assert done.err == f"demarche: {path}: 2 there before\n"


def test_newer_rules_read_anew(run, path, tmp_path, monkeypatch):
    feed = write_feed(tmp_path / "feed.jsonl", 2)
    run("add", feed, "--ledger", path)
    monkeypatch.setattr("demarche.ledger.versions._hash_data", lambda: "newer")
    assert run("add", feed, "--ledger", path).err == f"demarche: {path}: 2 read anew\n"
    assert count(path)["documents"] == 2
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (4,)


def test_what_cannot_be_read_is_told_and_tried_again(run, path, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps({"text": TEXT}) + "\n{broken\n", encoding="utf-8")
    for fate in ("1 added", "1 there before"):
        done = run("add", feed, "--ledger", path)
        assert done.status == 1
        assert "S220" in done.err
        assert done.err.splitlines()[-1] == f"demarche: {path}: {fate}, 1 failed"
    assert count(path)["documents"] == 1


def test_nothing_read_is_status_2(run, path, tmp_path):
    assert run("add", tmp_path / "none.txt", "--ledger", path).status == 2
    assert count(path)["documents"] == 0


def test_json_says_what_became_of_each(run, path, article):
    done = run("add", article, "--ledger", path, "--json")
    line = json.loads(done.out)
    assert (line["fate"], line["events"], line["origin"]) == ("added", 3, str(article))
    again = json.loads(run("add", article, "--ledger", path, "--json").out)
    assert (again["fate"], again["events"]) == ("unchanged", None)


def test_the_setting_names_the_ledger(run, article, tmp_path, monkeypatch):
    from demarche import config

    monkeypatch.setenv("DEMARCHE_LEDGER__LOCATION", str(tmp_path / "other.db"))
    config.load_settings.cache_clear()
    try:
        assert run("add", article).status == 0
    finally:
        monkeypatch.undo()
        config.load_settings.cache_clear()
    assert count(tmp_path / "other.db")["documents"] == 1


def test_a_file_that_is_no_ledger_is_one_line(run, article):
    before = article.read_bytes()
    done = run("add", article, "--ledger", article)
    assert done.status == 2
    assert done.err == f"demarche: K101: {article}: this is no ledger (name another file)\n"
    assert article.read_bytes() == before


def test_control_c_keeps_what_was_added(run, path, tmp_path, monkeypatch):
    from demarche.ledger.store import Writer

    add = Writer.add_report
    seen = []

    def stop_at_third(self, report, *, origin=None):
        seen.append(report)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return add(self, report, origin=origin)

    feed = write_feed(tmp_path / "feed.jsonl", 5)
    monkeypatch.setattr(Writer, "add_report", stop_at_third)
    done = run("add", feed, "--ledger", path)
    assert done.status == 130
    assert done.err == "demarche: stopped; 2 added; run it again to go on\n"
    assert run("add", feed, "--ledger", path).err == (
        f"demarche: {path}: 3 added, 2 there before\n"
    )


def test_a_kill_at_any_moment_leaves_whole_documents_and_the_rest_can_be_added(path, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", 40)
    reached = []
    for wait in (0.0, 0.05, 0.15):
        adder = start_adder(feed, "--ledger", path)
        _await_growth(path, reached[-1] if reached else 0, adder)
        time.sleep(wait)
        adder.send_signal(signal.SIGKILL)
        adder.communicate()
        if path.exists():
            _check_whole(path)
        reached.append(count(path)["documents"])
    assert reached == sorted(reached)
    done = start_adder(feed, "--ledger", path)
    _, err = done.communicate()
    assert (done.returncode, b"failed" in err) == (0, False)
    assert count(path)["documents"] == 40
    _check_whole(path)


def _await_growth(path, known, adder):
    """Wait until the adder has added something beyond what was known."""
    while adder.poll() is None:
        if path.exists():
            try:
                with sqlite3.connect(path) as connection:
                    found = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
            except sqlite3.OperationalError:
                found = 0
            if found > known:
                return
        time.sleep(0.01)


def _check_whole(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, each in (("events", 3), ("statements", 2), ("actors", 3), ("positions", 1)):
            rows = connection.execute(f"SELECT document FROM {table}").fetchall()
            assert set(Counter(rows).values()) <= {each}, table
        documents = connection.execute("SELECT count(*) FROM documents").fetchone()
        assert connection.execute("SELECT count(*) FROM current").fetchone() == documents
        connection.execute("INSERT INTO passages_fts(passages_fts) VALUES ('integrity-check')")


def test_two_writers_at_once_lose_nothing(path, tmp_path):
    feeds = [write_feed(tmp_path / f"{n}.jsonl", 20, start=10 * n) for n in range(2)]
    adders = [start_adder(feed, "--ledger", path) for feed in feeds]
    said = [adder.communicate()[1].decode() for adder in adders]
    assert [adder.returncode for adder in adders] == [0, 0], said
    assert count(path)["documents"] == 30  # ten stand in both feeds
    _check_whole(path)
