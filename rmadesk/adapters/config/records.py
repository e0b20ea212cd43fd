"""The records that a settings file makes: the site and the station."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rmadesk.adapters.config.forms import Place, table
from rmadesk.adapters.config.keys import SITE, STATION, Setting
from rmadesk.adapters.config.source import content_of, default_config_path, table_of, text_of
from rmadesk.services.site import Site
from rmadesk.services.station import SerialSettings, Station, WatchSettings, WedgeLimits, WedgeSettings

HasHolidays = Callable[[str], bool]
_SITE_SECTIONS = frozenset(key.split(".")[0] for key in SITE)
_STATION_SECTIONS = frozenset(key.split(".")[0] for key in STATION)


def load_config(path: Path | None = None, *, has_holidays: HasHolidays | None = None) -> Site:
    """The site in a settings file, all of it optional; without the default file every default holds.

    `has_holidays` says whether there is a calendar of a country's public holidays; null: it is not asked.
    Raises RefusedError `config-...` with the file, and the key or line that is wrong; a file named by the caller must
    be there. Raises FaultError `config-unreadable` where the system does not hand it over.
    """
    file, found = _read(path)
    return site_of(found, file, has_holidays)


def load_station(path: Path | None = None) -> Station:
    """The station's devices in the same file; raises as `load_config` does."""
    file, found = _read(path)
    return station_of(found, file)


def _read(path: Path | None) -> tuple[str, dict[str, Any]]:
    where = path or default_config_path()
    file = str(where)
    return file, table_of(text_of(content_of(where, named=path is not None), file), file)


def site_of(found: Mapping[str, Any], file: str, has_holidays: HasHolidays | None = None) -> Site:
    """A key that nobody knows is refused: a misspelt time zone would quietly move every deadline."""
    return Site(**dict(_values(found, Place(file, "", has_holidays), SITE, _SITE_SECTIONS)))


def station_of(found: Mapping[str, Any], file: str) -> Station:
    """The devices, in records of their own."""
    values = dict(_values(found, Place(file, ""), STATION, _STATION_SECTIONS))

    def part(start: str) -> dict[str, Any]:
        return {
            field.removeprefix(start): value
            for field, value in values.items()
            if field.startswith(start) and "." not in field.removeprefix(start)
        }

    limits = WedgeLimits(**part("scanner.limits."))
    if limits.mean_gap_ms > limits.largest_gap_ms:
        Place(file, "scanner.mean_gap_ms").refuse("gaps", other="scanner.largest_gap_ms")
    return Station(
        scanner=WedgeSettings(limits=limits, **part("scanner.")),
        serial=SerialSettings(**part("serial.")),
        watch=WatchSettings(**part("watch.")),
        **part(""),
    )


def _values(
    found: Mapping[str, Any], file: Place, settings: Mapping[str, Setting], sections: frozenset[str]
) -> Iterator[tuple[str, Any]]:
    """Field and value of each key in these sections; the other record's are its own affair."""
    for section, content in found.items():
        at = Place(file.file, section, file.has_holidays)
        if section not in _SITE_SECTIONS | _STATION_SECTIONS:
            at.refuse("unknown-key")
        if section not in sections:
            continue
        for name, value in table(at, content).items():
            place = at.within(name)
            if place.key not in settings:
                place.refuse("unknown-key")
            setting = settings[place.key]
            yield setting.field, setting.read(place, value)
