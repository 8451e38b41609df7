"""Which weights, rules and lists read a document: what makes a second reading a new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from demarche.errors import ReaderError

_READER = "reader"
_PASSED_OVER = frozenset({"evals", "export", "ledger", "samples", _READER})
_DIGITS = 8


def name_reader(program: str, *, overlay: Path | None = None) -> str:
    """Return "PROGRAM/WEIGHTS/DATA": the program's version, its weights, a hash of its rules.

    `overlay` is the user's own file of office holders, if there is one. Raises `ReaderError` L101
    where there are no weights.
    """
    own = hashlib.sha256(overlay.read_bytes()).hexdigest() if overlay and overlay.exists() else ""
    data = hashlib.sha256(f"{_hash_data()}{own}".encode()).hexdigest()[:_DIGITS]
    return f"{program}/{_read_weights()}/{data}"


@cache
def _read_weights() -> str:
    path = files("demarche").joinpath("data", _READER, "reader.json")
    if not path.is_file():
        raise ReaderError("L101", f"no weights at {path}", hint="install the package again")
    return str(json.loads(path.read_text(encoding="utf-8"))["version"])


@cache
def _hash_data() -> str:
    found = hashlib.sha256()
    for path in _list_files(files("demarche").joinpath("data")):
        content = path.read_bytes()
        found.update(f"{path.name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _list_files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.is_dir() and path.name not in _PASSED_OVER:
            yield from _list_files(path)
        elif path.is_file():
            yield path
