"""`demarche serve`: the site over a ledger."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from demarche.cli.add import LedgerName, find_location
from demarche.errors import WebError

Host = Annotated[
    str | None, typer.Option(help="Address to listen on; any but this machine's needs a token.")
]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")]
Token = Annotated[str | None, typer.Option(help="What a visitor must give to look.")]


def serve(
    ledger: LedgerName = None, host: Host = None, port: Port = None, token: Token = None
) -> None:
    """Open a site over a ledger: timeline, contacts, commitments, actors, documents, search."""
    from demarche.config import load_settings
    from demarche.query import open_ledger

    try:
        from demarche.web.app import make_app, warm_up
        from demarche.web.serving import check_address, listen
    except ModuleNotFoundError as error:
        raise WebError(
            "W100", f"{error.name} is not installed", hint="pip install 'demarche[web]'"
        ) from error

    site = load_settings().site
    host, port, token = host or site.host, site.port if port is None else port, token or site.token
    hosts = check_address(host, token)
    with open_ledger(find_location(ledger)) as opened:
        app = make_app(opened, clock=time.monotonic, token=token or None, hosts=hosts)
        warm_up(app)
        name = f"[{host}]" if ":" in host else host
        typer.echo(f"demarche: http://{name}:{port}/ (Ctrl-C stops it)", err=True)
        listen(app, host=host, port=port)
