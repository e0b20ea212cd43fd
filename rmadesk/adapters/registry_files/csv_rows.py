"""Comma-separated values after RFC 4180, strictly: a stray or unclosed quotation mark is refused, never guessed at."""

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from rmadesk.adapters.registry_files.columns import KEY_COLUMN, Header, column_name, is_blank
from rmadesk.adapters.registry_files.text_lines import text_lines
from rmadesk.domain.errors import RefusedError

_CELL = re.compile(r'"(?:[^"]++|"")*+"|[^",\r\n]*+')
_OTHER_SEPARATORS = {";": ";", "\t": "TAB", "|": "|"}


class _RecordLines:
    """Lines on their way into the csv reader, kept until its record is complete."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.record.append(line)
            yield line


def csv_rows(text: TextIO, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line on which the row begins, column -> text)."""
    header: Header | None = None
    for line, cells in _records(text, name):
        if is_blank(cells):
            continue
        if header is None:
            _refuse_other_separator(cells, name)
            header = Header(cells, name, line)
        else:
            yield line, header.row(cells, line)
    if header is None:
        raise RefusedError("registry-file-empty", file=name)


def _records(text: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    lines = _RecordLines(text_lines(text, name))
    reader = csv.reader(lines, strict=True)
    begin = 1
    try:
        for cells in reader:
            _refuse_wrong_quoting(lines.record, name, begin)
            yield begin, cells
            lines.record.clear()
            begin = reader.line_num + 1
    except csv.Error as error:
        _refuse_wrong_quoting(lines.record, name, begin)
        raise RefusedError("registry-file-cell-too-long", file=name, line=begin) from error


def _refuse_wrong_quoting(record: list[str], name: str, begin: int) -> None:
    """The csv module takes a quotation mark inside an unquoted cell for text, and so would cut `a, "b, c"` in three."""
    text = "".join(record)
    if '"' not in text:
        return
    place, at = 1, 0
    while True:
        cell = _CELL.match(text, at)
        end = cell.end() if cell else at
        if end == len(text) or text[end] in "\r\n":
            return
        if text[end] != ",":
            unclosed = text[end] == '"' and end == at
            code = "registry-file-quote-open" if unclosed else "registry-file-quote-stray"
            raise RefusedError(code, file=name, line=begin + _line_ends(text[:end]), place=place)
        place, at = place + 1, end + 1


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _refuse_other_separator(cells: list[str], name: str) -> None:
    """Say so where a spreadsheet of another country put something else between the cells."""
    for separator, shown in _OTHER_SEPARATORS.items():
        columns = [column_name(part) for part in cells[0].split(separator)]
        if len(cells) == 1 and len(columns) > 1 and KEY_COLUMN in columns:
            raise RefusedError("registry-file-separator", file=name, separator=shown)
