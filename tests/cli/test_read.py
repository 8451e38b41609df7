"""`demarche read`: what is printed where, and the exit status."""

import json

import pytest

from demarche.model import Report
from tests.export.made_up import TEXT


def test_a_person_sees_every_kind_of_record_with_its_quote(run, article):
    done = run("read", article, "--published", "2031-04-02", "--outlet", "Examples")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Rivas and Lind speak by phone"
    assert lines[1].startswith("Examples · published 2 April 2031 (given)")
    for heading in ("Contacts", "Other events", "Statements", "Commitments", "Exchanges"):
        assert any(line.startswith(heading) for line in lines)
    for words in (
        "C1 Ana Rivas ⇄ Tomas Lind · phone call · occurred",
        "length    1 hour 30 minutes",
        "C2 Ana Rivas ⇄ Tomas Lind · meeting · planned",
        "E1 Ana Rivas → Northern League · Accuse · allege · occurred",
        "S2 Ana Rivas → Tomas Lind · “wrote” · direct",
        "via       Northern League",
        "P1 Ana Rivas → Tomas Lind · firm · pending",
        "│ she accused the Northern League of blocking ports",
        "O1 Tomas Lind · against",
    ):
        assert words in done.out


def test_piped_output_has_no_colour_and_fits(run, article):
    done = run("read", article)
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_lines_fit_the_width(run, article, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    done = run("read", article)
    assert max(map(len, done.out.splitlines())) <= int(columns)


def test_an_unknown_date_is_said(run, article):
    assert "publication date unknown" in run("read", article).out


def test_json_is_one_report_a_line_and_nothing_else(run, article, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Nothing happened in the capital today.", encoding="utf-8")
    done = run("read", article, other, "--json")
    assert (done.status, done.err) == (0, "")
    reports = [Report.model_validate_json(line) for line in done.out.splitlines()]
    assert [report.document.text for report in reports] == [TEXT, other.read_text()]
    assert json.loads(done.out.splitlines()[0])["schema"] == "demarche/1"


def test_standard_input(run):
    done = run("read", "-", "--json", stdin=TEXT.encode())
    assert done.status == 0
    assert json.loads(done.out)["document"]["text"] == TEXT


def test_json_lines_with_a_broken_line_among_good_ones(run, tmp_path):
    file = tmp_path / "feed.jsonl"
    lines = [json.dumps({"id": "one", "text": TEXT}), "{broken", json.dumps({"text": TEXT})]
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("read", file, "--json")
    assert done.status == 1
    assert [bool(json.loads(line)["events"]) for line in done.out.splitlines()] == [
        True, False, True,
    ]  # fmt: skip
    assert done.err.splitlines()[-1] == "demarche: 2 read, 1 failed"


def test_some_failed(run, article, tmp_path):
    done = run("read", article, tmp_path / "missing.txt")
    assert done.status == 1
    assert "S201: no such file" in done.err
    assert "Traceback" not in done.err
    assert "C1 Ana Rivas" in done.out


def test_nothing_could_be_read(run, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = run("read", empty, tmp_path / "missing.txt", "http://127.0.0.1:9/")
    assert done.status == 2
    assert done.out == ""
    codes = [line.split(": ")[2] for line in done.err.splitlines() if "empty.txt" in line]
    assert codes == ["D101"] or "D101" in done.err
    assert "S214" in done.err


def test_a_failure_is_one_line(run, tmp_path):
    done = run("read", tmp_path / "missing.txt")
    assert len(done.err.splitlines()) == 1


def test_a_date_that_is_none(run, article):
    done = run("read", article, "--published", "2031-02-30")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("demarche: D110:")
    assert len(done.err.splitlines()) == 1


def test_the_page_is_written(run, article, tmp_path):
    file = tmp_path / "page.html"
    done = run("read", article, "--html", file)
    assert done.status == 0
    assert "data-r=" in file.read_text(encoding="utf-8")
    assert done.err == f"demarche: wrote {file}\n"


@pytest.mark.parametrize("target", ["no/such/folder/page.html", "."])
def test_a_page_that_cannot_be_written(run, article, tmp_path, target):
    done = run("read", article, "--html", tmp_path / target)
    assert done.status == 2
    assert "C201" in done.err
    assert "Traceback" not in done.err


def test_text_that_would_drive_a_terminal_is_tamed(run, tmp_path):
    file = tmp_path / "odd.txt"
    file.write_bytes("A \x1b[31mred\x1b[0m [bold]line[/bold] \u202e here.".encode())
    done = run("read", file)
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "[bold]line[/bold]" in done.out


def test_no_input_is_a_usage_error(run):
    done = run("read")
    assert done.status == 2
    assert "INPUT" in done.err
