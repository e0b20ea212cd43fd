"""The command line as scripts rely on it: help, version, where the database is, and two of them at once."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import click
import pytest

import rmadesk
from rmadesk.__main__ import program as root
from rmadesk.bootstrap import Desk
from rmadesk.domain.rma import BoxState
from support.program import Program, finished
from support.receiving_loop import registry_text
from support.told import BY_NUMBER, DEMO

TESTS = Path(__file__).parents[1]


def verbs(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    """Every command of the program and of its groups."""
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*before, name))
        if isinstance(command, click.Group):
            found += verbs(command, *before, name)
    return found


VERBS = verbs(root)
PLATFORMS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("verb", [(), *VERBS], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_verb_says_what_it_does(tmp_path: Path, verb: tuple[str, ...], option: str) -> None:
    program = Program(tmp_path)
    done = program.must(*verb, option)
    usage, _, *described = done.out.splitlines()
    assert usage.startswith(" ".join(("Usage: rmadesk", *verb)))
    assert described[0].strip().endswith((".", "...", ",")) or len(described[0]) > 60
    assert not program.database.exists()


def test_the_promised_verbs_are_there() -> None:
    promised = "scan, receive, ship, report, registry import, db check, db rebuild, demo, gui"
    assert {tuple(verb.split()) for verb in promised.split(", ")} <= set(VERBS)


def test_the_version_costs_neither_database_nor_window(tmp_path: Path) -> None:
    program = Program(tmp_path)
    done = program.process("--version")
    assert (done.status, done.err) == (0, "")
    assert rmadesk.__version__ in done.out
    assert not program.database.exists()
    code = "import sys, rmadesk.__main__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "sqlalchemy", "cv2", "numpy", "reportlab", "PIL", "zxingcpp", "rmadesk.cli"} & set(loaded)


def test_the_database_is_named_by_the_environment_and_the_option_wins(tmp_path: Path) -> None:
    program, other = Program(tmp_path), tmp_path / "other.sqlite"
    environment = program.environment | {"RMADESK_DB": str(other)}
    command = [sys.executable, "-m", "rmadesk"]
    subprocess.run([*command, *BY_NUMBER], env=environment, check=True, capture_output=True)
    assert other.exists()
    assert not program.database.exists()
    subprocess.run([*program.command, *BY_NUMBER], env=environment, check=True, capture_output=True)
    assert program.database.exists()


def test_without_a_name_it_is_the_station_s_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rmadesk", *BY_NUMBER]
    subprocess.run(command, env=Program(tmp_path).environment, check=True, capture_output=True)
    (found,) = tmp_path.rglob("rmadesk.sqlite")
    assert found.is_relative_to(tmp_path)


def test_who_works_is_on_record(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.must("--user", "Ana María", *BY_NUMBER)
    (row,) = program.must("report", "--json").answer["boxes"]
    assert row["received_by"] == "Ana María"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("no username set")], ids=["3.11", "3.13"])
def test_an_account_without_a_name_is_known_by_its_number(tmp_path: Path, error: Exception) -> None:
    program = Program(tmp_path)
    with patch("getpass.getuser", side_effect=error):
        program.must(*BY_NUMBER)
    (row,) = program.must("report", "--json").answer["boxes"]
    assert row["received_by"] == str(os.getuid())


def test_a_reader_who_goes_away_is_no_error(program: Program) -> None:
    process = program.start("registry", "search")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    told = process.stderr.read().decode()
    assert process.wait(timeout=60) in (0, 1)
    process.stderr.close()
    assert told == ""


def test_processes_that_start_at_once_share_one_new_database(tmp_path: Path) -> None:
    """None of them finds the file made, and none may find it half-made."""
    program = Program(tmp_path)
    numbers = [str(218000 + each) for each in range(4)]
    verb = ("receive", "--packaging", "original", "--json")
    started = [program.start(*verb, "--scan", f"RMA-{number}") for number in numbers]
    answers = [finished(process) for process in started]
    assert [(done.status, done.err) for done in answers] == [(0, "")] * len(numbers)
    told = {done.answer["box_id"] for done in answers}
    assert told == {row["box_id"] for row in program.must("report", "--json").answer["boxes"]}
    assert program.must("db", "check", "--json").answer["events"] == len(numbers)


def test_two_that_receive_at_the_same_time_lose_and_double_nothing(tmp_path: Path) -> None:
    """Two docks, one pile each, half of it the same parcels."""
    program, receipts = Program(tmp_path), 60
    registry = tmp_path / "registry.csv"
    registry.write_text(registry_text(receipts), encoding="utf-8")
    program.must("registry", "import", registry)
    piles = [(0, 40), (20, receipts)]
    loop = [sys.executable, "-m", "support.receiving_loop", program.database]
    started = [
        subprocess.Popen(
            [*loop, str(first), str(last), "0"],
            cwd=TESTS,
            env=program.environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for first, last in piles
    ]
    ended = [finished(process) for process in started]
    assert [(done.status, done.err) for done in ended] == [(0, "")] * 2
    acknowledged = [line for done in ended for line in done.out.split()]
    desk = Desk(program.database)
    boxes = {box.box_id: box for box in desk.receiving.recent(200)}
    desk.close()
    assert set(acknowledged) == set(boxes)
    assert len(acknowledged) == sum(last - first for first, last in piles)
    assert sum(box.state is not BoxState.DUPLICATE for box in boxes.values()) == receipts
    assert program.must("db", "check", "--json").answer["whole"]


def test_the_answer_of_an_import_counts_what_changed(tmp_path: Path) -> None:
    program = Program(tmp_path)
    first = program.must("registry", "import", DEMO / "registry.csv", "--json").answer
    assert first["added"] > 0
    text = (DEMO / "registry.csv").read_text("utf-8").replace("Larkspur Genomics Inc.", "Larkspur & Sons")
    changed = tmp_path / "changed.csv"
    changed.write_text(text, encoding="utf-8", newline="")
    dry = program.must("registry", "import", changed, "--dry-run", "--json").answer
    real = program.must("registry", "import", changed, "--json").answer
    assert real["changed"] > 0
    assert {**dry, "dry_run": False} == real
    assert real["changed"] + real["unchanged"] == first["added"]
    assert program.must("registry", "search", "Larkspur & Sons").out.count("\n") == real["changed"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--date", "2026-11-20"),
        ("registry", "search", "x"),
        ("registry", "show", "1"),
        ("undo", "x"),
        ("inspect", "1", "--disposition", "repair"),
        ("db", "check"),
        ("db", "rebuild"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_misspelt_database_is_no_empty_day(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    program = Program(tmp_path)
    done = program.here(*arguments)
    assert (done.status, done.out) == (1, "")
    assert str(program.database) in done.err
    assert not program.database.exists()


def test_an_empty_scan_is_a_mistake_and_no_box(tmp_path: Path) -> None:
    program = Program(tmp_path)
    assert program.here("receive", "--scan", " ", "--packaging", "original").status == 2
    assert not program.database.exists()


def test_the_window_says_that_there_is_no_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Program(tmp_path)
    bare = {name: value for name, value in program.environment.items() if name not in PLATFORMS}
    monkeypatch.setattr(Program, "environment", bare)
    done = program.process("gui")
    assert done.status == 3
    assert "display" in done.err


@pytest.mark.parametrize(
    "verb",
    [["policy", "list"], ["support", "--json"], ["assess", TESTS / "data" / "policy-cases.jsonl"]],
    ids=["a table", "JSON", "cases"],
)
def test_a_full_disk_behind_the_output_is_a_failure_and_no_bug(program: Program, verb: list[object]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*program.command, *map(str, verb)],
            env=program.environment,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 3
    (told,) = done.stderr.decode().splitlines()
    assert "The answer could not be written in full" in told


def test_a_reader_that_has_what_it_wanted_is_no_refusal(program: Program) -> None:
    """As in `rmadesk policy list | head -1`, where the shell is told of every part's failure."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [*program.command, "policy", "list"],
            env=program.environment,
            stdin=subprocess.DEVNULL,
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
