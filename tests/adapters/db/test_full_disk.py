"""A full disk: said clearly, earlier rows whole, and work goes on when there is room."""

import ctypes
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import PersonalEntry
from rmadesk.services.audit import AuditDesk
from support.databases import fresh_database
from support.desk import TestDesk

PAGES_TO_SPARE = 20


@pytest.fixture(params=["small disk where allowed", "limit of pages"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "limit of pages":
        monkeypatch.setattr(os, "geteuid", lambda: 65534)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Two megabytes of memory mounted at the folder, where that is allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    mounted = os.geteuid() == 0 and libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=2m") == 0
    try:
        yield mounted
    finally:
        if mounted:
            libc.umount2(bytes(folder), 2)


@contextmanager
def little_room(folder: Path) -> Iterator[tuple[SqliteStorage, Callable[[], None]]]:
    """A desk that will run out of room, and what makes room again: a file removed, or a higher limit of pages."""
    with small_disk(folder) as mounted:
        ballast = folder / "ballast"
        with closing(SqliteStorage(fresh_database(folder), "ana")) as storage:
            if mounted:
                ballast.write_bytes(bytes(1_200_000))
                yield storage, ballast.unlink
            else:
                yield storage, limit_pages(storage)


def limit_pages(storage: SqliteStorage) -> Callable[[], None]:
    """The stand-in for a small disk: SQLite says the same of a limit of pages."""

    def limit(pages: int) -> None:
        with storage.writing("test") as work:
            work._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with storage.writing("test") as work:
        pages = work._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit(pages + PAGES_TO_SPARE)
    return lambda: limit(1_000_000)


def fill(desk: TestDesk) -> list[str]:
    """Receive until there is no room; the boxes that were acknowledged."""
    acknowledged: list[str] = []

    def receive_on() -> None:
        while len(acknowledged) < 5000:
            acknowledged.append(desk.receive(f"RMA-{len(acknowledged):05}", f"note {'x' * 400}").box.box_id)

    with pytest.raises(FaultError) as raised:
        receive_on()
    assert raised.value.code == "database-full"
    return acknowledged


def test_a_full_disk_is_told_and_costs_no_earlier_row(tmp_path: Path) -> None:
    with little_room(tmp_path) as (storage, make_room):
        desk = TestDesk(storage)
        acknowledged = fill(desk)
        assert acknowledged
        assert boxes_of(storage) == acknowledged, "earlier rows are whole, and nothing is half there"
        assert desk.audit.check().faults == ()
        with pytest.raises(FaultError) as raised:
            desk.receive("RMA-99999", "x" * 500)
        assert raised.value.code == "database-full", "and it is said again"
        make_room()
        acknowledged.append(desk.receive("RMA-99999").box.box_id)
        assert boxes_of(storage) == acknowledged
        assert desk.audit.check().faults == ()
        assert len(desk.events()) == len(acknowledged)


def boxes_of(storage: Any) -> list[str]:
    with storage.reading() as work:
        return [box.box_id for box in reversed(work.boxes.recent(9999))]


def test_a_change_too_large_for_the_disk_is_undone_whole(tmp_path: Path) -> None:
    with little_room(tmp_path) as (storage, make_room):

        def write() -> None:
            with storage.writing("test") as work:
                for number in range(400):
                    work.personal.add(PersonalEntry(f"p{number}", bytes(32), {"note": "x" * 4000}))
                work.commit()

        with pytest.raises(FaultError) as raised:
            write()
        assert raised.value.code == "database-full"
        with storage.reading() as work:
            assert work.personal.get("p0") is None
        assert storage.file_faults() == ()
        with storage.writing("test") as work:
            work.personal.add(PersonalEntry("p0", bytes(32), {"note": "short"}))
            work.commit()
        make_room()


def test_a_set_up_without_room_is_told_and_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with small_disk(tmp_path) as mounted:
        path, ballast = tmp_path / "desk.db", tmp_path / "ballast"
        if mounted:
            ballast.write_bytes(bytes(2 * 1024 * 1024 - 16_384))
        else:
            limit_new_files(monkeypatch)
        with pytest.raises(FaultError) as raised:
            SqliteStorage(path, "ana")
        assert raised.value.code == "database-full"
        monkeypatch.undo()
        ballast.unlink(missing_ok=True)
        with closing(SqliteStorage(path, "ana")) as storage:
            assert AuditDesk(storage).check().faults == ()


def limit_new_files(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect

    def limited(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = real(*given, **named)
        connection.execute("PRAGMA max_page_count=4")
        return connection

    monkeypatch.setattr(sqlite3, "connect", limited)
