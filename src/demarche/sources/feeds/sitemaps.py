"""Sitemaps and sitemap indexes (sitemaps.org), also broken ones."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from demarche.errors import SourceError
from demarche.sources.feeds.addresses import find_address, make_key
from demarche.sources.feeds.dates import find_day
from demarche.sources.feeds.entries import Child, Entry, Listing

_PUBLISHED = "{*}news/{*}publication_date"
_TITLE = "{*}news/{*}title"


def read_sitemap(body: bytes, url: str, *, now: float) -> Listing:
    """Return what a sitemap lists; the sitemaps in an index, those changed last first.

    `lastmod` is no day of publication: only a news sitemap gives that. Raises `SourceError` S233
    (nothing can be read), S234 (it declares entities).
    """
    root, broken = _parse(body, url)
    entries: dict[str, Entry] = {}
    children: list[Child] = []
    unusable = 0
    for node in _list_nodes(root):
        address = find_address(node.findtext("{*}loc"), url)
        if address is None:
            unusable += 1
        elif node.tag.endswith("sitemap"):
            children.append(Child(address, _find_words(node, "{*}lastmod")))
        else:
            entry = _make_entry(node, address, now)
            entries.setdefault(entry.key, entry)
    children.sort(key=lambda child: child.stated or "", reverse=True)
    return Listing(tuple(entries.values()), tuple(children), broken=broken, unusable=unusable)


def _make_entry(node: etree._Element, address: str, now: float) -> Entry:
    published = find_day(_find_words(node, _PUBLISHED), None, now=now)
    changed = find_day(_find_words(node, "{*}lastmod"), None, now=now)
    return Entry(make_key(address), address, _find_words(node, _TITLE), published, changed)


def _find_words(node: etree._Element, path: str) -> str | None:
    return " ".join((node.findtext(path) or "").split()) or None


def _parse(body: bytes, url: str) -> tuple[etree._Element, bool]:
    """Return the root, and whether the XML was broken. Nothing is fetched, no entity put in."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("S233", f"{url} is no sitemap: {error.msg}") from error
    if root is None:
        raise SourceError("S233", f"{url} is no sitemap: nothing in it can be read")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceError("S234", f"{url} declares entities, which no sitemap needs")
    return root, len(parser.error_log) > 0


def _list_nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries, also where broken XML put them inside one another."""
    for node in root.iter("{*}url", "{*}sitemap"):
        if node.find("{*}loc") is not None:
            yield node
