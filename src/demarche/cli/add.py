"""`demarche add`: articles into a ledger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from demarche import __version__
from demarche.cli.read import ALL_READ, NONE_READ, SOME_FAILED, Inputs, Private, Published

if TYPE_CHECKING:
    from demarche.ledger.adding import Added
    from demarche.ledger.store import Run

INTERRUPTED = 130
_FATES = (
    ("added", "added"), ("reread", "read anew"), ("unchanged", "there before"),
    ("failed", "failed"),
)  # fmt: skip

LedgerName = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="FILE|URL", help="The ledger; without it, the setting ledger.location."
    ),
]
Title = Annotated[str | None, typer.Option(help="Title, where an article states none.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it, where an article states none.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what became of each as JSON.")]


def add(
    inputs: Inputs,
    ledger: LedgerName = None,
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Read articles into a ledger; what it has already is passed over.

    Stopped at any moment, it leaves a ledger complete up to the last article; run again, it goes
    on. Exit status: 0 all are in it, 1 some could not be read, 2 none could be read.
    """
    from demarche.cli.bar import show_bar
    from demarche.cli.failures import print_failures
    from demarche.ledger.adding import add_items
    from demarche.ledger.store import open_store
    from demarche.reading import open_inputs

    known = {"title": title, "outlet": outlet}
    run = make_run()
    store = open_store(find_location(ledger), create=True)
    tally: Counter[str] = Counter()

    def note(added: Added) -> None:
        tally[added.fate] += 1
        if added.fate == "failed" and added.report:
            with bar.paused():
                print_failures(added.report, added.origin)
        if as_json:
            with bar.paused():
                _print_json(added)
        bar.advance()

    total = _count_items(inputs)
    items = open_inputs(inputs, stdin=sys.stdin.buffer, known=known, allow_private=allow_private)
    try:
        with show_bar("adding", total) as bar:
            add_items(store, run, items, published=published, note=note)
    except KeyboardInterrupt:
        typer.echo(f"demarche: stopped; {tell_fates(tally)}; run it again to go on", err=True)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        store.close()
    _leave(tally, store.name)


def find_location(ledger: str | None) -> str:
    """Return the ledger named, or the one the settings name."""
    from demarche.config import load_settings

    return ledger or load_settings().ledger.location


def make_run() -> Run:
    """Return the run that this call of the program is, by its time and what it reads with."""
    from demarche.config import load_settings
    from demarche.ledger.store import Run
    from demarche.ledger.versions import name_reader

    overlay = load_settings().registry.overlay
    return Run(
        kind="add",
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=__version__,
        reader=name_reader(__version__, overlay=Path(overlay) if overlay else None),
    )


def _count_items(inputs: Sequence[str]) -> int | None:
    """Return how many items there are, if all are files; reading them twice costs next to nothing
    beside reading them as articles.
    """
    from demarche.reading import open_inputs

    if not all(_is_local(name) for name in inputs):
        return None
    return sum(1 for _ in open_inputs(inputs))


def _is_local(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _print_json(added: Added) -> None:
    import json

    from demarche.ledger.store.naming import name_document

    report = added.report
    line = {
        "origin": added.origin,
        "fate": added.fate,
        "document": name_document(report.document) if report and added.fate != "failed" else None,
        "events": len(report.events) if report else None,
        "statements": len(report.statements) if report else None,
        "commitments": len(report.commitments) if report else None,
        "findings": [f.model_dump(mode="json") for f in report.findings] if report else [],
    }
    typer.echo(json.dumps(line, ensure_ascii=False))


def tell_fates(tally: Counter[str]) -> str:
    """Return how many articles met which fate, in words."""
    return ", ".join(f"{tally[fate]} {words}" for fate, words in _FATES if tally[fate]) or "none"


def _leave(tally: Counter[str], name: str) -> NoReturn:
    if not tally:
        typer.echo("demarche: nothing to read there", err=True)
        raise typer.Exit(NONE_READ)
    typer.echo(f"demarche: {name}: {tell_fates(tally)}", err=True)
    if not tally["failed"]:
        raise typer.Exit(ALL_READ)
    raise typer.Exit(SOME_FAILED if tally["failed"] < tally.total() else NONE_READ)
