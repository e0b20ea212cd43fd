"""Which files are taken for databases of ours, and what is said of the others; none of them is changed."""

import json
import os
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from rmadesk.adapters.db.file_check import APPLICATION_ID, SCHEMA_REVISION, refuse_network_disk
from rmadesk.adapters.db.migration import migrate
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import PersonalEntry
from rmadesk.services.audit import AuditDesk
from support.databases import edit, fresh_database
from support.desk import TestDesk
from support.records import box
from support.unprivileged import folder_open_to_all, run_unprivileged


def refusal(path: Path) -> FaultError:
    with pytest.raises(FaultError) as raised:
        SqliteStorage(path, "ana").close()
    return raised.value


def usable(path: Path) -> bool:
    with closing(SqliteStorage(path, "ana")) as storage:
        with storage.writing("test") as work:
            work.boxes.save(box(1))
            work.commit()
        with storage.reading() as work:
            return bool(work.boxes.recent(1)) and storage.file_faults() == ()


def statements(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


NEXT_REVISION = f"{int(SCHEMA_REVISION) + 1:04}"


def newer(path: Path) -> None:
    fresh_database(path.parent, path.name)
    statements(path, f"UPDATE alembic_version SET version_num = '{NEXT_REVISION}'")


def foreign(path: Path) -> None:
    statements(path, "CREATE TABLE recipe (name TEXT)")


def foreign_with_an_id(path: Path) -> None:
    statements(path, "PRAGMA application_id = 7")


def ours_without_revision(path: Path) -> None:
    statements(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE box (box_id TEXT)")


def revision_table_empty(path: Path) -> None:
    fresh_database(path.parent, path.name)
    statements(path, "DELETE FROM alembic_version")


def revision_never_given(path: Path) -> None:
    fresh_database(path.parent, path.name)
    statements(path, "UPDATE alembic_version SET version_num = '0000'")


def cut_to(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        whole = fresh_database(path.parent, path.name).read_bytes()
        path.write_bytes(whole[:size])

    return cut


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(newer, "database-newer", id="from a newer version"),
        pytest.param(foreign, "database-not-ours", id="another program's"),
        pytest.param(foreign_with_an_id, "database-not-ours", id="another program's, without tables"),
        pytest.param(lambda path: path.write_text("Ada, Ben\n" * 200), "database-not-ours", id="a text"),
        pytest.param(lambda path: path.write_bytes(b"\x89PNG"), "database-not-ours", id="four bytes"),
        pytest.param(cut_to(50), "database-damaged", id="cut in its header"),
        pytest.param(cut_to(5000), "database-damaged", id="cut in its second page"),
        pytest.param(ours_without_revision, "database-damaged", id="ours, of no revision"),
        pytest.param(revision_table_empty, "database-damaged", id="ours, its revision gone"),
        pytest.param(revision_never_given, "database-damaged", id="ours, of a revision that never was"),
        pytest.param(Path.mkdir, "database-cannot-open", id="a folder"),
        pytest.param(os.mkfifo, "database-cannot-open", id="a pipe"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / "desk.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    fault = refusal(path)
    assert fault.code == code
    assert fault.figures["file"] == str(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_newer_version_is_told_with_both_revisions(tmp_path: Path) -> None:
    newer(tmp_path / "desk.db")
    fault = refusal(tmp_path / "desk.db")
    assert (fault.figures["found"], fault.figures["known"]) == (NEXT_REVISION, SCHEMA_REVISION)


@pytest.mark.parametrize("kept", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_database_that_lost_its_end_is_found_at_the_start_or_by_the_check(tmp_path: Path, kept: float) -> None:
    path = fresh_database(tmp_path)
    with closing(SqliteStorage(path, "ana")) as storage:
        desk = TestDesk(storage)
        for number in range(30):
            desk.receive(f"RMA-{number:05}")
    size = path.stat().st_size
    os.truncate(path, int(size * kept))
    said = "nothing"
    try:
        with closing(SqliteStorage(path, "ana")) as storage:
            said = "faults" if AuditDesk(storage).check().faults else "whole"
    except FaultError as fault:
        said = fault.code
    assert said in ("faults", "database-damaged", "database-not-ours")


def test_a_text_that_is_no_text_is_damage(tmp_path: Path) -> None:
    path = fresh_database(tmp_path)
    usable(path)
    edit(path, "UPDATE box SET received_by = CAST(x'ff41' AS TEXT)")
    with closing(SqliteStorage(path, "ana")) as storage, storage.reading() as work, pytest.raises(FaultError) as raised:
        work.boxes.recent(1)
    assert raised.value.code == "database-damaged"


@pytest.mark.parametrize("rows", ["DELETE FROM station", "INSERT INTO station VALUES ('another')"])
def test_a_file_without_its_one_station_is_damaged(database: Path, rows: str) -> None:
    edit(database, rows)
    with closing(SqliteStorage(database, "ana")) as storage, pytest.raises(FaultError) as raised:
        storage.writing("test")
    assert raised.value.code == "database-damaged"


# --------------------------------------------------------------------------------------------- new and half-made files


def header_only(path: Path) -> None:
    statements(path, "PRAGMA journal_mode=WAL")


def cut_short_before_commit(path: Path) -> None:
    """Killed within the one transaction: what it wrote stands in a write-ahead log that no commit ends."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE box (box_id TEXT)")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        log = path.with_name(f"{path.name}-wal")
        kept, log_kept = path.read_bytes(), log.read_bytes()
    path.write_bytes(kept)
    log.write_bytes(log_kept)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: None, id="not there"),
        pytest.param(Path.touch, id="zero bytes"),
        pytest.param(header_only, id="set-up cut short before its transaction"),
        pytest.param(cut_short_before_commit, id="set-up cut short within its transaction"),
        pytest.param(lambda path: path.with_name("desk.db.set-up-lock").touch(), id="a set-up lock left behind"),
    ],
)
def test_what_is_not_made_yet_is_made(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "desk.db"
    make(path)
    assert usable(path)


def test_the_folder_is_made_too_and_odd_names_are_only_names(tmp_path: Path) -> None:
    assert usable(tmp_path / "new" / "er" / "50% ö?mode=ro&x=#1 '\".db")
    assert (tmp_path / "new" / "er" / "50% ö?mode=ro&x=#1 '\".db").stat().st_size > 0


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder")
    assert refusal(tmp_path / "folder" / "desk.db").code == "database-cannot-open"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("x" * 300)).code == "database-cannot-open"


def test_an_older_file_is_copied_before_it_is_upgraded(database: Path) -> None:
    usable(database)
    migrate(database, SCHEMA_REVISION)
    copy = database.with_name(f"desk.db.before-upgrade-from-{SCHEMA_REVISION}")
    with closing(SqliteStorage(copy, "ana")) as storage, storage.reading() as work:
        assert work.boxes.recent(1) == (box(1),)


def test_a_deleted_file_is_not_quietly_made_anew_under_an_open_desk(database: Path) -> None:
    with closing(SqliteStorage(database, "ana")) as storage:
        assert storage.station
        database.unlink()
        with pytest.raises(FaultError) as raised, storage.writing("test"):
            pass
    assert raised.value.code == "database-cannot-open"
    assert not database.exists()


def test_a_bug_told_with_its_traceback_names_nobody(database: Path) -> None:
    entry = PersonalEntry("e-1", b"key", {"name": "Åsa Müller-Lindqvist"})
    with closing(SqliteStorage(database, "ana")) as storage, storage.writing("test") as work:
        work.personal.add(entry)
        with pytest.raises(sa.exc.IntegrityError) as raised:
            work.personal.add(entry)
    told = "".join(traceback.format_exception(raised.value))
    assert "personal.id" in told
    assert "Lindqvist" not in told


def test_one_file_is_used_by_several_threads(database: Path) -> None:
    problems: list[BaseException] = []
    with closing(SqliteStorage(database, "ana")) as storage:

        def work_on(number: int) -> None:
            try:
                with storage.writing("test") as work:
                    work.boxes.save(box(number))
                    work.commit()
                with storage.reading() as work:
                    assert work.boxes.recent(9)
            except BaseException as problem:  # noqa: BLE001 - a thread's error would be lost
                problems.append(problem)

        threads = [threading.Thread(target=work_on, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with storage.reading() as work:
            assert len(work.boxes.recent(9)) == 4
    assert problems == []


# ---------------------------------------------------------------------------------------------- what one may not write

ATTEMPTS = """
import json
from pathlib import Path
from rmadesk.domain.errors import FaultError
from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.events import PersonalEntry

def write(storage):
    with storage.writing("test") as work:
        work.personal.add(PersonalEntry("p1", bytes(32), {}))
        work.commit()

def open_window(storage):
    with storage.lock_window():
        pass

def told(path, attempt):
    try:
        storage = SqliteStorage(path, "ana")
        with storage.reading() as work:
            work.boxes.recent(9)
        attempt(storage)
    except FaultError as fault:
        return fault.code
    return "done"

folder = Path(sys.argv[1])
answers = {
    path.name: [told(path / "desk.db", write), told(path / "desk.db", open_window)] for path in sorted(folder.iterdir())
}
print(json.dumps(answers))
"""
MODULES = (
    "rmadesk.adapters.db.storage",
    "rmadesk.adapters.db.migration",
    "psutil",
    "alembic.command",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
READ_ONLY, NOT_TO_OPEN = "database-read-only", "database-cannot-open"

FORBIDDEN = {  # name: modes of file and folder, what writing says, what opening the window says
    "allowed": (0o666, 0o777, "done", "done"),
    "read-only-file": (0o444, 0o777, READ_ONLY, "done"),
    "read-only-folder": (0o666, 0o555, READ_ONLY, READ_ONLY),
    "read-only-both": (0o444, 0o555, READ_ONLY, READ_ONLY),
    "unreadable-file": (0o000, 0o777, NOT_TO_OPEN, NOT_TO_OPEN),
    "closed-folder": (0o666, 0o000, NOT_TO_OPEN, NOT_TO_OPEN),
    "new-file-in-read-only-folder": (None, 0o555, READ_ONLY, READ_ONLY),
    "window-lock-of-another": (0o666, 0o777, "done", READ_ONLY),
}


@pytest.fixture(scope="module")
def said_to_others() -> Iterator[dict[str, list[str]]]:
    """What somebody who may not do everything is told, by the name of the folder."""
    with folder_open_to_all() as outer:
        for name, (file_mode, folder_mode, *_) in FORBIDDEN.items():
            folder = outer / name
            folder.mkdir()
            if name == "window-lock-of-another":
                (folder / "desk.db.window-lock").touch()
                (folder / "desk.db.window-lock").chmod(0o400)
            if file_mode is not None:
                fresh_database(folder).chmod(file_mode)
            folder.chmod(folder_mode)
        yield json.loads(run_unprivileged(ATTEMPTS, outer, modules=MODULES))
        for folder in outer.iterdir():
            folder.chmod(0o755)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_somebody_may_not_do_is_told_in_words(said_to_others: dict[str, list[str]], name: str) -> None:
    *_, writing, window = FORBIDDEN[name]
    assert said_to_others[name] == [writing, window]


# ------------------------------------------------------------------------------------------------------ network drives

MOUNTS = [
    ("/", "ext4"),
    ("/home", "xfs"),
    ("/mnt/share", "autofs"),
    ("/mnt/share", "nfs4"),
    ("/mnt/share/local", "ext4"),
]


@pytest.mark.parametrize(
    ("path", "mounts", "kind"),
    [
        pytest.param("/home/ana/desk.db", MOUNTS, None, id="local"),
        pytest.param("/var/desk.db", MOUNTS, None, id="local root"),
        pytest.param("/mnt/share/desk.db", MOUNTS, "nfs4", id="share over its automounter"),
        pytest.param("/mnt/share/deep/er/desk.db", MOUNTS, "nfs4", id="below the share"),
        pytest.param("/mnt/share/local/desk.db", MOUNTS, None, id="local disk below the share"),
        pytest.param("/mnt/sharewood/desk.db", MOUNTS, None, id="another folder of a longer name"),
        pytest.param("/mnt/share/../x/desk.db", MOUNTS, None, id="dots that lead out"),
        pytest.param("/x/desk.db", [], None, id="no table of mounts"),
        *(
            pytest.param("/x/desk.db", [("/", "ext4"), ("/x", kind)], kind, id=kind)
            for kind in ("nfs", "NFS", "cifs", "smb3", "smbfs", "afpfs", "webdav", "remote", "lustre")
        ),
        *(
            pytest.param("/x/desk.db", [("/", "ext4"), ("/x", f"fuse.{kind}")], f"fuse.{kind}", id=f"fuse.{kind}")
            for kind in ("sshfs", "glusterfs", "rclone")
        ),
        pytest.param("/x/desk.db", [("/", "nfs"), ("/x", "fuse.ntfs-3g")], None, id="a local disk through fuse"),
        pytest.param("/x/desk.db", [("/x", "nfs"), ("/", "ext4")], "nfs", id="a table that is not in order"),
        pytest.param("/x/desk.db", [("/", "nfs"), ("/x", "tmpfs")], None, id="memory over a share"),
    ],
)
def test_a_network_drive_is_refused(path: str, mounts: list[tuple[str, str]], kind: str | None) -> None:
    table = [(Path(point), system) for point, system in mounts]
    if kind is None:
        refuse_network_disk(Path(path), table)
        return
    with pytest.raises(FaultError) as raised:
        refuse_network_disk(Path(path), table)
    assert raised.value.code == "database-network"
    assert raised.value.figures["file_system"] == kind
