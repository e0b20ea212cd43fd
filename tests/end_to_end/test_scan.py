"""What is told of pictures that are only looked at: every page, every doubt, and what to do where there is no code."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Corner, Read
from support.program import Program
from support.told import PICTURE, REFUSED

CORNERS: tuple[Corner, Corner, Corner, Corner] = ((0, 0), (9, 0), (9, 9), (0, 9))
SURE = Read("RMA-104448", b"RMA-104448", "code-128", False, CORNERS, True, "as it is")
DOUBTFUL = Read("4006381333931", b"4006381333931", "ean-13", False, CORNERS, False, "as it is")


def scanned(program: Program, file: Path, *reads: Read) -> str:
    """What is said where the decoders gave these."""
    with patch("rmadesk.adapters.scanning.reader.PictureReader.read_file", lambda *_, **__: reads):
        return program.must("scan", file).out


def test_no_page_is_left_out_though_the_first_would_do_for_a_box(program: Program, tmp_path: Path) -> None:
    label, file = Image.open(PICTURE).convert("L"), tmp_path / "labels.tif"
    label.save(file, save_all=True, append_images=[Image.new("L", label.size, 255), label])
    reads = program.must("scan", file, "--json").answer["reads"]
    assert len(reads) == 2 * len(read_pages(PICTURE.read_bytes(), "label")) > 2
    assert [read.get("page", 1) for read in reads] == sorted([1, 3] * (len(reads) // 2))
    assert "page 3" in program.must("scan", file).out


def test_where_no_code_is_found_somebody_is_told_what_to_do(program: Program, tmp_path: Path) -> None:
    assert scanned(program, tmp_path / "a.jpg").splitlines()[1].startswith("  No code was found. Take the picture")
    assert "No code" not in scanned(program, tmp_path / "a.jpg", SURE)


@pytest.mark.parametrize(("read", "doubted"), [(SURE, False), (DOUBTFUL, True)], ids=["sure", "doubtful"])
def test_a_doubtful_read_is_told_as_one(program: Program, tmp_path: Path, read: Read, doubted: bool) -> None:
    out = scanned(program, tmp_path / "a.jpg", read)
    assert read.text in out
    assert ("compare it with the print" in out) is doubted


def test_what_a_code_is_is_said_in_words(program: Program, tmp_path: Path) -> None:
    assert scanned(program, tmp_path / "a.jpg", SURE).splitlines()[1] == "  RMA number\tRMA-104448\tcode-128"


def test_codes_are_told_though_the_print_can_not_be_read(program: Program) -> None:
    def missing(*_: Any) -> None:
        raise RefusedError("ocr-missing", extra="rmadesk[ocr]")

    with patch("rmadesk.adapters.scanning.printed.LabelPrintReader.print_in_file", missing):
        done = program.here("scan", "--print", PICTURE, "--json")
    assert (done.status, done.problem["code"]) == (REFUSED, "ocr-missing")
    assert set(done.answer) == {"file", "reads"}
    assert done.answer["reads"]
