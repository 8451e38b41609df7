"""The bytes of an answer → the articles they list, whatever sort of feed they are."""

from __future__ import annotations

import re
import zlib
from urllib.parse import urljoin

from lxml import html
from lxml.etree import LxmlError

from demarche.errors import SourceError
from demarche.sources.feeds.entries import Listing
from demarche.sources.feeds.sitemaps import read_sitemap
from demarche.sources.feeds.syndication import read_syndication
from demarche.sources.web import Answer

LONGEST_SITEMAP = 52_428_800  # bytes unpacked, as sitemaps.org has it
LONGEST_FEED = 5_000_000  # bytes of RSS or Atom; at worst a megabyte takes some seconds to read
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_SITEMAPS = frozenset({b"urlset", b"sitemapindex"})
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib's word for gzip
_NAMED_FEED = (
    "//link[contains(@rel, 'alternate')][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
)


def read_listing(answer: Answer, *, now: float) -> Listing:
    """Return what a feed (RSS, Atom, RDF) or sitemap (plain or gzip) lists.

    `now` (seconds since 1970) tells dates that cannot be true. Raises `SourceError` S213 (too
    large), S233 (neither feed nor sitemap), S234 (it declares entities).
    """
    body = unpack(answer.body, answer.url)
    prolog, root = _find_root(body)
    if b"<!ENTITY" in prolog:
        raise SourceError("S234", f"{answer.url} declares entities, which no feed needs")
    if root in _SITEMAPS:
        return read_sitemap(body, answer.url, now=now)
    if root == b"html":
        raise _no_feed(answer.url, body)
    if len(body) > LONGEST_FEED:
        raise SourceError("S213", f"{answer.url} is larger than {LONGEST_FEED} bytes")
    listing = read_syndication(body, answer, now=now)
    if listing is None:
        raise _no_feed(answer.url, body)
    return listing


def unpack(body: bytes, url: str, *, longest: int = LONGEST_SITEMAP) -> bytes:
    """Return the body, unpacked if it is a gzip file (`sitemap.xml.gz`); one cut short gives what
    there is. Raises `SourceError` S213 or S233.
    """
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = unpacker.decompress(body, longest)
    except zlib.error as error:
        raise SourceError("S233", f"{url} is a broken gzip file: {error}") from error
    if unpacker.unconsumed_tail:
        raise SourceError("S213", f"{url} is larger than {longest} bytes unpacked")
    return plain


def _find_root(body: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the first element, and that element's name in lower case."""
    plain = body.replace(b"\0", b"")  # of UTF-16, letters are left
    match = _ROOT.search(plain)
    return (plain[: match.start()], match[1].lower()) if match else (plain, b"")


def _no_feed(url: str, body: bytes) -> SourceError:
    named = _find_named_feed(body, url)
    hint = f"the page names this feed: {named}" if named else "give the feed's own address"
    return SourceError("S233", f"{url} is neither a feed nor a sitemap", hint=hint)


def _find_named_feed(body: bytes, url: str) -> str | None:
    try:
        found = html.document_fromstring(body).xpath(_NAMED_FEED)
        return urljoin(url, str(found[0])) if found else None
    except (LxmlError, ValueError):
        return None
