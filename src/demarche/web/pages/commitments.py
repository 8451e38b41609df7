"""Commitments: a board by status; a calendar of meetings to come."""

from __future__ import annotations

import io

from fastapi import APIRouter, Response

from demarche.model.base import Noun
from demarche.query.board import Column
from demarche.web.asking import Asked, AsOf, Held, Kept, Limits, Pager, Words
from demarche.web.showing import add_page

router = APIRouter()
_COLUMN, _PAGE = 12, 50
_MEETINGS = 500
_ORDER = (
    "overdue", "pending", "postponed", "partly-kept", "kept", "broken", "withdrawn", "superseded",
)  # fmt: skip


class CommitmentsPage(Noun):
    """A column for each status on the day `as_of`; one alone, in pages, where it was asked for."""

    asked: Asked
    as_of: str | None
    by: str | None
    to: str | None
    columns: tuple[Column, ...]
    pager: Pager


def build(
    ledger: Held,
    memory: Kept,
    asked: Limits,
    by: Words = None,
    to: Words = None,
    as_of: AsOf = None,
) -> CommitmentsPage:
    """Promises by what had become of them on a day, and when they were due."""
    day = as_of or memory.recall("state", ledger.state).last
    size = _PAGE if asked.status else _COLUMN
    limits = asked.limits("since", "until", "status", "outlet")
    cut = {"limit": size, "skip": (asked.page - 1) * size}
    columns = memory.recall(
        ("board", by, to, day, *limits.items(), *cut.items()),
        lambda: ledger.board(by=by or None, to=to or None, as_of=day, **limits, **cut),
    )
    more = bool(asked.status) and any(c.count > asked.page * size for c in columns)
    return CommitmentsPage(
        asked=asked, as_of=day, by=by or None, to=to or None, columns=_sort(columns),
        pager=Pager(page=asked.page, more=more),
    )  # fmt: skip


@router.get("/calendar.ics", response_class=Response, summary="Meetings to come, for a calendar.")
def send_calendar(ledger: Held, memory: Kept, asked: Limits) -> Response:
    """Return the meetings that are planned, proposed or cancelled, from the ledger's last day on
    where no day is asked for.
    """
    from demarche.export.leaving import export_ledger

    limits = asked.limits("since", "until", "place", "status", "outlet")
    last = memory.recall("state", ledger.state).last
    limits = {"type": "CONSULT", "since": last, "limit": _MEETINGS, **limits}
    stream = io.StringIO(newline="")
    export_ledger(ledger, "ical", stream, *asked.actors, **limits)
    return Response(stream.getvalue(), media_type="text/calendar; charset=utf-8")


def _sort(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    place = {status: at for at, status in enumerate(_ORDER)}
    return tuple(sorted(columns, key=lambda c: (place.get(c.status, len(place)), c.status)))


add_page(router, "/commitments", "commitments.html", build, model=CommitmentsPage)
