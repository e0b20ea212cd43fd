"""The three forms of a registry file give the same rows, and each fault is refused with file, line and column."""

import datetime as dt
import itertools
import json
import random
import string
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.isolation import Limits
from rmadesk.adapters.registry_files import MAX_BYTES, RegistryFileReader, workbook_rows
from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from support.unprivileged import folder_open_to_all, run_unprivileged

MOMENT = dt.datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001 - a workbook knows no time zone


READER = RegistryFileReader()  # one for all: with the first workbook it starts a process


def rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    return [(line, dict(row)) for line, row in READER.rows(path)]


def written(folder: Path, content: bytes, name: str = "registry.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook(path: Path, cells: dict[str, Any]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("registry")
    forms = {
        dt.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        dt.date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for cell, value in cells.items():
        if isinstance(value, dt.date):
            sheet.write_datetime(cell, value, forms[type(value)])
        else:
            sheet.write(cell, value)
    book.add_worksheet("second").write("A1", "not this one")
    book.close()
    return path


def refusal(path: Path) -> tuple[str, dict[str, object]]:
    with pytest.raises(RefusedError) as caught:
        rows(path)
    figures = dict(caught.value.figures)
    assert figures.pop("file") == str(path)
    return caught.value.code, figures


# ------------------------------------------------------------------------------------------------------------ CSV

GOOD_CSV = [
    ("plain", b"rma_number,price\n1,2.50\n3,4\n", [(2, "1", "2.50"), (3, "3", "4")]),
    ("byte order mark", b"\xef\xbb\xbfrma_number,price\n1,2\n", [(2, "1", "2")]),
    ("CR LF", b"rma_number,price\r\n1,2\r\n3,4\r\n", [(2, "1", "2"), (3, "3", "4")]),
    ("CR alone", b"rma_number,price\r1,2\r3,4", [(2, "1", "2"), (3, "3", "4")]),
    ("no line end at the end", b"rma_number,price\n1,2", [(2, "1", "2")]),
    ("names stripped and lowered", b" RMA_Number ,PRICE\n1,2\n", [(2, "1", "2")]),
    ("cells as they are", b"rma_number,price\n 1 ,=2\n", [(2, " 1 ", "=2")]),
    ("quoted", b'rma_number,price\n"1,0","say ""2"""\n', [(2, "1,0", 'say "2"')]),
    ("quoted header", b'"rma_number","price"\n1,2\n', [(2, "1", "2")]),
    (
        "line begins where the row does",
        b'rma_number,price\n"1\n2","3\r\n4"\n5,6\n',
        [(2, "1\n2", "3\r\n4"), (5, "5", "6")],
    ),
    ("blank lines skipped, counted", b"\n\nrma_number,price\n\n1,2\n , \n,\n3,4\n", [(5, "1", "2"), (8, "3", "4")]),
    ("short row filled", b"rma_number,price\n1\n", [(2, "1", "")]),
    ("header without names at its end", b"rma_number,price,,\n1,2,,\n3,4\n", [(2, "1", "2"), (3, "3", "4")]),
    ("header only", b"rma_number,price\n", []),
    ("umlauts", "rma_number,price\nü,€\n".encode(), [(2, "ü", "€")]),
    ("semicolons inside", b"rma_number,price\n1,a;b\n", [(2, "1", "a;b")]),
]


@pytest.mark.parametrize(("content", "expected"), [case[1:] for case in GOOD_CSV], ids=[case[0] for case in GOOD_CSV])
def test_csv(tmp_path: Path, content: bytes, expected: list[tuple[int, str, str]]) -> None:
    found = rows(written(tmp_path, content))
    assert found == [(line, {"rma_number": number, "price": price}) for line, number, price in expected]


BAD_CSV: list[tuple[str, bytes, str, dict[str, object]]] = [
    ("0 bytes", b"", "empty", {}),
    ("blank", b" \n\t\r\n\n", "empty", {}),
    ("a mark and nothing", b"\xef\xbb\xbf", "empty", {}),
    ("commas only", b",,\n,,\n", "empty", {}),
    ("Latin-1", b"rma_number,city\n1,M\xfcnchen\n", "not-utf-8", {"line": 2, "byte": 4, "character": "ü"}),
    ("Latin-1 in the header", b"rma_number,stra\xdfe\n", "not-utf-8", {"line": 1, "byte": 16, "character": "ß"}),
    ("cut in a letter", "rma_number\nü".encode()[:-1], "not-utf-8", {"line": 2, "byte": 1, "character": "Ã"}),
    ("Latin-1 after CRs", b"rma_number\r\n1\r2\r\n\xe4", "not-utf-8", {"line": 4, "byte": 1, "character": "ä"}),
    (
        "far down",
        b"rma_number\n" + b"1\n" * 70_000 + b"ab\xf6",
        "not-utf-8",
        {"line": 70_002, "byte": 3, "character": "ö"},
    ),
    ("UTF-16", "rma_number\n1\n".encode("utf-16"), "utf-16", {}),
    ("NUL", b"rma_number\n1\n2\0\n", "nul", {"line": 3}),
    (
        "no rma_number",
        b"\nserial_number, Price\n1,2\n",
        "column-missing",
        {"line": 2, "column": "rma_number", "columns": "serial_number, price"},
    ),
    ("a column twice", b"rma_number,a, A\n1,2,3\n", "column-twice", {"line": 1, "column": "a"}),
    ("rma_number twice", b"rma_number,RMA_NUMBER\n", "column-twice", {"line": 1, "column": "rma_number"}),
    ("a column without name", b"rma_number,,a\n", "column-unnamed", {"line": 1, "place": 2}),
    ("too many cells", b"rma_number,a\n1,2\n1,2,3\n", "row-too-long", {"line": 3, "cells": 3, "columns": 2}),
    ("an empty cell too many", b"rma_number,a\n1,2,\n", "row-too-long", {"line": 2, "cells": 3, "columns": 2}),
    ("cell below no name", b"rma_number,a,\n1,2,3\n", "row-too-long", {"line": 2, "cells": 3, "columns": 2}),
    ("quote never closed", b'rma_number,a\n1,2\n3,"4\n5,6\n', "quote-open", {"line": 3, "place": 2}),
    ("quote opened late in a row", b'rma_number,a\n"1\n2","3\n4', "quote-open", {"line": 3, "place": 2}),
    ("never closed, file long", b'rma_number\n"' + b"1\n" * 90_000, "quote-open", {"line": 2, "place": 1}),
    ("text after a quote", b'rma_number,a\n1,"2"x\n', "quote-stray", {"line": 2, "place": 2}),
    ("quote in a bare cell", b'rma_number,a\n1,19" rack\n', "quote-stray", {"line": 2, "place": 2}),
    ("space before a quote", b'rma_number,a,b\n1, "2, 3"\n', "quote-stray", {"line": 2, "place": 2}),
    ("quote in the header", b'rma_number,"a\n', "quote-open", {"line": 1, "place": 2}),
    ("giant cell", b'rma_number\n"' + b"1" * 140_000 + b'"\n', "cell-too-long", {"line": 2}),
    ("semicolons", b"issued_at;RMA_number\n", "separator", {"separator": ";"}),
    ("tabs", b"rma_number\tissued_at\n", "separator", {"separator": "TAB"}),
    ("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook", {}),
]


@pytest.mark.parametrize(
    ("content", "code", "figures"), [case[1:] for case in BAD_CSV], ids=[case[0] for case in BAD_CSV]
)
def test_bad_csv(tmp_path: Path, content: bytes, code: str, figures: dict[str, object]) -> None:
    assert refusal(written(tmp_path, content)) == (f"registry-file-{code}", figures)


def test_header_is_refused_before_a_row_is_given(tmp_path: Path) -> None:
    given_rows = RegistryFileReader().rows(written(tmp_path, b"serial_number\n1\n"))
    with pytest.raises(RefusedError, match="column-missing"):
        next(given_rows)


def test_streams(tmp_path: Path) -> None:
    path = written(tmp_path, b"rma_number\n" + b"1\n" * 500_000 + b"\xff")
    given_rows = RegistryFileReader().rows(path)
    assert list(itertools.islice(given_rows, 3)) == [(line, {"rma_number": "1"}) for line in (2, 3, 4)]
    with pytest.raises(RefusedError, match="not-utf-8"):
        list(given_rows)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6))
