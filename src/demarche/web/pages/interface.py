"""The interface for programs: what can be asked, at which address, with which parameters."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from demarche.model.base import Noun
from demarche.web.showing import show

router = APIRouter()


class Operation(Noun):
    """One address that can be asked, what it gives, and its parameters (name, where)."""

    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]


@router.get("/docs", include_in_schema=False)
def show_interface(request: Request) -> Response:
    """Show every address that programs can ask; the same as `/openapi.json`, to be read."""
    paths = request.app.openapi()["paths"]
    told = [
        Operation(
            path=path,
            summary=methods["get"].get("summary", ""),
            parameters=tuple((p["name"], p["in"]) for p in methods["get"].get("parameters", ())),
        )
        for path, methods in paths.items()
        if "get" in methods
    ]
    return show(request, "interface.html", operations=told, twin="/openapi.json")
