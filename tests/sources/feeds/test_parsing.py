"""Feeds as they come."""

import gzip
import time
from contextlib import suppress

import pytest

from demarche.errors import SourceError
from demarche.sources.feeds.parsing import LONGEST_FEED, read_listing, unpack
from demarche.sources.web import Answer
from tests.sources.feeds.site import NOW, write_rss, write_sitemap

URL = "http://example.org/news/feed.xml"


def read(body: str | bytes, *, charset: str | None = None):
    content = body if isinstance(body, bytes) else body.encode()
    return read_listing(Answer(content, "text/xml", charset, URL), now=NOW)


def addresses(listing):
    return [entry.address for entry in listing.entries]


def fault(body: str | bytes) -> SourceError:
    with pytest.raises(SourceError) as error:
        read(body)
    return error.value


def test_rss_gives_address_title_and_day():
    listing = read(
        write_rss(
            "<item><title>Call\n  of two</title><link>http://example.org/1</link>"
            "<pubDate>Wed, 12 Feb 2025 00:30:00 +0300</pubDate></item>"
        )
    )
    (entry,) = listing.entries
    assert (entry.address, entry.title, entry.published) == (
        "http://example.org/1", "Call of two", "2025-02-12",
    )  # fmt: skip
    assert not listing.broken


def test_atom_gives_the_page_not_what_is_attached_and_no_day_for_a_change():
    listing = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://example.org/a/">'
        '<entry><id>urn:1</id><link rel="enclosure" href="x.mp3"/><link href="b"/>'
        "<updated>2025-02-11T10:00:00Z</updated></entry>"
        '<entry><id>urn:2</id><link href="c"/><published>2025-02-10T10:00:00Z</published>'
        "<updated>2025-02-11T10:00:00Z</updated></entry></feed>"
    )
    assert addresses(listing) == ["http://example.org/a/b", "http://example.org/a/c"]
    assert [(e.published, e.changed) for e in listing.entries] == [
        (None, "2025-02-11"), ("2025-02-10", "2025-02-11"),
    ]  # fmt: skip


def test_rdf_gives_its_day():
    listing = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<item rdf:about="http://example.org/1"><link>http://example.org/1</link>'
        "<dc:date>2025-02-12T08:00:00+01:00</dc:date></item></rdf:RDF>"
    )
    assert [(e.address, e.published) for e in listing.entries] == [
        ("http://example.org/1", "2025-02-12")
    ]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/rel/1", "http://example.org/rel/1"),
        ("2.html", "http://example.org/news/2.html"),
        ("//other.example/3", "http://other.example/3"),
        ("\n  http://example.org/4  \n", "http://example.org/4"),
        ("http://example.org/5?a=1&amp;b=2", "http://example.org/5?a=1&b=2"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("mailto:press@example.org", None),
        ("http://[broken", None),
        ("http://example.org:99999/", None),
        ("http://example.org/" + "a" * 3000, None),
    ],
)
def test_addresses_are_made_whole_and_only_those_of_the_web_are_taken(link, address):
    listing = read(write_rss(f"<item><link>{link}</link></item>"))
    assert addresses(listing) == ([address] if address else [])
    assert listing.unusable == (0 if address else 1)


def test_an_item_that_stands_twice_is_taken_once():
    listing = read(write_rss("http://example.org/1", "http://EXAMPLE.org/1#top", "/2", "/2"))
    assert addresses(listing) == ["http://example.org/1", "http://example.org/2"]


def test_an_item_without_address_is_taken_with_its_text_or_left():
    listing = read(
        write_rss(
            '<item><guid isPermaLink="false">7</guid><title>A</title>'
            "<description>Short.</description><content:encoded"
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            "&lt;p&gt;The whole text.&lt;/p&gt;</content:encoded></item>",
            "<item><title>Nothing but a title</title></item>",
            "<item><guid>http://example.org/by-guid</guid></item>",
        )
    )
    first, second = listing.entries
    assert (first.key, first.address, first.content) == (
        f"{URL}#7", None, "<p>The whole text.</p>",
    )  # fmt: skip
    assert second.address == "http://example.org/by-guid"
    assert listing.unusable == 1


@pytest.mark.parametrize(
    "body",
    [
        write_rss("<item><title>a & b</title><link>/1</link></item>", "/2"),
        write_rss("/1", "/2").replace("</channel></rss>", ""),
        write_rss("/1", "/2").replace("<rss", "<rss bad=unquoted"),
        "\n\n " + write_rss("/1", "<item><title>&nbsp;&bogus;</title><link>/2</link></item>"),
        write_rss("/1", "<item><title>\x0b</title><link>/2</link></item>"),
    ],
)
def test_of_broken_xml_what_can_be_read_is_taken(body):
    listing = read(body)
    assert addresses(listing) == ["http://example.org/1", "http://example.org/2"]


def test_broken_xml_is_told():
    assert read(write_rss("/1").replace("</rss>", "")).broken
    assert read(write_sitemap("/1").replace("</urlset>", "")).broken


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8", "iso-8859-1"), ("windows-1251", None), ("utf-16", None), ("koi8-r", "utf-8")],
)
def test_the_character_set_a_feed_declares_wins_over_a_wrong_one(encoding, charset):
    text = write_rss("<item><link>/1</link><title>Переговоры</title></item>")
    body = text.replace('version="1.0"?', f'version="1.0" encoding="{encoding}"?', 1)
    (entry,) = read(body.encode(encoding), charset=charset).entries
    assert entry.title == "Переговоры"


