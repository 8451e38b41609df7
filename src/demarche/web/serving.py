"""Serving: which addresses are safe, and the program that listens."""

from __future__ import annotations

from typing import Any

import uvicorn

from demarche.errors import WebError
from demarche.web.guard import LOOPBACK

ANY = ("0.0.0.0", "::")
_SHORTEST = 16


def check_address(host: str, token: str | None) -> tuple[str, ...]:
    """Return the names the site answers to at an address, beside this machine's own.

    Raises `WebError` W101 where others could look and no token, or a short one, keeps them out.
    """
    if host in LOOPBACK:
        return ()
    if not token or len(token) < _SHORTEST:
        raise WebError(
            "W101",
            f"others can reach {host}: a token of at least {_SHORTEST} characters is needed",
            hint="set DEMARCHE_SITE__TOKEN, or --token",
        )
    return ("*",) if host in ANY else (host,)


def check_reviewing(token: str | None) -> None:
    """Raises `WebError` W103 where no token, or a short one, keeps others from deciding."""
    if not token or len(token) < _SHORTEST:
        raise WebError(
            "W103",
            f"to review, a token of at least {_SHORTEST} characters is needed",
            hint="set DEMARCHE_SITE__TOKEN, or --token",
        )


def listen(app: Any, *, host: str, port: int) -> None:
    """Serve the application until it is stopped.

    Raises `WebError` W102 where the port cannot be listened on.
    """
    try:
        uvicorn.run(
            app, host=host, port=port, log_level="critical", access_log=False, server_header=False
        )
    except SystemExit as left:
        raise WebError(
            "W102", f"{host}, port {port}: cannot be listened on", hint="take another --port"
        ) from left
