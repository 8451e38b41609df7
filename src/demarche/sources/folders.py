"""The files of a folder, in an order that is always the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from demarche.errors import SourceError


def list_files(folder: Path) -> Iterator[Path]:
    """Yield the files under `folder`, sorted by name; hidden ones are left out, links not followed.

    Raises `SourceError` S203 when there is none, S202 when the folder cannot be listed.
    """
    found = False
    for root, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                found = True
                yield Path(root) / name
    if not found:
        raise SourceError("S203", f"the folder {folder} holds no files to read")


def _refuse(error: OSError) -> None:
    raise SourceError("S202", f"cannot list {error.filename}: {error.strerror}") from error
