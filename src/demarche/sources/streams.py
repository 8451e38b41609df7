"""Bytes from a file, standard input or an answer: what they hold, and the items in them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Literal

from demarche.sources.items import Media, RawItem, SourceItem
from demarche.sources.jsonlines import read_json, read_lines
from demarche.sources.rejoined import Rejoined

Shape = Literal["text", "html", "jsonl", "json", "unknown"]

SNIFFED = 4096
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
OBJECT = re.compile(rb'\s*\{[ \t]*"(?:[^"\\\n]|\\.){1,60}"[ \t]*:')
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_stream(
    stream: BinaryIO,
    origin: str,
    *,
    max_bytes: int,
    shape: Shape = "unknown",
    size: int | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[SourceItem]:
    """Yield the items of a stream of bytes; at most `max_bytes` of an item are held in memory.

    `shape` is what the stream is known to hold; "unknown" is settled by its first bytes. `size` is
    its length in bytes where known. Text longer than `max_bytes` is cut, which its item tells.
    """
    head = stream.read(SNIFFED)
    if shape == "unknown":
        shape = _sniff(head)
    whole = Rejoined(head, stream)
    if shape == "jsonl":
        yield from read_lines(whole, origin, encoding=_marked(head), max_bytes=max_bytes)
        return
    content = whole.read(max_bytes + 1)
    if shape == "json":
        yield from read_json(content[:max_bytes], origin, max_bytes=max_bytes)
        return
    cut = len(content) > max_bytes
    media: Media = "html" if shape == "html" else "text"
    yield RawItem(
        origin,
        content[:max_bytes],
        media,
        charset=charset,
        size=(size or len(content)) if cut else None,
        url=url,
    )


def _sniff(head: bytes) -> Shape:
    """Tell markup and JSON Lines, also with a broken first line, from text by the first bytes."""
    if MARKUP.match(_plain(head)):
        return "html"
    return "jsonl" if OBJECT.match(_plain(head)) else "text"


def _plain(head: bytes) -> bytes:
    """Return the first bytes in UTF-8, without a byte-order mark."""
    encoding = _marked(head)
    if encoding == "utf-16":
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)


def _marked(head: bytes) -> str:
    return next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
