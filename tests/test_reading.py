"""The chain: order, batches, and the boundary that keeps one bad document from taking others."""

import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from demarche import reading
from demarche.config import ReadingSettings
from demarche.errors import DocumentError, ReaderError, RuleError, SourceError, SpanError
from demarche.extract.records import Records
from demarche.language.analysis import Analysis
from demarche.model import Document, Finding
from demarche.reading import has_failed, read, read_document, read_items, read_many
from demarche.sources import FailedItem, RawItem

POISON = "poison"
GOOD = "President Ana Rivas met Prime Minister Tomas Lind in Port Salt on Tuesday."


class FakeReader:
    """Finds nothing, remembers the batches, and fails on any batch with poison in it."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def analyze(self, documents: Sequence[Document]) -> list[Analysis]:
        self.batches.append([document.id for document in documents])
        if any(POISON in document.text for document in documents):
            raise RuntimeError("the reader choked\non a word")
        return [Analysis(document, (), ()) for document in documents]


def make_items(*texts: str) -> list[RawItem]:
    return [
        RawItem(origin=f"item {i}", content=text, media="text", id=f"d{i}")
        for i, text in enumerate(texts)
    ]


@pytest.fixture
def reader(monkeypatch) -> FakeReader:
    fake = FakeReader()
    monkeypatch.setattr(reading, "get_reader", lambda: fake)
    return fake


def test_one_report_an_item_in_order(reader):
    reports = list(read_items(make_items(GOOD, GOOD + " Again.", GOOD + " Thrice."), reader=reader))
    assert [report.document.id for report in reports] == ["d0", "d1", "d2"]
    assert not any(map(has_failed, reports))


def test_documents_go_to_the_reader_in_batches(reader):
    settings = ReadingSettings(batch_documents=2, batch_characters=10_000)
    list(read_items(make_items(*[GOOD] * 5), reader=reader, settings=settings))
    assert reader.batches == [["d0", "d1"], ["d2", "d3"], ["d4"]]


def test_a_batch_is_bounded_in_characters_and_a_long_document_goes_alone(reader):
    settings = ReadingSettings(batch_documents=9, batch_characters=len(GOOD) * 2)
    texts = (GOOD, GOOD, f"{GOOD} " * 3, GOOD)
    list(read_items(make_items(*texts), reader=reader, settings=settings))
    assert reader.batches == [["d0", "d1"], ["d2"], ["d3"]]


def test_reports_come_while_items_are_still_being_found(reader):
    settings = ReadingSettings(batch_documents=1, batch_characters=10_000)
    asked = []

    def find():
        for item in make_items(GOOD, GOOD, GOOD):
            asked.append(item.id)
            yield item

    reports = read_items(find(), reader=reader, settings=settings)
    next(reports)
    assert asked == ["d0", "d1"]


def test_the_reader_failing_on_one_document_loses_only_that_one(reader):
    reports = list(read_items(make_items(GOOD, f"{GOOD} {POISON}", GOOD), reader=reader))
    assert [has_failed(report) for report in reports] == [False, True, False]
    finding = reports[1].findings[-1]
    assert (finding.code, finding.severity) == ("L900", "error")
    assert "RuntimeError: the reader choked (reading.py:" in finding.message
    assert "\n" not in finding.message
    assert reports[1].document.text == f"{GOOD} {POISON}"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ZeroDivisionError("division by zero"), "X900"),
        (RecursionError("too deep"), "X900"),
        (SpanError("M103", "span 0:3 does not quote its text", hint="tell us"), "M103"),
    ],
)
def test_extraction_failing_keeps_the_document_and_says_why(reader, monkeypatch, error, code):
    def fail(grounding):
        if POISON in grounding.analysis.document.text:
            raise error
        return Records()

    monkeypatch.setattr(reading, "extract", fail)
    quiet = FakeReader()
    monkeypatch.setattr(
        quiet, "analyze", lambda documents: [Analysis(d, (), ()) for d in documents]
    )
    reports = list(read_items(make_items(GOOD, f"{GOOD} {POISON}"), reader=quiet))
    assert [has_failed(report) for report in reports] == [False, True]
    assert reports[1].findings[-1].code == code
    assert reports[1].document.id == "d1"
    assert reports[1].actors == ()


def test_making_a_document_failing_is_a_finding_too(reader, monkeypatch):
    def fail(item, *, published=None):
        raise KeyError("a bug")

    monkeypatch.setattr(reading, "make_document", fail)
    (report,) = read_items(make_items(GOOD), reader=reader)
    assert report.findings[0].code == "D900"
    assert (report.document.id, report.document.text) == ("d0", "")


@pytest.mark.parametrize("fault", [ReaderError("L102", "damaged"), RuleError("R102", "broken")])
def test_a_broken_installation_is_no_fault_of_a_document(reader, monkeypatch, fault):
    def fail(grounding):
        raise fault

    monkeypatch.setattr(reading, "extract", fail)
    with pytest.raises(type(fault)):
        list(read_items(make_items(GOOD), reader=reader))


def test_an_interrupt_is_not_swallowed(reader, monkeypatch):
    def interrupt(documents):
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "analyze", interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(read_items(make_items(GOOD), reader=reader))


def test_what_could_not_be_had_is_a_report_in_its_place(reader):
    gone = FailedItem("gone.txt", SourceError("S201", "no such file: gone.txt"))
    first, second = read_items([gone, *make_items(GOOD)], reader=reader)
    assert has_failed(first)
    assert first.findings[0].code == "S201"
    assert not has_failed(second)


def test_the_reader_is_not_loaded_for_nothing(monkeypatch):
    def load():
        raise ReaderError("L101", "no weights")

    monkeypatch.setattr(reading, "get_reader", load)
    gone = FailedItem("gone.txt", SourceError("S201", "no such file: gone.txt"))
    assert len(list(read_items([gone]))) == 1
    with pytest.raises(ReaderError, match="L101"):
        list(read_items(make_items(GOOD)))


def test_the_reader_is_loaded_once_by_many_threads(monkeypatch):
    loaded = []
    monkeypatch.setattr(
        "demarche.language.reader.load_reader", lambda: loaded.append(1) or object()
    )
    reading._load_reader.cache_clear()
    try:
        threads = [threading.Thread(target=reading.get_reader) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        reading._load_reader.cache_clear()
    assert loaded == [1]


def test_read_document_takes_findings_along(reader):
    (opened,) = read_items(make_items(GOOD), reader=reader)
    note = Finding(code="D102", severity="note", message="made on the way")
    report = read_document(opened.document, findings=[note], reader=reader)
    assert report.document == opened.document
    assert note in report.findings


class TestRead:
    """`demarche.read`: text, paths and what is known beforehand."""

    def test_text(self, reader):
        report = read(
            GOOD,
            published="2031-04-02",
            title="A title",
            outlet="Examples",
            url="https://example.org/1",
            id="one",
        )
        document = report.document
        assert document.text == GOOD
        assert (document.id, document.title, document.outlet) == ("one", "A title", "Examples")
        assert document.published is not None
        assert (document.published.start, document.published.method) == ("2031-04-02", "given")

    def test_a_date_may_be_a_date(self, reader):
        published = read(GOOD, published=date(2031, 4, 2)).document.published
        assert published is not None
        assert published.start == "2031-04-02"

    def test_no_date_is_no_date(self, reader):
        assert read(GOOD).document.published is None
        with pytest.raises(DocumentError, match="D110"):
            read(GOOD, published="2031-13-45")

    def test_a_path_and_a_string_that_names_a_file(self, reader, tmp_path):
        file = tmp_path / "two words.txt"
        file.write_text(GOOD, encoding="utf-8")
        assert read(file).document.text == GOOD
        assert read(str(file)).document.text == GOOD

    @pytest.mark.parametrize("missing", ["missing.txt", Path("missing file.txt")])
    def test_a_missing_file_is_a_report_with_an_error(self, reader, missing):
        report = read(missing)
        assert has_failed(report)
        assert report.findings[0].code == "S201"

    def test_a_private_address_is_refused(self, reader):
        assert read("http://127.0.0.1/").findings[0].code == "S214"

    @pytest.mark.parametrize("text", ["", "  \n ", "x" * 5000 + " y", "nul \x00 byte"])
    def test_odd_strings_are_text(self, reader, text):
        report = read(text)
        assert report.findings[0].code != "S201"

    def test_several_articles_where_one_was_asked_for(self, reader, tmp_path):
        file = tmp_path / "two.jsonl"
        file.write_text('{"text": "One thing."}\n{"text": "Another."}\n', encoding="utf-8")
        with pytest.raises(SourceError, match="S290"):
            read(file)
        assert len(list(read_many([file]))) == 2

    def test_many(self, reader, tmp_path):
        item = RawItem(origin="mine", content=GOOD, id="mine")
        reports = list(read_many([GOOD, item, tmp_path / "missing.txt"]))
        assert [has_failed(report) for report in reports] == [False, False, True]
        assert reports[1].document.id == "mine"
