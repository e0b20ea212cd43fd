"""Brings a database file to the newest schema, by Alembic, keeping a copy of what was there."""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from rmadesk.adapters.db.file_check import APPLICATION_ID
from rmadesk.domain.errors import FaultError

_STATION_ID_BYTES = 6


def migrate(path: Path, revision: str | None) -> None:
    """Make the file (revision None) or upgrade it in one transaction, a backup beside it first.

    Raises the driver's own errors, and FaultError `database-damaged`.
    """
    if revision is not None:
        back_up(path, path.with_name(f"{path.name}.before-upgrade-from-{revision}"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None))
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            command.upgrade(alembic_config(connection), "head")
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            _name_station(connection)
            connection.exec_driver_sql("COMMIT")
    except sa.exc.DBAPIError as error:
        raise error.orig or error from error
    except (CommandError, ValueError) as error:  # a revision that no version of ours ever had; a row nobody can read
        raise FaultError("database-damaged", file=str(path)) from error
    finally:
        engine.dispose()


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic's settings for this package's migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", "rmadesk:adapters/db/migrations")
    config.attributes["connection"] = connection
    return config


def back_up(path: Path, target: Path) -> None:
    """Copy a database as it stands, its write-ahead log included."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _name_station(connection: sa.Connection) -> None:
    """A station's id is random, so that two desks' chains never meet under one name."""
    if connection.exec_driver_sql("SELECT count(*) FROM station").scalar_one() == 0:
        connection.exec_driver_sql("INSERT INTO station (id) VALUES (?)", (secrets.token_hex(_STATION_ID_BYTES),))
