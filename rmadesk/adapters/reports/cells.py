"""One cell of a report: what it holds for a program, and what it shows to a reader."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rmadesk.services.ports import Wording

MOST_CHARACTERS = 16_000
"""Of a cell: Excel takes 32,767 UTF-16 units and drops a longer text whole; no reader misses the rest."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # invisible, but Arabic script and others are spelled with them
_BLANKS = "\t\n\v\f\r\x85"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is alike in every language (but for sentences); `shown` is in the reader's. Lines end with LF.

    An instant is on the site's clock, aware, in whole seconds.
    """

    value: str | int | datetime
    shown: str


EMPTY = Cell("", "")


def text(value: str | None) -> Cell:
    """A text from the records, as one line."""
    line = one_line(value or "")
    return Cell(line, line)


def lines(values: Iterable[str]) -> Cell:
    """Texts from the records, a line each."""
    return both((value, value) for value in values)


def both(pairs: Iterable[tuple[str, str]]) -> Cell:
    """A line each of (value, shown)."""
    said = [(one_line(value), one_line(shown)) for value, shown in pairs]
    return Cell(_cut("\n".join(value for value, _ in said)), _cut("\n".join(shown for _, shown in said)))


def word(wording: Wording, group: str, value: str) -> Cell:
    """One of the trade's words: its code, and the reader's word for it."""
    return Cell(value, one_line(wording.text(f"word.{group}.{value}")))


def flag(wording: Wording, holds: bool) -> Cell:
    """Yes or no."""
    answer = "yes" if holds else "no"
    return Cell(answer, one_line(wording.text(f"word.figure.{answer}")))


def count(number: int) -> Cell:
    """A whole number."""
    return Cell(number, str(number))


def moment(wording: Wording, local: datetime | None) -> Cell:
    """An instant on the site's clock, to the minute for the reader; always 24 hours, so that a column lines up."""
    if local is None:
        return EMPTY
    return Cell(local.replace(microsecond=0), f"{one_line(wording.day(local.date()))} {local:%H:%M}")


def one_line(value: str) -> str:
    """The text as one line, with everything that has no ink or turns the direction of the line written as [U+XXXX]."""
    if value.isascii() and value.isprintable():
        return _cut(" ".join(value.split(" ")).strip())
    spaced = "".join(" " if sign in _BLANKS or unicodedata.category(sign) == "Zs" else _seen(sign) for sign in value)
    return _cut(spaced.strip())


def code_point(sign: str) -> str:
    """What stands for a character that can't be shown."""
    return f"[U+{ord(sign):04X}]"


def _seen(sign: str) -> str:
    return code_point(sign) if unicodedata.category(sign) in _INVISIBLE and sign not in _JOINERS else sign


def _cut(value: str) -> str:
    return value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 1] + _ELLIPSIS
