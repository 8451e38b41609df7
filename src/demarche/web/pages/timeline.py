"""Timeline: what happened, was said and promised, the latest first; a chart to zoom by."""

from __future__ import annotations

from fastapi import APIRouter

from demarche.model.base import Noun
from demarche.query.activity import Period
from demarche.query.rows import MomentRow
from demarche.web.asking import Asked, Held, Kept, Limits, Pager, cut_page
from demarche.web.charts import Bars, choose_period, draw_bars
from demarche.web.showing import add_page

router = APIRouter()
_ROWS = 60
_NARROWED = ("since", "until", "place", "type", "status", "outlet")


class TimelinePage(Noun):
    """A page of a timeline; `by` is the period of a bar of the chart."""

    asked: Asked
    by: Period
    bars: Bars
    rows: tuple[MomentRow, ...]
    pager: Pager


def build(ledger: Held, memory: Kept, asked: Limits) -> TimelinePage:
    """What happened, was said and promised, the latest first."""
    limits = asked.limits(*_NARROWED)
    state = memory.recall("state", ledger.state)
    by = choose_period(asked.since or state.first, asked.until or state.last)
    activity = memory.recall(
        ("activity", asked.actors, by, *limits.items()),
        lambda: ledger.activity(*asked.actors, by=by, **limits).rows,
    )
    found = ledger.timeline(*asked.actors, newest=True, **limits, **asked.cut(_ROWS)).rows
    rows, pager = cut_page(found, _ROWS, asked.page)
    return TimelinePage(asked=asked, by=by, bars=draw_bars(activity, by), rows=rows, pager=pager)


add_page(router, "/timeline", "timeline.html", build, model=TimelinePage)