def test_without_a_declaration_the_servers_character_set_is_taken():
    text = write_rss("<item><link>/1</link><title>Переговоры</title></item>")
    (entry,) = read(text.encode("windows-1251"), charset="windows-1251").entries
    assert entry.title == "Переговоры"


def test_a_declared_character_set_that_is_wrong_loses_no_item():
    text = write_rss("/1", "<item><link>/2</link><title>é</title></item>")
    body = text.replace('version="1.0"?', 'version="1.0" encoding="ascii"?', 1).encode("latin-1")
    assert len(read(body).entries) == 2


def test_a_sitemap_gives_addresses_and_days_of_change():
    listing = read(write_sitemap("http://example.org/1", "/2", changed="2025-02-01T10:00:00+00:00"))
    assert addresses(listing) == ["http://example.org/1", "http://example.org/2"]
    assert {(e.published, e.changed) for e in listing.entries} == {(None, "2025-02-01")}


def test_a_news_sitemap_gives_the_day_of_publication():
    listing = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/1</loc><news:news>'
        "<news:publication_date>2025-02-11</news:publication_date><news:title>T</news:title>"
        "</news:news></url></urlset>"
    )
    assert [(e.published, e.title) for e in listing.entries] == [("2025-02-11", "T")]


def test_an_index_gives_its_sitemaps_those_changed_last_first():
    old = write_sitemap("/old.xml", root="sitemapindex", node="sitemap", changed="2024-01-01")
    body = old.replace("</sitemapindex>", "").replace("<sitemapindex", "<sitemapindex", 1) + (
        "<sitemap><loc>/new.xml</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"
    )
    listing = read(body)
    assert [child.address.rsplit("/", 1)[1] for child in listing.children] == ["new.xml", "old.xml"]
    assert listing.entries == ()


@pytest.mark.parametrize(
    "body",
    [
        write_sitemap("http://example.org/1").replace("</urlset>", ""),
        write_sitemap("http://example.org/1").replace("<loc>", "<loc> \n "),
        write_sitemap("http://example.org/1").replace(
            ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', ""
        ),
        '\n<?xml version="1.0"?>' + write_sitemap("http://example.org/1"),
    ],
)
def test_sitemaps_as_they_come(body):
    assert addresses(read(body)) == ["http://example.org/1"]


def test_a_sitemap_packed_as_a_file_also_one_cut_short():
    packed = gzip.compress(write_sitemap("http://example.org/1").encode())
    assert addresses(read(packed)) == ["http://example.org/1"]
    assert unpack(packed[:-6], URL).startswith(b"<urlset")
    assert fault(b"\x1f\x8b" + b"nonsense").code == "S233"


def test_a_file_that_unpacks_without_end_is_refused():
    bomb = gzip.compress(b"\0" * 5_000_000)
    with pytest.raises(SourceError) as error:
        unpack(bomb, URL, longest=1_000_000)
    assert error.value.code == "S213"
    assert len(unpack(bomb, URL, longest=5_000_000)) == 5_000_000


BOMB = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
FILE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("head", [BOMB, FILE])
def test_entities_are_refused(head):
    item = "<item><link>/1</link><title>&b;&a;</title></item>"
    assert fault(write_rss(item, head=head)).code == "S234"
    assert fault(head + write_sitemap("http://example.org/&a;")).code == "S234"
    assert fault((head + write_sitemap("/1")).encode("utf-16")).code == "S234"


def test_a_document_type_alone_is_harmless():
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    assert addresses(read(write_rss("/1", head=head))) == ["http://example.org/1"]


@pytest.mark.parametrize(
    "body",
    ["", "  ", "{}", "Service unavailable", "<html><body><p>404", "<!DOCTYPE html><p>x", "\0\1\2",
     "<note><to>x</to></note>", b"\xff\xfe", "<![foo <!-- x", "%PDF-1.4"],
)  # fmt: skip
def test_what_is_no_feed_is_told(body):
    assert fault(body).code == "S233"


def test_a_page_that_names_its_feed_is_a_hint():
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    assert "http://example.org/rss" in fault(page).hint
    assert "http" not in fault("<html><body>x</body></html>").hint


def test_an_empty_feed_is_a_feed():
    assert read(write_rss()).entries == ()
    assert read(write_sitemap()).entries == ()


def test_a_feed_beyond_the_limit_is_refused():
    assert fault(write_rss("/1") + " " * LONGEST_FEED).code == "S213"


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel>" + "<item><title>" * 1000,
        "<rss><channel><item><description>" + "<![CDATA[" * 3000,
        "<rss><channel><item><description>" + "&" * 30_000,
        "<rss><channel><item><description>" + "&lt;" * 20_000,
        "<rss" + " a='b'" * 20_000 + "><channel/></rss>",
        "<urlset>" + "<url><loc>" * 5000,
        "<rss><channel><item><link>" + "<" * 20_000,
    ],
    ids=range(7),
)
def test_hostile_markup_costs_no_more_than_seconds(body):
    begun = time.process_time()
    with suppress(SourceError):
        read(body)
    assert time.process_time() - begun < 5
