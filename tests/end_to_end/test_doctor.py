"""`rmadesk doctor`: the real station examined, and one that is out of order."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from support.program import Program


def doctor(program: Program) -> tuple[int, list[Mapping[str, Any]]]:
    done = program.process("doctor", "--json")
    return done.status, [json.loads(line) for line in done.out.splitlines()]


def test_this_machine_has_all_that_the_desk_needs(tmp_path: Path) -> None:
    status, parts = doctor(Program(tmp_path))
    conditions = {part["part"]: part["condition"] for part in parts}
    assert status == 0
    needed = ("settings", "disk", "pictures", "second-opinion", "heic", "print", "camera", "serial-port")
    assert {conditions[part] for part in needed} == {"good"}
    assert conditions["database"] == "limited", "not there yet"
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"


@pytest.mark.parametrize(
    ("content", "part"),
    [pytest.param(b"no database at all, only a text of some length" * 30, "database", id="garbage")],
)
def test_what_is_broken_is_said_and_the_rest_is_examined(tmp_path: Path, content: bytes, part: str) -> None:
    (tmp_path / "desk.sqlite").write_bytes(content)
    status, parts = doctor(Program(tmp_path))
    broken = {each["part"]: each for each in parts if each["condition"] == "broken"}
    assert (status, list(broken)) == (3, [part])
    assert broken[part]["error"]["code"].startswith("database-")
    assert "desk.sqlite" in str(broken[part]["says"])
    assert len(parts) == 11


def test_a_database_that_can_have_no_such_name_is_told(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.database = tmp_path / ("a" * 300)
    status, parts = doctor(program)
    assert status == 3
    assert [part["part"] for part in parts if part["condition"] == "broken"] == ["database", "disk"]


def test_a_setting_that_would_have_every_box_refused_is_told(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.must("settings", "set", "site.edition", "acme")
    status, parts = doctor(program)
    (broken,) = [part for part in parts if part["condition"] == "broken"]
    assert (status, broken["part"], broken["error"]["code"]) == (3, "settings", "edition-unknown")


_WITHOUT_ENGINE = """
import sys
sys.modules["zxingcpp"] = None  # as where a library that it needs is missing
from rmadesk.__main__ import program
from rmadesk.console import run
sys.exit(run(program, sys.argv[1:]))
"""


def test_a_station_whose_engine_does_not_load_is_examined_to_the_end(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", _WITHOUT_ENGINE, "--db", str(tmp_path / "desk.sqlite"), "doctor", "--json"]
    done = subprocess.run(asked, env=Program(tmp_path).environment, capture_output=True, text=True, timeout=60)
    assert [json.loads(line)["part"] for line in done.stdout.splitlines()][-1] == "serial-port", done.stderr


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    settings = tmp_path / ".config" / "rmadesk" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[site]\ntime_zone = "Mars/Olympus"\n', encoding="utf-8")
    status, parts = doctor(Program(tmp_path))
    assert status == 3
    assert (parts[0]["part"], parts[0]["condition"]) == ("settings", "broken")
    assert "Mars/Olympus" in str(parts[0]["says"])
