"""The tables as the migrations make them, and how the desk's connections keep their promises."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.file_check import APPLICATION_ID, SCHEMA_REVISION
from rmadesk.adapters.db.migration import alembic_config, back_up
from rmadesk.adapters.db.storage import SqliteStorage
from support.chain import AT, event
from support.records import box


@pytest.fixture
def opened(database: Path) -> Any:
    storage = SqliteStorage(database, "ana")
    yield storage
    storage.close()


def test_the_migrations_build_exactly_the_schema(database: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_comparison_sees_a_column_too_many(database: Path) -> None:
    """A control: the test above can fail."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("ALTER TABLE box ADD COLUMN colour TEXT")
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        assert len(compare_metadata(MigrationContext.configure(connection), schema.metadata)) == 1
    engine.dispose()


def test_the_known_revision_is_the_newest_migration(database: Path) -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    engine.dispose()
    assert scripts.get_heads() == [SCHEMA_REVISION]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA_REVISION,)]


def test_the_file_says_whose_it_is_and_which_station_writes_it(tmp_path: Path) -> None:
    stations = set()
    for name in ("a.db", "b.db"):
        with closing(SqliteStorage(tmp_path / name, "ana")) as storage:
            stations.add(storage.station)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert len(stations) == 2
    assert all(len(station) == 12 for station in stations)


def test_the_writer_syncs_each_commit_and_checks_references(opened: SqliteStorage) -> None:
    with opened.writing("test") as work:
        said = {
            name: work._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 0}


def test_the_reader_is_opened_read_only(opened: SqliteStorage) -> None:
    with opened.reading() as work, pytest.raises(Exception, match="database-read-only"):
        work._connection.exec_driver_sql("DELETE FROM box")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET user = 'eve'",
        "UPDATE event SET hash = hash",
        "DELETE FROM event",
        "DELETE FROM event WHERE seq = 2",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    ],
)
def test_events_can_be_neither_changed_nor_deleted(database: Path, opened: SqliteStorage, statement: str) -> None:
    with opened.writing("test") as work:
        for seq in (1, 2):
            work.events.append(event(seq))
        work.commit()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        before = connection.execute("SELECT * FROM event").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="only ever inserted"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM event").fetchall() == before


def test_a_constraint_that_is_broken_is_a_bug_and_no_fault_of_the_environment(opened: SqliteStorage) -> None:
    with opened.writing("test") as work:
        work.boxes.save(box(1))
        with pytest.raises(sa.exc.IntegrityError):
            work.boxes.save(box(1))
    with opened.reading() as work:
        assert work.boxes.recent(1) == ()


QUERIES: dict[str, Callable[[Any], object]] = {
    "same parcel": lambda work: work.boxes.same_parcel(["T1", "T2"], AT),
    "boxes of an RMA": lambda work: work.boxes.of_rma("1"),
    "last boxes": lambda work: work.boxes.recent(10),
    "boxes of a day": lambda work: work.boxes.arrived_on(AT.date()),
    "what was said of boxes": lambda work: list(work.boxes.judged(AT.date(), AT.date())),
    "authorization": lambda work: work.authorizations.get("1"),
    "expected parcel": lambda work: work.authorizations.expecting("T1"),
    "serial": lambda work: work.authorizations.with_serial("SN1"),
    "units": lambda work: work.authorizations.units("1"),
    "unit": lambda work: work.authorizations.unit("1/SN1"),
    "outcomes": lambda work: work.units.of_rma("1"),
    "shipments": lambda work: work.shipments.of_rma("1"),
    "replacement serial": lambda work: work.shipments.with_replacement_serial("SN2"),
    "remembered choice": lambda work: work.choices.remembered("C-1", ("a", "b")),
    "choices of a customer": lambda work: work.choices.of_customer("C-1"),
    "head": lambda work: work.events.head("here"),
    "history": lambda work: work.events.about("rma:1"),
    "personal": lambda work: work.personal.get("p1"),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_no_query_costs_more_the_longer_the_history(opened: SqliteStorage, query: Callable[[Any], object]) -> None:
    ran: list[tuple[str, Any]] = []
    with opened.reading() as work:
        connection = work._connection
        sa.event.listen(connection, "before_cursor_execute", lambda *told: ran.append((told[2], told[3])))
        query(work)
        for statement, given in tuple(ran):
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
            assert plan
            assert not [step for step in plan if step.startswith("SCAN") and "USING" not in step], plan
    assert ran


def test_the_boxes_of_years_are_read_in_order_without_being_sorted(opened: SqliteStorage) -> None:
    ran: list[tuple[str, Any]] = []
    with opened.reading() as work:
        connection = work._connection
        sa.event.listen(connection, "before_cursor_execute", lambda *told: ran.append((told[2], told[3])))
        list(work.boxes.judged(None, None))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ran[0][0]}", ran[0][1])]
    assert [step for step in plan if "TEMP" in step] == []


def test_a_backup_holds_what_still_stands_in_the_write_ahead_log(
    database: Path, opened: SqliteStorage, tmp_path: Path
) -> None:
    with opened.writing("test") as work:
        work.boxes.save(box(1))
        work.commit()
    back_up(database, tmp_path / "copy.db")
    with closing(SqliteStorage(tmp_path / "copy.db", "ana")) as copy, copy.reading() as work:
        assert work.boxes.recent(1) == (box(1),)
        assert copy.station == opened.station
