"""JSON Lines: one object a line, with the columns of the table as keys."""

import json
from collections.abc import Iterator
from typing import Never, TextIO

from rmadesk.adapters.registry_files.columns import column_name, require_key
from rmadesk.adapters.registry_files.text_lines import text_lines
from rmadesk.domain.errors import RefusedError


class _Object(list[tuple[str, object]]):
    """The pairs of a JSON object, doubled keys included."""


def json_rows(text: TextIO, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, column -> text); numbers keep the digits they are written with, null is empty."""
    for line, written in enumerate(text_lines(text, name), 1):
        if written.strip():
            yield line, _row(_parse(written, name, line), name, line)


def _parse(written: str, name: str, line: int) -> _Object:
    try:
        parsed = json.loads(
            written, object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise RefusedError("registry-file-not-json", file=name, line=line) from error
    if not isinstance(parsed, _Object):
        raise RefusedError("registry-file-not-object", file=name, line=line)
    return parsed


def _refuse_constant(constant: str) -> Never:
    raise ValueError(f"{constant} is not JSON")


def _row(pairs: _Object, name: str, line: int) -> dict[str, str]:
    row: dict[str, str] = {}
    for key, value in pairs:
        column = column_name(key)
        if not column:
            raise RefusedError("registry-file-column-unnamed", file=name, line=line, place=len(row) + 1)
        if column in row:
            raise RefusedError("registry-file-column-twice", file=name, line=line, column=column)
        row[column] = _text(value, name, line, column)
    require_key(tuple(row), name, line)
    return row


def _text(value: object, name: str, line: int, column: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() if _storable(value):
            return value
        case _:
            raise RefusedError("registry-file-value", file=name, line=line, column=column)


def _storable(text: str) -> bool:
    """Not a NUL, nor half a surrogate pair, both of which JSON can escape."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
