"""`demarche export` and `demarche import` as they are typed."""

import json

import pytest


@pytest.fixture
def path(run, tmp_path, article):
    file = tmp_path / "ledger.db"
    run("add", article, "--ledger", file, "--published", "2031-04-02", "--outlet", "Wire")
    return file


def test_out_and_in_again_gives_the_same_ledger(run, path, tmp_path):
    copy, again = tmp_path / "copy.db", tmp_path / "again.jsonl"
    for format, out in (("jsonl", "l.jsonl"), ("parquet", "tables")):
        target = tmp_path / out
        assert run("export", format, "-o", target, "--ledger", path).status == 0
        done = run("import", format, target, "--ledger", copy, "--json")
        assert json.loads(done.out) in ({"added": 1}, {"unchanged": 1})
    run("export", "jsonl", "-o", again, "--ledger", copy)
    assert again.read_bytes() == (tmp_path / "l.jsonl").read_bytes()
    asked = ("contacts", "--json", "--ledger")
    assert run(*asked, copy).out == run(*asked, path).out


def test_to_standard_output_with_what_was_left_out_beside_it(run, path):
    done = run("export", "graphml", "--ledger", path, "--licence", "CC0-1.0")
    assert done.status == 0
    assert done.out.startswith("<?xml")
    assert "CC0-1.0" in done.out
    assert done.err.splitlines() == [
        "demarche: standard output: actors 2, ties 1", "demarche: left out 1: a contact planned",
    ]  # fmt: skip


def test_limits_are_those_of_the_questions(run, path):
    words = ("--between", "XAA", "XBB", "--type", "CONSULT", "--status", "planned")
    lines = run("export", "plover", *words, "--ledger", path).out.splitlines()
    assert [json.loads(line)["demarche"]["status"] for line in lines] == ["planned"]


def test_counts_as_json(run, path, tmp_path):
    done = run("export", "icews", "-o", tmp_path / "x.tab", "--ledger", path, "--json")
    told = json.loads(done.out)
    assert (told["written"], told["left_out"]) == ({"rows": 3}, {})
    assert told["runs"][0]["program"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("export", "xml"), "O101"),
        (("export", "csv"), "O102"),
        (("export", "jsonl", "--json"), "O102"),
        (("export", "jsonl", "--since", "soon"), "Q101"),
        (("import", "csv", "."), "O105"),
        (("import", "jsonl", "none.jsonl"), "O106"),
        (("import", "jsonl", __file__), "O201"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, path, words, code):
    done = run(*words, "--ledger", path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"demarche: {code}: ")
    assert len(done.err.splitlines()) == 1
