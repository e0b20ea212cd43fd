"""What a text is, from the command line: one line each, nothing hidden in it, and what somebody says is remembered."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from support.desk import CONTAINERS, PARCELS
from support.program import TIMEOUT_S, Program
from support.told import REFUSED, is_harmless

WRONG_USAGE = 2
ONE = PARCELS[0]
AMBIGUOUS = "287809468872"  # twelve digits that fit more than one carrier's check digit


@pytest.fixture
def known(program: Program) -> Program:
    """A registry in which one text is a number and the serial of another's."""
    rows = (
        f"rma_number,customer_id,serial_number,tracking_number\nRMA-1001,C-1,SN-1,{ONE}\n2003,C-2,,\n2004,C-3,2003,\n"
    )
    file = program.home / "registry.csv"
    file.write_text(rows, encoding="utf-8")
    program.must("registry", "import", file)
    return program


def answers(program: Program, *arguments: Any) -> list[Any]:
    return [json.loads(line) for line in program.must("identify", "--json", *arguments).out.splitlines()]


def test_an_answer_has_every_key_and_a_text_its_line(known: Program) -> None:
    first, second = answers(known, "rma 1001", f"]C100{CONTAINERS[0]}")
    assert first == {
        "text": "rma 1001",
        "kind": "rma",
        "value": "1001",
        "carrier": None,
        "service": None,
        "form": None,
        "ground": "registry",
        "guess": False,
        "known": True,
        "tracking_page": None,
        "ambiguous": False,
        "remembered": False,
        "also": [],
        "candidates": first["candidates"],
        "details": [],
    }
    assert [each["ground"] for each in first["candidates"]] == ["registry"]
    assert (second["kind"], second["value"], second["ground"]) == ("sscc", CONTAINERS[0], "gs1")


def test_a_carriers_number_names_carrier_service_and_page(known: Program) -> None:
    (answer,) = answers(known, ONE)
    assert (answer["kind"], answer["carrier"], answer["known"]) == ("tracking", "UPS", True)
    assert answer["service"]
    assert ONE in answer["tracking_page"]


def test_without_a_database_nothing_is_known_and_none_is_made(tmp_path: Path) -> None:
    program = Program(tmp_path)
    assert [answer["ground"] for answer in answers(program, "RMA-1001", ONE)] == ["rma-form", "carrier-check"]
    assert not program.database.exists()
    assert program.here("identify", ONE, "--customer", "C-1", "--is", "UPS").status == REFUSED
    assert not program.database.exists()


@pytest.mark.parametrize(("source", "kind"), [("scanner", "badge"), ("picture", "unknown"), ("keyed", "unknown")])
def test_a_badge_is_one_from_the_scanner_only(program: Program, source: str, kind: str) -> None:
    (answer,) = answers(program, "%RB:ABCDEFGHIJKLMNOPQRSTUV234Q", "--source", source)
    assert answer["kind"] == kind


def test_commands_need_the_sites_own_token(program: Program) -> None:
    assert [answer["kind"] for answer in answers(program, "%RD:OK:7F3K")] == ["unknown"]
    program.must("settings", "set", "site.command_token", "7F3K")
    found = answers(program, "%RD:OK:7F3K", "%RD:OK:7F3L", "%RD:OK")
    assert [answer["kind"] for answer in found] == ["command", "unknown", "unknown"]


def test_the_sites_own_forms_are_settings(program: Program) -> None:
    program.must("settings", "set", "site.rma_forms", "RMA-{YYYY}-{N:6}-{C}")
    program.must("settings", "set", "site.serial_forms", "SN{N:5}")
    found = answers(program, "RMA-2026-004711-O", "RMA-2026-004711-P", "SN-00815")
    assert [(answer["kind"], answer["ground"]) for answer in found] == [
        ("rma", "rma-form"),
        ("unknown", "none"),
        ("serial", "serial-form"),
    ]
    refused = program.here("settings", "set", "site.rma_forms", "RMA-(1+)+")
    assert refused.status == REFUSED
    assert "RMA-(1+)+" in refused.err


