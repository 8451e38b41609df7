"""Errors as pages, or as JSON where JSON was asked for: what happened, what to do."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from demarche.errors import DemarcheError, LedgerError
from demarche.web.showing import show

_PHRASES = {
    400: "That cannot be asked", 403: "Not from a page of this site", 404: "Nothing here",
    405: "Nothing can be written here", 413: "That is too long", 503: "The ledger cannot be read",
}  # fmt: skip
_MISSING = frozenset({"Q105", "Q107", "Q108"})


def show_fault(request: Request, error: DemarcheError) -> Response:
    """Return the page of an error made on purpose: 404 for what is not there, 400 for a question
    that cannot be answered, 503 for a ledger that cannot be read.
    """
    status = 404 if error.code in _MISSING else 503 if isinstance(error, LedgerError) else 400
    # Where the ledger lies is nobody's business but its owner's.
    message = "the ledger cannot be read" if isinstance(error, LedgerError) else error.message
    return _show(request, status, error.code, message)


def show_invalid(request: Request, error: RequestValidationError) -> Response:
    """Return the page of a parameter that is none."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _show(request, 400, "", f"{where}: {str(first['msg']).lower()}")


def show_failure(request: Request, error: HTTPException) -> Response:
    """Return the page of a request that leads nowhere."""
    return _show(request, error.status_code, "", "")


def _show(request: Request, status: int, code: str, message: str) -> Response:
    name = _PHRASES.get(status, f"Error {status}")
    if request.url.path.endswith(".json"):
        told = {"error": {"status": status, "code": code or None, "message": message or name}}
        return JSONResponse(told, status_code=status)
    return show(
        request, "error.html", status_code=status, status=status, name=name, code=code,
        message=message,
    )  # fmt: skip
