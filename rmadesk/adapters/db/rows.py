"""Records to rows and back: a column for each field, of the same name."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rmadesk.domain.plain import field_types, to_plain, value_from_plain

T = TypeVar("T")
_FETCHED = 200
"""Rows held at once of a query that is streamed."""
_AS_THEY_ARE = frozenset({str, int, bool, date, datetime, Decimal})


def as_row(record: Any) -> dict[str, Any]:
    """The values of a record's columns; what no column type holds goes in as JSON."""
    return {name: _to_column(getattr(record, name)) for name in field_types(type(record))}


def select_records(table: sa.Table, kind: type[Any]) -> sa.Select[Any]:
    """A query for records of a kind, for `records`: its columns stand in the order of the fields."""
    return sa.select(*(table.c[name] for name in field_types(kind)))


def records(connection: Connection, kind: type[T], query: sa.Select[Any], **given: Any) -> tuple[T, ...]:
    """The records that a query by `select_records` finds; `given` are its bound parameters."""
    wanted: Any = kind
    readers = _readers(wanted)
    return tuple(
        wanted(*[read(value) if read else value for read, value in zip(readers, row, strict=True)])
        for row in connection.execute(query, given)
    )


def streamed(connection: Connection, kind: type[T], query: sa.Select[Any], **given: Any) -> Iterator[T]:
    """The same one by one, of a query that may find more than memory holds."""
    wanted: Any = kind
    readers = _readers(wanted)
    for row in connection.execute(query.execution_options(yield_per=_FETCHED), given):
        yield wanted(*[read(value) if read else value for read, value in zip(readers, row, strict=True)])


def _to_column(value: Any) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    return value.value if isinstance(value, StrEnum) else to_plain(value)


@cache
def _readers(kind: Any) -> tuple[Callable[[Any], Any] | None, ...]:
    return tuple(_reader(wanted, name) for name, (wanted, _) in field_types(kind).items())


def _reader(wanted: Any, name: str) -> Callable[[Any], Any] | None:
    """How a column's value becomes the field's; None: as it is."""
    if wanted in _AS_THEY_ARE:
        return None
    return lambda value: value_from_plain(wanted, value, name)
