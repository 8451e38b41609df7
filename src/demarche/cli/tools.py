"""`demarche serve --mcp`: tools for an agent's program."""

from __future__ import annotations

import signal
from collections.abc import Iterable

import typer

from demarche.cli.add import find_location
from demarche.errors import WebError


def serve_tools(ledger: str | None, *, site: Iterable[object]) -> None:
    """Answer an agent's program over standard input and output until it goes.

    `site` are the values of the options that only a site has; one that is set is a `WebError` W111.
    """
    from demarche.query import open_ledger

    if any(option is not None and option is not False for option in site):
        raise WebError(
            "W111", "--mcp opens no site", hint="leave out the site's address, token and review"
        )
    try:
        from demarche.mcp.server import serve
    except ModuleNotFoundError as error:
        raise WebError(
            "W110", f"{error.name} is not installed", hint="pip install 'demarche[mcp]'"
        ) from error

    with open_ledger(find_location(ledger)) as opened:
        # What waits for input waits in a thread, which Ctrl-C must not wait for.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        typer.echo(
            "demarche: waiting for an agent's program on standard input (Ctrl-C stops it)", err=True
        )
        serve(opened)
