"""Contacts: a table of who met, called and wrote to whom; a matrix and a network of the sides."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter

from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.activity import PairRow
from demarche.query.rows import EventRow
from demarche.web.asking import Asked, Held, Kept, Limits, Pager, cut_page
from demarche.web.charts import Network, count_sides, draw_network
from demarche.web.memory import Memory
from demarche.web.showing import add_page

router = APIRouter()
_ROWS = 50
_PAIRS = 300
_SIDES = 18
_SHADES = 5
_YEAR = timedelta(days=364)
_NARROWED = ("since", "until", "place", "status", "outlet")


class ContactsPage(Noun):
    """A page of contacts, the latest first."""

    asked: Asked
    rows: tuple[EventRow, ...]
    pager: Pager


class Cell(Noun):
    """How often two sides were in contact; `shade` is 0 (never) to 5 (most often)."""

    other: str
    contacts: int
    shade: int


class Line(Noun):
    """One side's line of the matrix."""

    side: str
    total: int
    cells: tuple[Cell, ...]


class PairsPage(Noun):
    """Between whom contacts were, of the days asked for: else of the ledger's last year."""

    asked: Asked
    pairs: tuple[PairRow, ...]


class MatrixPage(PairsPage):
    """The sides against one another."""

    lines: tuple[Line, ...]


class NetworkPage(PairsPage):
    """The sides on a circle."""

    network: Network


def build_table(ledger: Held, asked: Limits) -> ContactsPage:
    """Calls, meetings, visits and letters, the latest first."""
    limits = {**asked.limits(*_NARROWED), **asked.cut(_ROWS)}
    found = ledger.contacts(*asked.actors, newest=True, **limits).rows
    rows, pager = cut_page(found, _ROWS, asked.page)
    return ContactsPage(asked=asked, rows=rows, pager=pager)


def build_matrix(ledger: Held, memory: Kept, asked: Limits) -> MatrixPage:
    """How often each two sides were in contact."""
    asked, pairs = _find_pairs(ledger, memory, asked)
    totals = count_sides(pairs)
    sides = sorted(totals, key=lambda side: (-totals[side], side))[:_SIDES]
    known = {key: p.contacts for p in pairs for key in ((p.one, p.other), (p.other, p.one))}
    most = max(known.values(), default=1)
    lines = tuple(
        Line(side=side, total=totals[side], cells=tuple(
            _make_cell(other, known.get((side, other), 0), most) for other in sides
        ))
        for side in sides
    )  # fmt: skip
    return MatrixPage(asked=asked, pairs=pairs, lines=lines)


def build_network(ledger: Held, memory: Kept, asked: Limits) -> NetworkPage:
    """Who talks to whom, as a network."""
    asked, pairs = _find_pairs(ledger, memory, asked)
    return NetworkPage(asked=asked, pairs=pairs, network=draw_network(pairs))


def _find_pairs(ledger: Ledger, memory: Memory, asked: Asked) -> tuple[Asked, tuple[PairRow, ...]]:
    last = memory.recall("state", ledger.state).last
    if not asked.since and not asked.until and last:
        since = str(date.fromisoformat(last) - _YEAR)
        asked = asked.model_copy(update={"since": since, "until": last})
    limits = asked.limits(*_NARROWED)
    pairs = memory.recall(
        ("pairs", *limits.items()), lambda: ledger.pairs(limit=_PAIRS, **limits).rows
    )
    return asked, pairs


def _make_cell(other: str, contacts: int, most: int) -> Cell:
    shade = 0 if not contacts else 1 + round((_SHADES - 1) * (contacts / most) ** 0.5)
    return Cell(other=other, contacts=contacts, shade=shade)


add_page(router, "/contacts/matrix", "matrix.html", build_matrix, model=MatrixPage)
add_page(router, "/contacts/network", "network.html", build_network, model=NetworkPage)
add_page(router, "/contacts", "contacts.html", build_table, model=ContactsPage)
