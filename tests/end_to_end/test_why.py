"""`policy why`: a recorded verdict laid open from the command line, without writing anything."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.program import Program
from support.registry import row

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path, NOW)
    expected = row("218043", issued_at="2026-10-01T10:00:00-07:00", kind="repair")
    registry = tmp_path / "registry.csv"
    registry.write_text("\n".join((",".join(expected), ",".join(expected.values()), "")), encoding="utf-8")
    made.must("registry", "import", registry)
    return made


def received(program: Program, *more: str) -> str:
    scan = ("--scan", "RMA:218043", "--packaging", "other", *more)
    box_id: str = program.must("receive", *scan, "--json").answer["box_id"]
    return box_id


def rules(listed: list[dict[str, Any]]) -> set[str]:
    return {each["rule"] for each in listed}


def test_the_answer_holds_the_record_what_is_open_and_what_the_other_edition_says(program: Program) -> None:
    box_id = received(program)
    answer = program.must("policy", "why", box_id, "--json").answer
    assert (answer["box_id"], answer["verdict"], answer["voided"]) == (box_id, "hold", False)
    (verdict,) = answer["verdicts"]
    assert (verdict["rma_number"], verdict["edition"], verdict["contract"]) == ("218043", "hardware-warranty", None)
    assert rules(verdict["findings"]) >= {"rma-expired", "packaging-not-accepted"}
    for finding in verdict["findings"]:
        assert finding["detail"]
        assert finding["change"]
        assert finding["source"]
    assert rules(verdict["open"]) >= {"packaging-damage"}
    assert all(each["question"].endswith("?") and each["clauses"] for each in verdict["open"])
    (other,) = verdict["others"]
    assert (other["edition"], other["verdict"], other["verdict_differs"]) == ("support-page", "refuse", True)
    assert {each["rule"]: each["difference"] for each in other["rules"]}["rma-expired"] == "effect"


def test_the_same_is_said_in_words(program: Program) -> None:
    box_id = received(program)
    said = program.must("policy", "why", box_id).out
    for words in (
        f"Box {box_id}: Hold.",
        "RMA 218043: Hold. Judged under Hardware Warranty & Support Procedures, version",
        "50 days on arrival; 30 are allowed.",
        "Would not apply had the box arrived by Oct 31, 2026.",
        "Hardware Warranty & Support Procedures: Packaging requirements",
        "Support, version",
        "would say: Refuse.",
        "Refuse instead of Hold",
        "[ ] ",
    ):
        assert words in said


def test_it_writes_nothing(program: Program) -> None:
    box_id = received(program)
    before = program.must("db", "check", "--json").answer
    program.must("policy", "why", box_id)
    assert program.must("db", "check", "--json").answer == before


def test_an_undone_receipt_says_so(program: Program) -> None:
    box_id = received(program)
    program.must("undo", box_id)
    assert "The receipt was undone" in program.must("policy", "why", box_id).out
    assert program.must("policy", "why", box_id, "--json").answer["voided"] is True


def test_an_unknown_box_is_refused(program: Program) -> None:
    done = program.here("policy", "why", "nothing", "--json")
    assert (done.status, done.problem["code"]) == (1, "box-unknown")


def test_a_misspelt_database_is_not_made(tmp_path: Path) -> None:
    program = Program(tmp_path)
    done = program.here("policy", "why", "nothing", "--json")
    assert (done.status, done.problem["code"]) == (1, "database-missing")
    assert not program.database.exists()
