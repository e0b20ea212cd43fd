"""Printed numbers at the command line: said where asked for, offered where no code is left, decided by people only."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from PIL import Image

from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Enough, PrintedText, Read
from support.destroyed_bars import Destruction, destroy_bars
from support.label_pictures import Carrier, Damage, InboundLabel, Party, RmaCode, Scene, degrade, draw_label
from support.parcel_numbers import fedex
from support.program import Done, Program
from support.told import DEMO

NUMBER = next(csv.DictReader((DEMO / "registry.csv").read_text(encoding="utf-8").splitlines()))["rma_number"]
KEY = NUMBER.removeprefix("RMA-")
CORNERS = ((10, 20), (110, 20), (110, 40), (10, 40))


def label(*codes: RmaCode) -> InboundLabel:
    dock = Party("Contoso Returns", ("12 Harbour Way",))
    return InboundLabel(dock, dock, Carrier("Cargo Line", "Ground"), fedex("77120000815"), rma_codes=codes)


@pytest.fixture(scope="module")
def destroyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of a label without a code that can be read, whose print is whole."""
    file = tmp_path_factory.mktemp("pictures") / "scratched.jpg"
    bars = destroy_bars(draw_label(label(RmaCode(NUMBER))), Destruction.SCRATCHED, seed=3)
    degrade(bars, Damage(tilt_degrees=4), seed=4, scene=Scene(640, 820, 0.9)).save(file, quality=85)
    return file


@pytest.fixture(scope="module")
def without_number(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A label with a tracking number and nothing else."""
    file = tmp_path_factory.mktemp("pictures") / "parcel.png"
    draw_label(label()).save(file)
    return file


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of nothing."""
    file = tmp_path_factory.mktemp("pictures") / "blank.png"
    Image.new("L", (40, 30), 255).save(file)
    return file


def received(program: Program, *arguments: object) -> Done:
    return program.here("receive", *arguments, "--packaging", "original", "--json")


def sources(program: Program) -> list[tuple[str, str]]:
    """Text and source of each scan of the newest event."""
    with closing(sqlite3.connect(program.database)) as database:
        (payload,) = database.execute("select payload from event order by seq desc limit 1").fetchone()
    return [(scan["text"], scan["source"]) for scan in json.loads(payload)["box"]["scans"]]


class GivenPrint:
    """In place of the recogniser: says what a test puts here."""

    there: ClassVar[bool] = True
    text: ClassVar[str] = f"RMA {KEY}"
    fails: ClassVar[str | None] = None
    asked: ClassVar[list[str]] = []

    def print_in_file(self, path: Path) -> tuple[PrintedText, ...]:
        self.asked.append(path.name)
        if self.fails:
            raise RefusedError(self.fails, file=str(path), limit_s=30)
        return (PrintedText(self.text, 0.9, CORNERS),)

    def close(self) -> None:
        """Nothing to end."""


class PicturesHere:
    """The reader of codes without its process, which would have to be started for each verb."""

    def start(self) -> None:
        """Nothing to start."""

    def read_file(self, path: Path, *, enough: Enough | None = None, every_page: bool = False) -> tuple[Read, ...]:
        return read_pages(path.read_bytes(), path.name, enough=enough, every_page=every_page)

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def given_print(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GivenPrint]]:
    for name, value in (("there", True), ("text", f"RMA {KEY}"), ("fails", None), ("asked", [])):
        monkeypatch.setattr(GivenPrint, name, value)
    with (
        patch("rmadesk.adapters.scanning.printed.LabelPrintReader", GivenPrint),
        patch("rmadesk.adapters.scanning.reader.PictureReader", PicturesHere),
    ):
        yield GivenPrint


# ------------------------------------------------------------------------------------------------- with the real reader


def test_a_label_whose_bars_are_gone_is_received_by_what_a_person_confirmed(program: Program, destroyed: Path) -> None:
    done = program.must("scan", "--print", destroyed, "--json")
    assert done.answer["reads"] == []
    (suggestion,) = done.answer["suggestions"]
    assert {"rma_number": KEY, "known": True, "corrected": False, "page": 1}.items() <= suggestion.items()
    assert KEY in suggestion["text"]
    assert 0.5 < suggestion["score"] <= 1
    assert len(suggestion["position"]) == 4
    assert done.err == ""

    answer = received(program, "--printed", suggestion["rma_number"]).answer
    assert answer["outcome"] == "received"
    assert [verdict["rma_number"] for verdict in answer["verdicts"]] == [KEY]
    assert "suggestions" not in answer
    assert sources(program) == [(f"RMA-{KEY}", "ocr")]


# --------------------------------------------------------------------------------------------------- when it is asked


def test_scan_does_not_look_at_print_unasked(
    program: Program, without_number: Path, given_print: type[GivenPrint]
) -> None:
    assert set(program.must("scan", without_number, "--json").answer) == {"file", "reads"}
    assert given_print.asked == []


def test_a_receipt_without_a_number_carries_what_the_print_says_and_decides_nothing_by_it(
    program: Program, without_number: Path, given_print: type[GivenPrint]
) -> None:
    answer = received(program, "--image", without_number).answer
    assert [(each["rma_number"], each["known"]) for each in answer["suggestions"]] == [(KEY, True)]
    assert answer["suggestions"][0]["position"] == [list(corner) for corner in CORNERS]
    assert [read["kind"] for read in answer["reads"]] == ["tracking"]
    assert [verdict["rma_number"] for verdict in answer["verdicts"]] == [None]
    assert [source for _, source in sources(program)] == ["picture"]
    assert given_print.asked == [without_number.name]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(("--scan", NUMBER), id="the number was scanned"),
        pytest.param(("--printed", KEY), id="the number was confirmed"),
        pytest.param(("--number-state", "unreadable"), id="the clerk says that it can't be read"),
    ],
)
def test_print_is_not_looked_at_where_nothing_is_missing(
    program: Program, without_number: Path, given_print: type[GivenPrint], said: tuple[str, ...]
) -> None:
    assert "suggestions" not in received(program, "--image", without_number, *said).answer
    assert given_print.asked == []


