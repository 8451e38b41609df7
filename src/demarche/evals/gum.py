"""GUM's documents with their entities: text, paragraphs, date, and who each mention refers to.

Entities stand in the last column of CoNLL-U (`Entity=(3-person-new-…` opens a mention of entity 3,
`3)` closes it). A mention is known by its head: the word of it whose governor lies outside.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from demarche.errors import EvalError
from demarche.ids import hash_text
from demarche.model import Block, Document, Published

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]+)")
_BRACKET = re.compile(r"\((\w+)-(\w+)[^()]*(\))?|(\w+)[^()]*\)")
_DAY = 10


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention: where its head starts (code points), its entity and the entity's type."""

    head: int
    entity: str
    type: str


@dataclass(slots=True)
class GumDocument:
    """A document as it is read, and its mentions."""

    id: str
    date: str = ""
    text: str = ""
    blocks: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)

    def as_document(self) -> Document:
        """Return the document the chain reads."""
        day = self.date if len(self.date) == _DAY else None
        known = Published(start=day, end=day, precision="day", method="given") if day else None
        blocks = tuple(Block(kind="paragraph", start=a, end=b) for a, b in self.blocks)
        return Document(
            id=self.id, sha256=hash_text(self.text), text=self.text, published=known, blocks=blocks
        )


@dataclass(slots=True)
class _Word:
    start: int
    head: int
    marks: str


def read_gum(path: Path, genre: str) -> list[GumDocument]:
    """Return the documents of a genre ("news"); raises `EvalError` E101 without the file."""
    if not path.is_file():
        raise EvalError("E101", f"no {path}", hint="give the folder of the data with --data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_read(block) for block in _split(lines) if f"_{genre}_" in block[0]]


def _split(lines: Iterator[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.startswith("# newdoc") and block:
            yield block
            block = []
        block.append(line.rstrip("\n"))
    if block:
        yield block


def _read(lines: list[str]) -> GumDocument:
    document = GumDocument(lines[0].partition("=")[2].strip())
    open_marks: list[tuple[str, str, int]] = []
    words: list[_Word] = []
    sentence: list[_Word] = []
    text, fresh, at = "", True, 0
    for line in lines:
        if line.startswith("# meta::dateCreated"):
            document.date = line.partition("=")[2].strip()
        elif line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# text = "):
            text = line[9:]
            at = _add_sentence(document, text, fresh=fresh)
            fresh = False
        elif line[:1].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                at = _place(document.text, columns[1], at)
                found = _ENTITY.search(columns[9])
                sentence.append(_Word(at, int(columns[6]), found.group(1) if found else ""))
                at += len(columns[1])
        elif not line:
            base = len(words)
            words += [
                _Word(w.start, base + w.head - 1 if w.head else -1, w.marks) for w in sentence
            ]
            sentence = []
    _read_marks(document, words, open_marks)
    return document


def _add_sentence(document: GumDocument, text: str, *, fresh: bool) -> int:
    """Add a sentence's text; return where it starts."""
    glue = "" if not document.text else "\n\n" if fresh else " "
    start = len(document.text) + len(glue)
    document.text += glue + text
    if fresh or not document.blocks:
        document.blocks.append((start, len(document.text)))
    else:
        document.blocks[-1] = (document.blocks[-1][0], len(document.text))
    return start


def _place(text: str, word: str, at: int) -> int:
    """Where a word stands at or behind an offset; the offset where the text spells it otherwise."""
    found = text.find(word, at)
    return found if 0 <= found <= at + 2 else at


def _read_marks(
    document: GumDocument, words: list[_Word], open_marks: list[tuple[str, str, int]]
) -> None:
    for i, word in enumerate(words):
        for mark in _BRACKET.finditer(word.marks):
            opened, kind, closed, closing = mark.groups()
            if opened is not None:
                open_marks.append((opened, kind, i))
            if closed or closing is not None:
                ident = opened if closed else closing
                k = max(k for k, entry in enumerate(open_marks) if entry[0] == ident)
                entity, type_, start = open_marks.pop(k)
                head = _find_head(words, start, i + 1)
                document.mentions.append(GoldMention(words[head].start, entity, type_))


def _find_head(words: list[_Word], start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start <= words[i].head < end), end - 1)
