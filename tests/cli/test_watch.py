"""`demarche watch`: feeds of a real server into a ledger."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from html import escape

import pytest

from demarche.cli.watch import find_state
from demarche.ledger.store import View, open_store
from tests.export.made_up import TEXT
from tests.sources.feeds.site import run_site, write_rss

# The program in a process of its own, with a reader that finds what the tests put there.
WATCHER = textwrap.dedent("""
    import sys
    from demarche import reading
    from demarche.cli.app import main
    from tests.cli import conftest

    reading.get_reader = conftest.FakeReader
    reading.read_analysis = conftest.read_analysis
    sys.argv = ["demarche", "watch", *sys.argv[1:]]
    main()
""")


@pytest.fixture(scope="module")
def running():
    with run_site() as site:
        yield site


@pytest.fixture
def site(running):
    running.pages.clear()
    running.take_seen()
    return running


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


@pytest.fixture
def write(tmp_path):
    def _write(*feeds, **settings):
        lines = [
            f"{name} = {json.dumps(value)}" for name, value in {"pause": 0, **settings}.items()
        ]
        lines += [f'[[feeds]]\nurl = "{url}"' for url in feeds]
        file = tmp_path / "feeds.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    return _write


@pytest.fixture
def visit(run, path):
    def _visit(file, *words):
        return run("watch", file, "--once", "--ledger", path, "--allow-private", *words)

    return _visit


def put_articles(site, count, start=1):
    for number in range(start, start + count):
        words = f"{TEXT}\n\nRelease {number}." if number > 1 else TEXT
        site.put(f"/{number}", words, Content_Type="text/plain; charset=utf-8")
    return [f"/{number}" for number in range(start, start + count)]


def count(path):
    store = open_store(path)
    try:
        return View(store).count()
    finally:
        store.close()


def test_what_is_new_is_added_and_a_restart_fetches_nothing_again(site, visit, write, path):
    file = write(site.put("/a", write_rss(*put_articles(site, 3)), ETag='"1"'))
    done = visit(file)
    assert (done.status, done.err) == (0, f"demarche: {path}: 1 feed; 3 added\n")
    assert count(path)["documents"] == 3
    assert count(path)["events"] == 3  # the made-up article's; the others hold none
    assert site.take_seen() == ["/a", "/1", "/2", "/3"]
    again = visit(file)
    assert (again.status, again.err) == (0, f"demarche: {path}: 1 feed; none\n")
    assert "not modified" in again.out
    assert site.take_seen() == ["/a"]


def test_the_state_may_be_deleted_and_the_ledger_passes_over_what_it_has(site, visit, write, path):
    file = write(site.put("/a", write_rss(*put_articles(site, 2))))
    visit(file)
    find_state(str(path), file).unlink()
    done = visit(file)
    assert done.err == f"demarche: {path}: 1 feed; 2 there before\n"
    assert count(path)["documents"] == 2


def test_one_broken_feed_does_not_stop_the_others(site, visit, write, path):
    good = site.put("/good", write_rss(*put_articles(site, 1), "/gone"))
    done = visit(write(site.put("/bad", "", 500), site.put("/page", "<html>x</html>"), good))
    assert done.status == 1
    assert count(path)["documents"] == 1
    assert f"S215: {site.url}/gone answered 404" in done.err
    assert done.err.endswith("3 feeds, 2 of them failed; 1 added, 1 failed\n")
    told = " ".join(done.out.split())
    assert "S215" in told and "S233" in told


def test_status_2_where_every_feed_failed(site, visit, write):
    assert visit(write(site.put("/bad", "", 500))).status == 2


def test_a_server_that_asks_to_be_left_alone_is_no_fault(site, visit, write):
    busy = site.put("/busy", "", 429, Retry_After="3600")
    done = visit(write(busy))
    assert done.status == 0
    assert "S235" in done.out
    assert visit(write(busy)).status == 0
    assert site.take_seen() == ["/busy"]


def test_json_tells_of_each_feed(site, visit, write):
    site.put("/robots.txt", "User-agent: *\nDisallow: /2\n")
    good = site.put("/good", write_rss(*put_articles(site, 4)))
    done = visit(write(good, site.put("/bad", "", 500), most=3), "--json")
    first, second = [json.loads(line) for line in done.out.splitlines()]
    told = {name: first[name] for name in ("feed", "outcome", "listed", "new", "added", "refused")}
    assert told == {
        "feed": good, "outcome": "read", "listed": 4, "new": 4, "added": 2, "refused": 1,
    }  # fmt: skip
    assert (first["waiting"], first["code"], first["failed"]) == (1, None, 0)
    assert (second["outcome"], second["code"], second["added"]) == ("failed", "S215", 0)


def test_the_outlet_and_day_that_the_feed_gives_are_kept(site, visit, write, path):
    put_articles(site, 1)
    item = "<item><link>/1</link><pubDate>Wed, 12 Feb 2025 00:30:00 +0300</pubDate></item>"
    file = write(site.put("/a", write_rss(item)))
    file.write_text(file.read_text() + '\noutlet = "Example"\n')
    visit(file)
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT outlet, published, url FROM documents").fetchall()
    assert found == [("Example", "2025-02-12", f"{site.url}/1")]


def test_text_in_the_feed_itself_is_added(site, visit, write, path):
    item = f"<item><title>T</title><description>{escape(f'<p>{TEXT}</p>')}</description></item>"
    assert visit(write(site.put("/a", write_rss(item)))).status == 0
    assert count(path)["documents"] == 1


def test_loopback_is_refused_unless_asked_for(site, run, write, path):
    done = run("watch", write(site.put("/a", write_rss())), "--once", "--ledger", path)
    assert done.status == 2
    assert "S214" not in site.take_seen()
    assert site.take_seen(robots=True) == []


@pytest.mark.parametrize(
    ("text", "code"), [("feeds = [", "S230"), ('[[feeds]]\nurl = "ftp://x/"', "S230")]
)
def test_a_list_that_cannot_be_used_is_one_line(run, tmp_path, text, code):
    file = tmp_path / "feeds.toml"
    file.write_text(text)
    done = run("watch", file, "--ledger", tmp_path / "x.db")
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert done.err.startswith(f"demarche: {code}: {file}")
    assert not (tmp_path / "x.db").exists()


def test_a_length_of_time_that_is_none(site, run, write, path):
    done = run("watch", write(site.url + "/a"), "--every", "often", "--ledger", path)
    assert (done.status, done.err[:16]) == (2, "demarche: C203: ")


def test_the_state_stands_beside_the_ledger_or_the_list(tmp_path):
    file = tmp_path / "feeds.toml"
    assert find_state("x/ledger.db", file).as_posix() == "x/ledger.db.watch"
    one, two = (find_state(f"postgresql://u@host/{name}", file) for name in "ab")
    assert one.parent == tmp_path
    assert one.name.startswith("feeds.toml.")
    assert one != two


def test_it_goes_on_until_it_is_stopped(site, write, path):
    put_articles(site, 2)
    file = write(site.put("/a", write_rss("/1")))
    words = [file, "--every", "1s", "--ledger", path, "--allow-private"]
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=os.getcwd(), text=True,
    )  # fmt: skip
    _await(lambda: "/1" in site.seen, watcher)
    site.put("/a", write_rss("/2", "/1"))
    _await(
        lambda: site.seen.count("/a") > site.seen.index("/2") if "/2" in site.seen else 0, watcher
    )
    watcher.send_signal(signal.SIGINT)
    _, err = watcher.communicate(timeout=60)
    assert (watcher.returncode, err) == (
        130, "demarche: stopped; 2 added; run it again to go on\n",
    )  # fmt: skip
    assert count(path)["documents"] == 2
    assert site.seen.count("/1") == site.seen.count("/2") == 1


def _await(is_so, watcher):
    deadline = time.monotonic() + 120
    while not is_so():
        assert watcher.poll() is None, watcher.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
