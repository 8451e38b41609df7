"""Opening a ledger: is it one, of which version, and may it be written?"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from demarche.errors import LedgerError
from demarche.ledger.store.engine import (
    APPLICATION_ID,
    BUSY_SECONDS,
    is_url,
    make_engine,
    name_of,
)
from demarche.ledger.store.faults import telling_faults
from demarche.ledger.store.migrations import HEAD, VERSIONS, upgrade

_VERSIONS_TABLE = "alembic_version"
_MARK = "documents"
_ROWS_LOOKED_AT = 1000  # of each index
_PAUSE = 0.05  # seconds between two tries to turn the log on
_TRIES = int(BUSY_SECONDS / _PAUSE)


class Store:
    """An open ledger. Every block of `begin` is one transaction: all of it is kept, or nothing."""

    def __init__(self, target: str, engine: Engine, *, read_only: bool) -> None:
        self.name = name_of(target)
        self.target = target
        self.read_only = read_only
        self._engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Run the block in one transaction. Raises `LedgerError`, as `telling_faults` says."""
        with telling_faults(self.name), self._engine.begin() as connection:
            if self.read_only and not self.is_sqlite:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            yield connection

    def count_rows(self) -> None:
        """Let the database know how its values are spread, which its plans go by.

        Raises `LedgerError`. PostgreSQL sees to it by itself.
        """
        if self.is_sqlite:
            with self.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA analysis_limit = {_ROWS_LOOKED_AT}")
                connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_store(
    target: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    versions: Sequence[Path] = VERSIONS,
    head: str = HEAD,
) -> Store:
    """Open the ledger at a path or `postgresql://` URL.

    With `create`, one that is not there is made. One of an older version is brought to `head`
    first; a file is copied beside itself before that. Raises `LedgerError` K100 (none there), K101
    (something else is there), K105 (of a newer version), and what `make_engine` and
    `telling_faults` raise.
    """
    place = str(target)
    if not is_url(place):
        _check_path(Path(place), create=create)
    with telling_faults(name_of(place)):
        version = _find_version(place, create=create)
        if version != head:
            _check_known(place, version, versions)
            _bring_up(place, version, versions)
    return Store(place, make_engine(place, read_only=read_only), read_only=read_only)


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError("K101", f"{path}: this is a folder", hint="name a file")
    if not path.exists() and not create:
        raise LedgerError("K100", f"{path}: no ledger there", hint="`demarche add` makes one")
    if not path.parent.is_dir():
        raise LedgerError("K102", f"{path}: no such folder", hint="make the folder first")


def _find_version(target: str, *, create: bool) -> str | None:
    """Return the version of the ledger's tables; None where it has none yet."""
    if not is_url(target) and not Path(target).exists():
        return None
    engine = make_engine(target, read_only=True)
    try:
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            if not tables and create:
                return None
            if not {_VERSIONS_TABLE, _MARK} <= tables:
                raise LedgerError(
                    "K101", f"{name_of(target)}: this is no ledger", hint="name another"
                )
            found = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSIONS_TABLE}")
            return str(found.scalar_one())
    finally:
        engine.dispose()


def _check_known(target: str, version: str | None, versions: Sequence[Path]) -> None:
    known = {p.name[1:5] for folder in versions for p in folder.glob("v*.py")}
    if version is not None and version not in known:
        raise LedgerError(
            "K105",
            f"{name_of(target)}: made by a newer version (its tables are {version})",
            hint="install the newer demarche",
        )


def _bring_up(target: str, version: str | None, versions: Sequence[Path]) -> None:
    """Make the tables, or bring them up to date, in one transaction."""
    if not is_url(target):
        if version is not None:
            _back_up(Path(target), version)
        _prepare_file(Path(target))
    engine = make_engine(target)
    try:
        with engine.begin() as connection:
            upgrade(connection, versions=versions)
    finally:
        engine.dispose()


def _prepare_file(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # nothing is in it yet, or a copy is kept
        _start_log(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _start_log(connection: sqlite3.Connection) -> None:
    """Turn the log on; SQLite does not wait there for another program that does the same."""
    for left in range(_TRIES, -1, -1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _back_up(path: Path, version: str) -> None:
    """Copy the ledger beside itself, whole or not at all."""
    copy = path.with_name(f"{path.name}.{version}.backup")
    unfinished = copy.with_name(f"{copy.name}.part")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    os.replace(unfinished, copy)
