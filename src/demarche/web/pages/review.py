"""Review: the queue, and one thing to decide with its article."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from demarche.errors import LedgerError, QueryError
from demarche.ledger.judgements import Judgement
from demarche.ledger.reviewing import Decision, Item
from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.web.asking import Kept, Words, get_ledger
from demarche.web.desk import QUEUE, Desk, Sheet
from demarche.web.memory import Memory
from demarche.web.showing import add_page, show

router = APIRouter()
_SHOWN = 60
_JOINED = 40


def get_desk(request: Request) -> Desk:
    """Return the desk of the site."""
    desk: Desk = request.app.state.desk
    return desk


Deciding = Annotated[Desk, Depends(get_desk)]


class QueuePage(Noun):
    """What is to be decided, the first of it; and the latest decisions that hold.

    `left` is how many there are, `more` whether even more; at most so many are weighed at once.
    """

    kind: str | None
    left: int
    more: bool
    items: tuple[Item, ...]
    decisions: tuple[tuple[Decision, ...], ...]


def build_queue(desk: Deciding, memory: Kept, kind: Words = None) -> QueuePage:
    """What is to be decided, the least sure and weightiest first; what was decided last."""
    items = recall_queue(desk, memory, kind or None)
    return QueuePage(
        kind=kind or None,
        left=len(items),
        more=len(items) >= QUEUE,
        items=tuple(items[:_SHOWN]),
        decisions=tuple(desk.list_decisions()),
    )


@router.get("/review/{id}", include_in_schema=False)
def show_item(
    request: Request, desk: Deciding, memory: Kept, id: str, kind: Words = None, done: Words = None
) -> Response:
    """Show one thing to decide; `done` is the verdict on the one before it."""
    return show_desk(request, desk, memory, id, kind or None, done=done or None)


def recall_queue(desk: Desk, memory: Memory, kind: str | None) -> list[Item]:
    """Return the queue; it is asked for anew when the ledger has changed."""
    return memory.recall(("review", kind), lambda: desk.list_queue(kind))


def show_desk(
    request: Request, desk: Desk, memory: Memory, id: str, kind: str | None, **told: Any
) -> Response:
    """Return the page of a record or judgement; `told` is what else it shows: the verdict `done`,
    a `fault` and what was `typed`. Answers 404 for an id of neither.
    """
    try:
        judged = desk.find_judgement(id)
        sheets = [desk.lay_out(one.id) for one in judged.subjects] if judged else [desk.lay_out(id)]
    except LedgerError as error:
        if error.code != "K120":
            raise
        raise HTTPException(404) from error
    queue = recall_queue(desk, memory, kind)
    at = next((at for at, one in enumerate(queue) if one.id == id), None)
    joined = _list_joined(get_ledger(request), judged, sheets)
    shown = {
        "id": id, "kind": kind, "judged": judged, "sheets": sheets, "fault": None, "typed": {},
        "done": None, "item": None if at is None else queue[at], "at": at, "left": len(queue),
        "before": queue[at - 1].id if at else None, "after": _find_after(queue, at),
        "joined": joined[:_JOINED], "hidden": len(joined[_JOINED:]), **told,
    }  # fmt: skip
    status = 400 if shown["fault"] else 200
    return show(request, "desk.html", status_code=status, **shown)


def _find_after(queue: list[Item], at: int | None) -> str | None:
    """Return what follows in the queue; its first, of what stands in it no more."""
    following = queue[0 if at is None else at + 1 :]
    return following[0].id if following else None


def _list_joined(ledger: Ledger, judged: Judgement | None, sheets: list[Sheet]) -> list[Any]:
    """Return the other reports of the event on the desk."""
    (sheet, *_) = sheets
    if judged is not None or sheet.kind != "event":
        return []
    try:
        rows = ledger.occurrence(sheet.card.id).rows
    except QueryError:  # a rejected event is in no occurrence
        return []
    return [row for row in rows if row.id != sheet.card.id]


add_page(router, "/review", "review.html", build_queue, model=QueuePage)
