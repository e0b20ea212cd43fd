"""The settings file of this station, and where its files lie."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.site import Site

LANGUAGES = ("en", "de")
_NAME = "rmadesk"
_AT_LINE = re.compile(r"at line (\d+)")
_CURRENCY = re.compile(r"[A-Z]{3}")


def default_config_path() -> Path:
    """Where the settings are looked for when no file is named."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "config.toml"


def default_database_path() -> Path:
    """The station's own database."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "rmadesk.sqlite"


def load_config(path: Path | None = None, *, has_holidays: Callable[[str], bool] | None = None) -> Site:
    """The settings in a TOML file, all of them optional; without the default file every default holds.

    `has_holidays` says whether there is a calendar of a country's public holidays; null: it is not asked.
    Raises RefusedError `config-...` with the file, and the key or line that is wrong; a file named by the caller must
    be there. Raises FaultError `config-unreadable` where the system does not hand it over.
    """
    where = path or default_config_path()
    try:
        content = where.read_bytes()
    except FileNotFoundError as error:
        if path is None:
            return Site()
        raise RefusedError("config-missing", file=str(where)) from error
    except OSError as error:
        raise FaultError("config-unreadable", file=str(where), reason=error.strerror or str(error)) from error
    return _Settings(str(where), _decoded(content, str(where)), has_holidays).site()


def _decoded(content: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))  # editors on Windows put a mark before it
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RefusedError("config-syntax", file=file, line=line) from error
    except tomllib.TOMLDecodeError as error:
        at_line = _AT_LINE.search(str(error))
        line = int(at_line[1]) if at_line else content.count(b"\n") + 1
        raise RefusedError("config-syntax", file=file, line=line) from error


class _Settings:
    """Typed look-ups in a decoded file that refuse with file and key."""

    def __init__(self, file: str, table: Mapping[str, Any], has_holidays: Callable[[str], bool] | None) -> None:
        self._file = file
        self._table = table
        self._has_holidays = has_holidays

    def site(self) -> Site:
        """A key that nobody knows is refused: a misspelt time zone would quietly move every deadline."""
        readers: dict[str, tuple[str, Callable[[str, Any], Any]]] = {
            "site.name": ("name", self._line),
            "site.address": ("address", self._lines),
            "site.time_zone": ("time_zone", self._zone),
            "site.currency": ("currency", self._currency),
            "site.edition": ("edition", self._line),
            "site.shelves": ("shelves", self._shelves),
            "site.eu_country": ("eu_country", self._country),
            "station.name": ("station_name", self._line),
            "station.language": ("language", self._language),
        }
        found = {}
        for key, value in self._entries():
            if key not in readers:
                self._refuse("unknown-key", key)
            attribute, read = readers[key]
            found[attribute] = read(key, value)
        return Site(**found)

    def _entries(self) -> list[tuple[str, Any]]:
        entries = []
        for section, table in self._table.items():
            if section not in ("site", "station"):
                self._refuse("unknown-key", section)
            if not isinstance(table, Mapping):
                self._refuse("wrong-type", section, wanted=f"[{section}]")
            entries += [(f"{section}.{key}", value) for key, value in table.items()]
        return entries

    def _line(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            self._refuse("wrong-type", key, wanted='"..."')
        return value.strip()

    def _lines(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._refuse("wrong-type", key, wanted='["...", "..."]')
        return tuple(self._line(key, line) for line in value)

    def _zone(self, key: str, value: Any) -> ZoneInfo:
        try:
            return ZoneInfo(self._line(key, value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._refuse("time-zone", key, value=str(value))

    def _currency(self, key: str, value: Any) -> str:
        code = self._line(key, value)
        if not _CURRENCY.fullmatch(code):
            self._refuse("currency", key, value=code)
        return code

    def _country(self, key: str, value: Any) -> str:
        country = self._line(key, value)
        if country not in COUNTRIES:
            self._refuse("country", key, value=country)
        if self._has_holidays and not self._has_holidays(country):
            self._refuse("country-holidays", key, value=country)
        return country

    def _language(self, key: str, value: Any) -> str:
        language = self._line(key, value)
        if language not in LANGUAGES:
            self._refuse("language", key, value=language, known=", ".join(LANGUAGES))
        return language

    def _shelves(self, key: str, value: Any) -> Mapping[Verdict, str]:
        if not isinstance(value, Mapping):
            self._refuse("wrong-type", key, wanted=f"[{key}]")
        shelves = dict(Site().shelves)
        for verdict, shelf in value.items():
            if verdict not in tuple(Verdict):
                self._refuse("unknown-key", f"{key}.{verdict}")
            shelves[Verdict(verdict)] = self._line(f"{key}.{verdict}", shelf)
        return shelves

    def _refuse(self, problem: str, key: str, **figures: str) -> NoReturn:
        raise RefusedError(f"config-{problem}", file=self._file, key=key, **figures)
