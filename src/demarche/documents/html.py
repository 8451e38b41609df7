"""Markup to text: the main part of a page, its headings, title and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from htmldate import find_date
from lxml.etree import _Element
from trafilatura import bare_extraction

from demarche.model import Published
from demarche.model.vocabulary import BlockKind

EARLIEST, LATEST = "1990-01-01", "2199-12-31"  # stated, or the clock would be asked
DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": EARLIEST,
    "max_date": LATEST,
}
KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote"}
SPACES = re.compile(r"[ \t\r\n\f\v]+")
AROUND = re.compile(r" *\n[ \n]*")
UNSEEN = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|head|noscript|template)\b.*?(?:</\1\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
BREAKING = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|li|ul|ol|tr|table|article|section|blockquote|title|body|html)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>?")
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text with what its markup tells. `hints`: kinds by the offset of their unit."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    main: bool = True
    hints: dict[int, BlockKind] = field(default_factory=dict)


def declared_charset(content: bytes) -> str | None:
    """Return the character set that a page names in its head."""
    match = DECLARED.search(content[:4096])
    return match[1].decode("ascii") if match else None


def read_page(markup: str, *, url: str | None = None) -> Page:
    """Return a page's main text; `main` is False where none was found and all text was taken.

    Main text and title by trafilatura, date by htmldate from metadata alone (never from the clock,
    never from a year somewhere in the text).
    """
    found = bare_extraction(
        markup,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_formatting=True,
        date_extraction_params=DATES,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return Page(_all_text(markup), published=_find_date(markup), main=False)
    text, hints = _join(_walk(found.body), title=found.title)
    return Page(
        text,
        title=found.title or None,
        outlet=found.sitename or None,
        url=found.url or None,
        published=_find_date(markup),
        hints=hints,
    )


def _find_date(markup: str) -> Published | None:
    found = find_date(markup, **DATES)  # type: ignore[arg-type]
    return Published(start=found, end=found, precision="day", method="metadata") if found else None


def _all_text(markup: str) -> str:
    """Return the text of markup that is too broken, deep or bare for a main part to be found."""
    text = unescape(TAG.sub("", BREAKING.sub("\n\n", UNSEEN.sub(" ", markup))))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _walk(body: _Element) -> Iterator[tuple[str, BlockKind | None]]:
    """Yield the text of each block of the tree that trafilatura returns."""
    loose = _tidy(body.text)
    for child in body:
        if child.tag in ("p", "head", "quote", "code", "table", "list"):
            yield loose, None
            loose = ""
            yield from _read_block(child)
        else:
            loose += _read(child)
        loose += _tidy(child.tail)
    yield loose, None


def _read_block(block: _Element) -> Iterator[tuple[str, BlockKind | None]]:
    kind = KINDS.get(str(block.tag))
    if block.tag == "list" or (block.tag == "quote" and len(block) and block[0].tag == "p"):
        for part in block:
            yield _read(part), kind
    else:
        yield _read(block), kind


def _read(element: _Element) -> str:
    """Return the text under an element; a line break in the markup is one in the text."""
    if element.tag == "lb":
        return "\n"
    inner = "".join(_read(child) + _tidy(child.tail) for child in element)
    return _tidy(element.text) + inner


def _tidy(text: str | None) -> str:
    return SPACES.sub(" ", text or "")


def _join(
    parts: Iterator[tuple[str, BlockKind | None]], *, title: str | None
) -> tuple[str, dict[int, BlockKind]]:
    """Return the text with a blank line between blocks, the title first, and hints by offset."""
    pieces: list[str] = []
    hints: dict[int, BlockKind] = {}
    length = 0
    blocks = [(AROUND.sub("\n", words).strip(), kind) for words, kind in parts]
    blocks = [(words, kind) for words, kind in blocks if words]
    if title and not any(_same(words, title) for words, _ in blocks[:3]):
        blocks.insert(0, (SPACES.sub(" ", title).strip(), "headline"))
    for words, kind in blocks:
        if title and kind == "heading" and _same(words, title):
            kind = "headline"
        if kind:
            hints[length] = kind
        pieces.append(words)
        length += len(words) + 2
    return "\n\n".join(pieces), hints


def _same(words: str, title: str) -> bool:
    return "".join(words.split()).casefold() == "".join(title.split()).casefold()
