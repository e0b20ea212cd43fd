"""Pictures, registry files and arguments that can't be right: the exit status, one sentence, nothing done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from support.program import Program
from support.told import (
    BY_NUMBER,
    PICTURE,
    REFUSED,
    WRONG_USAGE,
    assert_told,
    assert_told_as_json,
    content_of,
    names_in,
)


def blank(path: Path) -> None:
    Image.new("L", (640, 480), "white").save(path)


Make = Callable[[Path], object]
PICTURES: list[tuple[str, Make, str]] = [
    ("not-there.jpg", lambda path: None, "picture-missing"),
    ("letter.jpg", lambda path: path.write_text("Dear desk,\nsee the box.\n"), "picture-not-image"),
    ("nothing.jpg", lambda path: path.touch(), "picture-empty"),
    ("page.jpg", lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "picture-damaged"),
    ("cut.jpg", lambda path: path.write_bytes(PICTURE.read_bytes()[:9000]), "picture-damaged"),
    ("folder.jpg", lambda path: path.mkdir(), "picture-is-folder"),
    ("blank.png", blank, "no-code-in-picture"),
]


@pytest.mark.parametrize(("name", "make", "code"), PICTURES, ids=[code for _, _, code in PICTURES])
def test_a_picture_that_is_none(program: Program, name: str, make: Make, code: str) -> None:
    path = program.home / name
    make(path)
    before, there = content_of(program), names_in(program.home)
    for options in ((), ("--scan", "RMA-218043")) if code != "no-code-in-picture" else ((),):
        verb = ("receive", "--image", path, "--packaging", "original", *options)
        assert_told(program.here(*verb), REFUSED, name)
        assert_told_as_json(program.here(*verb, "--json"), REFUSED, code, name)
    assert content_of(program) == before
    assert names_in(program.home) == there


def test_a_picture_without_a_code_is_no_fault_of_a_scan(program: Program) -> None:
    blank(program.home / "blank.png")
    assert program.must("scan", program.home / "blank.png", "--json").answer["reads"] == []


def test_a_picture_without_a_code_beside_a_typed_number_is_received(program: Program) -> None:
    blank(program.home / "blank.png")
    typed = program.must(*BY_NUMBER, "--image", program.home / "blank.png", "--json").answer
    assert [each["rma_number"] for each in typed["verdicts"]] == ["218043"]


def test_one_bad_picture_of_several_is_told_and_the_others_are_read(program: Program) -> None:
    bad = program.home / "nothing.jpg"
    bad.touch()
    done = program.here("scan", PICTURE, bad, PICTURE, "--json")
    assert done.status == REFUSED
    assert len(done.out.splitlines()) == 2
    assert done.problem["code"] == "picture-empty"


ROW = "rma_number,issued_at,serial_number,customer_name\n"
REGISTRIES: list[tuple[str, bytes | None, str, str]] = [
    ("not-there.csv", None, "registry-file-missing", ""),
    ("empty.csv", b"", "registry-file-empty", ""),
    ("latin-1.csv", f"{ROW}5,,S,Müller\n".encode("latin-1"), "registry-file-not-utf-8", "line 2"),
    ("unnamed.csv", b"number,serial_number\n500001,S1\n", "registry-file-column-missing", "rma_number"),
    ("date.csv", f"{ROW}500001,2026-13-40,S1,X\n500002,,S2,Y\n".encode(), "registry-bad-rows", "Line 2"),
    ("twice.csv", f"{ROW}500001,,S1,X\n500002,,S9,X\n500001,,s1 ,X\n".encode(), "registry-bad-rows", "Line 4"),
    ("nameless.csv", f"{ROW},,S1,X\n".encode(), "registry-bad-rows", "Line 2"),
    ("quote.csv", f'{ROW}500001,,"S1,X\n'.encode(), "registry-file-quote-open", "line 2"),
    ("broken.xlsx", b"PK\x03\x04 no workbook", "registry-file-workbook-damaged", ""),
    ("broken.jsonl", b'{"rma_number": "500001"}\n{"rma_number": \n', "registry-file-not-json", "line 2"),
]


@pytest.mark.parametrize(("name", "content", "code", "where"), REGISTRIES, ids=[name for name, *_ in REGISTRIES])
@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_a_registry_that_is_none(
    program: Program, name: str, content: bytes | None, code: str, where: str, options: tuple[str, ...]
) -> None:
    path = program.home / name
    if content is not None:
        path.write_bytes(content)
    before, there = content_of(program), names_in(program.home)
    verb = ("registry", "import", path, *options)
    done = program.here(*verb)
    assert_told(done, REFUSED, name)
    assert where in done.err
    told = program.here(*verb, "--json")
    assert_told_as_json(told, REFUSED, code, name)
    if code == "registry-bad-rows":
        assert [where in row for row in told.problem["rows"]] == [True]
    assert content_of(program) == before
    assert names_in(program.home) == there


def test_bad_rows_are_left_out_on_request_and_listed(program: Program) -> None:
    path = program.home / "date.csv"
    path.write_text(f"{ROW}500001,2026-13-40,S1,X\n500002,,S2,Y\n", encoding="utf-8")
    done = program.must("registry", "import", path, "--skip-bad", "--json").answer
    assert (done["rows"], done["added"]) == (2, 1)
    ((skipped),) = done["skipped"]
    assert (skipped["line"], skipped["column"]) == (2, "issued_at")
    assert program.must("registry", "show", "500002").status == 0
    assert program.here("registry", "show", "500001").status == REFUSED


USAGE: list[tuple[tuple[str, ...], str]] = [
    (("ship", "218043", "-o", "label.pdf", "--size", "4x7"), "4x7"),
    (("ship", "218043", "-o", "label.pdf", "--format", "tiff"), "tiff"),
    (("ship", "218043", "-o", "label.png"), "label.png"),
    (("ship", "218043", "-o", "label.pdf", "--dpi", "72"), "72"),
    (("ship", "218043"), "--output"),
    (("report", "-o", "report.docx"), "report.docx"),
    (("report", "-o", "report"), "report"),
    (("report", "--date", "20/11/2026"), "20/11/2026"),
    (("report", "--date", "2026-02-30"), "2026-02-30"),
    (("receive", "--scan", "RMA-1"), "--packaging"),
    (("receive", "--packaging", "original"), "--image"),
    (("receive", "--scan", "RMA-1", "--packaging", "gift wrap"), "gift wrap"),
    ((*BY_NUMBER, "--outer-damage", "bent"), "bent"),
    ((*BY_NUMBER, "--number-state", "guessed"), "guessed"),
    ((*BY_NUMBER, "--box", "3/2"), "3/2"),
    ((*BY_NUMBER, "--box", "0/2"), "0/2"),
    ((*BY_NUMBER, "--box", "٣/٤"), "٣/٤"),
    ((*BY_NUMBER, "--at", "yesterday"), "yesterday"),
    ((*BY_NUMBER, "--at", "2026-11-20T09:15:00"), "offset"),
    (("inspect", "218043", "--state", "expected"), "expected"),
    (("inspect", "218043", "--disposition", "burn"), "burn"),
    (("registry", "search", "x", "--limit", "0"), "0"),
    (("registry", "import"), "FILE"),
    (("scan",), "FILES"),
    (("juggle",), "juggle"),
    (("db", "vacuum"), "vacuum"),
    (("--verbose",), "--verbose"),
    (("report", "\x1b[2J"), "\\x1b[2J"),
]


@pytest.mark.parametrize(("arguments", "named"), USAGE, ids=[" ".join(map(ascii, each)) for each, _ in USAGE])
def test_wrong_usage(program: Program, arguments: tuple[str, ...], named: str) -> None:
    before, there = content_of(program), names_in(program.home)
    done = program.here(*arguments)
    assert_told(done, WRONG_USAGE, named)
    assert len(done.err.splitlines()) == 1
    assert_told_as_json(program.here(*arguments, "--json"), WRONG_USAGE, "usage", named)
    assert content_of(program) == before
    assert names_in(program.home) == there


REFUSALS: list[tuple[str, tuple[str, ...], str]] = [
    ("arrival-in-future", (*BY_NUMBER, "--at", "2126-11-20T09:15:00-08:00"), "2126"),
    ("edition-unknown", (*BY_NUMBER, "--edition", "no-such"), "no-such"),
    ("edition-unknown", (*BY_NUMBER, "--edition", "../../demo/registry"), "../../demo/registry"),
    ("rma-not-in-registry", ("registry", "show", "999999"), "999999"),
    ("rma-not-in-registry", ("registry", "show", ""), ""),
    ("rma-not-in-registry", ("ship", "999999", "-o", "label.pdf"), "999999"),
    ("ship-cancelled", ("ship", "218003", "-o", "label.pdf"), "218003"),
    ("unit-unknown", ("ship", "218043", "-o", "label.pdf", "--serial", "no-such"), "no-such"),
    ("inspect-not-received", ("inspect", "217904", "--disposition", "repair"), "217904"),
    ("box-unknown", ("undo", "no-such"), "no-such"),
]


@pytest.mark.parametrize(("code", "arguments", "named"), REFUSALS, ids=[" ".join(each[:2]) for _, each, _ in REFUSALS])
def test_what_the_desk_refuses(program: Program, code: str, arguments: tuple[str, ...], named: str) -> None:
    before = content_of(program)
    assert_told(program.here(*arguments), REFUSED, named)
    assert_told_as_json(program.here(*arguments, "--json"), REFUSED, code, named)
    assert content_of(program) == before


@pytest.mark.parametrize("path", ["nowhere/label.pdf", "label.pdf/x.pdf", "folder.pdf", f"{'long' * 80}.pdf"])
def test_a_place_where_no_file_can_be(program: Program, path: str) -> None:
    (program.home / "label.pdf").touch()
    (program.home / "folder.pdf").mkdir()
    there = names_in(program.home)
    for verb in (("ship", "218043"), ("report", "--date", "2026-11-20")):
        assert_told(program.here(*verb, "-o", program.home / path), REFUSED, Path(path).name[:40])
        assert_told(program.here("demo", "--headless", "--folder", program.home / "label.pdf" / "x"), 3, "label.pdf")
    assert names_in(program.home) == there
