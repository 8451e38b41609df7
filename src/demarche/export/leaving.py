"""A ledger → a file or folder in one of the formats, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from demarche import __version__
from demarche.config import load_settings
from demarche.errors import ExportError
from demarche.export.formats import Format, Job, find_format
from demarche.export.formats.format import ToFolder
from demarche.query import Ledger
from demarche.query.selection import Telling

NOTICE = "export.json"


def export_ledger(
    ledger: Ledger,
    format: str,
    target: str | Path | TextIO,
    *between: str,
    every: bool = False,
    licence: str | None = None,
    note: Callable[[Telling], None] | None = None,
    **limits: Any,
) -> Job:
    """Write what a ledger holds, narrowed as its questions are, in a format; return what was done.

    `target` is a file, a folder for the formats that need one (it must be empty or not be there),
    or an open text stream. `every` writes one event a report, not one an occurrence, where a format
    is of events. `licence` is what the export says of itself, else the setting `export.licence`.
    `note` is told of each document. Raises `ExportError` and what `Ledger.tellings` raises; a file
    or folder that was not finished is not left at its name.
    """
    found = find_format(format)
    job = Job(licence or load_settings().export.licence, __version__, every=every)
    tellings = ledger.tellings(*between, kinds=found.kinds, **limits)
    watched = job.watch(_telling(tellings, note) if note else tellings)
    if isinstance(target, str | Path):
        _write_path(found, watched, Path(target), job)
    elif found.to_stream is None:
        raise ExportError("O102", f"{found.name} is a folder", hint="say where with -o FOLDER")
    else:
        found.to_stream(watched, target, job)
    return job


def _telling(tellings: Iterable[Telling], note: Callable[[Telling], None]) -> Iterator[Telling]:
    for telling in tellings:
        note(telling)
        yield telling


def _write_path(format: Format, tellings: Iterable[Telling], path: Path, job: Job) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    with _telling_faults(path):
        try:
            if format.to_stream is not None:
                with unfinished.open("w", encoding="utf-8", newline="") as stream:
                    format.to_stream(tellings, stream, job)
            elif format.to_folder is not None:
                _check_empty(path)
                _fill_folder(format.to_folder, tellings, unfinished, job)
                if path.exists():
                    path.rmdir()
            os.replace(unfinished, path)
        finally:
            _remove(unfinished)


def _fill_folder(write: ToFolder, tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    _remove(folder)
    folder.mkdir(parents=True)
    write(tellings, folder, job)
    notice = json.dumps(job.notice(), ensure_ascii=False, indent=1)
    (folder / NOTICE).write_text(notice + "\n", encoding="utf-8")


def _remove(unfinished: Path) -> None:
    if unfinished.is_dir():
        shutil.rmtree(unfinished)
    else:
        unfinished.unlink(missing_ok=True)


def _check_empty(path: Path) -> None:
    if path.is_file() or (path.exists() and any(path.iterdir())):
        raise ExportError("O104", f"{path}: not an empty folder", hint="name another")


@contextmanager
def _telling_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError("O103", f"{path}: {error.strerror or error}") from error
