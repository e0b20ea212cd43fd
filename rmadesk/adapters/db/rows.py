"""Records to rows and back: a column for each field, of the same name."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy.engine import Row

from rmadesk.domain.plain import field_types, to_plain, value_from_plain

T = TypeVar("T")
_AS_THEY_ARE = (str, int, bool, date, datetime, Decimal)


def as_row(record: Any) -> dict[str, Any]:
    """The values of a record's columns; what no column type holds goes in as JSON."""
    return {field.name: _to_column(getattr(record, field.name)) for field in fields(record)}


def as_record(kind: type[T], row: Row[Any]) -> T:
    """The record in a row that has a column for each of its fields."""
    values = row._mapping
    readers = _readers(kind)  # type: ignore[arg-type]  # mypy takes no generic type for hashable
    return kind(**{name: read(values[name]) for name, read in readers})


def _to_column(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value if value is None or isinstance(value, _AS_THEY_ARE) else to_plain(value)


@cache
def _readers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _reader(wanted, name)) for name, (wanted, _) in field_types(kind).items())


def _reader(wanted: Any, name: str) -> Callable[[Any], Any]:
    if wanted in _AS_THEY_ARE:
        return _same
    return lambda value: value_from_plain(wanted, value, name)


def _same(value: Any) -> Any:
    return value
