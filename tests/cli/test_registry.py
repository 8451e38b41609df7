"""`demarche registry`: checked, asked, and brought up to date from a server on the loopback."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from demarche.config import load_settings

ENTITY = "http://www.wikidata.org/entity/"
FAULTY = "- {id: 'per:some-one', name: Some One, famly: One, source: own}\n"
SOUND = "- {id: 'per:some-one', name: Some One, family: One, country: FRA, source: own}\n"


class Handler(BaseHTTPRequestHandler):
    """Answers who was head of state of Iceland; other offices have no holders."""

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)["query"][0]
        self.server.seen.append((query, self.headers["Accept"]))
        if "p:P6" in query:
            self.send_error(503)
            return
        rows = [self.server.row] if "p:P35" in query else []
        body = json.dumps({"results": {"bindings": rows}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    """A query service of our own, and what it was asked."""
    service = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.seen = []
    row = {
        "person": f"{ENTITY}Q99999", "name": "Ana Rivas", "family": "Rivas",
        "start": "2031-08-01T00:00:00Z", "startPrecision": "11",
    }  # fmt: skip
    service.row = {key: {"value": value} for key, value in row.items()}
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield service
    service.shutdown()
    thread.join()
    service.server_close()


@pytest.fixture
def update(run, server, tmp_path):
    """Run `registry update` for Iceland against the server, with more options."""
    address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    file = tmp_path / "own.yml"

    def _update(*options: str, stdin: bytes = b""):
        named = ("--endpoint", address, "--allow-private", "--overlay", file)
        return run("registry", "update", "Iceland", *named, *options, stdin=stdin), file

    return _update


def test_who_prints_person_interval_and_source(run):
    done = run("registry", "who", "foreign minister", "RUS", "2014-03-01")
    assert done.status == 0
    assert done.out.startswith("Sergei Lavrov, foreign minister of Russia, from 2004-03-09 (day)")
    assert "end unknown" in done.out and "public record" in done.out


def test_who_as_json_has_null_for_an_unknown_end(run):
    done = run("registry", "who", "foreign minister", "RUS", "2014-03-01", "--json")
    (held,) = json.loads(done.out)["holders"]
    assert (held["id"], held["start_precision"]) == ("per:sergei-lavrov", "day")
    assert held["end"] is None and held["end_precision"] is None


def test_who_says_that_nobody_is_known(run):
    done = run("registry", "who", "foreign minister", "RUS", "1800")
    assert done.status == 1
    assert done.out.startswith("nobody is known") and "after:" in done.out


def test_who_names_what_is_near(run):
    done = run("registry", "who", "foreign minister", "Rusia", "2014-03-01")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("demarche: G111:") and "Russia (RUS)" in done.err
    assert run("registry", "who", "foreign ministr", "RUS").err.startswith("demarche: G110:")


def test_who_reads_a_file_of_ones_own(run, tmp_path):
    file = tmp_path / "own.yml"
    offices = "[{office: head-of-state, title: king, country: FRA, start: '2031', end: '2032'}]"
    file.write_text(SOUND.replace("source", f"offices: {offices}, source"), encoding="utf-8")
    done = run("registry", "who", "king", "FRA", "2031-05-05", "--overlay", file)
    assert done.out.startswith("Some One, king of France, from 2031 (year), to 2032 (year)")


def test_check_names_file_line_field_and_rule(run, tmp_path):
    file = tmp_path / "own.yml"
    file.write_text(f"# mine\n{FAULTY}", encoding="utf-8")
    done = run("registry", "check", file)
    assert done.status == 1
    assert "own.yml:2: per:some-one, famly:" in done.out and "[schema]" in done.out
    found = [json.loads(line) for line in run("registry", "check", file, "--json").out.splitlines()]
    assert {"file": "own.yml", "line": 2, "field": "famly", "rule": "schema"}.items() <= {
        k: v for one in found if one["field"] == "famly" for k, v in one.items()
    }.items()


def test_check_of_a_sound_file_and_of_none(run, tmp_path):
    file = tmp_path / "own.yml"
    file.write_text(SOUND, encoding="utf-8")
    done = run("registry", "check", file)
    assert (done.status, done.out) == (0, "")
    assert run("registry", "check", tmp_path / "none.yml").err.startswith("demarche: G104:")


def test_update_shows_every_change_and_writes_when_told(update, server):
    done, file = update("--yes")
    assert "person    Ana Rivas, head-of-state of ISL: 2031-08-01 to unknown" in done.out
    assert "per:ana-rivas" in file.read_text(encoding="utf-8")
    assert {accept for _, accept in server.seen} == {"application/sparql-results+json"}
    assert all('"ISL"' in query for query, _ in server.seen)
    again, _ = update("--yes")
    assert (again.out, "nothing new" in again.err) == ("", True)


def test_update_tells_what_could_not_be_asked_and_goes_on(update):
    done, _ = update("--dry-run")
    assert done.status == 1
    assert "head of government of ISL: S215" in done.err
    assert "Ana Rivas" in done.out


@pytest.mark.parametrize(
    ("options", "answer"),
    [(("--dry-run",), b"y\n"), ((), b"n\n"), ((), b""), (("--json",), b"y\n")],
)
def test_update_writes_nothing_unless_told(update, options, answer):
    done, file = update(*options, stdin=answer)
    assert "Ana Rivas" in done.out
    assert not file.exists()


def test_update_writes_after_a_yes(update):
    _, file = update(stdin=b"y\n")
    assert file.exists()


def test_update_where_nothing_answers(run, tmp_path):
    file = tmp_path / "own.yml"
    address = ("--endpoint", "http://127.0.0.1:9/", "--allow-private", "--overlay", file)
    assert run("registry", "update", "ISL", *address, "--yes").status == 2


def test_update_needs_a_file_to_write(run):
    assert load_settings().registry.overlay == ""
    assert run("registry", "update", "ISL").err.startswith("demarche: C202:")
