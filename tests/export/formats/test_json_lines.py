"""JSON Lines: whole there and whole back."""

import json

import pytest

from demarche.errors import ExportError
from demarche.export.formats.json_lines import read
from demarche.model import Report
from tests.export.formats.conftest import LICENCE
from tests.query.conftest import RUN


def test_reports_come_back_as_they_were_with_what_read_them(visited, text_of, tmp_path):
    file = tmp_path / "ledger.jsonl"
    file.write_text(text_of("jsonl"), encoding="utf-8")
    back = list(read(file))
    assert back == [(t.report, t.source) for t in visited.tellings()]
    assert len(back) == 3


def test_a_line_is_a_report_with_licence_and_run_beside_it(text_of):
    fields = json.loads(text_of("jsonl", outlet="Seine Wire"))
    origin = fields.pop("export")
    assert (origin["licence"], origin["run"], origin["reader"]) == (LICENCE, RUN.id, "first")
    assert Report.model_validate(fields).document.outlet == "Seine Wire"


def test_only_what_was_asked_for_leaves(text_of):
    (line,) = text_of("jsonl", "NOR", status="occurred").splitlines()
    assert [event["type"] for event in json.loads(line)["events"]] == ["CONSULT"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "O201"),
        ("[]", "O202"),
        ('{"schema": "demarche/1"}', "O202"),
        ('{"export": {"run": "r"}}', "O202"),
        ('{"export": {"run": "r", "at": "", "program": "", "reader": ""}}', "O202"),
    ],
)
def test_what_is_no_export_is_told_with_its_line(tmp_path, line, code):
    file = tmp_path / "x.jsonl"
    file.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(ExportError, match=f"{code}.*line 2"):
        list(read(file))


def test_a_quote_that_is_not_in_the_text_does_not_come_in(text_of, tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_text(text_of("jsonl").replace("spoke by phone", "spoke by ph0ne", 1))
    with pytest.raises(ExportError, match="M103"):
        list(read(file))
