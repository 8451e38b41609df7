"""Running the program in this process, with a reader that finds what the tests put there."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from demarche import reading
from demarche.cli.app import main
from demarche.language.analysis import Analysis
from demarche.model import Document, Finding, Report
from tests.export.made_up import TEXT, make_report


@dataclass(frozen=True)
class Done:
    """What a run left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


class FakeReader:
    """Reads nothing; `read_analysis` below knows the made-up article."""

    def analyze(self, documents: Sequence[Document]) -> list[Analysis]:
        return [Analysis(document, (), ()) for document in documents]


def read_analysis(analysis: Analysis, findings: Sequence[Finding] = ()) -> Report:
    document = analysis.document
    if document.text != TEXT:
        return Report(document=document, findings=tuple(findings))
    return make_report().model_copy(update={"document": document, "findings": tuple(findings)})


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., Done]:
    """Run `demarche` with arguments; returns its status and output."""
    monkeypatch.setattr(reading, "get_reader", FakeReader)
    monkeypatch.setattr(reading, "read_analysis", read_analysis)

    def _run(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["demarche", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return _run


@pytest.fixture
def article(tmp_path):
    """A file with the made-up article."""
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file