def test_a_duplicate_asks_no_second_time(program: Program, without_number: Path, given_print: type[GivenPrint]) -> None:
    received(program, "--image", without_number)
    assert received(program, "--image", without_number).answer["outcome"] == "duplicate"
    assert given_print.asked == [without_number.name]


def test_a_box_without_a_picture_has_no_print(program: Program, given_print: type[GivenPrint]) -> None:
    assert "suggestions" not in received(program, "--scan", "SOMETHING").answer
    assert given_print.asked == []


@pytest.mark.parametrize("changed", [{"there": False}, {"fails": "picture-too-slow"}], ids=["not there", "fails"])
def test_an_offer_that_can_not_be_made_spoils_no_receipt(
    program: Program,
    without_number: Path,
    given_print: type[GivenPrint],
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, Any],
) -> None:
    for name, value in changed.items():
        monkeypatch.setattr(given_print, name, value)
    done = received(program, "--image", without_number)
    assert (done.status, done.err) == (0, "")
    assert "suggestions" not in done.answer


def test_a_picture_without_a_code_is_refused_with_what_its_print_says(
    program: Program, blank: Path, given_print: type[GivenPrint]
) -> None:
    refused = received(program, "--image", blank)
    assert (refused.status, refused.problem["code"], refused.problem["numbers"]) == (1, "no-code-but-print", KEY)
    assert KEY in refused.problem["message"]
    assert "--printed" in refused.problem["message"]


def test_without_print_either_it_is_a_picture_without_a_code(
    program: Program, blank: Path, given_print: type[GivenPrint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_print, "text", "THANK YOU")
    refused = received(program, "--image", blank)
    assert (refused.status, refused.problem["code"]) == (1, "no-code-in-picture")
    assert program.must("scan", "--print", blank, "--json").answer["suggestions"] == []


@pytest.mark.parametrize("code", ["ocr-missing", "picture-too-slow"])
def test_scan_says_why_print_that_was_asked_for_can_not_be_read(
    program: Program, blank: Path, given_print: type[GivenPrint], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(given_print, "fails", code)
    done = program.here("scan", "--print", blank, "--json")
    assert (done.status, done.out, done.problem["code"]) == (1, "", code)


# --------------------------------------------------------------------------------------------------------- in sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(f"RMA {KEY}", f"The print says RMA {KEY}; the registry has it.", id="known"),
        pytest.param("RMA 990001", "The print says RMA 990001; the registry does not have it.", id="unknown"),
        pytest.param("THANK YOU", "No RMA number was found in the print.", id="nothing"),
    ],
)
def test_what_the_print_says_in_a_sentence(
    program: Program,
    without_number: Path,
    given_print: type[GivenPrint],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    sentence: str,
) -> None:
    monkeypatch.setattr(given_print, "text", text)
    assert sentence in program.must("receive", "--image", without_number, "--packaging", "original").out


def test_the_receipt_is_told_before_the_print_is_read(
    program: Program, without_number: Path, given_print: type[GivenPrint], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(given_print, "print_in_file", interrupted)
    done = program.here("receive", "--image", without_number, "--packaging", "original")
    assert done.status == 1
    assert "RMA -" in done.out


def test_scan_says_it_in_the_same_sentence(program: Program, blank: Path, given_print: type[GivenPrint]) -> None:
    out = program.must("scan", "--print", blank, blank).out
    assert out.count(f"The print says RMA {KEY}; the registry has it.") == 2


# ------------------------------------------------------------------------------------------------------------ --printed


@pytest.mark.parametrize(
    ("number", "text", "known"),
    [
        pytest.param(KEY, f"RMA-{KEY}", True, id="as proposed"),
        pytest.param(f"rma {KEY}", f"RMA-{KEY}", True, id="with its letters"),
        pytest.param("990001", "RMA-990001", False, id="nobody knows it"),
    ],
)
def test_a_confirmed_number_is_enough_for_a_box(program: Program, number: str, text: str, known: bool) -> None:
    answer = received(program, "--printed", number).answer
    assert [(read["kind"], read["text"]) for read in answer["reads"]] == [("rma", text)]
    assert sources(program) == [(text, "ocr")]
    assert answer["verdicts"][0]["rma_number"] == text.removeprefix("RMA-")


def test_two_numbers_may_be_confirmed(program: Program) -> None:
    answer = received(program, "--printed", KEY, "--printed", "990001").answer
    assert [verdict["rma_number"] for verdict in answer["verdicts"]] == [KEY, "990001"]


@pytest.mark.parametrize("number", ["", "  ", "RMA-", "--"])
def test_an_empty_number_is_wrong_usage(program: Program, number: str) -> None:
    done = program.here("receive", f"--printed={number}", "--packaging", "original")
    assert done.status == 2
    assert "--printed is empty" in done.err


def test_hostile_text_behind_printed_is_kept_as_text(program: Program) -> None:
    answer = received(program, "--printed", "\u202e^XA; drop table event;" + "x" * 5000).answer
    assert [read["kind"] for read in answer["reads"]] == ["unknown"]
    assert len(answer["reads"][0]["text"]) <= 4096
