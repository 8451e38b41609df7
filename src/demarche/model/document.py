"""A document: the stored text, its blocks, and what is known about it."""

from __future__ import annotations

from demarche.display import render_html
from demarche.model.base import Noun
from demarche.model.span import Span
from demarche.model.time import Published
from demarche.model.vocabulary import BlockKind


class Block(Noun):
    """A stretch of the stored text (code points) and what it is."""

    kind: BlockKind
    start: int
    end: int


class Document(Noun):
    """One article, readout, statement or feed item, as stored; all offsets point here."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Published | None = None
    language: str | None = None
    sha256: str
    genre: str | None = None
    text: str
    blocks: tuple[Block, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the span `start:end` of the text; raises `SpanError` if it is empty or outside."""
        return Span.of(self.text, start, end)

    def _repr_html_(self) -> str | None:
        return render_html(self)
