"""Cases in JSON Lines: each line found, measured and decoded, or refused with what is wrong with it."""

import json
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from rmadesk.domain.errors import RefusedError

LONGEST_LINE = 1_000_000
"""Bytes, its end not counted; a case has some thousand."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def case_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, numbered from 1 with the blank ones; of one that is too long its beginning only.

    One line is held at a time. A byte order mark before the first is no part of it.
    """
    number = 0
    while line := stream.readline(LONGEST_LINE + 2):
        number += 1
        part = line
        while not part.endswith(b"\n") and len(part) > LONGEST_LINE:
            part = stream.readline(LONGEST_LINE + 2)
        if number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        if not line.isspace() and line:
            yield number, line


def decoded(line: bytes) -> object:
    """The JSON value of a line, every key of an object once.

    Raises RefusedError `case-line-...`.
    """
    text = line.rstrip(b"\r\n")
    if len(text) > LONGEST_LINE:
        raise RefusedError("case-line-too-long", limit=LONGEST_LINE)
    try:
        return _DECODER.decode(text.decode())
    except UnicodeDecodeError as error:
        raise RefusedError("case-line-not-utf8", place=error.start + 1) from error
    except json.JSONDecodeError as error:
        raise RefusedError("case-line-not-json", place=error.pos + 1) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise RefusedError("case-line-excess") from error


def case_in(value: object) -> object:
    """The case in a decoded line: an object with a key `case` is unwrapped."""
    return value["case"] if isinstance(value, dict) and "case" in value else value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise RefusedError("case-line-key-twice", path=next(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise RefusedError("case-line-constant", value=constant)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)
