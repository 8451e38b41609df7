"""Bad input: each a coded finding, and nothing else lost."""

import time

import pytest

from demarche.documents import make_document
from demarche.errors import SourceError
from demarche.sources import FailedItem, RawItem
from tests.documents.made_up import AGREED, MET, make

CURLY = f"{MET}\n\n“Zelenskyy’s envoys” – Ł"


def read(content, **fields):
    document, findings = make_document(RawItem("x.txt", content, **{"media": "text", **fields}))
    return document, {f.code: f.severity for f in findings if f.code != "D102"}


def test_text_is_stored_as_given():
    text = f"\ufeff {MET}\r\n\r\n\t{AGREED}\u2028\u202bשלום\u202c 🇳🇴🤝🇸🇪 e\u0301\x85\xa0\n"
    document, found = read(text)
    assert document.text == text
    assert found == {}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_with_and_without_marks(encoding):
    document, found = read(CURLY.encode(encoding))
    assert document.text == CURLY
    assert found == {}


def test_windows_text_and_mixed_encodings():
    windows = MET + " “Café”"
    document, findings = make_document(RawItem("x", windows.encode("cp1252"), "text"))
    assert document.text == windows
    assert "Windows-1252" in findings[0].message
    document, findings = make_document(
        RawItem("x", CURLY.encode() + b"\n" + windows.encode("cp1252"), "text")
    )
    assert document.text == f"{CURLY}\n{windows}"
    assert (findings[0].code, findings[0].severity) == ("D104", "warning")
    assert "mixed" in findings[0].message


def test_a_declared_character_set_is_believed():
    text = f"{MET} Łódź"
    assert read(text.encode("iso-8859-2"), charset="iso-8859-2")[0].text == text
    assert read(text.encode(), charset="no-such-set")[0].text == text


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff", "\xa0\u2003"])
def test_empty(content):
    document, found = read(content)
    assert found.get("D101") == "error" or document.text == "\ufeff"
    assert [b for b in document.blocks if b.kind != "boilerplate"] == []


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 20,
        b"%PDF-1.7\nhello",
        b"PK\x03\x04hello",
        b"\x89PNG\r\n\x1a\n" + b"text " * 50,
        b"\x00" * 500,
        b"\x00\x00\x00\x01\x00\x02" * 100,
    ],
)
def test_binary(content):
    document, found = read(content)
    assert found == {"D103": "error"}
    assert document.text == ""


def test_nuls_and_controls_keep_the_offsets():
    text = f"a\x00b\x07c {MET}\ud800\x7f"
    document, found = read(text)
    assert document.text == f"a b c {MET}\ufffd "
    assert found == {"D105": "warning"}
    from_bytes, found = read(f"{MET}\x00\x00{AGREED}".encode())
    assert from_bytes.text == f"{MET}  {AGREED}"
    assert found == {"D105": "warning"}


def test_text_of_fifty_megabytes_is_cut_quickly():
    content = f"{MET}\n\n".encode() * (50_000_000 // len(MET))
    start = time.process_time()
    document, found = read(content)
    assert time.process_time() - start < 5
    assert found == {"D106": "warning"}
    assert 450_000 < len(document.text) <= 500_000
    assert document.text.rstrip().endswith(MET)


@pytest.mark.parametrize(
    "unit",
    [f"{MET} ", "a", "A", "A ", "AB: ", "Q  ", "• x ", "a\n", "<", '"', "\xa0", "[A/", "Aa Bb "],
)
def test_a_paragraph_of_200_000_characters(unit):
    text = (unit * (200_000 // len(unit) + 1))[:200_000] + "b"
    start = time.process_time()
    document, _ = read(text)
    assert time.process_time() - start < 8
    assert document.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Der Bundeskanzler traf heute den Präsidenten in Berlin und sprach über die Lage. " * 2,
            "de",
        ),
        (
            "שר החוץ נפגש היום עם מקבילו בירושלים ודן במצב האזורי ובשיתוף הפעולה בין המדינות. " * 2,
            "he",
        ),
        ("外交部长周一在日内瓦会见了来访的外交部长,双方讨论了边界问题和两国关系。" * 4, "zh"),
    ],
)
def test_another_language_is_an_error(text, language):
    document, found = read(text)
    assert document.language == language
    assert found == {"D107": "error"}
    assert document.text == text


@pytest.mark.parametrize(
    "text",
    ["Hi", "🤝" * 500, "GENEVA (AP) _", "12 34 56", f"{MET} “Guten Tag”, sagte der Minister."],
)
def test_short_or_mixed_text_is_not_refused(text):
    assert "D107" not in read(text)[1]


def test_a_failed_item_is_an_empty_document():
    error = SourceError("S201", "no such file: x", hint="look again")
    document, (finding,) = make_document(FailedItem("x", error))
    assert (document.text, document.blocks) == ("", ())
    assert (finding.code, finding.severity) == ("S201", "error")
    assert finding.message == "no such file: x (look again)"


def test_ids_hash_the_text_and_failures_their_origin():
    assert make(MET)[0].id == make(MET)[0].id != make(AGREED)[0].id
    assert make(MET, id="given")[0].id == "given"
    empty = [make_document(RawItem(origin, b"", "text"))[0].id for origin in ("a", "b")]
    assert empty[0] != empty[1]


def test_a_cut_input_says_so():
    assert read(MET, size=10**9)[1] == {"D106": "warning"}


@pytest.mark.parametrize(
    ("text", "fields", "genre"),
    [
        (MET, {"title": "Readout of Minister Lee’s Call with Minister Roe"}, "readout"),
        (f"President Rivas spoke today with Prime Minister Lind. {MET}", {}, "readout"),
        (MET, {"title": "Joint Statement on the Border"}, "release"),
        (f"GENEVA (AP) — {MET}", {}, "news"),
        (f"Ann Lee, Secretary of State {MET}", {}, "release"),
        (MET, {}, None),
    ],
)
def test_genres(text, fields, genre):
    assert make(text, **fields)[0].genre == genre
