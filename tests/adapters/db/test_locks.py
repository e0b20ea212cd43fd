"""Several processes on one file: one writer at a time, one window, and each is told who the other is."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from rmadesk.adapters.db import storage as storage_module
from rmadesk.adapters.db.holders import Holder
from rmadesk.adapters.db.storage import BUSY_WAIT_MS, SqliteStorage
from rmadesk.domain.errors import FaultError
from support.records import box

HOLDS = """
import sys
from pathlib import Path
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.events import PersonalEntry
storage = SqliteStorage(Path(sys.argv[1]), "cleo")
with {held} as work:
    {first}
    print("held", flush=True)
    sys.stdin.readline()
print("let go", flush=True)
sys.stdin.readline()
"""
WRITES = HOLDS.format(held='storage.writing("registry import")', first='work.personal.add(PersonalEntry("p", b"", {}))')
COMMITTED = HOLDS.format(
    held='storage.writing("registry import")', first='work.personal.add(PersonalEntry("p", b"", {})); work.commit()'
)
HAS_WINDOW = HOLDS.format(held="storage.lock_window()", first="pass")
ANOTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""
MAKES = """
import sys
from pathlib import Path
from rmadesk.adapters.db.storage import SqliteStorage
import rmadesk.adapters.db.migration
print("ready", flush=True)
sys.stdin.readline()
print(SqliteStorage(Path(sys.argv[1]), "cleo").station, flush=True)
"""

Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def start(database: Path) -> Iterator[Start]:
    """Starts a process on the database that runs until it is told to go on, and has said its first word."""
    running: list[subprocess.Popen[str]] = []

    def begin(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert heard(process) in ("held", "ready")
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def storage(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStorage]:
    """The desk in this process, which waits a tenth of a second for another writer."""
    monkeypatch.setattr(storage_module, "BUSY_WAIT_MS", 100)
    with closing(SqliteStorage(database, "ana")) as opened:
        yield opened


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def refused(storage: SqliteStorage) -> FaultError:
    with pytest.raises(FaultError) as raised, storage.writing("receive"):
        pass
    return raised.value


def write(storage: SqliteStorage, number: int = 1) -> None:
    with storage.writing("receive") as work:
        work.boxes.save(box(number))
        work.commit()


def test_a_writer_waits_five_seconds() -> None:
    assert BUSY_WAIT_MS == 5000


def test_who_waits_in_vain_is_told_who_writes_and_readers_read_on(storage: SqliteStorage, start: Start) -> None:
    other = start(WRITES)
    fault = refused(storage)
    assert fault.code == "database-locked"
    assert str(fault.figures["holder"]).startswith(f"cleo, rmadesk registry import, {other.pid}, ")
    with storage.reading() as work:
        assert work.boxes.recent(1) == ()
    go_on(other)
    assert heard(other) == "let go"
    write(storage)
    with storage.reading() as work:
        assert work.personal.get("p") is None, "what the other did not commit"


def test_a_killed_writer_leaves_neither_lock_nor_half_a_change(storage: SqliteStorage, start: Start) -> None:
    other = start(WRITES)
    other.kill()
    other.wait()
    write(storage)
    with storage.reading() as work:
        assert work.personal.get("p") is None
        assert len(work.boxes.recent(9)) == 1


def test_what_another_process_committed_is_there_at_once(storage: SqliteStorage, start: Start) -> None:
    start(COMMITTED)
    with storage.reading() as work:
        assert work.personal.get("p") is not None


def test_another_program_is_not_taken_for_the_last_writer_of_ours(storage: SqliteStorage, start: Start) -> None:
    write(storage)
    start(ANOTHER_PROGRAM)
    fault = refused(storage)
    assert fault.code == "database-busy"
    assert fault.figures == {"file": str(storage.path)}


def test_a_writer_goes_on_as_soon_as_the_other_is_done(
    database: Path, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    monkeypatch.setattr(storage_module, "BUSY_WAIT_MS", 60_000)
    other = start(WRITES)
    with closing(SqliteStorage(database, "ana")) as storage:
        go_on(other)
        write(storage)


def test_there_is_one_window_and_the_second_is_told_of_the_first(storage: SqliteStorage, start: Start) -> None:
    other = start(HAS_WINDOW)
    with pytest.raises(FaultError) as raised, storage.lock_window():
        pass
    assert raised.value.code == "database-window-open"
    assert str(raised.value.figures["holder"]).startswith(f"cleo, rmadesk gui, {other.pid}, ")
    write(storage)  # commands run beside the window
    go_on(other)
    assert heard(other) == "let go"
    with storage.lock_window():
        pass


def test_the_window_may_end_on_another_thread_than_it_began_on(storage: SqliteStorage, database: Path) -> None:
    with ExitStack() as window, closing(SqliteStorage(database, "ben")) as other:
        thread = threading.Thread(target=lambda: window.enter_context(storage.lock_window()))
        thread.start()
        thread.join()
        with pytest.raises(FaultError), other.lock_window():
            pass
        window.close()
        with other.lock_window():
            pass


def test_a_killed_window_leaves_no_lock(storage: SqliteStorage, start: Start) -> None:
    other = start(HAS_WINDOW)
    other.kill()
    other.wait()
    with storage.lock_window():
        pass
    with storage.lock_window():
        pass


def test_two_processes_that_make_the_same_file_make_one(database: Path, start: Start) -> None:
    database.unlink()
    both = [start(MAKES), start(MAKES)]
    for process in both:
        go_on(process)
    stations = {heard(process) for process in both}
    assert len(stations) == 1
    with closing(SqliteStorage(database, "ana")) as storage:
        assert {storage.station} == stations
        assert storage.file_faults() == ()
        write(storage)


def test_a_set_up_that_meets_another_writer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        real = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: real(*given, **{"timeout": 0.05} | named))
        with pytest.raises(FaultError) as raised:
            SqliteStorage(path, "ana")
    assert raised.value.code == "database-busy"


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\x00" * 400,
        b"{",
        b"[]",
        b'{"user": "ana"}',
        b'{"user": 1, "purpose": 2, "pid": 3, "since": "x"}',
        b"\xff",
    ],
)
def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path, note: bytes) -> None:
    (tmp_path / "note").write_bytes(note)
    assert Holder(tmp_path / "note").described() == ""
    assert Holder(tmp_path / "none").described() == ""


def test_a_shorter_note_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    with closing(Holder(tmp_path / "note")) as holder:
        holder.note("a" * 500, "registry import")
        holder.note("ö", "undo")
        assert holder.described().startswith(f"ö, rmadesk undo, {os.getpid()}, ")
        holder.clear()
        assert holder.described() == ""


def test_a_note_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    with closing(Holder(tmp_path / "missing" / "note")) as holder:
        holder.note("ana", "receive")
        assert holder.described() == ""


def test_a_window_s_lock_taken_on_one_thread_is_let_go_on_another(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path / "desk.sqlite", "ana")
    lock = storage.lock_window()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(lock.__enter__).result()
    lock.__exit__(None, None, None)
    other = SqliteStorage(tmp_path / "desk.sqlite", "ben")
    with other.lock_window():
        pass
    storage.close()
    other.close()
