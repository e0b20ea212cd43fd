"""Reads and changes single settings in the file, and leaves everything else in it as somebody wrote it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rmadesk.adapters.config.keys import SITE, STATION, Kind, Setting
from rmadesk.adapters.config.records import HasHolidays, site_of, station_of
from rmadesk.adapters.config.source import content_of, default_config_path, table_of, text_of
from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from rmadesk.services.ports import FileWriter
from rmadesk.services.station import Station

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_ALL: Mapping[str, Setting] = {**SITE, **STATION}
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,3})?", re.ASCII)


class SettingsFile:
    """The port `Settings`. Whatever is written is first read as the desk will read it, by the same checks."""

    def __init__(self, files: FileWriter, has_holidays: HasHolidays | None = None, path: Path | None = None) -> None:
        self._files = files
        self._has_holidays = has_holidays
        self._named = path

    def entries(self) -> dict[str, Any]:
        """Every key with its value in force, set or not, as JSON has it."""
        return self._plain(table_of(self._text(), self._file))

    def get(self, key: str) -> Any:
        """One of them; a key of a table too, as `site.shelves.hold`. Raises RefusedError `setting-unknown`."""
        family, part = _parted(key)
        value = self.entries()[family]
        if part is None:
            return value
        if part not in value:
            raise RefusedError("setting-unknown", key=key)
        return value[part]

    def set(self, key: str, values: Sequence[str]) -> Any:
        """Write one setting as a command line gives it; a single empty text puts its default back. Gives its value.

        Raises RefusedError `setting-unknown`, `setting-one-value`, `setting-table`, and what reading the file raises.
        """
        family, part = _parted(key)
        setting = _ALL[family]
        if setting.kind is Kind.TABLE and part is None and list(values) != [""]:
            raise RefusedError("setting-table", key=key)
        if setting.kind is not Kind.LINES and len(values) != 1:
            raise RefusedError("setting-one-value", key=key)
        value = None if list(values) == [""] else _written(setting, values)
        found = self._write({(family, part): value})
        return found[family] if part is None else found[family].get(part)

    def warnings(self) -> tuple[RmaDeskError, ...]:
        """What a manager should know of the settings, though they are in force."""
        return site_of(table_of(self._text(), self._file), self._file, self._has_holidays).warnings

    def save_station(self, station: Station) -> None:
        """Write every setting of the devices that differs from what the file says."""
        before = self.entries()
        wanted = _plain_of(STATION, station)
        defaults = _plain_of(STATION, Station())
        changes: dict[tuple[str, str | None], Any] = {
            (key, None): None if value == defaults[key] else value
            for key, value in wanted.items()
            if value != before[key]
        }
        if changes:
            self._write(changes)

    @property
    def _path(self) -> Path:
        return self._named or default_config_path()

    @property
    def _file(self) -> str:
        return str(self._path)

    def _text(self) -> str:
        return text_of(content_of(self._path, named=False), self._file)

    def _plain(self, found: dict[str, Any]) -> dict[str, Any]:
        site = site_of(found, self._file, self._has_holidays)
        return {**_plain_of(SITE, site), **_plain_of(STATION, station_of(found, self._file))}

    def _write(self, changes: Mapping[tuple[str, str | None], Any]) -> dict[str, Any]:
        import tomlkit
        from tomlkit.exceptions import ParseError

        before = self._text()
        table_of(before, self._file)  # a file that is not in order is told by its line
        try:
            document = tomlkit.parse(before)
        except ParseError as error:
            raise RefusedError("config-syntax", file=self._file, line=error.line) from error
        for (key, part), value in changes.items():
            self._put(document, [*key.split(".", 1), *([part] if part is not None else [])], value)
        text = tomlkit.dumps(document)
        found = self._plain(table_of(text, self._file))
        target = self._path.resolve()  # a link to the file stays one
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FaultError("config-unwritable", file=self._file, reason=error.strerror or str(error)) from error
        self._files.write(target, text.encode())
        return found

    def _put(self, document: "TOMLDocument", path: Sequence[str], value: Any) -> None:
        """Set a value, making the tables on the way; none takes it out, and leaves tables that stand empty."""
        import tomlkit
        from tomlkit.items import InlineTable

        where: Any = document
        for place, name in enumerate(path[:-1], start=1):
            if name not in where:
                if value is None:
                    return
                inline = isinstance(where, InlineTable)  # written on one line, what is in it is too
                where[name] = tomlkit.inline_table() if inline else tomlkit.table()
            where = where[name]
            if not isinstance(where, Mapping):
                key = ".".join(path[:place])
                raise RefusedError("config-wrong-type", file=self._file, key=key, wanted=f"[{key}]")
        if value is not None:
            where[path[-1]] = value
        elif path[-1] in where:
            del where[path[-1]]


def _parted(key: str) -> tuple[str, str | None]:
    """A key, and what is named in the table that stands there."""
    if key in _ALL:
        return key, None
    for family, setting in _ALL.items():
        if setting.kind is Kind.TABLE and key.startswith(f"{family}.") and key != f"{family}.":
            return family, key.removeprefix(f"{family}.")
    raise RefusedError("setting-unknown", key=key)


def _written(setting: Setting, values: Sequence[str]) -> Any:
    """As the file has it; a number that is none stays a text, which the reading refuses in its own words."""
    if setting.kind is Kind.LINES:
        return list(values)
    (value,) = values
    if setting.kind is Kind.NUMBER and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def _plain_of(settings: Mapping[str, Setting], record: Any) -> dict[str, Any]:
    return {key: setting.plain(_field(record, setting.field)) for key, setting in settings.items()}


def _field(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = getattr(record, name)
    return record
