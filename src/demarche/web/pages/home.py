"""Home: what is new, what is due, who met of late, how the ledger does."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter

from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.activity import Period
from demarche.query.board import Column
from demarche.query.documents import DocumentRow
from demarche.query.rows import EventRow
from demarche.query.state import State
from demarche.web.asking import AsOf, Held, Kept
from demarche.web.charts import Bars, choose_period, draw_bars
from demarche.web.memory import Memory
from demarche.web.showing import add_page

router = APIRouter()
_FEW = 8
_WEEK = timedelta(days=6)
_CHART_DAYS = timedelta(days=3 * 365)
_OPEN = ("overdue", "pending", "postponed", "partly-kept")


class HomePage(Noun):
    """The first page. `as_of` is the day it is asked for: the ledger's last, where none is given;
    `week` is the first of the seven days that end with it.
    """

    as_of: str | None
    week: str | None
    state: State
    bars: Bars
    by: Period
    documents: tuple[DocumentRow, ...]
    contacts: tuple[EventRow, ...]
    ahead: tuple[EventRow, ...]
    board: tuple[Column, ...]


def build(ledger: Held, memory: Kept, as_of: AsOf = None) -> HomePage:
    """The first page: what is new, due, and how the ledger does."""
    state = memory.recall("state", ledger.state)
    return memory.recall(("home", as_of), lambda: _build(ledger, memory, state, as_of))


def _build(ledger: Ledger, memory: Memory, state: State, asked: str | None) -> HomePage:
    as_of = asked or state.last
    day = date.fromisoformat(as_of) if as_of else None
    since = str(day - _CHART_DAYS) if day else None
    first = max(since, state.first) if since and state.first else state.first
    by = choose_period(first, as_of)
    week = str(day - _WEEK) if day else None
    rows = memory.recall(("activity", since, by), lambda: ledger.activity(since=since, by=by).rows)
    board = ledger.board(as_of=as_of, limit=_FEW) if as_of else ()
    return HomePage(
        as_of=as_of,
        week=week,
        state=state,
        bars=draw_bars(rows, by),
        by=by,
        documents=ledger.documents(limit=_FEW, until=as_of).rows,
        contacts=ledger.contacts(since=week, until=as_of, newest=True, limit=_FEW).rows,
        ahead=ledger.contacts(since=as_of, status="planned", limit=_FEW).rows,
        board=tuple(c for status in _OPEN for c in board if c.status == status),
    )


add_page(router, "/", "home.html", build, model=HomePage, twin="/home.json")
