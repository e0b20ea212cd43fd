"""The text of a policy file: decoded with exact decimals, and the line on which each of its keys stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from rmadesk.domain.errors import RefusedError

KeyPath = tuple[str, ...]

_AT_LINE = re.compile(r"at line (\d+)")
_DEEPEST = 8
_MOST_POINTS = 64
# What may hold a bracket or a line's end that is none: texts of one and of several lines, and comments.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]', re.DOTALL
)


@dataclass(frozen=True)
class PolicyText:
    """A file's decoded table, and its text for saying on which line something stands; `origin` is what it is called."""

    origin: str
    text: str
    table: Mapping[str, Any]

    def line_of(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest table around one that is missing."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        """Made only when something is wrong."""
        found: dict[KeyPath, int] = {}
        table: KeyPath = ()
        for line, statement in _statements(self.text):
            is_head = statement.lstrip().startswith("[")
            table = () if is_head else table
            paths = tuple(_paths(tomllib.loads(statement, parse_float=Decimal)))
            for path in paths:
                found.setdefault(table + path, line)
            table = paths[-1] if is_head else table
        return found


def read_policy_text(text: str, origin: str) -> PolicyText:
    """Decode a policy file.

    Raises RefusedError `policy-syntax` with file and line, `policy-excess` for what is beyond all measure.
    """
    if _has_endless_key(text):
        raise RefusedError("policy-excess", file=origin)
    try:
        return PolicyText(origin, text, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        at_line = _AT_LINE.search(str(error))  # absent where the document ends too early
        line = int(at_line[1]) if at_line else text.count("\n") + 1
        raise RefusedError("policy-syntax", file=origin, line=line) from error
    except (ValueError, InvalidOperation, RecursionError) as error:  # numbers and nestings beyond all measure
        raise RefusedError("policy-excess", file=origin) from error


def _has_endless_key(text: str) -> bool:
    """Whether a line has more points, texts and comments left aside, than any key of a policy: the decoder's time and
    memory for one key grow with the square of its parts."""
    if all(line.count(".") <= _MOST_POINTS for line in text.split("\n")):
        return False
    bare = _TOKEN.sub(lambda token: token[0] if token[0] == "\n" else " ", text)
    return any(line.count(".") > _MOST_POINTS for line in bare.split("\n"))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each table's head and each key with its value, and the line on which it begins."""
    begin, line, depth = 0, 1, 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0] == "\n" and not depth:
            statement = text[begin : token.end()]
            yield line, statement
            begin, line = token.end(), line + statement.count("\n")
    yield line, text[begin:]


def _paths(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of all keys of a table and of the tables in it, as deep as a policy goes."""
    if isinstance(value, Mapping) and len(above) < _DEEPEST:
        for key, part in value.items():
            yield (*above, key)
            yield from _paths(part, (*above, key))
