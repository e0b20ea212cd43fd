"""The forms in which settings are written, each read by a function that refuses what has not its form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rmadesk.domain.commands import TOKEN
from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.number_forms import NumberForm, number_form

LANGUAGES = ("en", "de")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: refusals name the file and the key.

    `has_holidays` says whether there is a calendar of a country's public holidays; null: it is not asked.
    """

    file: str
    key: str
    has_holidays: Callable[[str], bool] | None = None

    def refuse(self, problem: str, **figures: str | int) -> NoReturn:
        """Raise RefusedError `config-...`."""
        raise RefusedError(f"config-{problem}", file=self.file, key=self.key, **figures)

    def within(self, part: str) -> "Place":
        """The place of a key in the table that stands here."""
        return Place(self.file, f"{self.key}.{part}", self.has_holidays)


Reader = Callable[[Place, Any], Any]


def line(place: Place, value: Any) -> str:
    """A text of one line that is not empty."""
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        place.refuse("wrong-type", wanted='"..."')
    return value.strip()


def lines(place: Place, value: Any) -> tuple[str, ...]:
    """Texts of one line each."""
    if not isinstance(value, list):
        place.refuse("wrong-type", wanted='["...", "..."]')
    return tuple(line(place, each) for each in value)


def table(place: Place, value: Any) -> Mapping[str, Any]:
    """Keys and values."""
    if not isinstance(value, Mapping):
        place.refuse("wrong-type", wanted=f"[{place.key}]")
    return value


def number(low: int, high: int, *, whole: bool = True) -> Reader:
    """A number from `low` to `high`, both included."""

    def read(place: Place, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            place.refuse("wrong-type", wanted=str(low))
        if not low <= value <= high:
            place.refuse("out-of-bounds", value=str(value), low=low, high=high)
        return value

    return read


def one_number(*known: int) -> Reader:
    """One of a few numbers."""

    def read(place: Place, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            place.refuse("wrong-type", wanted=str(known[0]))
        if value not in known:
            place.refuse("choice", value=str(value), known=", ".join(map(str, known)))
        return value

    return read


def word(words: type[StrEnum]) -> Reader:
    """One of the trade's words."""

    def read(place: Place, value: Any) -> StrEnum:
        said = line(place, value)
        if said not in tuple(words):
            place.refuse("choice", value=said, known=", ".join(words))
        return words(said)

    return read


def zone(place: Place, value: Any) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(line(place, value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place.refuse("time-zone", value=str(value))


def currency(place: Place, value: Any) -> str:
    """ISO 4217."""
    code = line(place, value)
    if not _CURRENCY.fullmatch(code):
        place.refuse("currency", value=code)
    return code


def country(place: Place, value: Any) -> str:
    """ISO 3166-1 alpha-2, of a country whose public holidays are known."""
    code = line(place, value)
    if code not in COUNTRIES:
        place.refuse("country", value=code)
    if place.has_holidays and not place.has_holidays(code):
        place.refuse("country-holidays", value=code)
    return code


def language(place: Place, value: Any) -> str:
    """A language that the desk speaks."""
    code = line(place, value)
    if code not in LANGUAGES:
        place.refuse("language", value=code, known=", ".join(LANGUAGES))
    return code


def forms_of_numbers(place: Place, value: Any) -> tuple[NumberForm, ...]:
    """How a site writes its numbers."""
    return tuple(_form_of_numbers(place, each) for each in lines(place, value))


def _form_of_numbers(place: Place, value: str) -> NumberForm:
    try:
        return number_form(value)
    except RefusedError as error:
        figures = {name: figure for name, figure in error.figures.items() if name != "form"}
        raise RefusedError(f"config-{error.code}", file=place.file, key=place.key, value=value, **figures) from error


def command_token(place: Place, value: Any) -> str | None:
    """What the site's command barcodes carry; empty for none."""
    if value == "":
        return None
    token = line(place, value)
    if not TOKEN.fullmatch(token):
        place.refuse("command-token", value=token)
    return token
