"""`demarche serve`: the site over a ledger."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.add import LedgerName, find_location
from demarche.cli.review import AuthorName, make_clock
from demarche.cli.tools import serve_tools
from demarche.errors import WebError

if TYPE_CHECKING:
    from demarche.web.desk import Desk

Host = Annotated[
    str | None, typer.Option(help="Address to listen on; any but this machine's needs a token.")
]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")]
Token = Annotated[str | None, typer.Option(help="What a visitor must give to look.")]
Reviewing = Annotated[
    bool, typer.Option("--review", help="Let who has the token decide on records.")
]
Tools = Annotated[
    bool, typer.Option("--mcp", help="Instead of a site: tools for an agent's program (MCP).")
]


def serve(
    ledger: LedgerName = None,
    host: Host = None,
    port: Port = None,
    token: Token = None,
    review: Reviewing = False,
    author: AuthorName = None,
    mcp: Tools = False,
) -> None:
    """Open a site over a ledger: timeline, contacts, commitments, actors, documents, search."""
    if mcp:
        serve_tools(ledger, site=(host, port, token, review, author))
        return
    from demarche.config import load_settings
    from demarche.query import open_ledger

    try:
        from demarche.web.app import make_app, warm_up
        from demarche.web.serving import check_address, check_reviewing, listen
    except ModuleNotFoundError as error:
        raise WebError(
            "W100", f"{error.name} is not installed", hint="pip install 'demarche[web]'"
        ) from error

    site = load_settings().site
    host, port, token = host or site.host, site.port if port is None else port, token or site.token
    hosts = check_address(host, token)
    if review:
        check_reviewing(token)
    place = find_location(ledger)
    with open_ledger(place) as opened, _open_desk(place, author, review) as desk:
        app = make_app(opened, clock=time.monotonic, token=token or None, hosts=hosts, desk=desk)
        warm_up(app)
        name = f"[{host}]" if ":" in host else host
        typer.echo(f"demarche: http://{name}:{port}/ (Ctrl-C stops it)", err=True)
        listen(app, host=host, port=port)


@contextmanager
def _open_desk(place: str, author: str | None, review: bool) -> Iterator[Desk | None]:
    """Open the ledger for decisions, where there are to be any."""
    if not review:
        yield None
        return
    from demarche.ledger.store import open_store
    from demarche.web.desk import Desk

    reading, deciding = open_store(place, read_only=True), open_store(place)
    try:
        yield Desk(reading, deciding, make_clock(author))
    finally:
        reading.close()
        deciding.close()
