"""JSON Lines, and JSON files of one object or a list of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from demarche.errors import SourceError
from demarche.sources.items import FailedItem, RawItem, SourceItem
from demarche.sources.rejoined import Rejoined

FIELDS = ("id", "url", "outlet", "title", "published")
FORM = 'each line is an object with "text" or "html"'


def read_lines(
    stream: Rejoined, origin: str, *, encoding: str, max_bytes: int
) -> Iterator[SourceItem]:
    """Yield an item for each line; a bad line is a `FailedItem` and the others are read.

    Origins are `origin:line`, counted from 1. Blank lines are skipped.
    """
    if encoding == "utf-16":
        text = stream.read(max_bytes).decode("utf-16", "replace")
        stream = Rejoined(text.encode("utf-8", "surrogatepass"), io.BytesIO())
    found = False
    for number, line in enumerate(_cut_lines(stream, max_bytes), start=1):
        place = f"{origin}:{number}"
        if line is None:
            found = True
            error = SourceError(
                "S223", f"line {number} of {origin} is longer than {max_bytes} bytes"
            )
            yield FailedItem(place, error)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            found = True
            yield _read_line(line, place)
    if not found:
        yield FailedItem(origin, SourceError("S224", f"{origin} holds no items"))


def read_json(content: bytes, origin: str, *, max_bytes: int) -> Iterator[SourceItem]:
    """Yield the items of a JSON file: one object, a list of objects, or JSON Lines after all."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        stream = Rejoined(content, io.BytesIO())
        yield from read_lines(stream, origin, encoding="utf-8", max_bytes=max_bytes)
        return
    if isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield _make_item(entry, f"{origin}:{number}")
    else:
        yield _make_item(value, origin)


def _cut_lines(stream: Rejoined, max_bytes: int) -> Iterator[bytes | None]:
    """Yield lines; None for one longer than `max_bytes`, which is passed over."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(max_bytes)
        yield None


def _read_line(line: bytes, origin: str) -> SourceItem:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        return FailedItem(origin, SourceError("S220", f"{origin} is not UTF-8", hint=FORM))
    except ValueError as error:
        reason = getattr(error, "msg", str(error))
        return FailedItem(origin, SourceError("S220", f"{origin} is not JSON: {reason}", hint=FORM))
    except RecursionError:
        return FailedItem(origin, SourceError("S220", f"{origin} is nested too deeply", hint=FORM))
    return _make_item(value, origin)


def _make_item(value: Any, origin: str) -> SourceItem:
    if not isinstance(value, dict):
        return FailedItem(origin, SourceError("S221", f"{origin} is no JSON object", hint=FORM))
    text, html = value.get("text"), value.get("html")
    content = text if text is not None else html
    if not isinstance(content, str):
        return FailedItem(
            origin, SourceError("S221", f'{origin} has no "text" or "html"', hint=FORM)
        )
    wrong = [n for n in FIELDS if isinstance(value.get(n), dict | list | bool)]
    if wrong:
        return FailedItem(origin, SourceError("S222", f'"{wrong[0]}" of {origin} is no string'))
    return RawItem(
        origin,
        content,
        "text" if text is not None else "html",
        id=_given(value, "id"),
        url=_given(value, "url"),
        outlet=_given(value, "outlet"),
        title=_given(value, "title"),
        published=_given(value, "published"),
    )


def _given(value: dict[str, Any], name: str) -> str | None:
    field = value.get(name)
    return None if field is None or field == "" else str(field)
