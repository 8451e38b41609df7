"""The application: its pages, its static files, its guard, what its errors look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from demarche import __version__
from demarche.errors import DemarcheError
from demarche.query import Ledger
from demarche.web import login, parts
from demarche.web.asking import Asked
from demarche.web.desk import Desk
from demarche.web.faults import show_failure, show_fault, show_invalid
from demarche.web.guard import Guard, Keeper
from demarche.web.memory import Memory
from demarche.web.pages import (
    actors,
    commitments,
    contacts,
    decide,
    documents,
    home,
    interface,
    occurrence,
    review,
    search,
    timeline,
)
from demarche.web.serving import check_reviewing

_STATIC = Path(__file__).parent / "static"
_ROOMS = (home, timeline, contacts, occurrence, commitments, actors, documents, search, interface)
_REVIEW_ROOMS = (decide, review)


def make_app(
    ledger: Ledger,
    *,
    clock: Callable[[], float],
    token: str | None = None,
    hosts: tuple[str, ...] = (),
    desk: Desk | None = None,
) -> FastAPI:
    """Return the site over a ledger.

    `clock` gives seconds that only grow, for the limit of requests. With a `token`, only who gives
    it may look. `hosts` are the names the site answers to beside this machine's own; "*" is any.
    With a `desk`, records can be reviewed. Raises `WebError` W103 for a desk without a token.
    """
    if desk is not None:
        check_reviewing(token)
    app = FastAPI(
        title="Demarche",
        version=__version__,
        description="Questions to a ledger of diplomacy. Programs can write nothing.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.ledger = ledger
    app.state.memory = Memory(ledger)
    app.state.keeper = Keeper(token)
    app.state.desk = desk
    writable = ("/login", *(("/review/",) if desk else ()))
    app.add_middleware(Guard, keeper=app.state.keeper, clock=clock, hosts=hosts, writable=writable)
    app.add_exception_handler(DemarcheError, _show_fault)
    app.add_exception_handler(RequestValidationError, _show_invalid)
    app.add_exception_handler(HTTPException, _show_failure)
    app.include_router(parts.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for room in (*_ROOMS, *(_REVIEW_ROOMS if desk else ())):
        app.include_router(room.router)
    app.include_router(login.router)
    return app


def warm_up(app: FastAPI) -> None:
    """Ask what goes over the whole ledger, so that the first visitor does not wait for it."""
    ledger, memory, asked = app.state.ledger, app.state.memory, Asked()
    home.build(ledger, memory)
    timeline.build(ledger, memory, asked)
    commitments.build(ledger, memory, asked)
    contacts.build_matrix(ledger, memory, asked)
    actors.build_list(ledger, memory)


def _show_fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, DemarcheError)
    return show_fault(request, error)


def _show_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return show_invalid(request, error)


def _show_failure(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return show_failure(request, error)
