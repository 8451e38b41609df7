"""Bad input, as a user meets it: a code, one line, the right exit status, nothing else lost."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Program = Callable[..., Ran]

GOOD = (
    "President Ana Rivas met Prime Minister Tomas Lind in Oslo on Monday. Rivas said it went well."
)
CODE = re.compile(r"[A-Z]\d{3}")
ALL_READ, SOME_FAILED, NONE_READ = 0, 1, 2

UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "only-space": b" \n\t\n ",
    "binary": bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
}
ODD: dict[str, bytes] = {
    "mixed-encodings": f"{GOOD}\n\nHe called it na".encode()
    + b"\xefve, caf\xe9.\n\n\xc3\xa9t\xc3\xa9",
    "utf-16": GOOD.encode("utf-16"),
    "nul-bytes": GOOD.replace("met", "met\x00").encode() + b"\x00\x00",
    "right-to-left": f"{GOOD}\n\n\u200fالتقى الرئيس رئيس الوزراء في أوسلو.\u200f".encode(),
    "emoji": f"🕊️🇺🇦 {GOOD} 👍🏽👨‍👩‍👧‍👦".encode(),
    "broken-html": f"<html><body><div><p>{GOOD}<p>An <b>unclosed <i>tag</div><table><".encode(),
    "controls": f"{GOOD}\x07\x1b[31m red\x1b[0m\x85\x0b\x0c".encode(),
    "lone-surrogates": GOOD.encode() + b"\xed\xa0\x80 end",
}


def check_manners(ran: Ran) -> None:
    """No traceback; whatever is complained of has a code and stands on one line."""
    assert "Traceback" not in ran.out + ran.err
    for line in ran.err.splitlines():
        assert line.startswith("demarche: "), line


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_holds_no_text_fails_with_a_code(demarche: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name])
    ran = demarche("read", str(path), "--json")
    check_manners(ran)
    assert ran.status == NONE_READ
    assert [f["severity"] for r in ran.reports for f in r["findings"]].count("error") == 1
    assert CODE.search(ran.err)


def test_odd_text_is_read_beside_what_fails(demarche: Program, tmp_path: Path) -> None:
    for name, content in {**UNREADABLE, **ODD}.items():
        (tmp_path / name).write_bytes(content)
    ran = demarche("read", str(tmp_path), "--json")
    check_manners(ran)
    assert ran.status == SOME_FAILED
    assert len(ran.reports) == len(UNREADABLE) + len(ODD)
    read = [r for r in ran.reports if all(f["severity"] != "error" for f in r["findings"])]
    assert len(read) == len(ODD)
    for report in read:
        assert report["events"], report["document"]["text"][:80]
        assert "Rivas" in report["document"]["text"]


def test_a_language_it_cannot_read_is_said(demarche: Program) -> None:
    french = "Le président a rencontré lundi à Oslo le premier ministre de Norvège. "
    ran = demarche("read", "-", "--json", stdin=(french * 6).encode())
    check_manners(ran)
    assert any(CODE.fullmatch(code) for code in ran.codes)
    assert not ran.reports[0]["events"]


def test_a_broken_line_among_good_ones_loses_only_itself(demarche: Program) -> None:
    good = json.dumps({"text": GOOD, "published": "2031-04-02"})
    lines = [good, '{"text": "cut of', "[1, 2]", '{"title": "no text"}', '{"text": 7}', good]
    ran = demarche("read", "-", "--json", stdin="\n".join(lines).encode())
    check_manners(ran)
    assert ran.status == SOME_FAILED
    failed = [any(f["severity"] == "error" for f in r["findings"]) for r in ran.reports]
    assert failed == [False, True, True, True, True, False]
    assert ran.reports[0]["events"]
    assert ran.reports[0]["events"] == ran.reports[5]["events"]


@pytest.mark.parametrize("date", ["2031-13-45", "yesterday", "31/31/31", "0000-00-00", "9" * 400])
def test_a_date_that_is_none_is_a_finding_and_no_date(demarche: Program, date: str) -> None:
    line = json.dumps({"text": GOOD, "published": date})
    ran = demarche("read", "-", "--json", stdin=f"{line}\n".encode())
    check_manners(ran)
    assert any(code.startswith("D") for code in ran.codes)
    published = ran.reports[0]["document"]["published"]
    assert published is None or published["start"] is None


def test_a_date_that_is_none_on_the_command_line_is_one_line(demarche: Program) -> None:
    ran = demarche("read", "-", "--published", "soonish", "--json", stdin=GOOD.encode())
    check_manners(ran)
    assert ran.status != ALL_READ or "D110" in ran.codes


def test_a_missing_file_fails_and_the_rest_is_read(demarche: Program, tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    ran = demarche("read", str(tmp_path / "none.txt"), str(path), "--json")
    check_manners(ran)
    assert ran.status == SOME_FAILED
    assert "S201" in ran.err
    assert len(ran.reports) == 2
    assert ran.reports[1]["events"]


def test_an_address_nobody_answers_at_is_one_line(demarche: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        ran = demarche("read", f"http://127.0.0.1:{port}/", "--allow-private", "--json")
    check_manners(ran)
    assert ran.status == NONE_READ
    assert "S211" in ran.err


def test_a_private_address_is_not_fetched(demarche: Program) -> None:
    ran = demarche("read", "http://127.0.0.1:9/", "http://[::1]/", "http://10.0.0.1/", "--json")
    check_manners(ran)
    assert ran.status == NONE_READ
    assert ran.codes == ["S214"] * 3


@pytest.mark.slow
def test_a_paragraph_of_200_000_characters_is_read(demarche: Program) -> None:
    text = (GOOD + " ") * (200_000 // (len(GOOD) + 1) + 1)
    ran = demarche("read", "-", "--json", stdin=text.encode())
    check_manners(ran)
    assert len(ran.reports) == 1
    assert ran.status == ALL_READ or ran.codes


@pytest.mark.slow
def test_50_megabytes_of_text_do_not_take_the_rest_along(demarche: Program, tmp_path: Path) -> None:
    (tmp_path / "a-huge.txt").write_text((GOOD + "\n\n") * (50_000_000 // (len(GOOD) + 2)))
    (tmp_path / "b-good.txt").write_text(GOOD)
    ran = demarche("read", str(tmp_path), "--json")
    check_manners(ran)
    assert len(ran.reports) == 2
    assert ran.reports[1]["events"]
    assert ran.status in (ALL_READ, SOME_FAILED)
    assert any(CODE.fullmatch(finding["code"]) for finding in ran.reports[0]["findings"])


def test_no_input_at_all_is_one_line(demarche: Program) -> None:
    ran = demarche("read", "-", "--json")
    check_manners(ran)
    assert ran.status == NONE_READ
    assert CODE.search(ran.err)
