"""What SQLite says when it fails, in the desk's own errors."""

import errno
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from rmadesk.adapters.db.holders import Holder
from rmadesk.domain.errors import FaultError

_CODES = {
    sqlite3.SQLITE_FULL: "database-full",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_CANTOPEN: "database-cannot-open",
    sqlite3.SQLITE_PERM: "database-cannot-open",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-not-ours",
    sqlite3.SQLITE_IOERR: "database-disk",
}
_EXTENDED_CODES = {sqlite3.SQLITE_IOERR_SHMSIZE: "database-full"}
"""The index of the write-ahead log can't grow: no room, though SQLite calls it an input/output error."""
_DISK_CODES = {
    errno.ENOSPC: "database-full",
    errno.EDQUOT: "database-full",
    errno.EACCES: "database-read-only",
    errno.EPERM: "database-read-only",
    errno.EROFS: "database-read-only",
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIMARY_CODE = 0xFF
"""Extended result codes carry the primary one in their lowest byte."""


def fault_of(error: BaseException, database: Path, writer: Holder) -> FaultError | None:
    """The fault behind a driver's error, or None where it is a bug of ours (a constraint, a wrong statement)."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the driver's own: a text in the file is no UTF-8
        return FaultError("database-damaged", file=str(database)) if type(error) is sqlite3.OperationalError else None
    primary = code & _PRIMARY_CODE
    if primary in _BUSY:
        return locked(database, writer)
    known = _EXTENDED_CODES.get(code) or _CODES.get(primary)
    return FaultError(known, file=str(database)) if known else None


def disk_fault(error: OSError, database: Path) -> FaultError:
    """The fault behind what the system says of the file, its folder or a lock beside it."""
    return FaultError(_DISK_CODES.get(error.errno or 0, "database-cannot-open"), file=str(database))


def locked(database: Path, writer: Holder) -> FaultError:
    """Somebody else is writing: one of us, by name, or a program that leaves no note."""
    holder = writer.described()
    if holder:
        return FaultError("database-locked", file=str(database), holder=holder)
    return FaultError("database-busy", file=str(database))


def translate_faults(engine: sa.Engine, database: Path, writer: Holder) -> None:
    """Raise the desk's errors in place of the driver's, from every statement of this engine."""

    @sa.event.listens_for(engine, "handle_error")
    def _translate(context: sa.engine.ExceptionContext) -> None:
        fault = fault_of(context.original_exception, database, writer)
        if fault:
            raise fault from context.original_exception
