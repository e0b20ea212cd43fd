"""The tables for reading are made again from the events with the same result, row for row."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.events import EventKind
from rmadesk.services.audit import AuditDesk
from support.databases import edit, fresh_database, rows_of
from support.desk import TestDesk
from support.fakes import MemoryStorage
from support.history import live

TABLES = tuple(table.name for table in schema.PROJECTIONS)
EVERY_TABLE = (*TABLES, "station", "event", "personal")
STEPS = 180


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a busy history, never touched: tests take copies."""
    path = fresh_database(tmp_path_factory.mktemp("lived"))
    with closing(SqliteStorage(path, "ana")) as storage:
        live(TestDesk(storage), 6, STEPS)
    return path


@pytest.fixture
def copied(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(lived, tmp_path / "desk.db"))


@pytest.fixture
def storage(database: Path) -> Iterator[SqliteStorage]:
    with closing(SqliteStorage(database, "ana")) as opened:
        yield opened


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows_of(path, table) for table in EVERY_TABLE}


def test_the_history_does_everything_that_there_is_to_do(copied: Path) -> None:
    """A control: what no history holds, no rebuild would prove."""
    with closing(SqliteStorage(copied, "ana")) as storage:
        counts = Counter(event.kind for event in TestDesk(storage).events())
    assert set(counts) == set(EventKind)
    assert min(counts.values()) >= 2
    assert all(rows_of(copied, table) for table in TABLES), "and fills every table"


@pytest.mark.parametrize("seed", [2, 3])
def test_a_rebuild_gives_every_row_again(storage: SqliteStorage, seed: int) -> None:
    live(TestDesk(storage), seed, STEPS)
    before = rows(storage.path)
    assert AuditDesk(storage).rebuild() == len(before["event"])
    assert rows(storage.path) == before
    assert AuditDesk(storage).check().faults == ()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param('DELETE FROM "{table}"', id="all gone"),
        pytest.param('DELETE FROM "{table}" WHERE rowid % 2', id="half gone"),
        pytest.param("UPDATE \"{table}\" SET {column} = {column} || 'x'", id="changed"),
    ],
)
def test_a_rebuild_mends_what_was_damaged_by_hand(copied: Path, table: str, damage: str) -> None:
    before = rows(copied)
    edit(copied, damage.format(table=table, column=next(iter(schema.metadata.tables[table].columns)).name))
    assert rows(copied) != before
    with closing(SqliteStorage(copied, "ana")) as storage:
        AuditDesk(storage).rebuild()
    assert rows(copied) == before


def test_the_desk_works_on_after_a_rebuild_as_if_nothing_had_been(database: Path, tmp_path: Path) -> None:
    with closing(SqliteStorage(database, "ana")) as storage:
        desk = TestDesk(storage)
        live(desk, 5, STEPS)
        desk.audit.rebuild()
        live(desk, 6, STEPS)
        assert desk.audit.check().faults == ()
        before = rows(database)
        desk.audit.rebuild()
        assert rows(database) == before


@pytest.mark.parametrize("seed", [1, 7])
def test_the_same_history_says_the_same_in_memory_and_on_disk(storage: SqliteStorage, seed: int) -> None:
    on_disk, in_memory = TestDesk(storage), TestDesk(MemoryStorage(storage.station))
    for desk in (on_disk, in_memory):
        live(desk, seed, STEPS)
    seals = "customer", "note", "texts", "reason"

    def told(desk: TestDesk) -> list[object]:
        return [
            (each.id, each.seq, each.kind, each.occurred_at, {k: v for k, v in each.payload.items() if k not in seals})
            for each in desk.events()
        ]

    assert told(on_disk) == told(in_memory)
    assert on_disk.receiving.recent(999) == in_memory.receiving.recent(999)
    assert on_disk.inspection.queue() == in_memory.inspection.queue()
    assert on_disk.registry.search("") == in_memory.registry.search("")