def test_csv_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [",".join(map(quoted, row)) for row in (["rma_number", "a", "b"], *table)]
    path = written(tmp_path_factory.mktemp("csv"), "\r\n".join(lines).encode())
    expected = [row for row in table if any(cell and not cell.isspace() for cell in row)]
    assert [list(row.values()) for _, row in rows(path)] == expected


# ------------------------------------------------------------------------------------------------------ JSON Lines


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '{"RMA_number ": "104", "price": 12.50, "months": 36, "insured": true, "hold": false, "note": null}',
        "",
        '  {"rma_number": 105, "price": 1e3, "big": 123456789012345678901234567890, "text": "ü \\u00fc\\n"}',
    ]
    path = written(tmp_path, ("\ufeff\n" + "\r\n".join(lines)).encode(), "registry.jsonl")
    assert rows(path) == [
        (2, {"rma_number": "104", "price": "12.50", "months": "36", "insured": "true", "hold": "false", "note": ""}),
        (4, {"rma_number": "105", "price": "1e3", "big": "123456789012345678901234567890", "text": "ü ü\n"}),
    ]


GOOD_LINE = b'{"rma_number": "1"}\n'
BAD_JSON: list[tuple[str, bytes, str, dict[str, object]]] = [
    ("not JSON", GOOD_LINE + b"{rma_number: 1}\n", "not-json", {"line": 2}),
    ("cut off", GOOD_LINE + b'\n{"rma_number": "2"', "not-json", {"line": 3}),
    ("spread over lines", b'{\n"rma_number": "2"\n}\n', "not-json", {"line": 1}),
    ("NaN", b'{"rma_number": NaN}\n', "not-json", {"line": 1}),
    ("two objects", b'{"rma_number": "1"} {"rma_number": "2"}\n', "not-json", {"line": 1}),
    ("nested without end", b'{"a":' * 100_000, "not-json", {"line": 1}),
    ("array", GOOD_LINE + b'["2"]\n', "not-object", {"line": 2}),
    ("text", GOOD_LINE + b'"2"\n', "not-object", {"line": 2}),
    ("null", GOOD_LINE + b"null\n", "not-object", {"line": 2}),
    ("object inside", b'{"rma_number": "1", "A": {"b": 1}}\n', "value", {"line": 1, "column": "a"}),
    ("array inside", b'{"rma_number": "1", "a": []}\n', "value", {"line": 1, "column": "a"}),
    ("escaped NUL", b'{"rma_number": "1\\u0000"}\n', "value", {"line": 1, "column": "rma_number"}),
    ("half a character", b'{"rma_number": "\\ud83d"}\n', "value", {"line": 1, "column": "rma_number"}),
    ("key twice", b'{"rma_number": "1", "a": 1, "A ": 2}\n', "column-twice", {"line": 1, "column": "a"}),
    ("key empty", b'{"rma_number": "1", " ": 1}\n', "column-unnamed", {"line": 1, "place": 2}),
    (
        "no rma_number",
        GOOD_LINE + b'{"serial": "1", "b": 2}\n',
        "column-missing",
        {"line": 2, "column": "rma_number", "columns": "serial, b"},
    ),
    ("Latin-1", GOOD_LINE + b'{"rma_number": "\xfc"}\n', "not-utf-8", {"line": 2, "byte": 17, "character": "ü"}),
    ("NUL", GOOD_LINE + b"{\0}\n", "nul", {"line": 2}),
]


