"""Login: the token goes in by a form, and stays out of every address."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from demarche.web.guard import COOKIE
from demarche.web.showing import show

router = APIRouter()
_LONGEST = 4096


@router.get("/login", include_in_schema=False)
def ask(request: Request) -> Response:
    """Show the form."""
    return show(request, "login.html", wrong=False)


@router.post("/login", include_in_schema=False)
async def enter(request: Request) -> Response:
    """Take the token; a right one is answered with a cookie that no script can read."""
    keeper = request.app.state.keeper
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            return show(request, "login.html", status_code=413, wrong=True)
    given = parse_qs(body.decode("utf-8", "replace")).get("token", [""])[0]
    if not keeper.knows(given):
        return show(request, "login.html", status_code=403, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE, keeper.session, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer
