"""Frozen records as plain JSON values and back, refusing every wrong value with the path it stands at."""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rmadesk.domain.errors import RefusedError

T = TypeVar("T")
_PLAIN = frozenset({str, int, bool})
_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def from_plain(kind: type[T], value: object, path: str = "") -> T:
    """The record in a decoded JSON object that has every field of `kind` and no other key.

    Raises RefusedError with a code `fact-...` and the path of the wrong value.
    """
    read = _record(kind, value, path)
    assert isinstance(read, kind)
    return read


def value_from_plain(wanted: Any, value: object, path: str) -> Any:
    """One value of the type that a record's field is annotated with; raises as `from_plain` does."""
    return _value(wanted, True, value, path)


def to_plain(value: Any) -> Any:
    """The JSON value of a record, a tuple or a single value, which `from_plain` reads back equal."""
    kind = type(value)
    if value is None or kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [to_plain(part) for part in value]
    if is_dataclass(kind):
        return {name: to_plain(getattr(value, name)) for name in field_types(kind)}
    return _single_to_plain(value)


def _single_to_plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case ZoneInfo():
            return value.key
        case Mapping():
            return {key: to_plain(part) for key, part in value.items()}
        case _:
            raise TypeError(f"nothing in JSON stands for {value!r}")


def _record(kind: type[Any], value: object, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise RefusedError("fact-not-object", path=path or "(case)", value=_shown(value))
    types_of = field_types(kind)
    for key in value:
        if key not in types_of:
            raise RefusedError("fact-unknown-key", path=_join(path, str(key)))
    read = {}
    for key, (wanted, nullable) in types_of.items():
        where = _join(path, key)
        if key not in value:
            raise RefusedError("fact-missing-key", path=where)
        read[key] = _value(wanted, nullable, value[key], where)
    return kind(**read)


def field_types(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Of each field of a record its type, and whether it may be null."""
    return _field_types(kind)


@cache
def _field_types(kind: Any) -> dict[str, tuple[Any, bool]]:
    found = {}
    for name, hint in get_type_hints(kind).items():
        if get_origin(hint) in (Union, types.UnionType):
            (wanted,) = (part for part in get_args(hint) if part is not types.NoneType)
            found[name] = (wanted, True)
        else:
            found[name] = (hint, False)
    return found


def _value(wanted: Any, nullable: bool, value: object, path: str) -> Any:
    if value is None:
        if nullable:
            return None
        raise RefusedError("fact-null", path=path)
    origin = get_origin(wanted)
    if origin is tuple:
        return _listed(wanted, value, path)
    if origin is not None:  # Mapping[str, ...]: kept as it is
        return _mapping(value, path)
    if issubclass(wanted, StrEnum):
        return _word(wanted, value, path)
    reader = _READERS.get(wanted)
    return reader(value, path) if reader else _record(wanted, value, path)


def _listed(wanted: Any, value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RefusedError("fact-not-list", path=path, value=_shown(value))
    part = get_args(wanted)[0]
    return tuple(_value(part, False, each, f"{path}[{place}]") for place, each in enumerate(value))


def _mapping(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RefusedError("fact-not-object", path=path, value=_shown(value))
    return value


def _word(wanted: type[StrEnum], value: object, path: str) -> StrEnum:
    if isinstance(value, str) and value in tuple(wanted):
        return wanted(value)
    raise RefusedError("fact-word", path=path, value=_shown(value), allowed=", ".join(wanted))


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise RefusedError("fact-not-text", path=path, value=_shown(value))
    return value


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise RefusedError("fact-not-flag", path=path, value=_shown(value))
    return value


def _whole(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError("fact-not-whole", path=path, value=_shown(value))
    return value


def _money(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not _MONEY.fullmatch(value) or not value.isascii():
        raise RefusedError("fact-not-money", path=path, value=_shown(value))
    return Decimal(value)


def _date(value: object, path: str) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RefusedError("fact-not-date", path=path, value=_shown(value))


def _instant(value: object, path: str) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(value, path))
    except ValueError:
        raise RefusedError("fact-not-instant", path=path, value=_shown(value)) from None
    if instant.tzinfo is None:
        raise RefusedError("fact-no-offset", path=path, value=_shown(value))
    if instant.year in (MINYEAR, MAXYEAR):  # has no local date everywhere on earth
        raise RefusedError("fact-not-instant", path=path, value=_shown(value))
    return instant


def _zone(value: object, path: str) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value, path))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RefusedError("fact-time-zone", path=path, value=_shown(value)) from None


_READERS: dict[Any, Callable[[object, str], Any]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    Decimal: _money,
    datetime: _instant,
    date: _date,
    ZoneInfo: _zone,
}


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _shown(value: object) -> str:
    return repr(value)[:60]