@pytest.mark.parametrize(
    ("content", "code", "figures"), [case[1:] for case in BAD_JSON], ids=[case[0] for case in BAD_JSON]
)
def test_bad_json_lines(tmp_path: Path, content: bytes, code: str, figures: dict[str, object]) -> None:
    assert refusal(written(tmp_path, content)) == (f"registry-file-{code}", figures)


# ------------------------------------------------------------------------------------------------------------ XLSX


def test_workbook(tmp_path: Path) -> None:
    cells = {
        "B3": "RMA_Number ", "C3": "price", "D3": "insured", "E3": "invoiced_on", "F3": "issued_at", "G3": "note",
        "B5": 104448, "C5": 12.3, "D5": True, "E5": dt.date(2026, 1, 2), "F5": MOMENT,
        "B6": "0012", "C6": 0.1 + 0.2, "D6": False, "G6": "ü, \"quoted\"",
        "B7": " ",
        "B8": -3, "C8": 1e15,
    }  # fmt: skip
    empty = dict.fromkeys(["price", "insured", "invoiced_on", "issued_at", "note"], "")
    assert rows(workbook(tmp_path / "registry.xlsx", cells)) == [
        (
            5,
            empty
            | {
                "rma_number": "104448",
                "price": "12.3",
                "insured": "true",
                "invoiced_on": "2026-01-02",
                "issued_at": "2026-01-02T03:04:00",
            },
        ),
        (6, empty | {"rma_number": "0012", "price": "0.3", "insured": "false", "note": 'ü, "quoted"'}),
        (8, empty | {"rma_number": "-3", "price": "1000000000000000"}),
    ]


