"""Gold documents: what careful readers wrote down, by name and by quote."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from demarche.errors import EvalError


def _listed(value: object) -> object:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldTime(_Gold):
    """ISO dates, end inclusive."""

    start: str
    end: str


class GoldEvent(_Gold):
    """An event; actors by name, alternatives after `|`."""

    type: str
    mode: str | None = None
    status: str | None = None
    source: Names = ()
    target: Names = ()
    time: GoldTime | None = None
    place: str | None = None
    medium: str | None = None
    evidence: str = ""
    trigger: str = ""


class GoldStatement(_Gold):
    """A statement: who said which words."""

    speaker: Names = ()
    content: Names


class GoldCommitment(_Gold):
    """A commitment: who bound itself, and where the text says so."""

    by: Names = ()
    evidence: str = ""


class GoldDocument(_Gold):
    """One annotated document: the input and its records."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    events: tuple[GoldEvent, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A file that figures were measured on: its name, rows and SHA-256."""

    file: str
    rows: int
    sha256: str


def read_lines(path: Path) -> tuple[list[dict[str, Any]], Scored]:
    """Return the objects of a JSON Lines file, and what was read.

    Raises `EvalError` E101 when the file is not there and E102 when a line is no JSON object.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EvalError(
            "E101", f"no {path}", hint="give the folder of the data with --data"
        ) from error
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
        if line.strip():
            rows.append(_parse_line(line, f"{path}:{number}"))
    return rows, Scored(path.name, len(rows), hashlib.sha256(content).hexdigest())


def _parse_line(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvalError("E102", f"{where} is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise EvalError("E102", f"{where} is no JSON object")
    return row


def read_gold(path: Path) -> tuple[list[GoldDocument], Scored]:
    """Return the gold documents of a file; raises `EvalError` E101 to E103."""
    rows, scored = read_lines(path)
    try:
        return [GoldDocument.model_validate(row) for row in rows], scored
    except ValidationError as error:
        raise EvalError("E103", f"{path} holds no gold documents: {error}") from error
