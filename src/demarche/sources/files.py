"""One file from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from demarche.errors import SourceError
from demarche.sources.items import SourceItem
from demarche.sources.streams import Shape, read_stream

SUFFIXES: dict[str, Shape] = {
    ".txt": "unknown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}


def read_file(path: Path, *, max_bytes: int) -> Iterator[SourceItem]:
    """Yield the items of a file; its suffix says what it holds, else its first bytes do.

    Raises `SourceError` S201 when there is no such file, S202 when it cannot be opened.
    """
    try:
        if path.exists() and not path.is_file():
            raise SourceError("S202", f"{path} is not a regular file")
        with path.open("rb") as stream:
            size = path.stat().st_size
            shape = SUFFIXES.get(path.suffix.lower(), "unknown")
            yield from read_stream(stream, str(path), shape=shape, max_bytes=max_bytes, size=size)
    except FileNotFoundError as error:
        raise SourceError("S201", f"no such file: {path}") from error
    except OSError as error:
        raise SourceError("S202", f"cannot read {path}: {error.strerror or error}") from error