def test_header_only_gives_nothing(tmp_path: Path) -> None:
    assert rows(workbook(tmp_path / "registry.xlsx", {"A1": "rma_number"})) == []


BAD_WORKBOOKS: list[tuple[str, dict[str, Any], str, dict[str, object]]] = [
    ("empty", {}, "empty", {}),
    ("blank", {"A1": " ", "B2": " "}, "empty", {}),
    (
        "no rma_number",
        {"A2": "serial", "B2": 7},
        "column-missing",
        {"line": 2, "column": "rma_number", "columns": "serial, 7"},
    ),
    ("column twice", {"A1": "rma_number", "B1": "Rma_number"}, "column-twice", {"line": 1, "column": "rma_number"}),
    ("no name", {"A1": "rma_number", "C1": "a"}, "column-unnamed", {"line": 1, "place": 2}),
    ("beyond the header", {"A1": "rma_number", "C4": "x"}, "row-too-long", {"line": 4, "cells": 3, "columns": 1}),
    ("a cell in the last corner", {"A1": "rma_number", "XFD1048576": "x"}, "workbook-bloated", {}),
]


@pytest.mark.parametrize(
    ("cells", "code", "figures"), [case[1:] for case in BAD_WORKBOOKS], ids=[case[0] for case in BAD_WORKBOOKS]
)
def test_bad_workbook(tmp_path: Path, cells: dict[str, Any], code: str, figures: dict[str, object]) -> None:
    assert refusal(workbook(tmp_path / "registry.xlsx", cells)) == (f"registry-file-{code}", figures)


