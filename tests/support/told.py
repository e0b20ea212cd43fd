"""How the program tells what is wrong: the exit status, one clear sentence, and nothing half-written."""

import sqlite3
import unicodedata
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from support.program import Done, Program

DEMO = Path(str(files("resources"))) / "demo"
PICTURE = DEMO / "labels" / "01.jpg"
BY_NUMBER = ("receive", "--scan", "RMA-218043", "--packaging", "original")
REFUSED, WRONG_USAGE, ENVIRONMENT_FAILED = 1, 2, 3


def assert_told(done: Done, status: int, name: str) -> None:
    """The exit status, nothing on standard output, and on standard error one sentence that names the thing."""
    assert done.status == status, done
    assert done.out == ""
    sentence, *more = done.err.splitlines()
    assert sentence.startswith("rmadesk: ")
    assert sentence.endswith(".")
    assert name in sentence
    assert all(line.startswith("  ") for line in more)  # bad rows, a line each
    assert "Traceback" not in done.err
    assert "{" not in sentence


def assert_told_as_json(done: Done, status: int, code: str, name: str) -> None:
    assert done.status == status, done
    assert done.out == ""
    assert done.problem["code"] == code
    assert name in done.problem["message"]


def content_of(program: Program) -> dict[str, list[tuple[object, ...]]]:
    """All that is on record."""
    with closing(sqlite3.connect(program.database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def names_in(folder: Path) -> set[str]:
    """What lies there, but for what SQLite and its lock keep beside the database."""
    return {path.name for path in folder.iterdir() if not path.name.startswith("desk.sqlite")}


def is_harmless(shown: str) -> bool:
    """Whether a terminal may show these lines: nothing in them hides, turns the line round or commands it."""
    inked = shown.replace("\n", "").replace("\t", "")
    return not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in inked)