def test_what_somebody_says_is_remembered_for_that_customer(known: Program) -> None:
    (asked,) = answers(known, "2003", "--customer", "C-7")
    assert (asked["kind"], asked["ambiguous"]) == ("rma", True)
    (told,) = answers(known, "2003", "--customer", "C-7", "--is", "2")
    assert (told["kind"], told["ambiguous"], told["remembered"]) == ("serial", False, True)
    assert answers(known, "2003", "--customer", "C-7") == [told]
    assert answers(known, "2003") == [asked]
    (again,) = answers(known, "2003", "--customer", "C-7", "--is", "rma")
    assert again["kind"] == "rma"
    assert "said of this customer" in known.must("identify", "2003", "--customer", "C-7").out


def test_nothing_is_remembered_that_would_change_nothing(program: Program) -> None:
    program.must("receive", "--scan", "RMA-1001", "--packaging", "original")
    text = "00106141411234567897"  # a shipping container code by what it says of itself, and a form of a carrier's
    (asked,) = answers(program, text)
    carrier = next(each["carrier"] for each in asked["candidates"] if each["carrier"])
    done = program.here("identify", text, "--customer", "C-7", "--is", carrier, "--json")
    assert (done.status, done.out, done.problem["code"]) == (REFUSED, "", "choice-settled")


def test_a_carrier_is_said_by_its_name(known: Program) -> None:
    (asked,) = answers(known, AMBIGUOUS)
    carriers = [each["carrier"] for each in asked["candidates"]]
    assert len(set(carriers)) > 1
    (told,) = answers(known, AMBIGUOUS, "--customer", "C-7", "--is", carriers[-1].lower())
    assert (told["carrier"], told["remembered"]) == (carriers[-1], True)


@pytest.mark.parametrize("said", ["Nobody", "0", "9", "-1", "\u0661", "9" * 5000, ""])
def test_what_a_text_cannot_be_is_refused(known: Program, said: str) -> None:
    done = known.here("identify", "2003", "--customer", "C-7", f"--is={said}", "--json")
    assert (done.status, done.out) == (REFUSED, "")
    assert done.problem["code"] == "choice-not-offered"


@pytest.mark.parametrize(
    "arguments",
    [(), ("2003", "--is", "1"), ("1", "2", "--customer", "C", "--is", "1"), ("-", "--customer", "C", "--is", "1")],
    ids=["no text", "no customer", "two texts", "standard input"],
)
def test_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    assert program.here("identify", *arguments).status == WRONG_USAGE


HOSTILE = ("\x1b[2J\u202eRMA-1\u2066", "9" * 5000, "0" * 512, "\U0001f4e6" * 600, "a\u2028b", "%s{0}", "")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_is_shown_hides_nothing(program: Program, text: str) -> None:
    shown = program.must("identify", "--", text).out
    assert is_harmless(shown)
    (answer,) = answers(program, "--", text)
    assert answer["text"] == text[:4096]
    assert answer["text"].isascii() or "\u202e" not in program.must("identify", "--json", "--", text).out


def test_texts_come_line_by_line_from_standard_input(program: Program) -> None:
    lines = b"RMA-1001\r\n\xff\xfe\n\n1Z\x1d\x00\n" + b"RMA-7\n" * 600 + b"last"
    process = program.start("identify", "-", "first", "--json", stdin=subprocess.PIPE)
    out, err = process.communicate(lines, timeout=TIMEOUT_S)
    assert (process.returncode, err) == (0, b"")
    found = [json.loads(line) for line in out.splitlines()]
    assert [each["text"] for each in found[:4]] == ["RMA-1001", "\ufffd\ufffd", "", "1Z\x1d\x00"]
    assert [each["text"] for each in found[-2:]] == ["last", "first"]
    assert len(found) == 606


def test_everything_that_stands_in_a_code_is_told(known: Program) -> None:
    text = f"[)>\x1e06\x1dR1001\x1d3K{ONE}\x1dSSN-1\x1d1PVX-2\x1e\x04"
    (answer,) = answers(known, text)
    assert [(each["kind"], each["value"], each["known"]) for each in (answer, *answer["also"])] == [
        ("rma", "1001", True),
        ("tracking", ONE, True),
        ("serial", "SN-1", True),
    ]
    assert answer["details"] == [{"field": "1P", "value": "VX-2"}]
    shown = known.must("identify", text).out
    assert is_harmless(shown)
    assert ONE in shown
    assert "1P: VX-2" in shown
