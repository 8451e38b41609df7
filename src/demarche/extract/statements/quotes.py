"""Quotation marks paired into quotes: curly, straight, and the wire services' ``...''."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.model import Document

_MARK = re.compile(r"“|”|\"|``|''")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch. `start:end` are the words inside, `opened:closed` the marks included.

    `follows` tells that it goes on from a quote left open at the end of the paragraph before.
    """

    opened: int
    start: int
    end: int
    closed: int
    block: int
    follows: bool = False


def find_quotes(document: Document) -> list[Quote]:
    """Return the quotes of a document in order; a quote never crosses a paragraph's end.

    A quote left open at a paragraph's end stops there, and a quote that opens the next paragraph
    follows it. A mark left open with no such continuation is no quote.
    """
    found: list[Quote] = []
    open_before = False
    for index, block in enumerate(document.blocks):
        quotes, left_open = _pair(document.text, block.start, block.end, index, open_before)
        found.extend(quotes)
        open_before = left_open
    return found


def _pair(
    text: str, start: int, end: int, block: int, open_before: bool
) -> tuple[list[Quote], bool]:
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    follows = open_before
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start, end):
                opened = mark
        elif _closes(text, mark, opened, end):
            if mark.start() > opened.end():
                found.append(
                    Quote(opened.start(), opened.end(), mark.start(), mark.end(), block,
                          follows and opened.start() == start)
                )  # fmt: skip
            opened = None
    if opened is None:
        return found, False
    tail = text[opened.end() : end].rstrip()
    if len(tail) > 1 and tail[-1] in ".?!…" and "\n" not in tail:
        stop = opened.end() + len(tail)
        found.append(
            Quote(opened.start(), opened.end(), stop, stop, block,
                  follows and opened.start() == start)
        )  # fmt: skip
        return found, True
    return found, False


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    kind = mark.group()
    if kind in ("“", "``"):
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return not after.isspace() and not before.isalnum() and before not in ".,!?"


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], end: int) -> bool:
    kind, opener = mark.group(), opened.group()
    if kind in ("“", "``"):
        return False
    if kind == "''" and opener not in ("``", "''"):
        return False
    if kind == "”" and opener in ("``", "''"):
        return False
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1]
    return not (kind == '"' and before.isspace() and after.isalnum())
