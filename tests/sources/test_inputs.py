import io
import json
from pathlib import Path

import pytest

from demarche.sources import FailedItem, RawItem, read_inputs

TEXT = "The envoys met in Geneva."


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def codes(items):
    return [i.error.code if isinstance(i, FailedItem) else i.media for i in items]


def test_text_and_html_files_keep_their_bytes(tmp_path):
    text = write(tmp_path / "a.txt", TEXT)
    page = write(tmp_path / "b.html", f"<p>{TEXT}")
    items = list(read_inputs([text, page]))
    assert items == [
        RawItem(text, TEXT.encode(), "text"),
        RawItem(page, f"<p>{TEXT}".encode(), "html"),
    ]


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("<!DOCTYPE html><p>Hi", "html"),
        ("\ufeff <html lang='en'>", "html"),
        ("<?xml version='1.0'?><!-- a --><html>", "html"),
        ("<!---->" * 500 + "x", "text"),
        ("<3 is no markup", "text"),
        ("{ is no JSON", "text"),
        ('{"text": "a"}\n{"text": "b"}', "text text"),
        ('{"text": \n{"text": "b"}', "S220 text"),
        ("[1] A footnote", "text"),
    ],
)
def test_a_file_without_a_known_suffix_is_told_by_its_first_bytes(tmp_path, content, media):
    assert " ".join(codes(read_inputs([write(tmp_path / "x", content)]))) == media


def test_json_lines_give_their_fields(tmp_path):
    given = {
        "id": 7,
        "url": "http://example.org/a",
        "outlet": "O",
        "title": "T",
        "published": "2024-05-01",
    }
    path = write(tmp_path / "f.jsonl", json.dumps({**given, "text": TEXT, "more": [1]}) + "\n")
    (item,) = read_inputs([path])
    assert item == RawItem(f"{path}:1", TEXT, "text", **{**given, "id": "7"})


def test_a_broken_line_loses_nothing_else(tmp_path):
    lines = [
        '{"text": "one"}',
        '{"text": ',
        "",
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": "six", "title": {}}',
        "[" * 100_000,
        '{"html": "<p>eight"}',
    ]
    path = write(tmp_path / "f.jsonl", b"\xef\xbb\xbf" + "\n".join(lines).encode() + b"\n\xff{}\n")
    items = list(read_inputs([path]))
    assert codes(items) == ["text", "S220", "S221", "S221", "S222", "S220", "html", "S220"]
    assert [i.origin.rsplit(":", 1)[1] for i in items] == ["1", "2", "4", "5", "6", "7", "8", "9"]
    assert items[1].finding.severity == "error"
    assert "not JSON" in items[1].finding.message


def test_a_line_beyond_the_cap_is_passed_over(tmp_path):
    long = json.dumps({"text": "x" * 9000})
    path = write(tmp_path / "f.jsonl", f'{{"text": "a"}}\n{long}\n{{"text": "b"}}')
    assert codes(read_inputs([path], max_bytes=8000)) == ["text", "S223", "text"]


def test_json_lines_in_utf_16(tmp_path):
    path = write(tmp_path / "f.jsonl", '{"text": "a\u2028b"}\r\n{"text": "é"}\r\n'.encode("utf-16"))
    assert [i.content for i in read_inputs([path])] == ["a\u2028b", "é"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{\n "text": "a"\n}', ["a"]),
        ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        ('{"text": "a"}\n{"text": "b"}', ["a", "b"]),
    ],
)
def test_json_files(tmp_path, content, found):
    path = write(tmp_path / "f.json", content)
    assert [i.content for i in read_inputs([path])] == found


def test_an_empty_feed_is_told(tmp_path):
    assert codes(read_inputs([write(tmp_path / "f.jsonl", "\n\n")])) == ["S224"]


def test_a_folder_is_walked_in_name_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".git/x.txt", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "t"}')
    names = [Path(i.origin).relative_to(tmp_path).as_posix() for i in read_inputs([str(tmp_path)])]
    assert names == ["b.txt:1", "a/y.jsonl:1", "a/z.txt:1"]


def test_what_is_missing_fails_and_the_run_goes_on(tmp_path):
    (tmp_path / "empty").mkdir()
    good = write(tmp_path / "a.txt", TEXT)
    inputs = [
        str(tmp_path / "none.txt"),
        str(tmp_path / "empty"),
        "a\0b",
        "-",
        "ftp://x/y",
        "n" * 999,
        good,
    ]
    items = list(read_inputs(inputs))
    assert codes(items) == ["S201", "S203", "S201", "S204", "S210", "S202", "text"]
    assert items[0].origin == inputs[0]


def test_standard_input_may_hold_anything():
    feed = io.BytesIO(b'{"text": "a"}\n{"text": "b"}\n')
    assert [i.origin for i in read_inputs(["-"], stdin=feed)] == ["-:1", "-:2"]
    (page,) = read_inputs(["-"], stdin=io.BytesIO(b"<html><p>a"))
    assert page.media == "html"
    (text,) = read_inputs(["-"], stdin=io.BytesIO(b"\x00\x01"))
    assert text == RawItem("-", b"\x00\x01", "text")


def test_a_long_file_is_cut_and_says_its_size(tmp_path):
    path = write(tmp_path / "a.txt", "x" * 10_000)
    (item,) = read_inputs([path], max_bytes=6000)
    assert (len(item.content), item.size) == (6000, 10_000)
    (whole,) = read_inputs([path], max_bytes=10_000)
    assert (len(whole.content), whole.size) == (10_000, None)
