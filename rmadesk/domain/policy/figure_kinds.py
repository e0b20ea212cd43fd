"""Kinds of figures that a policy gives, and what is wrong with a value that is none of its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import Figure

MOST = 36_525
"""The highest whole number or decimal: a hundred years of days. Beyond it dates end, and the pen has slipped."""
_DECIMAL_PLACES = 4
_PERCENT = "percent"
_WHOLE_PERCENT = 100
_REGION = re.compile(r"[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class WordsOf:
    """A list of the trade's words."""

    words: type[StrEnum]


@dataclass(frozen=True, slots=True)
class WordOf:
    """One of the trade's words."""

    words: type[StrEnum]


@dataclass(frozen=True, slots=True)
class WholeUpTo:
    """A whole number with an end of its own, itself included."""

    most: int
    least: int = 0


class Named(Enum):
    """A text that names something in the world."""

    TIME_ZONE = "time zone"
    COUNTRY = "country"
    REGIONS = "regions"


FigureKind = type[Any] | WordsOf | WordOf | WholeUpTo | Named
"""`int`, `Decimal`, `bool`, `time`, or a kind of this module."""


@dataclass(frozen=True, slots=True)
class FigureFault:
    """What is wrong with a figure: a problem by its code, and the figures its sentence needs."""

    problem: str
    figures: Mapping[str, Figure]


def as_kind(value: object, kind: FigureKind) -> object:
    """The value in its kind: a whole number is a decimal too."""
    return Decimal(value) if kind is Decimal and type(value) is int else value


def figure_fault(name: str, value: object, kind: FigureKind) -> FigureFault | None:
    """What is wrong with the value of a figure; None where it is sound. Whatever ends in `percent` ends at 100."""
    if isinstance(kind, WordsOf):
        return _words_fault(value, kind.words)
    if isinstance(kind, WordOf):
        return None if value in tuple(kind.words) else _unknown_word(value, kind.words)
    if isinstance(kind, WholeUpTo):
        return _whole_fault(value, kind)
    if isinstance(kind, Named):
        return _name_fault(value, kind)
    return _plain_fault(name, value, kind)


def _plain_fault(name: str, value: object, kind: type[Any]) -> FigureFault | None:
    if kind is int and (fault := _whole_fault(value, _ANY_WHOLE)):
        return fault
    if kind is Decimal and not _is_sound(as_kind(value, kind)):
        return FigureFault("not-decimal", {"most": _WHOLE_PERCENT if name.endswith(_PERCENT) else MOST})
    if kind in (int, Decimal):
        beyond = name.endswith(_PERCENT) and Decimal(str(value)) > _WHOLE_PERCENT
        return FigureFault("percent", {"value": str(value)}) if beyond else None
    # A date with a time of day is a date to isinstance, and yes or no a whole number.
    return None if type(value) is kind else FigureFault(_NOT[kind], {})


_ANY_WHOLE = WholeUpTo(MOST)


def _whole_fault(value: object, kind: WholeUpTo) -> FigureFault | None:
    sound = type(value) is int and kind.least <= value <= kind.most
    return None if sound else FigureFault("not-whole", {"least": kind.least, "most": kind.most})


_NOT: Mapping[type[Any], str] = {bool: "not-flag", time: "not-time"}


def _is_sound(value: object) -> bool:
    if not isinstance(value, Decimal) or not value.is_finite() or not 0 <= value <= MOST:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DECIMAL_PLACES


def _words_fault(value: object, words: type[StrEnum]) -> FigureFault | None:
    if not isinstance(value, list):
        return FigureFault("not-list", {})
    unknown = [word for word in value if word not in tuple(words)]
    return _unknown_word(unknown[0], words) if unknown else None


def _unknown_word(value: object, words: type[StrEnum]) -> FigureFault:
    return FigureFault("unknown-word", {"value": _shown(value), "allowed": ", ".join(words)})


def _name_fault(value: object, kind: Named) -> FigureFault | None:
    if kind is Named.TIME_ZONE:
        return None if _is_time_zone(value) else FigureFault("time-zone", {"value": _shown(value)})
    if kind is Named.COUNTRY:
        return (
            None if isinstance(value, str) and value in COUNTRIES else FigureFault("country", {"value": _shown(value)})
        )
    return None if _are_regions(value) else FigureFault("regions", {"value": _shown(value)})


def _are_regions(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and _REGION.fullmatch(each) for each in value)


def _is_time_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value).key)
    except (KeyError, ValueError, OSError):  # no such zone, no name of one, a folder of zones
        return False


def _shown(value: object) -> str:
    try:
        return str(value)[:60]
    except ValueError:  # a number of more digits than Python writes out
        return "…"
