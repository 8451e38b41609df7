"""Decisions: each a form of this site, answered by leading on to what is to be decided next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from demarche.errors import LedgerError
from demarche.export.wording import tidy
from demarche.ledger import reviewing
from demarche.ledger.judgements import Judgement
from demarche.ledger.reviewing import Review
from demarche.ledger.store import Store
from demarche.web.asking import Kept
from demarche.web.desk import Desk
from demarche.web.forms import Form, read_own_form
from demarche.web.naming import KINDS
from demarche.web.pages.review import Deciding, show_desk

router = APIRouter(include_in_schema=False)
Sent = Annotated[Form, Depends(read_own_form)]
Act = Callable[[Store, Review], Sequence[Judgement]]
# What a person can mend: no such id, field or value, words not in the text, nothing to do.
_TOLD = frozenset({"K120", "K121", "K122", "K123", "K124", "K125"})
_FIELD = "field."


@router.post("/review/undo")
def undo(desk: Deciding, form: Sent) -> Response:
    """Take back the decision named, else the last one; show what it was about."""
    try:
        _, made = desk.decide(lambda store, by: reviewing.undo(store, by, form.all("judgement")))
    except LedgerError as error:
        if error.code not in _TOLD:
            raise
        return _lead("", done="nothing")
    about = desk.find_records(made)
    return _lead(about[0] if len(about) == 1 else "", kind=_read_kind(form), done="undone")


@router.post("/review/{verdict}")
def decide(request: Request, desk: Deciding, memory: Kept, form: Sent, verdict: str) -> Response:
    """Accept, reject, correct, merge or split; where that cannot be, say why on the same page."""
    id, kind = form.one("id"), _read_kind(form)
    typed = _read_typed(form)
    try:
        act = _make_act(desk, form, id, verdict, typed)
        if act is None:
            return _lead(id, kind=kind, done="nothing")
        desk.decide(act)
    except LedgerError as error:
        if error.code not in _TOLD:
            raise
        return show_desk(request, desk, memory, id, kind, fault=error, typed=typed)
    stays = verdict in ("correct", "merge", "split")
    return _lead(id if stays else form.one("after"), kind=kind, done=verdict)


def _make_act(desk: Desk, form: Form, id: str, verdict: str, typed: dict[str, str]) -> Act | None:
    """Return what is to be done; None where a correction changes nothing."""
    if verdict == "correct":
        fields = _list_changes(desk, id, typed)
        return partial(reviewing.correct, record=id, fields=fields) if fields else None
    acts: dict[str, Act] = {
        "accept": partial(reviewing.accept, ids=[id]),
        "reject": partial(reviewing.reject, ids=[id]),
        "merge": partial(reviewing.merge, ids=[id, *_read_ids(form.one("with"))]),
        "split": partial(reviewing.split, ids=[id, *form.all("together")]),
    }
    if verdict not in acts:
        raise HTTPException(404)
    return acts[verdict]


def _list_changes(desk: Desk, id: str, typed: dict[str, str]) -> list[tuple[str, str]]:
    """Return the fields whose value is not what the record has."""
    return [
        (field.name, typed[field.name])
        for field in desk.lay_out(id).fields
        if field.name in typed and tidy(typed[field.name]) != tidy(field.value)
    ]


def _read_typed(form: Form) -> dict[str, str]:
    names = [name for name in form.names if name.startswith(_FIELD)]
    return {name.removeprefix(_FIELD): form.one(name) for name in names}


def _read_ids(typed: str) -> list[str]:
    """Return ids as typed, or the last part of addresses of this site's pages."""
    return [word.rstrip("/").rpartition("/")[2].rpartition("#")[2] for word in typed.split()]


def _read_kind(form: Form) -> str | None:
    return form.one("kind") if form.one("kind") in KINDS else None


def _lead(id: str, *, kind: str | None = None, done: str) -> Response:
    """Lead to a thing on the desk, or to the queue, with what was done."""
    asked = {name: value for name, value in (("kind", kind), ("done", done)) if value}
    path = f"/review/{quote(id, safe=':')}" if id else "/review"
    return RedirectResponse(f"{path}?{urlencode(asked)}", 303)
