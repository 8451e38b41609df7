"""Search: passages that have certain words, the words marked."""

from __future__ import annotations

from fastapi import APIRouter

from demarche.model.base import Noun
from demarche.query.rows import HitRow
from demarche.web.asking import Asked, Held, Limits, Pager, Words, cut_page
from demarche.web.showing import add_page

router = APIRouter()
_ROWS = 30
# Characters that no stored text has: what stands between them is what was found.
_MARKS = ("\x02", "\x03")
KINDS = ("document", "event", "statement", "commitment", "exchange", "position")


class Piece(Noun):
    """A stretch of a passage; `found` where it is one of the words."""

    text: str
    found: bool


class Hit(Noun):
    """A passage with its words marked."""

    row: HitRow
    pieces: tuple[Piece, ...]


class SearchPage(Noun):
    """A page of passages, the best first; none where no words were given."""

    q: str | None
    kind: str | None
    asked: Asked
    hits: tuple[Hit, ...]
    pager: Pager


def build(ledger: Held, asked: Limits, q: Words = None, kind: Words = None) -> SearchPage:
    """Passages that have the words, in any form of them, the best first."""
    if not q or not q.strip():
        pager = Pager(page=1, more=False)
        return SearchPage(q=None, kind=kind or None, asked=asked, hits=(), pager=pager)
    limits = {**asked.limits("since", "until", "outlet"), **asked.cut(_ROWS)}
    found = ledger.search(q, kind=kind or None, marks=_MARKS, **limits).rows
    rows, pager = cut_page(found, _ROWS, asked.page)
    hits = tuple(_mark(row) for row in rows)
    return SearchPage(q=q, kind=kind or None, asked=asked, hits=hits, pager=pager)


def _mark(row: HitRow) -> Hit:
    pieces = []
    for at, part in enumerate(row.words.split(_MARKS[0])):
        inside, mark, after = part.partition(_MARKS[1])
        found = at > 0 and bool(mark)
        pieces += [Piece(text=inside, found=found), Piece(text=after, found=False)]
    plain = row.words.replace(_MARKS[0], "").replace(_MARKS[1], "")
    kept = tuple(piece for piece in pieces if piece.text)
    return Hit(row=row.model_copy(update={"words": plain}), pieces=kept)


add_page(router, "/search", "search.html", build, model=SearchPage)
