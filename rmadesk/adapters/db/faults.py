"""What SQLite says when it fails, in the desk's own errors."""

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
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIMARY_CODE = 0xFF
"""Extended result codes carry the primary one in their lowest byte."""


def fault_of(error: BaseException, database: Path, writer: Holder) -> FaultError | None:
    """The fault behind a driver's error, or None where it is a bug of ours (a constraint, a wrong statement)."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & _PRIMARY_CODE
    if primary in _BUSY:
        return FaultError("database-locked", file=str(database), holder=writer.described())
    known = _CODES.get(primary)
    return FaultError(known, file=str(database)) if known else None


def translate_faults(engine: sa.Engine, database: Path, writer: Holder) -> None:
    """Raise the desk's errors in place of the driver's, from every statement of this engine."""

    @sa.event.listens_for(engine, "handle_error")
    def _translate(context: sa.engine.ExceptionContext) -> None:
        fault = fault_of(context.original_exception, database, writer)
        if fault:
            raise fault from context.original_exception
