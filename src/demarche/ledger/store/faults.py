"""What a database complains of → errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from demarche.errors import LedgerError

_Known = tuple[str, str, str]
_FULL: _Known = (
    "K104", "the disk is full", "free some space and run it again: what was added is kept"
)  # fmt: skip
_READ_ONLY: _Known = (
    "K103", "the ledger may only be read", "check the rights of the file and its folder"
)  # fmt: skip
_UNREACHED: _Known = ("K102", "the database cannot be reached", "check its address")
_BY_STATE: dict[str | None, _Known] = {"53100": _FULL, "25006": _READ_ONLY, None: _UNREACHED}
_SERVER = "psycopg"
_PRIMARY = 0xFF  # the low byte of SQLite's extended codes is the kind of fault
_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        "K102", "the ledger cannot be opened", "check the folder and its rights"
    ),
    sqlite3.SQLITE_NOTADB: ("K101", "this is no ledger", "name another file"),
    sqlite3.SQLITE_CORRUPT: (
        "K106", "the ledger's file is damaged", "copy it, then try `sqlite3 FILE .recover`"
    ),
    sqlite3.SQLITE_BUSY: (
        "K107", "another program keeps the ledger locked", "wait for it to end and run it again"
    ),
    sqlite3.SQLITE_LOCKED: (
        "K107", "another program keeps the ledger locked", "wait for it to end and run it again"
    ),
    sqlite3.SQLITE_IOERR: (
        "K108", "the ledger's file could not be read or written", "check the disk"
    ),
}  # fmt: skip


@contextmanager
def telling_faults(name: str) -> Iterator[None]:
    """Raise what the database complains of within this block as `LedgerError`s about `name`.

    K101 no ledger, K102 cannot be opened, K103 read-only, K104 disk full, K106 damaged, K107
    locked, K108 disk fault, K109 anything else.
    """
    try:
        yield
    except DBAPIError as error:
        raise explain_fault(name, error.orig or error) from error
    except (sqlite3.Error, NoSuchModuleError) as error:
        raise explain_fault(name, error) from error


def explain_fault(name: str, fault: BaseException) -> LedgerError:
    """Return the error that tells of a database's fault."""
    known = _find_known(fault)
    if known:
        code, message, hint = known
        return LedgerError(code, f"{name}: {message}", hint=hint)
    said = " ".join(str(fault).split())
    return LedgerError("K109", f"{name}: {type(fault).__name__}: {said}")


def _find_known(fault: BaseException) -> _Known | None:
    number = getattr(fault, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _BY_CODE.get(number & _PRIMARY)
    if type(fault).__module__.partition(".")[0] == _SERVER:
        return _BY_STATE.get(getattr(fault, "sqlstate", None))
    return None
