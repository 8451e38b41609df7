"""A path or URL → an engine whose transactions behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool

from demarche.errors import LedgerError

APPLICATION_ID = 0x444D5243  # "DMRC", in the header of a ledger's file
BUSY_SECONDS = 60.0
_POSTGRES = "postgresql"


def is_url(target: str) -> bool:
    """Tell whether the target names a database server rather than a file."""
    return "://" in target


def name_of(target: str) -> str:
    """Return what a ledger is called in messages: its path, or its URL without the password."""
    if not is_url(target):
        return target
    try:
        return make_url(target).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "the ledger's address"


def make_engine(target: str, *, read_only: bool = False) -> Engine:
    """Return an engine for a SQLite file or a `postgresql://` URL; nothing is opened yet.

    Raises `LedgerError` K110 for a URL of another kind, K111 where psycopg is not installed.
    """
    return _make_remote(target) if is_url(target) else _make_local(Path(target), read_only)


def _make_remote(target: str) -> Engine:
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("K110", "not an address of a database", hint=_HINT) from error
    if url.get_backend_name() != _POSTGRES:
        raise LedgerError("K110", f"{name_of(target)}: not an address of PostgreSQL", hint=_HINT)
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise LedgerError(
            "K111", "PostgreSQL needs psycopg", hint="pip install 'demarche[postgres]'"
        ) from error


_HINT = "postgresql://user@host/name, or the path of a file"


def _make_local(path: Path, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        return _connect(path, read_only)

    # Pooled: closing the last connection would write the whole log back each time.
    engine = create_engine(URL.create("sqlite"), creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = _choose_mode(path) if read_only else "rwc"
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        # With the log, a killed program loses nothing; a power cut may lose the last documents.
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _choose_mode(path: Path) -> str:
    """Return how to open for reading: as a file that cannot change where its folder cannot hold
    the log's index, and there is no log to read.
    """
    log = path.with_name(f"{path.name}-wal")
    return "ro" if log.exists() or os.access(path.parent, os.W_OK) else "ro&immutable=1"


def _begin_reading(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Any) -> None:
    # At once, so that of two writers the second waits here instead of failing at its first write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