def test_damaged_workbooks_are_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", {"A1": "rma_number", "A2": 1}).read_bytes()
    assert refusal(written(tmp_path, b"PK\x03\x04 and then nothing")) == ("registry-file-workbook-damaged", {})
    for share in range(1, 10):
        cut = written(tmp_path, whole[: len(whole) * share // 10], f"cut-{share}.xlsx")
        assert refusal(cut) == ("registry-file-workbook-damaged", {})


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "rma_number")
    assert refusal(path) == ("registry-file-workbook-damaged", {})


def test_a_zip_that_unpacks_to_a_lot_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(513):
            part.write(b" " * 1024**2)
    assert refusal(path) == ("registry-file-workbook-bloated", {})


def test_garbled_parts_of_a_workbook_never_escape(tmp_path: Path) -> None:
    """Bytes changed inside the parts, behind the archive's checksums, where only the library looks."""
    cells: dict[str, Any] = {"A1": "rma_number", "B1": "a"} | {f"A{row}": row for row in range(2, 6)}
    with zipfile.ZipFile(workbook(tmp_path / "whole.xlsx", cells)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    outcomes = set()
    for round_ in range(150):
        garbled = dict(parts)
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = ord(chance.choice(string.printable))
        garbled[name] = bytes(content)
        path = tmp_path / f"{round_}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for part, text in garbled.items():
                archive.writestr(part, text)
        try:
            rows(path)
            outcomes.add("read")
        except RefusedError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize(
    ("job", "code"), [("crash", "workbook-damaged"), ("hang", "workbook-bloated")], ids=["ends it", "never ends"]
)
def test_a_workbook_that_breaks_its_reader_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str, code: str
) -> None:
    path = workbook(tmp_path / "registry.xlsx", {"A1": "rma_number", "A2": 104})
    with monkeypatch.context() as patched:
        patched.setattr(workbook_rows, "_JOB", f"support.isolated_jobs:{job}")
        patched.setattr(workbook_rows, "_LIMITS", Limits(seconds=0.5))
        with pytest.raises(RefusedError, match=f"registry-file-{code}"):
            list(RegistryFileReader().rows(path))
    assert rows(path) == [(2, {"rma_number": "104"})]


def test_where_no_worker_can_be_started_it_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "registry.xlsx", {"A1": "rma_number"})
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(FaultError, match="registry-reader-not-started"):
        list(RegistryFileReader().rows(path))


# ---------------------------------------------------------------------------------------------------- any of them


def test_the_same_rows_in_each_form_whatever_the_name(tmp_path: Path) -> None:
    expected = [(2, {"rma_number": "104", "a": ""}), (3, {"rma_number": "105", "a": "2"})]
    as_csv = written(tmp_path, b"rma_number,a\n104,\n105,2\n", "one.xlsx")
    objects = "\n" + "\n".join(json.dumps(row) for _, row in expected)
    as_json = written(tmp_path, objects.encode(), "two.csv")
    workbook(tmp_path / "book.xlsx", {"A1": "rma_number", "B1": "a", "A2": 104, "A3": 105, "B3": 2})
    as_book = (tmp_path / "book.xlsx").rename(tmp_path / "three.jsonl")
    assert rows(as_csv) == rows(as_json) == rows(as_book) == expected


def test_not_a_file_to_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing.csv") == ("registry-file-missing", {})
    assert refusal(written(tmp_path, b"") / "below.csv") == ("registry-file-missing", {})
    assert refusal(tmp_path / ("n" * 300)) == ("registry-file-missing", {})
    assert refusal(tmp_path / "nul\0") == ("registry-file-missing", {})
    assert refusal(tmp_path) == ("registry-file-is-folder", {})


def test_too_large(tmp_path: Path) -> None:
    path = written(tmp_path, b"rma_number\n")
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusal(path) == ("registry-file-too-large", {"limit_mb": 200})


_READ = """
import sys
from pathlib import Path
from rmadesk.adapters.registry_files import RegistryFileReader
from rmadesk.domain.errors import RmaDeskError
try:
    print(len(list(RegistryFileReader().rows(Path(sys.argv[1])))))
except RmaDeskError as error:
    print(type(error).__name__, error.code)
"""


@pytest.mark.parametrize(("mode", "answer"), [(0o644, "1"), (0o000, "RefusedError registry-file-unreadable")])
def test_permissions(mode: int, answer: str) -> None:
    with folder_open_to_all() as folder:
        path = written(folder, b"rma_number\n1\n")
        path.chmod(mode)
        told = run_unprivileged(_READ, path, modules=("rmadesk.adapters.registry_files", "encodings.utf_8_sig"))
        assert told == answer


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.mktemp("any"), content)
    try:
        rows(path)
    except RmaDeskError as error:
        assert error.code.startswith("registry-file-")  # noqa: PT017 - reading it is as good
