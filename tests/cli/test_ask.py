"""Questions on the command line: what is printed for a person, as JSON, as CSV."""

import csv
import io
import json

import pytest


@pytest.fixture
def path(run, tmp_path, article):
    file = tmp_path / "ledger.db"
    done = run("add", article, "--ledger", file, "--published", "2031-04-02", "--outlet", "Wire")
    assert done.status == 0
    return file


QUESTIONS = [
    (("contacts", "--between", "XAA", "XBB"), 2),
    (("contacts", "--with", "Rivas", "--status", "planned", "--since", "2031-04"), 1),
    (("contacts", "--place", "Port Salt", "--confidence", "0.5", "--outlet", "Wire"), 1),
    (("contacts", "--every", "--until", "2031-04-01", "--limit", "5"), 1),
    (("commitments", "--by", "XAA", "--open", "--as-of", "2031-05-01"), 1),
    (("commitments", "--to", "Lind", "--about", "salt", "--status", "pending"), 1),
    (("statements", "--speaker", "Rivas", "--to", "XBB", "--about", '"Port Salt"'), 1),
    (("timeline", "XAA", "--type", "ACCUSE"), 1),
    (("timeline", "Rivas", "Lind"), 4),
    (("who", "Rivas"), 1),
    (("search", "ports", "--kind", "event"), 2),
    (("sql", "SELECT * FROM documents"), 1),
]


@pytest.mark.parametrize(("words", "rows"), QUESTIONS, ids=[w[0] for w, _ in QUESTIONS])
def test_every_question_as_json_csv_and_for_a_person(run, path, words, rows):
    as_json = run(*words, "--ledger", path, "--json")
    assert (as_json.status, as_json.err) == (0, "")
    objects = [json.loads(line) for line in as_json.out.splitlines()]
    assert len(objects) == rows
    as_csv = run(*words, "--ledger", path, "--csv")
    lines = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [list(line) for line in lines] == [list(one) for one in objects]
    shown = run(*words, "--ledger", path)
    assert (shown.status, shown.err) == (0, "")
    assert "\x1b" not in shown.out


def test_a_person_sees_who_what_and_the_quote(run, path):
    out = run("contacts", "--ledger", path, "--status", "occurred").out
    lines = out.splitlines()
    assert lines[0].startswith("2031-04-01  Ana Rivas → Tomas Lind · CONSULT / phone · phone")
    assert "│ President Ana Rivas spoke by phone with Prime Minister Tomas Lind" in out
    assert "Wire" in out
    assert max(map(len, lines)) <= 100


def test_an_occurrence_by_an_event_in_it(run, path):
    line = run("contacts", "--ledger", path, "--json").out.splitlines()[0]
    event = json.loads(line)
    done = run("occurrence", event["id"], "--ledger", path, "--json")
    assert json.loads(done.out) == event


def test_nothing_found_is_no_error(run, path):
    done = run("contacts", "--with", "Nobody", "--ledger", path)
    assert (done.status, done.out) == (0, "Nothing found.\n")
    assert run("contacts", "--with", "Nobody", "--ledger", path, "--json").out == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("contacts", "--since", "soon"), "Q101"),
        (("timeline", "XAA", "--type", "PARTY"), "Q101"),
        (("search", "…"), "Q103"),
        (("commitments", "--open"), "Q104"),
        (("occurrence", "o:none"), "Q105"),
        (("sql", "DROP TABLE documents"), "Q106"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line(run, path, words, code):
    done = run(*words, "--ledger", path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"demarche: {code}: ")
    assert len(done.err.splitlines()) == 1


def test_no_ledger_there_is_one_line_and_none_is_made(run, tmp_path):
    done = run("contacts", "--ledger", tmp_path / "none.db")
    assert done.status == 2
    assert done.err.startswith("demarche: K100: ")
    assert not (tmp_path / "none.db").exists()


def test_what_documents_say_cannot_steer_the_terminal(run, tmp_path):
    from tests.export.made_up import TEXT

    feed = tmp_path / "feed.jsonl"
    line = {"text": TEXT, "outlet": "\x1b[2J [bold]Wire", "title": "T\x07"}
    feed.write_text(json.dumps(line), encoding="utf-8")
    run("add", feed, "--ledger", tmp_path / "l.db")
    for words in (("contacts",), ("sql", "SELECT outlet, title FROM documents")):
        out = run(*words, "--ledger", tmp_path / "l.db").out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "[bold]Wire" in out
