"""Parquet: a folder with one table a kind of record, whole, and back."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from demarche.errors import ExportError
from demarche.export.formats.format import Format, Job
from demarche.export.formats.json_lines import check_report
from demarche.export.formats.tables import DOCUMENTS, SHEETS, Row, Sheet, list_rows
from demarche.model import Report
from demarche.query.selection import Source, Telling

_ROWS_AT_A_TIME = 10_000
_ENDING = ".parquet"


def write(tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    """Write documents.parquet, actors.parquet, events.parquet, …, their rows in one order.

    Raises `ExportError` O120 where pyarrow is not installed.
    """
    with ExitStack() as stack:
        writers = {sheet.name: stack.enter_context(_Writer(sheet, folder, job)) for sheet in SHEETS}
        for telling in tellings:
            for sheet, row in list_rows(telling, job):
                writers[sheet.name].add(row)
                job.count(sheet.name)


class _Writer:
    """Writes one table, some thousand rows at a time."""

    def __init__(self, sheet: Sheet, folder: Path, job: Job) -> None:
        arrow, parquet = _import("pyarrow"), _import("pyarrow.parquet")
        kinds = {
            "text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
            "texts": arrow.list_(arrow.string()),
        }  # fmt: skip
        known = {"licence": job.licence, "program": job.program}
        fields = [(name, kinds[kind]) for name, kind in sheet.columns.items()]
        self._schema = arrow.schema(fields, metadata=known)
        self._table = arrow.Table
        self._rows: list[Row] = []
        path = folder / f"{sheet.name}{_ENDING}"
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: Row) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) >= _ROWS_AT_A_TIME:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def read(path: Path) -> Iterator[tuple[Report, Source]]:
    """Yield the reports of a folder of tables, in their order, with what read them.

    Raises `ExportError` O120 where pyarrow is not installed, O203 where a table is missing or is
    none, O202 where its rows are no records.
    """
    kinds = [sheet for sheet in SHEETS if sheet is not DOCUMENTS]
    groups = {sheet.name: _Groups(path, sheet.name) for sheet in kinds}
    for row in _list_rows(path, DOCUMENTS.name):
        origin = {name: row[name] for name in ("run", "program", "reader")}
        records = {name: group.take(row["id"]) for name, group in groups.items()}
        fields = {
            "document": {**json.loads(row["body"]), "text": row["text"]},
            "findings": json.loads(row["findings"]),
            **{name: [json.loads(one["body"]) for one in rows] for name, rows in records.items()},
        }
        yield check_report(fields, {**origin, "at": row["read_at"]}, f"{path}, {row['id']}")


class _Groups:
    """A table's rows, taken a document at a time in the order in which the documents stand."""

    def __init__(self, path: Path, name: str) -> None:
        rows = _list_rows(path, name)
        self._groups = itertools.groupby(rows, key=lambda row: row["document"])
        self._next: tuple[str, list[Row]] | None = None

    def take(self, document: str) -> list[Row]:
        """Return the rows of the document, which none before it has asked for."""
        if self._next is None:
            found = next(self._groups, None)
            self._next = (found[0], list(found[1])) if found else None
        if self._next is None or self._next[0] != document:
            return []
        rows, self._next = self._next[1], None
        return rows


def _list_rows(folder: Path, name: str) -> Iterator[Row]:
    path = folder / f"{name}{_ENDING}"
    arrow, parquet = _import("pyarrow"), _import("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=_ROWS_AT_A_TIME):
                yield from batch.to_pylist()
    except (OSError, arrow.ArrowException) as error:
        raise ExportError("O203", f"{path}: no Parquet table of an export") from error


def _import(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ExportError(
            "O120", "Parquet needs pyarrow", hint="pip install 'demarche[parquet]'"
        ) from error


FORMAT = Format("parquet", "a folder of Parquet tables, whole", to_folder=write, read=read)
