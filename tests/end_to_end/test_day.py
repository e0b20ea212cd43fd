"""A day of the project's own, from the picture of each label to the printed report, through the command line."""

import csv
import io
import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from python_calamine import CalamineWorkbook

from rmadesk.bootstrap import Desk
from rmadesk.domain.rma import Box
from support.program import Done, Program

DEMO = Path(str(files("resources"))) / "demo"
DAY = "2026-11-20"
EVENING = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""19:00 at the site on the day: every box has arrived."""
BOXES: list[dict[str, Any]] = [json.loads(line) for line in (DEMO / "day.jsonl").read_text("utf-8").splitlines()]
COUNTED = [box for box in BOXES if box["expect"]["outcome"] == "received"]
PLACES = [pytest.param(place, id=Path(box["image"]).stem) for place, box in enumerate(BOXES)]


def receive_arguments(box: dict[str, Any], picture: Path) -> list[str]:
    """The command line for one box as the clerk has it in front of them."""
    arguments = ["receive", "--image", str(picture), "--packaging", box["packaging"], "--at", box["at"], "--json"]
    arguments += ["--outer-damage", box["outer_damage"]]
    arguments += ["--marked-on-box"] if box["marked_on_box"] else []
    arguments += ["--number-state", box["number_state"]] if box["number_state"] else []
    arguments += ["--box", box["box"]] if box["box"] else []
    return arguments + [part for text in box["scan"] for part in ("--scan", text)]


@dataclass(frozen=True, slots=True)
class PlayedDay:
    program: Program
    answers: tuple[Any, ...]
    stored: tuple[Box, ...]  # in the order of the answers


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> PlayedDay:
    """The registry imported and every box received; the tests of it only read."""
    program = Program(tmp_path_factory.mktemp("day"), EVENING)
    program.must("registry", "import", DEMO / "registry.csv")
    answers = tuple(program.must(*receive_arguments(box, DEMO / box["image"])).answer for box in BOXES)
    desk = Desk(program.database)
    stored = {box.box_id: box for box in desk.receiving.recent(len(BOXES) + 1)}
    desk.close()
    assert len(stored) == len(BOXES)
    return PlayedDay(program, answers, tuple(stored[answer["box_id"]] for answer in answers))


@pytest.mark.parametrize("place", PLACES)
def test_a_box_gets_the_answer_that_the_day_expects(played: PlayedDay, place: int) -> None:
    answer, expected = played.answers[place], BOXES[place]["expect"]
    pictures = {each["box_id"]: box["image"] for each, box in zip(played.answers, BOXES, strict=True)}
    assert {
        "outcome": answer["outcome"],
        "duplicate_of": pictures.get(answer["duplicate_of"]),
        "tracking_numbers": answer["tracking_numbers"],
        "rma_numbers": [each["rma_number"] for each in answer["verdicts"] if each["rma_number"]],
        "number_state": played.stored[place].number_state.value,
        "verdict": answer["verdict"],
        "verdicts": [
            {
                "rma_number": each["rma_number"],
                "verdict": each["verdict"],
                "findings": [{"rule": finding["rule"], "effect": finding["effect"]} for finding in each["findings"]],
            }
            for each in answer["verdicts"]
        ],
    } == expected


@pytest.mark.parametrize("place", PLACES)
def test_what_is_printed_is_what_was_stored(played: PlayedDay, place: int) -> None:
    answer, box = played.answers[place], played.stored[place]
    assert [read["text"] for read in answer["reads"]] == [scan.text for scan in box.scans]
    assert answer["verdict"] == box.verdict.value
    assert [each["rma_number"] for each in answer["verdicts"]] == [judged.rma_number for judged in box.verdicts]
    for each, judged in zip(answer["verdicts"], box.verdicts, strict=True):
        told = [(f["rule"], f["effect"], f["source"], f["figures"]) for f in each["findings"]]
        assert told == [(f.rule, f.effect.value, f.source, dict(f.figures)) for f in judged.findings]
    for each in answer["verdicts"]:
        for finding in each["findings"]:
            assert finding["detail"].endswith(".")
            assert finding["rule"] not in finding["detail"]  # a sentence, not the name of its message


def test_the_report_counts_what_the_boxes_say(played: PlayedDay) -> None:
    report = played.program.must("report", "--date", DAY, "--json").answer
    verdicts = Counter(box["expect"]["verdict"] for box in COUNTED)
    rules = Counter(
        rule
        for box in COUNTED
        for rule in {(f["rule"], f["effect"]) for each in box["expect"]["verdicts"] for f in each["findings"]}
    )
    assert {verdict: count for verdict, count in report["by_verdict"].items() if count} == verdicts
    assert {(total["rule"], total["effect"]): total["boxes"] for total in report["by_rule"]} == rules
    assert [total["boxes"] for total in report["by_rule"]] == sorted(rules.values(), reverse=True)
    assert [row["arrived_at"] for row in report["boxes"]] == [box["at"] for box in COUNTED]
    assert [row["verdict"] for row in report["boxes"]] == [box["expect"]["verdict"] for box in COUNTED]
    assert len(report["duplicates"]) == len(BOXES) - len(COUNTED)


def test_a_day_on_which_nothing_came_is_an_empty_report(played: PlayedDay) -> None:
    report = played.program.must("report", "--date", "2026-11-19", "--json").answer
    assert (report["boxes"], report["duplicates"], report["by_rule"]) == ([], [], [])
    assert set(report["by_verdict"].values()) == {0}


def test_importing_the_registry_again_changes_nothing(played: PlayedDay) -> None:
    before = rows_of(played.program.database)
    again = played.program.must("registry", "import", DEMO / "registry.csv", "--json").answer
    assert (again["added"], again["changed"]) == (0, 0)
    assert again["unchanged"] > 0
    assert rows_of(played.program.database) == before


def test_the_chain_is_whole_and_knows_every_event(played: PlayedDay) -> None:
    text = io.StringIO((DEMO / "registry.csv").read_text("utf-8"), newline="")
    authorizations = {row["rma_number"] for row in csv.DictReader(text)}
    checked = played.program.must("db", "check", "--json").answer
    assert checked["whole"]
    assert checked["events"] == len(authorizations) + len(BOXES)


def test_the_tables_are_made_again_row_for_row(played: PlayedDay, tmp_path: Path) -> None:
    program = copied(played.program, tmp_path)
    before = rows_of(program.database)
    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute("DELETE FROM box_rma")
        connection.execute("UPDATE box SET verdict = 'refuse'")
    assert rows_of(program.database) != before
    program.must("db", "rebuild")
    assert rows_of(program.database) == before
    program.must("db", "check")


def test_a_changed_event_is_found(played: PlayedDay, tmp_path: Path) -> None:
    program = copied(played.program, tmp_path)
    with closing(sqlite3.connect(program.database)) as connection, connection:
        with pytest.raises(sqlite3.IntegrityError):  # nobody does it by mistake
            connection.execute("UPDATE event SET user = 'somebody else' WHERE position = 30")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE event SET user = 'somebody else' WHERE position = 30")
    found = program.here("db", "check", "--json")
    assert found.status == 3
    assert [(fault["kind"], fault["seq"]) for fault in found.answer["faults"]] == [("hash", 30)]


def test_two_labels_swapped_swap_their_answers(tmp_path: Path) -> None:
    """From the pixels on: nothing but the picture says which box it is."""
    first, fourth = BOXES[0], BOXES[3]
    assert first["packaging"] == fourth["packaging"]
    assert first["expect"]["verdict"] != fourth["expect"]["verdict"]
    answers = {}
    for name, pictures in {"as it was": (first, fourth), "swapped": (fourth, first)}.items():
        program = Program(tmp_path / name, EVENING)
        program.home.mkdir()
        program.must("registry", "import", DEMO / "registry.csv")
        for box, picture in zip((first, fourth), pictures, strict=True):
            program.must(*receive_arguments(box, DEMO / picture["image"]))
        report = program.must("report", "--date", DAY, "--json").answer
        answers[name] = [
            (row["verdict"], row["tracking_numbers"], row["customers"], row["verdicts"]) for row in report["boxes"]
        ]
    assert answers["swapped"] == answers["as it was"][::-1]
    assert answers["swapped"] != answers["as it was"]


@pytest.mark.parametrize("place", [0, 7, 12])
def test_a_process_of_its_own_reads_the_same(played: PlayedDay, place: int, tmp_path: Path) -> None:
    """Without an hour of arrival, so that it holds whatever day this machine has: the codes, not the age."""
    program = Program(tmp_path)
    assert program.process("registry", "import", DEMO / "registry.csv", "--json").status == 0
    box = BOXES[place]
    done = program.process("receive", "--image", DEMO / box["image"], "--packaging", box["packaging"], "--json")
    assert (done.status, done.err) == (0, "")
    assert done.answer["tracking_numbers"] == played.answers[place]["tracking_numbers"]
    assert done.answer["reads"] == played.answers[place]["reads"]
    assert [each["rma_number"] for each in done.answer["verdicts"]] == [
        each["rma_number"] for each in played.answers[place]["verdicts"]
    ]


def test_a_scan_records_nothing(played: PlayedDay) -> None:
    before = rows_of(played.program.database)
    pictures = [DEMO / box["image"] for box in BOXES[:3]]
    lines = played.program.must("scan", *pictures, "--json").out.splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["file"] for each in told] == [str(each) for each in pictures]
    assert [each["reads"] for each in told] == [answer["reads"] for answer in played.answers[:3]]
    assert rows_of(played.program.database) == before


def test_from_the_dock_to_the_bench_to_the_label(played: PlayedDay, tmp_path: Path) -> None:
    program = copied(played.program, tmp_path)
    label = tmp_path / "label.pdf"
    outcome = ("--state", "received", "--disposition", "replace", "--note", "hinge bent")
    inspected = program.must("inspect", "218043", *outcome, "--json").answer
    assert (inspected["rma_number"], inspected["disposition"]) == ("218043", "replace")
    shipped = program.must("ship", "RMA-218043", "-o", label, "--json").answer
    assert decoded(label) >= set(shipped["codes"]) >= {"218043"}
    shown = program.must("registry", "show", "218043", "--json").answer
    assert shown["authorization"]["status"] == "closed"
    assert [(each["disposition"], each["note"]) for each in shown["inspected"]] == [("replace", "hinge bent")]
    assert [event["kind"] for event in shown["events"]] == [
        "AuthorizationRecorded",
        "BoxReceived",
        "DuplicateNoticed",
        "UnitInspected",
        "AuthorizationClosed",
        "ReplacementOrdered",
        "LabelPrinted",
    ]
    undone = program.here("undo", played.answers[0]["box_id"], "--json")
    assert (undone.status, undone.problem["code"]) == (1, "void-label-printed")
    before = rows_of(program.database)
    program.must("db", "rebuild")
    assert rows_of(program.database) == before


def test_an_undone_receipt_leaves_the_count_and_its_parcel_can_come_again(played: PlayedDay, tmp_path: Path) -> None:
    program = copied(played.program, tmp_path)
    place = 1
    program.must("undo", played.answers[place]["box_id"])
    report = program.must("report", "--date", DAY, "--json").answer
    assert len(report["boxes"]) == len(COUNTED) - 1
    assert [row["box_id"] for row in report["voided"]] == [played.answers[place]["box_id"]]
    again = program.must(*receive_arguments(BOXES[place], DEMO / BOXES[place]["image"])).answer
    assert again["outcome"] == "received"
    twice = program.here("undo", played.answers[place]["box_id"], "--json")
    assert (twice.status, twice.problem["code"]) == (1, "box-voided")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """The demonstration as it plays where there is no display."""
    program = Program(tmp_path_factory.mktemp("home"))
    folder = program.home / "played"
    return program.process("demo", "--headless", "--folder", folder), folder


def test_the_demonstration_prints_totals_and_where_its_files_lie(demonstration: tuple[Done, Path]) -> None:
    done, folder = demonstration
    assert done.status == 0, done.err
    assert "Traceback" not in done.err
    counts = Counter(box["expect"]["verdict"] for box in COUNTED)
    totals = [line.split(maxsplit=1) for line in done.out.splitlines()[1:5]]
    assert [int(count) for count, _ in totals] == [
        counts[verdict] for verdict in ("accept", "accept_with_charge", "hold", "refuse")
    ]
    written = sorted(path for path in folder.iterdir() if path.suffix in {".pdf", ".xlsx", ".csv", ".sqlite"})
    for path in written:
        assert path.stat().st_size > 0
        assert path.name == "registry.csv" or str(path) in done.out
    assert {path.suffix for path in written} == {".pdf", ".xlsx", ".csv", ".sqlite"}


def test_the_files_of_the_demonstration_open(demonstration: tuple[Done, Path]) -> None:
    _, folder = demonstration
    (label,) = folder.glob("*label*.pdf")
    (shipped,) = (text for text in decoded(label) if not text.startswith("RMA:"))
    assert shipped in {each["rma_number"] for box in COUNTED for each in box["expect"]["verdicts"]}

    paper = text_of(folder / f"report-{DAY}.pdf")
    cells = {str(cell) for row in sheet(folder / f"report-{DAY}.xlsx") for cell in row}
    lines = list(csv.DictReader(io.StringIO((folder / f"report-{DAY}.csv").read_text("utf-8-sig"))))
    assert len(lines) == len(BOXES)
    for box in COUNTED:
        for number in box["expect"]["rma_numbers"]:
            assert number in paper
            assert any(number in cell for cell in cells)
            assert any(number in line["rma_numbers"] for line in lines)


def test_the_demonstration_begins_anew_in_the_same_folder(demonstration: tuple[Done, Path], tmp_path: Path) -> None:
    _, folder = demonstration
    program = Program(tmp_path)
    own = folder / "notes.txt"
    own.write_text("kept")
    assert program.here("demo", "--headless", "--folder", folder).status == 0
    assert own.read_text() == "kept"
    program.database = folder / "demo.sqlite"
    assert len(program.must("report", "--date", DAY, "--json").answer["boxes"]) == len(COUNTED)
    assert program.must("db", "check", "--json").answer["whole"]


def copied(program: Program, folder: Path) -> Program:
    """The same day in a file that a test may change."""
    copy = Program(folder, EVENING)
    shutil.copy(program.database, copy.database)
    return copy


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
    assert len(rows["event"]) > 0
    return rows


def decoded(label: Path) -> set[str]:
    """The codes of a label's first page, at the printer's resolution."""
    with closing(pypdfium2.PdfDocument(label)) as document:
        picture = document[0].render(scale=203 / 72).to_pil().convert("L")
    return {read.text for read in zxingcpp.read_barcodes(picture)}


def text_of(paper: Path) -> str:
    with closing(pypdfium2.PdfDocument(paper)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def sheet(workbook: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(workbook)
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
