"""Coverage, lapses and refund sheets at the real program: a registry in, sentences, JSON and a sheet out."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.program import Program
from support.registry import row
from support.report_days import pages, unspaced
from support.told import assert_told, assert_told_as_json

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
ROWS = (
    row("RMA-1001", serial_number="SN-A", invoiced_on="2024-02-29", shipped_on="2024-03-01", warranty_months=""),
    row("RMA-1002", serial_number="SN-B", invoiced_on="", shipped_on="", warranty_months="", family=""),
    row(
        "RMA-2001",
        serial_number="SN-R",
        kind="refund",
        edition="support-page",
        shipped_on="2026-10-21",
        price="1899.99",
        currency="USD",
    ),
    row("RMA-2002", serial_number="SN-L", kind="refund", edition="support-page", shipped_on="2026-10-20", price="5.00"),
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program at a new database with these rows, at noon of a day."""
    made = Program(tmp_path, NOON)
    registry = tmp_path / "registry.csv"
    columns = list(dict.fromkeys(name for each in ROWS for name in each))
    with registry.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(ROWS)
    made.must("registry", "import", registry)
    return made


def test_a_replacement_s_coverage_from_the_label_to_the_line(program: Program, tmp_path: Path) -> None:
    label = tmp_path / "label.pdf"
    printed = program.must("ship", "RMA-1001", "-o", label, "--new-serial", "sn-b", "--json").answer
    assert printed["replacement_serial"] == "SN-B"
    again = program.here("ship", "RMA-1001", "-o", label, "--new-serial", "SN-C", "--json")
    assert_told_as_json(again, 1, "new-serial-differs", "SN-B")

    line = program.must("coverage", "sn-b", "--json").answer
    hardware, support = line["readings"]
    assert (hardware["covered"], hardware["last_covered_on"]) == (True, "2027-02-28")
    assert [(span["from_on"], span["until_on"], span["source"], span["original"]) for span in hardware["spans"]] == [
        ("2026-11-20", "2027-02-28", "inherited", "SN-A")
    ]
    assert (support["covered"], support["last_covered_on"], support["lacks"]) == (
        None,
        None,
        ["shipment-date", "months"],
    )
    assert line["replaces"] == [{"serial_number": "SN-A", "rma_number": "1001", "replaced_on": "2026-11-20"}]
    for day, covered in (("2027-02-28", True), ("2027-03-01", False)):
        asked = program.must("coverage", "SN-B", "--on", day, "--json").answer
        assert asked["readings"][0]["covered"] is covered
    told = program.must("coverage", "SN-B").out
    assert "Nov 20, 2026 to Feb 28, 2027: inherits from S/N SN-A" in told
    assert "Whether it is covered can't be told." in told

    judged = program.must("receive", "--scan", "RMA-1002", "--packaging", "original", "--json").answer
    assert not [found for found in judged["verdicts"][0]["findings"] if found["rule"].startswith("warranty")]


def test_a_lapse_is_quoted(program: Program) -> None:
    done = program.must("lapse", "SN-A", "--from", "2027-03-02", "--annual-price", "480.00", "--json")
    assert done.out.count("\n") == 2
    done = program.must("lapse", "SN-A", "--from", "2027-03-02", "--annual-price", "480.00")
    assert "no coverage from Mar 1, 2027 to Mar 1, 2027. Days, first and last counted: 1" in done.out
    assert "$480.00 × 1 / 365 = $1.32" in done.out
    assert "____" in done.out
    assert "Warranty Extensions & On-Site Service" in done.out
    assert "No gap" in program.must("lapse", "SN-A", "--from", "2027-03-01").out


@pytest.mark.parametrize("verb", ["coverage", "lapse"])
def test_a_serial_number_that_nobody_knows(program: Program, verb: str) -> None:
    more = ("--from", "2027-03-01") if verb == "lapse" else ()
    assert_told(program.here(verb, "SN-\u202eX", *more), 1, "SN-\\u202eX")
    assert_told_as_json(program.here(verb, "SN-X", *more, "--json"), 1, "coverage-serial-unknown", "SN-X")


@pytest.mark.parametrize(
    "arguments",
    [
        ("lapse", "SN-A"),
        ("lapse", "SN-A", "--from", "2027-02-30"),
        ("lapse", "SN-A", "--from", "2027-03-02", "--annual-price", "-1"),
        ("lapse", "SN-A", "--from", "2027-03-02", "--annual-price", "1.005"),
        ("lapse", "SN-A", "--from", "2027-03-02", "--annual-price", "NaN"),
        ("coverage", "SN-A", "--on", "soon"),
        ("refund", "RMA-2001", "--reason", "x"),
        ("refund", "RMA-2001", "-o", "sheet.txt"),
    ],
    ids=" ".join,
)
def test_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    done = program.here(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_a_refund_from_the_dock_to_the_sheet(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert_told_as_json(program.here("refund", "RMA-2001", "--json"), 1, "refund-not-received", "SN-R")
    program.must("receive", "--scan", "RMA-2001", "--packaging", "original")
    program.must("inspect", "RMA-2001", "--state", "received", "--disposition", "refund")
    made = program.must("refund", "RMA-2001", "-o", sheet, "--json").answer
    assert (made["outcome"], made["price"], made["restocking_fee"], made["amount"]) == (
        "made",
        "1899.99",
        "380.00",
        "1519.99",
    )
    (page,) = pages(sheet.read_bytes())
    assert unspaced("Given back $1,519.99") in page
    assert unspaced("Åsa Müller-Lindqvist") in page
    shown = program.must("refund", "2001", "--json").answer
    assert (shown["outcome"], shown["sheet_id"]) == ("shown", made["sheet_id"])
    assert_told(program.here("refund", "RMA-2001", "--waive-restocking"), 1, "why")
    waived = program.must(
        "refund", "2001", "--waive-restocking", "--reason", "Our mistake", "-o", sheet, "--json"
    ).answer
    assert (waived["outcome"], waived["amount"], waived["reason"]) == ("replaced", "1899.99", "Our mistake")
    assert unspaced("Our mistake") in pages(sheet.read_bytes())[0]
    assert "still holds" in program.must("refund", "2001").out
    program.must("db", "check")
    program.must("db", "rebuild")
    assert program.must("refund", "2001", "--json").answer["sheet_id"] == waived["sheet_id"]


def test_what_came_late_is_not_paid_back(program: Program) -> None:
    program.must("receive", "--scan", "RMA-2002", "--packaging", "original")
    done = program.here("refund", "RMA-2002")
    assert_told(done, 1, "Support: Money Back Guarantee")
    assert_told_as_json(program.here("refund", "RMA-1001", "--json"), 1, "refund-kind", "repair")


def test_they_run_as_processes_of_their_own(program: Program) -> None:
    assert program.process("coverage", "SN-A").status == 0
    assert program.process("lapse", "SN-A", "--from", "2027-03-02").status == 0
    refused = program.process("refund", "RMA-1001")
    assert_told(refused, 1, "repair")
    empty = Program(program.home / "elsewhere")
    for arguments in (("coverage", "A"), ("lapse", "A", "--from", "2027-01-01"), ("refund", "1")):
        assert_told(empty.here(*arguments), 1, "desk.sqlite")
