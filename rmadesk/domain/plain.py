"""Frozen records as plain JSON values and back, refusing every wrong value with the path it stands at.

How to read and write a type is found out once: this stands on the way of every receipt.
"""

import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rmadesk.domain.errors import RefusedError

T = TypeVar("T")
Reader = Callable[[object], Any]
"""Makes a value of its type from the plain one, or raises RefusedError with the path within that value."""

_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def from_plain(kind: type[T], value: object) -> T:
    """The record in a decoded JSON object that has every field of `kind` and no other key.

    Raises RefusedError with a code `fact-...` and the path of the wrong value.
    """
    wanted: Any = kind
    try:
        read = _reader(wanted)(value)
    except RefusedError as error:
        error.figures["path"] = error.figures["path"] or "(case)"
        raise
    assert isinstance(read, kind)
    return read


def value_from_plain(wanted: Any, value: object, path: str) -> Any:
    """One value, or null, of the type that a record's field is annotated with; raises as `from_plain` does."""
    if value is None:
        return None
    try:
        return _reader(wanted)(value)
    except RefusedError as error:
        _place(error, path)
        raise


def to_plain(value: Any) -> Any:
    """The JSON value of a record, a tuple or a single value, which `from_plain` reads back equal."""
    kind: Any = type(value)
    return _writer(kind)(value)


def field_types(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Of each field of a record its type, and whether it may be null; what a record works out by itself is left out."""
    return _field_types(kind)


@cache
def _field_types(kind: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind)
    found = {}
    for name in (each.name for each in fields(kind) if each.init):
        hint = hints[name]
        if get_origin(hint) in (Union, types.UnionType):
            (wanted,) = (part for part in get_args(hint) if part is not types.NoneType)
            found[name] = (wanted, True)
        else:
            found[name] = (hint, False)
    return found


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    if kind in (str, int, bool, types.NoneType):
        return lambda value: value
    if is_dataclass(kind):
        return _record_writer(tuple(field_types(kind)))
    for known, writer in _WRITERS:
        if issubclass(kind, known):
            return writer
    raise TypeError(f"nothing in JSON stands for a {kind.__name__}")


def _record_writer(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    if len(names) == 1:  # attrgetter gives the bare value of a single name
        return lambda record: {names[0]: to_plain(getattr(record, names[0]))}
    values_of = attrgetter(*names)
    return lambda record: dict(zip(names, map(to_plain, values_of(record)), strict=True))


def _list_to_plain(values: tuple[Any, ...] | list[Any]) -> list[Any]:
    return [to_plain(part) for part in values]


def _mapping_to_plain(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: to_plain(part) for key, part in mapping.items()}


_WRITERS: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (StrEnum, lambda word: word.value),
    (date, lambda day: day.isoformat()),  # instants too
    (Decimal, lambda amount: format(amount, "f")),
    (ZoneInfo, lambda zone: zone.key),
    (tuple, _list_to_plain),
    (list, _list_to_plain),
    (Mapping, _mapping_to_plain),
)


@cache
def _reader(wanted: Any) -> Reader:
    origin = get_origin(wanted)
    if origin is tuple:
        return _list_reader(_reader(get_args(wanted)[0]))
    if origin is not None:  # Mapping[str, ...]: kept as it is
        return _mapping
    if issubclass(wanted, StrEnum):
        return _word_reader(wanted)
    return _READERS.get(wanted) or _record_reader(wanted)


def _record_reader(kind: Any) -> Reader:
    readers = tuple((name, _reader(wanted), nullable) for name, (wanted, nullable) in field_types(kind).items())
    names = field_types(kind).keys()
    absent = {each.name: to_plain(each.default) for each in fields(kind) if each.default is not MISSING}

    def read(value: object) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):  # the former is quick, and nearly always so
            raise RefusedError("fact-not-object", path="", value=shown(value))
        if value.keys() != names:
            value = {**absent, **value}  # written before these fields were thought of
            _refuse_keys(value, names)
        values: list[Any] = []
        try:
            for name, read_field, nullable in readers:
                part = value[name]
                values.append(_read_nothing(nullable) if part is None else read_field(part))
        except RefusedError as error:
            _place(error, readers[len(values)][0])
            raise
        return kind(*values)

    return read


def _read_nothing(nullable: bool) -> Any:
    if not nullable:
        raise RefusedError("fact-null", path="")
    return None


def _refuse_keys(value: Mapping[Any, Any], names: Iterable[str]) -> None:
    for key in value:
        if key not in names:
            raise RefusedError("fact-unknown-key", path=key if isinstance(key, str) else shown(key))
    for name in names:
        if name not in value:
            raise RefusedError("fact-missing-key", path=name)


def _place(error: RefusedError, place: str) -> None:
    """Let an error tell its path from one step further out."""
    path = error.figures["path"]
    joint = "" if not path or str(path).startswith("[") else "."
    error.figures["path"] = f"{place}{joint}{path}"


def _list_reader(read: Reader) -> Reader:
    def read_list(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise RefusedError("fact-not-list", path="", value=shown(value))
        values: list[Any] = []
        try:
            values.extend(_read_nothing(nullable=False) if part is None else read(part) for part in value)
        except RefusedError as error:
            _place(error, f"[{len(values)}]")
            raise
        return tuple(values)

    return read_list


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RefusedError("fact-not-object", path="", value=shown(value))
    return value


def _word_reader(wanted: type[StrEnum]) -> Reader:
    words: dict[object, StrEnum] = {word.value: word for word in wanted}

    def read(value: object) -> StrEnum:
        try:
            return words[value]
        except (KeyError, TypeError):  # no such word; nothing that could be one
            raise RefusedError("fact-word", path="", value=shown(value), allowed=", ".join(wanted)) from None

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError("fact-not-text", path="", value=shown(value))
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise RefusedError("fact-not-flag", path="", value=shown(value))
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError("fact-not-whole", path="", value=shown(value))
    return value


def _money(value: object) -> Decimal:
    if not isinstance(value, str) or not _MONEY.fullmatch(value) or not value.isascii():
        raise RefusedError("fact-not-money", path="", value=shown(value))
    return Decimal(value)


def _date(value: object) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RefusedError("fact-not-date", path="", value=shown(value))


def _instant(value: object) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        raise RefusedError("fact-not-instant", path="", value=shown(value)) from None
    if instant.tzinfo is None:
        raise RefusedError("fact-no-offset", path="", value=shown(value))
    if instant.year in (MINYEAR, MAXYEAR):  # has no local date everywhere on earth
        raise RefusedError("fact-not-instant", path="", value=shown(value))
    return instant


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RefusedError("fact-time-zone", path="", value=shown(value)) from None


_READERS: dict[Any, Reader] = {
    str: _text,
    bool: _flag,
    int: _whole,
    Decimal: _money,
    datetime: _instant,
    date: _date,
    ZoneInfo: _zone,
}


def shown(value: object) -> str:
    """A refused value as an error's figure: the beginning of it, however long or deep it is, as JSON writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    try:
        return repr(value)[:60]
    except (ValueError, RecursionError):  # a number of too many digits, a nest of too many lists
        return type(value).__name__
