"""Kinds of values that verbs take: instants, dates, box k of n, files by their ending, words of the trade."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from rmadesk.domain.rma import Piece


def one_of(words: type[StrEnum]) -> click.Choice[str]:
    """A choice of the trade's words."""
    return click.Choice([word.value for word in words])


class Instant(click.ParamType[datetime]):
    """ISO 8601 with an offset."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an instant such as 2026-11-20T09:15:00-08:00.", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} has no offset; write it as 2026-11-20T09:15:00-08:00.", param, ctx)
        return instant


class Day(click.ParamType[date]):
    """A date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-20.", param, ctx)


class Amount(click.ParamType[Decimal]):
    """An amount of money, exact, with at most two decimals."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", str(value), re.ASCII):
            self.fail(f"{value!r} is not an amount such as 1299.00.", param, ctx)
        return Decimal(value)


class BoxOf(click.ParamType[Piece]):
    """Box k of n."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Piece:
        match = re.fullmatch(r"(\d{1,3})/(\d{1,3})", str(value), re.ASCII)
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} is not a box of several, such as 1/2.", param, ctx)
        return Piece(int(match[1]), int(match[2]))


class FileEndingIn(click.Path):
    """A file whose ending says its form."""

    def __init__(self, *endings: str) -> None:
        super().__init__(path_type=Path, readable=False)
        self._endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(str(super().convert(value, param, ctx)))
        if path.suffix.lower() not in self._endings:
            self.fail(f"{str(path)!r} must end in {' or '.join(self._endings)}.", param, ctx)
        return path
