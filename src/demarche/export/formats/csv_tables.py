"""CSV: a folder with one table a kind of record."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from demarche.export.formats.delimited import RowWriter, join
from demarche.export.formats.format import Format, Job
from demarche.export.formats.tables import SHEETS, list_rows
from demarche.query.selection import Telling

_LEFT = frozenset({"text", "body", "findings"})


def write(tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    """Write documents.csv, actors.csv, events.csv, …; what is several stands parted by ";"."""
    with ExitStack() as stack:
        writers = {}
        for sheet in SHEETS:
            path = folder / f"{sheet.name}.csv"
            stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            columns = [name for name in sheet.columns if name not in _LEFT]
            writers[sheet.name] = RowWriter(stream, columns)
        for telling in tellings:
            for sheet, row in list_rows(telling, job):
                kept = {name: value for name, value in row.items() if name not in _LEFT}
                writers[sheet.name].write(
                    {n: join(v) if isinstance(v, list) else v for n, v in kept.items()}
                )
                job.count(sheet.name)


FORMAT = Format("csv", "a folder of CSV tables, one a kind of record", to_folder=write)
