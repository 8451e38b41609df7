"""An export as a whole: where it is written, what it says of itself, that it is the same again."""

import io
import json

import pytest

import demarche
from demarche.errors import ExportError
from demarche.export.formats import FORMATS
from demarche.export.leaving import export_ledger
from tests.export.formats.conftest import LICENCE, ledger, linked, path, store, visited

__all__ = ["ledger", "linked", "path", "store", "visited"]


def read_all(target):
    if target.is_file():
        return {"": target.read_bytes()}
    return {file.name: file.read_bytes() for file in sorted(target.iterdir())}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_the_licence_and_writes_the_same_bytes_again(visited, tmp_path, name):
    one, other = tmp_path / "one", tmp_path / "other"
    for target in (one, other):
        job = export_ledger(visited, name, target, licence="Licence No. 7")
        assert job.written.total() > 0
    assert read_all(one) == read_all(other)
    assert any(b"Licence No. 7" in content for content in read_all(one).values())
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_without_one_the_licence_is_the_setting(visited):
    stream = io.StringIO()
    job = demarche.export_ledger(visited, "jsonl", stream)
    assert "remain their publishers'" in job.licence
    assert json.loads(stream.getvalue().splitlines()[0])["export"]["licence"] == job.licence


def test_what_cannot_be_said_is_counted(visited):
    job = export_ledger(visited, "icews", io.StringIO(), licence=LICENCE)
    assert dict(job.left_out) == {"CAMEO has no code for CONSULT negated": 1}


@pytest.mark.parametrize(
    ("format", "target", "code"),
    [("xml", "x", "O101"), ("csv", None, "O102"), ("jsonl", "no/such/file", "O103"),
     ("csv", ".", "O104")],
)  # fmt: skip
def test_what_cannot_be_written_is_told_and_leaves_nothing(visited, tmp_path, format, target, code):
    place = tmp_path / target if target else io.StringIO()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ExportError, match=code):
        export_ledger(visited, format, place)
    assert sorted(tmp_path.iterdir()) == before


def test_what_breaks_off_leaves_no_file(visited, tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    for format in ("jsonl", "csv"):
        with pytest.raises(KeyboardInterrupt):
            export_ledger(visited, format, tmp_path / "out", note=stop)
        assert not [p for p in tmp_path.iterdir() if "out" in p.name]
