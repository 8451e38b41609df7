"""The style and script of a marked article: those of the page that `export` writes."""

from __future__ import annotations

from fastapi import APIRouter, Response

from demarche.export.page import read_part

router = APIRouter(include_in_schema=False)


@router.get("/static/document.css")
def send_style() -> Response:
    """Return the style of a marked article."""
    return Response(read_part("page.css"), media_type="text/css")


@router.get("/static/document.js")
def send_script() -> Response:
    """Return the script that lights up words and records."""
    return Response(read_part("page.js"), media_type="text/javascript")
