"""Databases that can't be used, missing rights and a full disk: told in one sentence, and what was there stays."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from rmadesk.bootstrap import Desk
from support.program import Done, Program
from support.told import (
    BY_NUMBER,
    DEMO,
    ENVIRONMENT_FAILED,
    PICTURE,
    REFUSED,
    assert_told,
    assert_told_as_json,
    content_of,
    names_in,
)
from support.unprivileged import folder_open_to_all

Make = Callable[[Path], object]
VERBS = [BY_NUMBER, ("report", "--date", "2026-11-20"), ("db", "check"), ("registry", "search", "x")]
each_verb = pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])


def of_a_newer_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name)")


def cut_in_two(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DATABASES: list[tuple[str, Make]] = [
    ("database-newer", of_a_newer_version),
    ("database-not-ours", lambda path: path.write_text("shopping: milk, bread\n" * 100)),
    ("database-not-ours", of_another_program),
    ("database-cannot-open", lambda path: (path.unlink(), path.mkdir())),
]


@each_verb
@pytest.mark.parametrize(("code", "make"), DATABASES, ids=["newer", "text", "another's", "folder"])
def test_a_database_that_is_none_of_ours(program: Program, verb: tuple[str, ...], code: str, make: Make) -> None:
    make(program.database)
    before = program.database.read_bytes() if program.database.is_file() else None
    assert_told(program.here(*verb), ENVIRONMENT_FAILED, "desk.sqlite")
    assert_told_as_json(program.here(*verb, "--json"), ENVIRONMENT_FAILED, code, "desk.sqlite")
    assert (program.database.read_bytes() if before is not None else None) == before


def test_a_database_that_is_cut_short_is_told_by_whoever_meets_the_hole(program: Program) -> None:
    cut_in_two(program.database)
    for verb in VERBS:
        done = program.here(*verb)
        assert done.status == ENVIRONMENT_FAILED, verb
        assert "Traceback" not in done.err


@contextmanager
def held_by_another(program: Program) -> Iterator[None]:
    desk = Desk(program.database, user="ana")
    try:
        with desk.storage.writing("registry import"):
            yield
    finally:
        desk.close()


def test_a_database_that_another_instance_holds(program: Program) -> None:
    before = content_of(program)
    with patch("rmadesk.adapters.db.storage.BUSY_WAIT_MS", 50), held_by_another(program):
        done = program.here(*BY_NUMBER)
        told = program.here(*BY_NUMBER, "--json")
        read = program.here("report", "--date", "2026-11-20")
    assert_told(done, ENVIRONMENT_FAILED, "desk.sqlite")
    assert "ana" in done.err
    assert "registry import" in done.err
    assert_told_as_json(told, ENVIRONMENT_FAILED, "database-locked", "ana")
    assert read.status == 0  # who only reads waits for nobody
    assert content_of(program) == before
    assert program.must(*BY_NUMBER).status == 0


def test_a_writer_waits_until_the_other_has_done(program: Program) -> None:
    with held_by_another(program):
        process = program.start(*BY_NUMBER, "--json")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b'"received"' in out


def test_what_the_user_may_not_write(template: Path) -> None:
    with folder_open_to_all() as folder:
        program = Program(folder)
        shutil.copy(template, program.database)
        program.database.chmod(0o444)
        before = content_of(program)
        done = program.unprivileged(*BY_NUMBER)
        told = program.unprivileged("registry", "import", DEMO / "registry.csv", "--json")
        report = folder / "report.csv"
        unwritten = program.unprivileged("report", "--date", "2026-11-20", "-o", report)
        assert content_of(program) == before
        assert not report.exists()
    assert_told(done, ENVIRONMENT_FAILED, "desk.sqlite")
    assert_told_as_json(told, ENVIRONMENT_FAILED, "database-read-only", "desk.sqlite")
    assert_told(unwritten, ENVIRONMENT_FAILED, "desk.sqlite")


def test_what_the_user_may_not_read(template: Path) -> None:
    with folder_open_to_all() as folder:
        program = Program(folder)
        shutil.copy(template, program.database)
        picture, registry = folder / "label.jpg", folder / "registry.csv"
        shutil.copy(PICTURE, picture)
        shutil.copy(DEMO / "registry.csv", registry)
        for path in (program.database, picture, registry):
            path.chmod(0o600)
        assert_told(program.unprivileged(*BY_NUMBER), ENVIRONMENT_FAILED, "desk.sqlite")
        program.database.chmod(0o666)
        folder.chmod(0o777)  # so that it is the file that can't be read, and not the database
        seen = program.unprivileged("receive", "--image", picture, "--packaging", "original", "--json")
        assert_told_as_json(seen, REFUSED, "picture-unreadable", "label.jpg")
        taken = program.unprivileged("registry", "import", registry, "--json")
        assert_told_as_json(taken, REFUSED, "registry-file-unreadable", "registry.csv")
        program.database.unlink()
        folder.chmod(0o755)
        assert_told(program.unprivileged(*BY_NUMBER), ENVIRONMENT_FAILED, "desk.sqlite")
        assert not program.database.exists()


SQLITES_OWN_BYTES = 40_000
"""What the index of a write-ahead log takes, which even a reader needs."""


def fill(filler: Path, but_bytes: int) -> None:
    """Take what room is left on a disk, but for a little."""
    descriptor = os.open(filler, os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(descriptor, bytes(4096))
    except OSError as error:
        assert error.errno == errno.ENOSPC  # noqa: PT017 - it must be raised: there is no other way out of the loop
        os.ftruncate(descriptor, os.fstat(descriptor).st_size - but_bytes)
    finally:
        os.close(descriptor)


@contextmanager
def full_disk(template: Path, tmp_path: Path) -> Iterator[tuple[Program, Callable[[], object]]]:
    """A program whose database has no room to grow, and what makes room: a disk of 2 MB where mounting is allowed,
    else a limit on the file's pages."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode == 0
    )
    program, filler = Program(disk), disk / "filler"
    try:
        shutil.copy(template, program.database)
        if mounted:
            fill(filler, SQLITES_OWN_BYTES)
            yield program, filler.unlink
        else:
            with closing(sqlite3.connect(program.database)) as connection:
                (pages,) = connection.execute("PRAGMA page_count").fetchone()
            limit = patch("rmadesk.adapters.db.storage._WRITER_PRAGMAS", (f"PRAGMA max_page_count={pages}",))
            limit.start()
            try:
                yield program, limit.stop
            finally:
                patch.stopall()
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk(template: Path, tmp_path: Path) -> None:
    with full_disk(template, tmp_path) as (program, make_room):
        shown = program.must("report", "--json").answer
        registry = tmp_path / "many.csv"
        registry.write_text("rma_number\n" + "\n".join(str(600000 + each) for each in range(500)), encoding="utf-8")
        done = program.here("registry", "import", registry)
        told = program.here("registry", "import", registry, "--json")
        assert_told(done, ENVIRONMENT_FAILED, "desk.sqlite")
        assert_told_as_json(told, ENVIRONMENT_FAILED, "database-full", "desk.sqlite")
        make_room()
        checked = program.must("db", "check", "--json").answer
        assert checked["whole"]
        assert program.must("report", "--json").answer == shown
        assert program.must("registry", "import", registry, "--json").answer["added"] == 500


def test_a_file_for_which_there_is_no_room(program: Program) -> None:
    """By a limit on the size of files, which fails the same way and needs no rights."""
    path = program.home / "report.pdf"
    path.write_bytes(b"the old one")
    there = names_in(program.home)
    limit = "import resource, sys; from rmadesk.__main__ import main; "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (36_000, 36_000)); main()"  # SQLite's own files fit
    command = [sys.executable, "-c", limit, "--db", program.database, "report", "-o", path]
    done = subprocess.run(command, env=program.environment, capture_output=True, text=True)
    assert_told(Done(done.returncode, done.stdout, done.stderr), ENVIRONMENT_FAILED, path.name)
    assert path.read_bytes() == b"the old one"
    assert names_in(program.home) == there
