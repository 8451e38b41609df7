import pytest

from demarche.documents import make_document, parse_published
from demarche.errors import DocumentError
from demarche.sources import RawItem
from tests.documents.made_up import MET, make


@pytest.mark.parametrize(
    ("given", "start", "end", "precision"),
    [
        ("2025-02-12", "2025-02-12", "2025-02-12", "day"),
        (" 2025-2-3 ", "2025-02-03", "2025-02-03", "day"),
        ("20250212", "2025-02-12", "2025-02-12", "day"),
        ("2025-02-12T23:30:00Z", "2025-02-12", "2025-02-12", "day"),
        ("2025-02-12T23:30:00.123+03:00", "2025-02-12", "2025-02-12", "day"),
        ("2025-02-12 10:30", "2025-02-12", "2025-02-12", "day"),
        ("12 February 2025", "2025-02-12", "2025-02-12", "day"),
        ("Feb. 12, 2025", "2025-02-12", "2025-02-12", "day"),
        ("Wed, 12 Feb 2025 10:30:00 +0000", "2025-02-12", "2025-02-12", "day"),
        ("Sept. 1st, 1989", "1989-09-01", "1989-09-01", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("February 2023", "2023-02-01", "2023-02-28", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
    ],
)
def test_given_dates(given, start, end, precision):
    found = parse_published(given)
    assert (found.start, found.end, found.precision) == (start, end, precision)
    assert found.method == "given"


@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "2025-13-01", "2025-02-30", "2025-00-10", "32 Foo 2025", "12/02/2025", "0000",
     "9999-01-01", "Ju 3, 2025", "2025-02-12; rm", "٢٠٢٥-٠٢-١٢x", "1" * 5000],
)  # fmt: skip
def test_a_date_that_is_none(given):
    with pytest.raises(DocumentError) as error:
        parse_published(given)
    assert error.value.code == "D110"
    assert len(str(error.value)) < 200


def test_the_order_of_evidence():
    text = f"Envoys meet again\n\nPublished: February 10, 2031\n\n{MET}"
    url = "https://example.org/2031/02/11/envoys-meet"
    item = RawItem("x", text, "text", published="2031-02-12", url=url)
    assert make_document(item, published="2031-02-13")[0].published.start == "2031-02-13"
    assert make_document(item)[0].published.start == "2031-02-12"
    by_address, _ = make(text, url=url)
    assert (by_address.published.start, by_address.published.method) == ("2031-02-11", "metadata")
    by_line, _ = make(text)
    assert (by_line.published.start, by_line.published.method) == ("2031-02-10", "dateline")


def test_an_unknown_date_stays_unknown():
    for text in (MET, f"GENEVA, Nov. 19 (AP) — {MET}", f"3/4/2031\n\n{MET}"):
        document, findings = make(text)
        assert document.published is None
        assert [(f.code, f.severity) for f in findings] == [("D102", "note")]


def test_a_change_counts_only_where_nothing_else_does():
    changed = "Updated March 2, 2031"
    both = make(f"Envoys meet again\n\n{changed}\n\nPublished March 1, 2031\n\n{MET}")[0]
    assert both.published.start == "2031-03-01"
    assert make(f"Envoys meet again\n\n{changed}\n\n{MET}")[0].published.start == "2031-03-02"


def test_a_date_in_prose_is_no_publication_date():
    assert make(f"{MET} It was signed on February 12, 2031.")[0].published is None


def test_an_item_with_a_date_that_is_none_is_read_all_the_same():
    document, findings = make(MET, published="soon")
    assert document.published is None
    assert [(f.code, f.severity) for f in findings] == [("D110", "warning"), ("D102", "note")]


def test_a_run_with_a_date_that_is_none_raises():
    with pytest.raises(DocumentError):
        make_document(RawItem("x", MET, "text"), published="soon")


def test_a_date_run_together_with_a_time():
    line = "February 12, 20311:05 PM GMT+1Updated 2 hours ago"
    found = make(f"Envoys agree to meet again\n{line}\n\n{MET}")[0].published
    assert (found.start, found.method) == ("2031-02-12", "dateline")
