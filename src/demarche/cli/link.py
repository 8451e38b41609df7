"""`demarche link`: judgements across the documents of a ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from demarche import __version__
from demarche.cli.add import LedgerName, find_location

AsJson = Annotated[bool, typer.Option("--json", help="Print the counts as one JSON object.")]


def link(ledger: LedgerName = None, as_json: AsJson = False) -> None:
    """Find what several documents tell of one event, copies, and what became of plans and promises.

    Every decision is kept as a judgement with its reasons; run again, only what is new is added.
    """
    from demarche.ledger.linking import link_ledger
    from demarche.ledger.store import Run, open_store

    store = open_store(find_location(ledger))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        done = link_ledger(store, Run(kind="link", at=moment, program=__version__, reader=""))
    finally:
        store.close()
    if as_json:
        typer.echo(json.dumps(asdict(done)))
        return
    typer.echo(
        f"demarche: {store.name}: {done.documents} documents, {done.judgements} new judgements,"
        f" {done.occurrences} events told more than once",
        err=True,
    )
