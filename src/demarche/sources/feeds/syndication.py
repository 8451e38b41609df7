"""RSS, RDF and Atom, also broken ones, by feedparser."""

from __future__ import annotations

import io
import re
from typing import Any

from demarche.errors import SourceError
from demarche.sources.feeds.addresses import find_address, make_key
from demarche.sources.feeds.dates import find_day
from demarche.sources.feeds.entries import Entry, Listing
from demarche.sources.web import Answer

_DECLARES_CHARSET = re.compile(rb"<\?xml[^>]{0,200}\sencoding\s*=", re.IGNORECASE)
_HEAD = 400
# What feedparser lets through from the parsers it stands on when markup is hopeless.
_FAULTS = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError,
)  # fmt: skip


def read_syndication(body: bytes, answer: Answer, *, now: float) -> Listing | None:
    """Return what a feed lists, in its order; None if this is no feed.

    An item twice in it is taken once. One without an address is taken if the feed gives its text.
    Raises `SourceError` S233 if the feed cannot be read at all.
    """
    found = _parse(body, answer)
    version = found.get("version") or ""
    if not version and not found.entries:
        return None
    entries: dict[str, Entry] = {}
    unusable = 0
    for item in found.entries:
        entry = _make_entry(item, version, answer.url, now)
        if entry is None:
            unusable += 1
        else:
            entries.setdefault(entry.key, entry)
    return Listing(tuple(entries.values()), broken=_is_broken(found), unusable=unusable)


def _parse(body: bytes, answer: Answer) -> Any:
    import feedparser  # slow to import, and only this command needs it

    headers = {"content-location": answer.url}
    if answer.charset and not _DECLARES_CHARSET.search(body[:_HEAD]):
        headers["content-type"] = f"application/xml; charset={answer.charset}"
    try:
        # A stream: feedparser would take a string for an address or a file's name and open it.
        return feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    except _FAULTS as error:
        fault = f"{type(error).__name__}: {error}"
        raise SourceError("S233", f"{answer.url} cannot be read as a feed: {fault}") from error


def _is_broken(found: Any) -> bool:
    """Tell whether the XML was not well formed; a wrong media type or charset is no matter."""
    return bool(found.bozo) and "SAX" in type(found.get("bozo_exception")).__name__


def _make_entry(item: Any, version: str, base: str, now: float) -> Entry | None:
    address = find_address(item.get("link"), base)
    title = " ".join((item.get("title") or "").split()) or None
    changed = _find_day(item, "updated", now)
    published = _find_day(item, "published", now)
    if published is None and not version.startswith("atom"):
        published = changed  # dc:date, which says the day of publication
    if address is not None:
        return Entry(make_key(address), address, title, published, changed)
    content = _find_content(item)
    name = item.get("id") or title
    if not content or not name:
        return None
    return Entry(f"{base}#{name}", None, title, published, changed, content)


def _find_day(item: Any, name: str, now: float) -> str | None:
    if name not in item.keys():  # noqa: SIM118  # feedparser's `in` takes one date for the other
        return None
    return find_day(item[name], item.get(f"{name}_parsed"), now=now)


def _find_content(item: Any) -> str | None:
    texts = [part.get("value") or "" for part in item.get("content") or ()]
    longest = max([*texts, item.get("summary") or ""], key=len)
    return longest.strip() or None
