"""Everything the user named, one item after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from demarche.errors import SourceError
from demarche.sources.files import read_file
from demarche.sources.folders import list_files
from demarche.sources.items import FailedItem, SourceItem
from demarche.sources.streams import read_stream
from demarche.sources.web import fetch

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def read_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    timeout: float = 20.0,
    max_bytes: int = 60_000_000,
    max_redirects: int = 5,
    user_agent: str = "demarche",
) -> Iterator[SourceItem]:
    """Yield the items of each input in turn: a path, a folder, an http(s) address, or "-".

    `timeout` is in seconds, `max_bytes` bounds one file, one answer or one line of JSON Lines;
    `allow_private` lets addresses of private networks and of this machine be fetched. Nothing is
    raised: what cannot be had becomes a `FailedItem`. Folders are walked recursively in name order.
    """
    for name in inputs:
        try:
            if SCHEME.match(name):
                yield from fetch(
                    name,
                    allow_private=allow_private,
                    timeout=timeout,
                    max_bytes=max_bytes,
                    max_redirects=max_redirects,
                    user_agent=user_agent,
                )
            else:
                yield from _read_local(name, stdin=stdin, max_bytes=max_bytes)
        except SourceError as error:
            yield FailedItem(name, error, url=name if SCHEME.match(name) else None)


def _read_local(name: str, *, stdin: BinaryIO | None, max_bytes: int) -> Iterator[SourceItem]:
    if name == "-":
        if stdin is None:
            raise SourceError("S204", "no standard input to read")
        yield from read_stream(stdin, "-", max_bytes=max_bytes)
        return
    path = Path(name)
    if not _names_folder(path):
        yield from read_file(path, max_bytes=max_bytes)
        return
    for file in list_files(path):
        try:
            yield from read_file(file, max_bytes=max_bytes)
        except SourceError as error:
            yield FailedItem(str(file), error)


def _names_folder(path: Path) -> bool:
    try:
        path.lstat()
    except ValueError as error:  # a NUL in the name
        raise SourceError("S201", f"no such file: {str(path)!r}") from error
    except OSError:
        return False  # opening it says why
    return path.is_dir()
