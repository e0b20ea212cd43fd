"""What looks into an XLSX workbook, in a process of its own: the first sheet, each cell as the text for its value."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from python_calamine import CalamineError, load_workbook

from rmadesk.adapters.isolation.child import Ask
from rmadesk.domain.errors import RefusedError

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_CELLS = 10_000_000

_Value = int | float | str | bool | time | date | datetime | timedelta
_CELL_NAME = re.compile(rb"""<(?:\w{1,30}:)?c\s[^<>]{0,150}?\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_CHUNK = 1024 * 1024
_OVERLAP = 256  # no tag that the pattern takes is longer
_ROWS_AT_ONCE = 2000


def tell_sheet(content: bytes, arguments: dict[str, Any], ask: Ask) -> None:
    """A job for a worker: puts the rows of cells to the parent, some at a time. Raises RefusedError `registry-...`."""
    name = arguments["name"]
    rows = _sheet(content, name)
    while some := [[_text(value) for value in values] for values in islice(rows, _ROWS_AT_ONCE)]:
        ask(some)


def _sheet(content: bytes, name: str) -> Iterator[list[_Value]]:
    try:
        _refuse_bloated(content, name)
        workbook = load_workbook(io.BytesIO(content))
        return workbook.get_sheet_by_index(0).iter_rows()
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise RefusedError("registry-file-workbook-damaged", file=name) from error


def _refuse_bloated(content: bytes, name: str) -> None:
    """The library lays a sheet out as a full rectangle: one cell in the last corner would end the process."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise RefusedError("registry-file-workbook-bloated", file=name)
        for part in parts:
            if part.filename.endswith(".xml") and _cells_of(archive, part) > MAX_CELLS:
                raise RefusedError("registry-file-workbook-bloated", file=name)


def _cells_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Size of the rectangle from A1 that holds every cell named in a part; 0 where it is no sheet."""
    rows = columns = 0
    rest = b""
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            for letters, row in _CELL_NAME.findall(rest + chunk):
                rows = max(rows, int(row))
                columns = max(columns, _column_number(letters))
            rest = (rest + chunk)[-_OVERLAP:]
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _text(value: _Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            # A spreadsheet keeps every number as binary; 15 digits are what it shows and what was typed.
            return str(int(value)) if value.is_integer() else format(value, ".15g")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
