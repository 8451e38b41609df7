"""The program as a whole: help, version, errors, other commands; some in a process of its own."""

import json
import os
import resource
import subprocess
import sys

import pytest

import demarche
from demarche import reading
from demarche.errors import ReaderError
from demarche.model import Report
from tests.export.made_up import TEXT, make_report


def run_program(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", "from demarche.cli.app import main; main()", *arguments],
        capture_output=True,
        encoding="utf-8",
        **options,
    )


def test_version(run):
    done = run("--version")
    assert (done.status, done.out) == (0, f"demarche {demarche.__version__}\n")


def test_help_names_every_command_and_is_quick():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run_program("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.8
    for command in ("read", "explain", "schema", "eval"):
        assert command in done.stdout


def test_schema_describes_the_reports(run):
    done = run("schema")
    schema = json.loads(done.out)
    assert done.status == 0
    assert schema["properties"]["schema"]["const"] == "demarche/1"
    assert set(schema["properties"]) == set(json.loads(make_report().to_json()))


def test_an_unknown_suite_is_one_line(run):
    done = run("eval", "nonsense")
    assert done.status == 2
    assert done.err.startswith("demarche: E105:")
    assert len(done.err.splitlines()) == 1


def test_suites_are_listed(run):
    done = run("eval")
    assert done.status == 0
    assert done.out.startswith("ledger")


def test_eval_prints_figures_as_a_table_and_as_json(run, monkeypatch):
    figures = {"ledger.events.F1": 0.5, "ledger.rows": 3}
    monkeypatch.setattr("demarche.evals.run_suite", lambda name, data, file=None: figures)
    done = run("eval", "ledger", "--data", ".")
    assert done.status == 0
    assert "ledger.events" in done.out
    assert "F1 0.5000" in done.out
    assert json.loads(run("eval", "ledger", "--json").out) == figures


def test_a_figure_under_its_floor_fails_unless_told_not_to_check(run, monkeypatch):
    monkeypatch.setattr("demarche.evals.run_suite", lambda name, data, file=None: {"a.b": 0.1})
    low = "a.b is 0.1, under its floor 0.5"
    monkeypatch.setattr("demarche.evals.check_floors", lambda figures: [low])
    assert run("eval", "ledger", "--no-check").status == 0
    done = run("eval", "ledger")
    assert done.status == 1
    assert low in done.err


def test_missing_weights_are_one_line(run, article, monkeypatch):
    def load():
        raise ReaderError("L101", "no weights here", hint="install the package again")

    monkeypatch.setattr(reading, "get_reader", load)
    done = run("read", article)
    assert done.status == 2
    assert done.err == "demarche: L101: no weights here (install the package again)\n"


def test_explain_by_number_and_by_id(run, article):
    for name in ("E1", "e:accuse"):
        done = run("explain", name, article)
        assert done.status == 0
        assert "Ana Rivas → Northern League" in done.out
        assert "she accused the Northern League of blocking ports" in done.out
        assert "decided CON-004" in done.out


def test_explain_from_stored_reports(run, tmp_path):
    file = tmp_path / "reports.jsonl"
    file.write_text(make_report().to_json() + "\n", encoding="utf-8")
    done = run("explain", "C1", file)
    assert done.status == 0
    assert "spoke by phone" in " ".join(done.out.split())


def test_explain_what_is_not_there(run, article, tmp_path):
    done = run("explain", "C99", article)
    assert done.status == 2
    assert "S291" in done.err
    done = run("explain", "C1", tmp_path / "missing.txt")
    assert done.status == 2
    assert "S201" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["read", "missing.txt"], "S201"),
        (["read", "http://127.0.0.1:9/"], "S214"),
        (["read", "http://[::1"], "S210"),
    ],
)
def test_bad_input_in_a_process_of_its_own(arguments, code, tmp_path):
    done = run_program(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert code in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_bad_setting_is_one_line(tmp_path):
    environment = {**os.environ, "DEMARCHE_FETCH__MAX_BYTES": "many"}
    done = run_program("read", "missing.txt", env=environment, cwd=tmp_path)
    assert done.returncode == 2
    assert "C101" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_is_no_traceback(tmp_path):
    command = f'{sys.executable} -c "from demarche.cli.app import main; main()" schema | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_stored_reports_are_read_back(run, article):
    line = run("read", article, "--json", "--published", "2031-04-02").out
    report = Report.model_validate_json(line)
    assert report.document.text == TEXT
    assert report.to_json() + "\n" == line
