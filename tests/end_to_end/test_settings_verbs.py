"""`rmadesk settings`: reading and changing the settings file from the command line."""

import json
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from support.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_setting_is_changed_and_read_back_and_needs_no_database(program: Program) -> None:
    assert program.must("settings", "get", "site.name").out == "Returns desk\n"
    assert program.must("settings", "set", "site.name", "Harbour").out == "site.name\tHarbour\n"
    done = program.process("settings", "get", "site.name", "--json")
    assert (done.status, done.answer) == (0, {"key": "site.name", "value": "Harbour"})
    assert not program.database.exists()


def test_all_settings_a_line_each(program: Program) -> None:
    program.must("settings", "set", "site.address", "12 Quay Road", "Oakland CA")
    lines = program.must("settings", "get", "--json").out.splitlines()
    found = {each["key"]: each["value"] for each in map(json.loads, lines)}
    assert found["site.address"] == ["12 Quay Road", "Oakland CA"]
    assert found["scanner.largest_gap_ms"] == 80
    assert len(program.must("settings", "get").out.splitlines()) == len(lines) == len(found)


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("get", "site.nme"), 1, "setting-unknown"),
        (("set", "site.nme", "x"), 1, "setting-unknown"),
        (("set", "site.currency", "dollars"), 1, "config-currency"),
        (("set", "scanner.prefix", "#"), 1, "config-prefix-printable"),
        (("set", "site.name"), 2, "usage"),
    ],
)
def test_what_is_refused(program: Program, arguments: tuple[str, ...], status: int, code: str) -> None:
    done = program.here("settings", *arguments, "--json")
    assert (done.status, done.problem["code"]) == (status, code)
    assert done.out == ""


def test_what_a_manager_should_know_is_told_beside_the_change(program: Program) -> None:
    done = program.must("settings", "set", "site.rma_forms", "{N:10}", "--json")
    assert done.answer["value"] == ["{N:10}"]
    assert ["RMA-{YYYY}" in warning for warning in done.answer["warnings"]] == [True]
    assert "RMA-{YYYY}" in program.must("settings", "set", "site.rma_forms", "{N:10}").err
    assert program.must("settings", "set", "site.rma_forms", "{N:9}", "--json").answer["warnings"] == []


def test_bytes_that_are_no_text_are_no_bug(program: Program) -> None:
    done = program.process("settings", "set", "site.name", b"Harbour \xff")
    assert done.status == 0, done.err
    assert program.must("settings", "get", "site.name").out == "Harbour ?\n"


@pytest.mark.parametrize(("option", "symbology"), [((), "QR Code"), (("--bars",), "Code 128")])
def test_the_symbol_for_testing_scanners_is_written(program: Program, option: tuple[str, ...], symbology: str) -> None:
    answer = program.must("settings", "symbol", "-o", program.home / "symbol.png", *option, "--json").answer
    (code,) = zxingcpp.read_barcodes(Image.open(answer["file"]))
    assert (code.bytes.decode(), str(code.format)) == (answer["text"], symbology)
