import re

import pytest

from demarche.documents import make_document
from demarche.sources import RawItem
from tests.documents.made_up import AGREED, MET, QUOTE

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Envoys meet in Geneva | Example</title>
<meta property="og:title" content="Envoys meet in Geneva">
<meta property="og:site_name" content="Example Press">
<meta property="article:published_time" content="2031-05-06T10:00:00Z">
<script>var x = "Sudland";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet in Geneva</h1><p>{MET}</p><h2>What comes next</h2>
<p>{AGREED.replace("two delegations", "<b>two&nbsp;delegations</b>")}</p>
<blockquote>Nobody told us that there would be talks at all.</blockquote>
<p>{QUOTE}<br>{AGREED}</p></article>
<footer>Copyright 2019 Example Press</footer></body></html>"""


def read(markup, **fields):
    document, findings = make_document(RawItem("page.html", markup, "html", **fields))
    found = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    return document, found, [f.code for f in findings]


def test_a_page():
    document, found, codes = read(PAGE.encode())
    assert [kind for kind, _ in found] == [
        "headline", "paragraph", "heading", "paragraph", "quote", "paragraph", "paragraph",
    ]  # fmt: skip
    assert found[3][1] == AGREED.replace("two d", "two\xa0d")
    assert document.title == "Envoys meet in Geneva"
    assert document.outlet == "Example Press"
    assert (document.published.start, document.published.method) == ("2031-05-06", "metadata")
    assert codes == []


def test_what_is_given_wins():
    document, _, _ = read(PAGE, title="T", outlet="O", published="2031-05-01", url="http://e.org/a")
    assert (document.title, document.outlet, document.url) == ("T", "O", "http://e.org/a")
    assert (document.published.start, document.published.method) == ("2031-05-01", "given")


def test_a_year_in_the_footer_is_no_date():
    undated = re.sub(r"<meta property=.article:published_time.*?>", "", PAGE)
    document, _, codes = read(undated)
    assert document.published is None
    assert codes == ["D102"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>unclosed <b>text <i>here {MET}",
        f"<html><<<>>>< p>{MET} &amp &nbsp; <div",
        "<div>" * 20_000 + MET,
        f"<table><tr><td>{MET}</table></p></p></html>",
        f"{MET}</body><body></html><html>{MET}",
        f"<html><head><title>x</title><body>\x00{MET}\x00",
        f"<script>{MET}</script><!-- {AGREED} --><p>{MET}",
    ],
)
def test_broken_markup_loses_no_text(markup):
    document, _, codes = read(markup)
    assert "officials said." in document.text
    assert AGREED not in document.text
    assert not {"D101", "D103"} & set(codes)


@pytest.mark.parametrize("markup", ["", "<html></html>", "<!-- x -->", "<script>x()</script>", "<"])
def test_markup_without_text(markup):
    assert "D101" in read(markup)[2] or read(markup)[0].text == "<"


def test_the_character_set_a_page_names():
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{MET} Путин</p></body></html>'
    document, _, codes = read(page.encode("windows-1251"))
    assert "Путин" in document.text
    assert codes == ["D102"]
