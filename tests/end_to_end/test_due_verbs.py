"""The due list from the command line: the real program, on a real file."""

import csv
import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from support.program import Done, Program

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
INVOICE = "218034/invoice/1"
HEADER = (
    "rma_number,issued_at,status,kind,edition,customer_id,serial_number,shipped_on,price,currency,"
    "advance_shipped_on,advance_replacement_cost,overdue_amount,overdue_since"
)
ROWS = (
    "218034,2026-10-01T09:00:00-07:00,open,replacement,hardware-warranty,C-77,SN-1,2025-01-05,,USD,2026-10-05,640.00,,",
    "218035,2026-11-18T09:00:00-08:00,open,refund,support-page,C-78,SN-2,2026-11-01,100.00,USD,,,1000.00,2026-09-10",
    "218036,2026-11-10T09:00:00-08:00,open,replacement,support-page,=C,SN-3,2026-01-01,,EUR,2026-11-06,,,",
)


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three authorizations, never touched: tests take copies."""
    program = Program(tmp_path_factory.mktemp("registered"), NOON)
    take_in(program, *ROWS)
    return program.database


@pytest.fixture
def program(registered: Path, tmp_path: Path) -> Program:
    """The program on 20 November 2026, at a copy of it."""
    made = Program(tmp_path, NOON)
    shutil.copy(registered, made.database)
    return made


def take_in(program: Program, *rows: str) -> None:
    registry = program.home / "registry.csv"
    registry.write_text("\n".join([HEADER, *rows]))
    program.must("registry", "import", registry)


def later(program: Program, days: int) -> Program:
    """The same so many days later."""
    return Program(program.home, NOON + days * DAY)


def records(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def listed(program: Program, *options: object) -> dict[str, str]:
    """Due id to state."""
    return {record["due_id"]: record["state"] for record in records(program.must("due", "--json", *options))}


def test_the_list_shows_day_and_clause_and_what_is_proposed(program: Program) -> None:
    header, *lines = program.must("due").out.splitlines()
    assert header.split() == [
        "due",
        "days",
        "left",
        "what",
        "stands",
        "RMA",
        "customer",
        "amount",
        "due",
        "id",
        "clause",
    ]
    (line,) = (line for line in lines if INVOICE in line)
    for said in ("Nov 5, 2026", " -15 ", "invoice for the replacement", "proposed", " 218034 ", "C-77", "$640.00"):
        assert said in line
    assert line.endswith("Hardware Warranty & Support Procedures: Advanced Replacement and Returns")
    assert lines[-1].startswith("-"), "what has no day stands last"


def test_a_record_says_all_there_is(program: Program) -> None:
    (record,) = (each for each in records(program.must("due", "--json")) if each["due_id"] == INVOICE)
    assert record == {
        "due_id": INVOICE,
        "clock": "invoice",
        "rma_number": "218034",
        "customer_id": "C-77",
        "unit_id": record["unit_id"],
        "serial_number": "SN-1",
        "starts_on": "2026-11-04",
        "due_on": "2026-11-05",
        "days_left": -15,
        "whose": "desk",
        "proposal": True,
        "state": "proposed",
        "source": "Hardware Warranty & Support Procedures: Advanced Replacement and Returns",
        "detail": "If the part is not back by Nov 4, 2026: invoice the full cost of the replacement, from Nov 5, 2026.",
        "figures": record["figures"],
        "amount": "640.00",
        "currency": "USD",
        "decision": None,
    }


def test_every_clock_of_three_authorizations(program: Program) -> None:
    assert listed(program) == {
        "218034/rma-expiry": "passed",
        "218034/part-due/1": "passed",
        "218034/support-hold/1": "proposed",
        "218034/invoice/1": "proposed",
        "218034/label-expiry/1": "length-not-stated",
        "218035/rma-expiry": "running",
        "218035/money-back-arrival/1": "running",
        "218035/late-fee/2026-09-10/2": "proposed",
        "218035/late-fee/2026-09-10/3": "running",
        "218036/rma-expiry": "running",
        "218036/label-expiry/1": "passed",
        "218036/part-due/1": "due-today",
        "218036/invoice/1": "running",
    }
    assert listed(program, "--on", "2026-11-21")["218036/invoice/1"] == "proposed"
    assert set(listed(program, "--within", 0)) == {
        due_id for due_id, state in listed(program).items() if state in ("passed", "proposed", "due-today")
    }


def test_a_chain_from_the_invoice_to_the_end(program: Program) -> None:
    """Declined or paid entries leave the table and say so; records keep them."""
    done = program.must("due", "decide", INVOICE, "--take", "--reason", "no answer", "--json")
    assert (done.answer["state"], done.answer["decision"]["outcome"]) == ("taken", "taken")
    assert listed(program)["218034/payment-due/1"] == "running"
    end = later(program, 16)
    assert listed(end)["218034/termination/1"] == "proposed"
    said = end.must("due", "decide", "rma-218034/termination/1", "--decline", "--reason", "they called").out
    assert said == "218034/termination/1: declined.\n"
    shown = end.must("due").out.splitlines()
    assert "termination" not in "".join(shown)
    assert shown[-1] == "Declined or paid and not shown: 1. --all shows them."
    assert "termination" in end.must("due", "--all").out
    assert end.must("due", "paid", INVOICE, "--on", "2026-12-05", "--reason", "wire").out == (
        "218034/payment-due/1: paid.\n"
    )
    assert listed(end)[INVOICE] == "paid"
    assert end.must("db", "check").status == 0
    before = listed(end)
    end.must("db", "rebuild")
    assert listed(end) == before


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        pytest.param(["decide", INVOICE, "--take", "--reason", ""], 1, "reason-missing", id="no reason"),
        pytest.param(
            ["decide", "218034/part-due/1", "--take", "--reason", "x"], 1, "due-not-a-proposal", id="deadline"
        ),
        pytest.param(["decide", "218036/invoice/1", "--take", "--reason", "x"], 1, "due-not-yet", id="too early"),
        pytest.param(["decide", "nonsense", "--take", "--reason", "x"], 1, "due-unknown", id="nonsense"),
        pytest.param(["decide", "\x00/invoice/1", "--take", "--reason", "x"], 1, "due-unknown", id="NUL"),
        pytest.param(["decide", INVOICE, "--reason", "x"], 2, "usage", id="neither taken nor declined"),
        pytest.param(["decide", INVOICE, "--take", "--decline", "--reason", "x"], 2, "usage", id="taken and declined"),
        pytest.param(["decide", INVOICE, "--take"], 2, "usage", id="no reason given at all"),
        pytest.param(
            ["paid", INVOICE, "--on", "2026-11-20", "--reason", "x"], 1, "due-not-invoiced", id="not invoiced"
        ),
        pytest.param(["paid", INVOICE, "--on", "soon", "--reason", "x"], 2, "usage", id="no date"),
        pytest.param(
            ["pause", "--from", "2026-11-02", "--until", "2026-11-01", "--reason", "x"],
            1,
            "pause-ends-before",
            id="back",
        ),
        pytest.param(
            ["pause", "--from", "2026-11-02", "--rma", "9", "--reason", "x"], 1, "rma-not-in-registry", id="rma"
        ),
        pytest.param(["unpause", "9", "--on", "2026-11-02"], 1, "pause-unknown", id="no such pause"),
        pytest.param(["--within", "-1"], 2, "usage", id="less than no days"),
        pytest.param(["-o", "due.pdf"], 2, "usage", id="another ending"),
    ],
)
def test_what_is_refused_changes_nothing(program: Program, arguments: list[str], status: int, code: str) -> None:
    before = listed(program)
    done = program.here("due", *arguments, "--json")
    assert (done.status, done.problem["code"], done.out) == (status, code, "")
    assert listed(program) == before


def test_a_decision_twice_is_refused(program: Program) -> None:
    program.must("due", "decide", INVOICE, "--decline", "--reason", "first")
    done = program.here("due", "decide", INVOICE, "--take", "--reason", "second")
    assert done.status == 1
    assert done.err.startswith(f"rmadesk: {INVOICE} was decided on Nov 20, 2026 by ")


def test_pauses(program: Program) -> None:
    assert program.must("due", "pauses").out == "No pause is on record.\n"
    made = program.must(
        "due", "pause", "--from", "2026-10-10", "--reason", "flood", "--customers-too", "--rma", "RMA-218034", "--json"
    ).answer
    assert listed(program)["218034/part-due/1"] == listed(program)["218034/invoice/1"] == "paused"
    heading, line = program.must("due", "pauses").out.splitlines()
    assert heading.split() == ["pause", "id", "from", "until", "moves", "RMA", "reason"]
    assert [line[heading.index(column) :].split("  ")[0] for column in ("until", "RMA", "reason")] == [
        "until somebody ends it",
        "218034",
        "flood",
    ]
    program.must("due", "unpause", made["pause_id"], "--on", "2026-10-24")
    (pause,) = records(program.must("due", "pauses", "--json"))
    assert (pause["until_on"], pause["rma_number"], pause["reason"]) == ("2026-10-24", "218034", "flood")
    due = {record["due_id"]: record for record in records(program.must("due", "--json"))}
    assert (due["218034/part-due/1"]["due_on"], due["218034/part-due/1"]["state"]) == ("2026-11-19", "passed")
    assert "Days added by pauses: 15." in due["218034/part-due/1"]["detail"]


def test_files(program: Program) -> None:
    calendar, table = program.home / "due.ics", program.home / "due.csv"
    count = len(listed(program))
    assert program.must("due", "-o", calendar).out.splitlines() == [
        f"{calendar} holds {count - 1} of the due list.",
        "Left out of the calendar, because their day is not known: 1.",
    ]
    assert program.must("due", "-o", table).out == f"{table} holds {count} of the due list.\n"
    (parsed,) = Calendar.from_ical(calendar.read_bytes(), multiple=True)
    assert len(parsed.walk("VEVENT")) == count - 1, "but for the label, of which nobody knows the day"
    assert len(records(program.must("due", "-o", table, "--json"))) == count
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [row["due_id"] for row in rows] == list(listed(program))
    assert {row["customer_id"] for row in rows} == {"C-77", "C-78", "'=C"}


def test_a_file_that_can_not_be_written_leaves_what_was_there(program: Program) -> None:
    done = program.here("due", "-o", program.home / "nowhere" / "due.ics")
    assert done.status == 1
    assert "nowhere" in done.err


def test_a_list_of_nothing_says_so(tmp_path: Path) -> None:
    program = Program(tmp_path, NOON)
    assert program.here("due").status == 1, "a misspelt name of a database is no empty list"
    take_in(program)
    assert program.must("due").out == "Nothing falls due: no clock is running.\n"
    assert program.must("due", "--within", 3).out == "Nothing falls due within that many days: 3.\n"
    assert program.must("due", "--json").out == ""
    calendar = tmp_path / "due.ics"
    program.must("due", "-o", calendar)
    assert Calendar.from_ical(calendar.read_bytes()).walk("VEVENT") == []


def test_it_speaks_german(program: Program) -> None:
    said = _InGerman(program.home, NOON).must("due").out
    assert "Rechnung über den Ersatz" in said
    assert "05.11.2026" in said


class _InGerman(Program):
    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"LANG": "de_DE.UTF-8"}


def test_a_part_that_was_scanned_in_and_undone(program: Program) -> None:
    received = program.must("receive", "--scan", "RMA-218036", "--packaging", "original", "--json").answer
    assert "218036/part-due/1" not in listed(program)
    program.must("undo", received["box_id"])
    assert listed(program)["218036/part-due/1"] == "due-today"


def test_the_real_program_by_the_real_clock(tmp_path: Path) -> None:
    """As processes of their own: list, take, pay."""
    program, today = Program(tmp_path), datetime.now(UTC).date()
    shipped = today - 60 * DAY
    take_in(program, f"7,,open,replacement,hardware-warranty,C-7,SN-7,,,USD,{shipped},12.50,,")
    found = {record["due_id"]: record for record in records(program.process("due", "--json"))}
    assert found["7/invoice/1"]["due_on"] == (shipped + 31 * DAY).isoformat()
    assert found["7/invoice/1"]["state"] == "proposed"
    done = program.process("due", "decide", "7/invoice/1", "--take", "--reason", "überfällig")
    assert (done.status, done.err) == (0, "")
    found = {record["due_id"]: record for record in records(program.process("due", "--json"))}
    taken_on = date.fromisoformat(found["7/invoice/1"]["decision"]["decided_on"])
    assert abs(taken_on - today) <= DAY, "the site's date"
    assert program.process("due", "paid", "7/invoice/1", "--on", taken_on, "--reason", "bar").status == 0
    done = program.process("due", "-o", tmp_path / "due.ics")
    assert (done.status, done.err) == (0, "")
    assert b"STATUS:CANCELLED" in (tmp_path / "due.ics").read_bytes()
