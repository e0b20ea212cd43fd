"""Every key of the settings file: which field of which record it fills, how it is read, and how it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from rmadesk.adapters.config import forms
from rmadesk.adapters.config.forms import Place
from rmadesk.domain.number_forms import NumberForm
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.site import Site
from rmadesk.services.station import PREFIXES, Parity, ScanSuffix

GROUP_SEPARATOR = "\x1d"
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)


class Kind(Enum):
    """How a value is written in the file."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    TABLE = "table"
    """Texts by name; on a command line each has a key of its own, `site.shelves.hold`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`field` is where the value stands in its record; `plain` makes of it what stands in the file."""

    field: str
    read: forms.Reader
    kind: Kind = Kind.TEXT
    plain: Callable[[Any], Any] = lambda value: value


def _shelves(place: Place, value: Any) -> Mapping[Verdict, str]:
    shelves = dict(Site().shelves)
    for verdict, shelf in forms.table(place, value).items():
        if verdict not in tuple(Verdict):
            place.within(verdict).refuse("unknown-key")
        shelves[Verdict(verdict)] = forms.line(place.within(verdict), shelf)
    return MappingProxyType(shelves)


def _prefix(place: Place, value: Any) -> str:
    """By its name or as itself; a printable one is refused, for it would stand in every scanned text."""
    if not isinstance(value, str):
        place.refuse("wrong-type", wanted='"..."')
    prefix = PREFIXES.get(value.upper(), value)
    if prefix and prefix not in PREFIXES.values():
        place.refuse("prefix-printable" if value.isprintable() else "choice", value=value, known=", ".join(PREFIXES))
    return prefix


def _prefix_name(prefix: str) -> str:
    return next((name for name, character in PREFIXES.items() if character == prefix), prefix)


def _remap(place: Place, value: Any) -> Mapping[str, str]:
    remap = {}
    for arrived, meant in forms.table(place, value).items():
        at = place.within(arrived)
        if not isinstance(meant, str) or len(arrived) != 1 or len(meant) != 1:
            at.refuse("remap")
        if not arrived.isprintable() or not (meant.isprintable() or meant == GROUP_SEPARATOR):
            at.refuse("remap")
        remap[arrived] = meant
    return MappingProxyType(remap)


def _folder(place: Place, value: Any) -> Path:
    folder = forms.line(place, value)
    if not PurePath(folder).is_absolute():
        place.refuse("folder", value=folder)
    return Path(folder)


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _words(table: Mapping[Any, str]) -> dict[str, str]:
    return {str(key): text for key, text in table.items()}


def _written(number_forms: tuple[NumberForm, ...]) -> list[str]:
    return [form.written for form in number_forms]


def _or_nothing(value: Any) -> str:
    return "" if value is None else str(value)


SITE: Mapping[str, Setting] = MappingProxyType(
    {
        "site.name": Setting("name", forms.line),
        "site.address": Setting("address", forms.lines, Kind.LINES, list),
        "site.time_zone": Setting("time_zone", forms.zone, plain=str),
        "site.currency": Setting("currency", forms.currency),
        "site.edition": Setting("edition", forms.line),
        "site.shelves": Setting("shelves", _shelves, Kind.TABLE, _words),
        "site.eu_country": Setting("eu_country", forms.country),
        "site.rma_forms": Setting("rma_forms", forms.forms_of_numbers, Kind.LINES, _written),
        "site.serial_forms": Setting("serial_forms", forms.forms_of_numbers, Kind.LINES, _written),
        "site.command_token": Setting("command_token", forms.command_token, plain=_or_nothing),
        "station.name": Setting("station_name", forms.line),
        "station.language": Setting("language", forms.language, plain=_or_nothing),
    }
)
STATION: Mapping[str, Setting] = MappingProxyType(
    {
        "scanner.prefix": Setting("scanner.prefix", _prefix, plain=_prefix_name),
        "scanner.suffix": Setting("scanner.suffix", forms.word(ScanSuffix), plain=str),
        "scanner.fewest_keys": Setting("scanner.limits.fewest_keys", forms.number(3, 20), Kind.NUMBER),
        "scanner.mean_gap_ms": Setting(
            "scanner.limits.mean_gap_ms", forms.number(5, 60, whole=False), Kind.NUMBER, _number
        ),
        "scanner.largest_gap_ms": Setting(
            "scanner.limits.largest_gap_ms", forms.number(20, 150, whole=False), Kind.NUMBER, _number
        ),
        "scanner.remap": Setting("scanner.remap", _remap, Kind.TABLE, _words),
        "serial.port": Setting("serial.port", forms.line),
        "serial.baud": Setting("serial.baud", forms.one_number(*BAUDS), Kind.NUMBER),
        "serial.data_bits": Setting("serial.data_bits", forms.one_number(8, 7), Kind.NUMBER),
        "serial.parity": Setting("serial.parity", forms.word(Parity), plain=str),
        "serial.stop_bits": Setting("serial.stop_bits", forms.one_number(1, 2), Kind.NUMBER),
        "watch.folder": Setting("watch.folder", _folder, plain=_or_nothing),
        "watch.most_per_minute": Setting("watch.most_per_minute", forms.number(1, 600), Kind.NUMBER),
        "camera.id": Setting("camera", forms.line, plain=_or_nothing),
    }
)
