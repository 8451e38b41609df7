"""Templates → pages; one page of the site with its twin in JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from demarche.export.page import make_environment as make_export_environment
from demarche.export.wording import clean, join_words, tidy
from demarche.web import naming

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def make_environment() -> Environment:
    """Return the templates' environment: everything escaped, unknown names are errors."""
    exports = make_export_environment()
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), exports.loader or ChoiceLoader([])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "tidy": tidy,
        "clean": clean,
        "names": lambda names: tidy(join_words(list(names))),
        "path": lambda words: quote(str(words), safe=":"),
        "country": naming.name_side,
        "day": naming.name_day,
        "short_day": naming.shorten_day,
        "number": "{:,}".format,
    }
    environment.globals |= {
        "web_address": naming.web_address, "look_of": naming.look_of, "DONE": naming.DONE,
        "KINDS": naming.KINDS, "ASKED": naming.ASKED, "ANSWERS": naming.ANSWERS,
    }  # fmt: skip
    return environment


def show(request: Request, template: str, *, status_code: int = 200, **told: Any) -> HTMLResponse:
    """Return a page made from a template."""
    state = request.app.state
    known = {"asks": state.keeper.asks, "reviews": state.desk is not None}
    if known["reviews"]:
        known["form_key"] = state.keeper.form_key
    words = make_environment().get_template(template).render(request=request, **known, **told)
    return HTMLResponse(words, status_code=status_code)


def add_page(
    router: APIRouter,
    path: str,
    template: str,
    build: Callable[..., Any],
    *,
    model: Any,
    twin: str | None = None,
) -> None:
    """Add a page and its twin: `build` makes what both show, from what the address asks."""

    def show_page(request: Request, told: Any) -> HTMLResponse:
        twin_path = (twin or f"{request.url.path}.json") + (
            f"?{request.url.query}" if request.url.query else ""
        )
        return show(request, template, it=told, twin=twin_path)

    show_page.__annotations__ = {"request": Request, "told": Any}
    show_page.__defaults__ = (Depends(build),)
    router.get(
        twin or f"{path}.json", response_model=model, summary=(build.__doc__ or "").split("\n")[0]
    )(build)
    router.get(path, response_class=HTMLResponse, include_in_schema=False)(show_page)
