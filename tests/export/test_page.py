"""The HTML page as a parser sees it: every record marked and shown, nothing let through."""

import re
from html.parser import HTMLParser

import pytest

from demarche.export import make_deck, render_page
from demarche.export.wording import clean
from demarche.model import Block, Report
from tests.export.made_up import (
    HARM,
    HOSTILE_TEXT,
    TEXT,
    find,
    make_document,
    make_failed_report,
    make_hostile_report,
    make_report,
)


class Page(HTMLParser):
    """Collects what the tests ask for: elements, ids, the words of marks and of passages."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.article = [], {}, []
        self._open, self._refs, self._in_article = [], None, 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        self._in_article += tag == "article"
        if "data-r" in attrs:
            self._refs = attrs["data-r"].split()

    def handle_endtag(self, tag):
        self._in_article -= tag == "article"
        if tag in ("a", "span"):
            self._refs = None

    def handle_data(self, data):
        if self._in_article:
            self.article.append(data)
        for ref in self._refs or ():
            self.words[ref] = self.words.get(ref, "") + data

    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    def with_class(self, name):
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]


def test_every_record_is_shown_and_its_words_are_marked():
    report = make_report()
    page = Page(render_page([report]))
    cards = make_deck(report).cards
    shown = page.with_class("card")
    assert len(shown) == len(cards)
    for attrs, card in zip(shown, cards, strict=True):
        for span in card.spans:
            assert span.quote in page.words[attrs["id"]]


def test_the_whole_text_is_there_once():
    page = Page(render_page([make_report()]))
    assert re.sub(r"\s+", " ", TEXT) in re.sub(r"\s+", " ", " ".join(page.article)) or (
        re.sub(r"\s+", "", TEXT) in re.sub(r"\s+", "", "".join(page.article))
    )


def test_links_lead_from_words_to_cards_and_back():
    page = Page(render_page([make_report(), make_report()]))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    links = [a["href"] for tag, a in page.elements if tag == "a" and "href" in a]
    assert len(links) > 20
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_text_outside_blocks_is_shown_too():
    whole = make_document()
    document = whole.model_copy(update={"blocks": (Block(kind="headline", start=0, end=10),)})
    page = Page(render_page([Report(document=document)]))
    assert "in exchange for grain" in "".join(page.article)


def test_nothing_is_fetched_from_outside():
    page = Page(render_page([make_report()]))
    for tag, attrs in page.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed")
        assert "src" not in attrs
    policy = next(a["content"] for _, a in page.elements if "http-equiv" in a)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_hostile_article_brings_in_no_element_of_its_own():
    calm, hostile = render_page([make_report()]), render_page([make_hostile_report()])
    page = Page(hostile)
    kinds = {tag for tag, _ in Page(calm).elements}
    assert {tag for tag, _ in page.elements} <= kinds
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert "javascript:" not in hostile
    assert HARM not in hostile
    assert not set("\x1b\x00\x07\u202e\u2066") & set(hostile)
    assert clean(HOSTILE_TEXT) in "".join(page.article)


def test_a_web_address_is_linked_and_no_other():
    for url, linked in (("https://example.org/a?b=1&c=2", True), ("ftp://example.org", False)):
        report = Report(document=make_document(url=url))
        links = [a.get("href") for _, a in Page(render_page([report])).elements]
        assert (url in links) is linked


def test_right_to_left_text_sets_its_own_direction():
    text = "قال الرئيس إنه سيزور المدينة."
    page = Page(render_page([Report(document=make_document(text, title=None))]))
    assert text in "".join(page.article)
    passages = page.with_class("b-paragraph")
    assert passages
    assert all(attrs["dir"] == "auto" for attrs in passages)


def test_a_report_without_records_and_a_page_without_reports():
    failed = render_page([make_failed_report()])
    assert "no such file: gone.txt" in failed
    assert "Nothing was found" in render_page([Report(document=make_document())])
    assert "<main>" in render_page([])


def test_same_reports_same_page():
    assert render_page([make_report()]) == render_page([make_report()])


@pytest.mark.parametrize("count", [1, 3])
def test_several_documents_have_a_table_of_contents(count):
    page = Page(render_page([make_report()] * count))
    assert len(page.with_class("document")) == count
    assert bool(page.with_class("contents")) is (count > 1)


def test_a_span_that_crosses_blocks_is_marked_in_both():
    start = TEXT.index("her office said")
    span = find(TEXT[start : TEXT.index("Rivas wrote")])
    report = make_report()
    finding = report.findings[0].model_copy(update={"span": span})
    page = Page(render_page([report.model_copy(update={"findings": (finding,)})]))
    ref = page.with_class("k-finding")[-1]["id"]
    assert page.words[ref].startswith("her office said")
    assert page.words[ref].rstrip().endswith("next week,”")
