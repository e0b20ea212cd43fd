"""Database files for tests: made once by the real set-up and then copied, which is quicker."""

import atexit
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from rmadesk.adapters.db.file_check import APPLICATION_ID
from rmadesk.adapters.db.storage import SqliteStorage

_AT_FIRST_SCHEMA = Path(__file__).parents[1] / "data" / "desk-at-schema-0001.sql"


def fresh_database(folder: Path, name: str = "desk.db") -> Path:
    """An empty database in the folder, as the set-up makes it."""
    return Path(shutil.copyfile(_template(), folder / name))


def database_of_first_schema(folder: Path, name: str = "desk.db") -> Path:
    """A database as the desk made and filled it at schema 0001, before contracts and replacements' serial numbers."""
    path = folder / name
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_AT_FIRST_SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    return path


def edit(path: Path, *statements: str) -> None:
    """Change a database behind the desk's back: the guards of the events are dropped first."""
    with closing(sqlite3.connect(path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    """Every row of a table, sorted."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rmadesk-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "desk.db"
    SqliteStorage(path, "set-up").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
