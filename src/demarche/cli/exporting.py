"""`demarche export FORMAT` and `demarche import FORMAT FILE...`: out of a ledger, and back in."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche import __version__
from demarche.cli.add import LedgerName, find_location
from demarche.cli.ask import (
    Between,
    Confidence,
    Every,
    Limit,
    Outlet,
    Place,
    Since,
    Status,
    Type,
    Until,
    With,
)

if TYPE_CHECKING:
    from demarche.export.formats import Job
    from demarche.ledger.store import Run, Store
    from demarche.query.selection import Source, Telling

FormatName = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="jsonl, csv, parquet, duckdb, plover, polecat, icews, gdelt, colt, brat, "
        "webannotation, ftm, ical, timelinejs or graphml.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE|FOLDER", help="Where to write.")
]
Licence = Annotated[str | None, typer.Option(metavar="TEXT", help="The licence the export names.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what was written as a JSON object.")]
Readable = Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, parquet or plover.")]
Files = Annotated[list[Path], typer.Argument(help="Files, or folders of Parquet tables.")]


def export(
    format: FormatName,
    output: Output = None,
    ledger: LedgerName = None,
    between: Between = None,
    with_: With = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    status: Status = None,
    outlet: Outlet = None,
    confidence: Confidence = 0.0,
    limit: Limit = None,
    every: Every = False,
    licence: Licence = None,
    as_json: AsJson = False,
) -> None:
    """Write what a ledger holds, or what is asked for of it, in a format that others read.

    Without -o, a format of one file goes to standard output.
    """
    from demarche.cli.bar import show_bar
    from demarche.errors import ExportError
    from demarche.export.leaving import export_ledger
    from demarche.query import open_ledger

    if as_json and output is None:
        raise ExportError("O102", "--json needs a place for the export", hint="say where with -o")
    names = (*(between or ()), *(with_ or ()))
    limits: dict[str, Any] = {"since": since, "until": until, "place": place, "type": type}
    limits |= {"status": status, "outlet": outlet, "confidence": confidence, "limit": limit}
    with open_ledger(find_location(ledger)) as opened, show_bar("exporting", None) as bar:

        def note(_: Telling) -> None:
            bar.advance()

        job = export_ledger(
            opened, format, output or sys.stdout, *names,
            every=every, licence=licence, note=note, **limits,
        )  # fmt: skip
    _tell(job, output, as_json)


def _tell(job: Job, output: Path | None, as_json: bool) -> None:
    if as_json:
        done = {"written": dict(job.written), "left_out": dict(job.left_out), **job.notice()}
        typer.echo(json.dumps(done, ensure_ascii=False))
        return
    written = ", ".join(f"{what} {number}" for what, number in job.written.items()) or "nothing"
    typer.echo(f"demarche: {output or 'standard output'}: {written}", err=True)
    for why, number in sorted(job.left_out.items()):
        typer.echo(f"demarche: left out {number}: {why}", err=True)


def import_(
    format: Readable, files: Files, ledger: LedgerName = None, as_json: AsJson = False
) -> None:
    """Read exports back into a ledger, which is made where there is none.

    What is there already is passed over; each document is stored whole or not at all.
    """
    from demarche.cli.bar import show_bar
    from demarche.errors import ExportError
    from demarche.export.formats import FORMATS, find_format
    from demarche.ledger.store import Writer, open_store

    read = find_format(format).read
    if read is None:
        known = ", ".join(name for name, one in FORMATS.items() if one.read)
        raise ExportError("O105", f"{format} cannot be read back", hint=f"one of {known}")
    tally: Counter[str] = Counter()
    store: Store = open_store(find_location(ledger), create=True)
    try:
        with show_bar("importing", None) as bar:
            for file in files:
                if not file.exists():
                    raise ExportError("O106", f"{file}: no such file or folder")
                for report, source in read(file):
                    writer = Writer(store, _make_run(source))
                    tally[writer.add_report(report, exported=True)] += 1
                    bar.advance()
    finally:
        store.close()
    if as_json:
        typer.echo(json.dumps(dict(tally)))
        return
    told = ", ".join(f"{number} {fate}" for fate, number in tally.items()) or "nothing"
    typer.echo(f"demarche: {store.name}: {told}", err=True)


def _make_run(source: Source) -> Run:
    """Return the run that read the document; of another program's export, the present one."""
    from demarche.ledger.store import Run

    return Run(
        kind="add",
        at=source.at or datetime.now(UTC).isoformat(timespec="seconds"),
        program=source.program or __version__,
        reader=source.reader,
    )
