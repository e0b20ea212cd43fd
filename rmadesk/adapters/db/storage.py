"""The station's database file: made, opened, brought up to date, and locked for one window."""

import contextlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.pool import QueuePool

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.faults import disk_fault, translate_faults
from rmadesk.adapters.db.file_check import ensure_usable
from rmadesk.adapters.db.holders import Holder
from rmadesk.adapters.db.unit_of_work import READ, WRITE, SqlUnitOfWork
from rmadesk.domain.errors import FaultError
from rmadesk.services.stores import UnitOfWork

BUSY_WAIT_MS = 5000
_WRITER_PRAGMAS = ("PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")


class SqliteStorage:
    """One SQLite file in WAL mode; safe to use from several threads and beside other processes.

    Raises FaultError: `database-newer`, `database-not-ours`, `database-damaged`, `database-read-only`,
    `database-cannot-open`, `database-network`, `database-locked` or `database-busy` (by whom nobody knows),
    `database-full`, and while working `database-disk`.
    """

    def __init__(self, path: Path, user: str) -> None:
        self.path = path
        self._user = user
        self._writer_note = Holder(_beside(path, "writer"))
        self._window_note = Holder(_beside(path, "window"))
        # The window takes it on the database's worker and lets go of it on another thread.
        self._window_lock = FileLock(_beside(path, "window-lock"), thread_local=False)
        ensure_usable(path, self._writer_note)
        # Made here, not when first asked for: two threads may ask at once. Nothing is opened yet.
        self._writer = self._engine("rw", _WRITER_PRAGMAS)
        self._reader = self._engine("ro", ())

    def writing(self, purpose: str) -> UnitOfWork:
        """The only writer until it is left: BEGIN IMMEDIATE, waiting up to 5 s for another."""
        return SqlUnitOfWork(self._writer, self.station, WRITE, self._writer_note, (self._user, purpose))

    def reading(self) -> UnitOfWork:
        """A consistent view on a connection opened read-only."""
        return SqlUnitOfWork(self._reader, self.station, READ)

    def file_faults(self) -> tuple[str, ...]:
        """What `integrity_check` and `foreign_key_check` say, nothing when all is well."""
        with self._reader.connect() as connection:
            said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            broken = [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return tuple(line for line in said if line != "ok") + tuple(broken)

    def clear_projections(self, work: UnitOfWork) -> None:
        """Empty every table that is made from the events."""
        assert isinstance(work, SqlUnitOfWork)
        work.clear(schema.PROJECTIONS)

    @contextlib.contextmanager
    def lock_window(self) -> Iterator[None]:
        """Be the only window on this file. Raises FaultError `database-window-open` naming who is."""
        try:
            self._window_lock.acquire(timeout=0)
        except Timeout:
            holder = self._window_note.described()
            raise FaultError("database-window-open", file=str(self.path), holder=holder) from None
        except OSError as error:
            raise disk_fault(error, self.path) from error
        self._window_note.note(self._user, "gui")
        try:
            yield
        finally:
            self._window_lock.release()

    def close(self) -> None:
        """Close every connection, the writer's last: only it can put the write-ahead log into the file.

        A person who copies the file afterwards then has all of it.
        """
        self._writer_note.close()
        self._window_note.close()
        self._reader.dispose()
        self._writer.dispose()

    @cached_property
    def station(self) -> str:
        """Id of the station whose chain this file extends; given once, when the file was made."""
        with self._reader.connect() as connection:
            found = connection.execute(sa.select(schema.station.c.id)).scalars().all()
        if len(found) != 1:
            raise FaultError("database-damaged", file=str(self.path))
        return str(found[0])

    def _engine(self, mode: str, pragmas: tuple[str, ...]) -> sa.Engine:
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=f"file:{_uri_path(self.path)}", query={"mode": mode, "uri": "true"}),
            poolclass=QueuePool,
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": BUSY_WAIT_MS / 1000, "check_same_thread": False},
            hide_parameters=True,  # a bug is shown with its traceback: names and addresses have no place in it
        )
        translate_faults(engine, self.path, self._writer_note)

        @sa.event.listens_for(engine, "connect")
        def _set_up(connection: Any, _record: object) -> None:
            for pragma in pragmas:
                connection.execute(pragma)

        return engine


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name}.{suffix}")


def _uri_path(path: Path) -> str:
    return quote(str(path.resolve()))
