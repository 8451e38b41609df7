"""JSON Lines: each document's report whole, as `demarche read --json` prints it, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from demarche.errors import ExportError, SpanError
from demarche.export.formats.format import Format, Job
from demarche.model import Report
from demarche.query.selection import Source, Telling

_ORIGIN = "export"


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write one report a line; `export` beside its fields says licence, program and run."""
    for telling in tellings:
        origin = {"licence": job.licence, **asdict(telling.source)}
        line = telling.report.to_json().removesuffix("}")
        stream.write(f'{line},"{_ORIGIN}":{json.dumps(origin, ensure_ascii=False)}}}\n')
        job.count("documents")


def read(path: Path) -> Iterator[tuple[Report, Source]]:
    """Yield the reports with what read them, as they were exported.

    Raises `ExportError` O201 for a line that is no JSON, O202 for one that is no export's.
    """
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _read_line(line, f"{path}, line {number}")


def _read_line(line: str, where: str) -> tuple[Report, Source]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ExportError("O201", f"{where}: this is no JSON") from error
    origin = fields.pop(_ORIGIN, None) if isinstance(fields, dict) else None
    return check_report(fields, origin, where)


def check_report(fields: Any, origin: Any, where: str) -> tuple[Report, Source]:
    """Return the report and what read it; raises `ExportError` O202 where they are none."""
    if not isinstance(origin, dict):
        raise ExportError("O202", f"{where}: no report of an export", hint="`demarche export` it")
    try:
        known = {name: str(origin[name]) for name in Source.__dataclass_fields__}
        return Report.model_validate(fields), Source(**known)
    except KeyError as error:
        raise ExportError("O202", f"{where}: its run has no {error.args[0]}") from error
    except (ValidationError, SpanError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        what = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
        raise ExportError("O202", f"{where}: no report: {what}") from error


FORMAT = Format(
    "jsonl", "reports whole, one a line, as `demarche read --json`", to_stream=write, read=read
)
