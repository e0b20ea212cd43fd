"""The check-up: which parts of this station work, which are missing, and what to do about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rmadesk.domain.errors import Figure, RmaDeskError
from rmadesk.services.ports import LabelReader, Machine
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage

ENOUGH_FREE_MB = 500
_MB = 1_000_000
_HEIC = ("pi_heif",)
_PRINT = ("rapidocr", "onnxruntime")
_CAMERA = ("PySide6.QtMultimedia",)
_SERIAL = ("PySide6.QtSerialPort",)
_WINDOW = ("PySide6.QtWidgets",)


class Script(StrEnum):
    """The scripts in which customers' names and addresses come."""

    LATIN = "latin"
    GREEK = "greek"
    CYRILLIC = "cyrillic"
    CHINESE = "chinese"
    JAPANESE = "japanese"
    KOREAN = "korean"


_LETTERS = {
    Script.LATIN: "é",
    Script.GREEK: "Ω",
    Script.CYRILLIC: "Ж",
    Script.CHINESE: "京",
    Script.JAPANESE: "あ",
    Script.KOREAN: "한",
}


class Part(StrEnum):
    """What is looked at, in this order."""

    SETTINGS = "settings"
    DATABASE = "database"
    DISK = "disk"
    PICTURES = "pictures"
    SECOND_OPINION = "second-opinion"
    HEIC = "heic"
    PRINT = "print"
    FONTS = "fonts"
    WINDOW = "window"
    CAMERA = "camera"
    SERIAL_PORT = "serial-port"


class Condition(StrEnum):
    """How it is with a part; `limited`: the desk works, and does less."""

    GOOD = "good"
    LIMITED = "limited"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Examined:
    """A part and how it is; `problem` is what broke it. Its sentence is the message `checkup.<part>.<condition>`."""

    part: Part
    condition: Condition
    figures: Mapping[str, Figure] = field(default_factory=dict)
    problem: RmaDeskError | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """What is examined. What is given as a function fails when it is called, not before.

    `edition` gives the policy's terms of a name, or refuses it; `label` a picture with at least one code; `draws` says
    whether a font has a letter.
    """

    database: Path
    machine: Machine
    site: Callable[[], Site]
    edition: Callable[[str], object]
    storage: Callable[[], Storage]
    pictures: Callable[[], LabelReader]
    second_opinion: Callable[[], bool]
    label: Callable[[], bytes]
    draws: Callable[[str], bool]


class CheckUp:
    """Examines the station part by part; changes nothing, and makes no database."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def examine(self) -> Iterator[Examined]:
        """Every part, as each is done."""
        for part, look in _EXAMINATIONS.items():
            try:
                condition, figures = look(self._station)
            except RmaDeskError as problem:
                yield Examined(part, Condition.BROKEN, problem=problem)
            else:
                yield Examined(part, condition, figures)


_Answer = tuple[Condition, Mapping[str, Figure]]


def _settings(station: Station) -> _Answer:
    site = station.site()
    station.edition(site.edition)  # without it every box is refused
    for warning in site.warnings:
        return Condition.LIMITED, {"site": site.name, **warning.figures}
    return Condition.GOOD, {"site": site.name, "time_zone": site.time_zone.key}


def _database(station: Station) -> _Answer:
    """One that is not there yet is made by whoever first records something."""
    if not _may_be_there(station.database):
        return Condition.LIMITED, {"file": str(station.database)}
    with station.storage().reading() as work:
        newest = work.boxes.recent(1)
    return Condition.GOOD, {
        "file": str(station.database),
        "received_at": newest[0].received_at.isoformat() if newest else None,
    }


def _may_be_there(database: Path) -> bool:
    """What the system has against the name is told by whoever opens the file."""
    try:
        return database.exists()
    except OSError:
        return True


def _disk(station: Station) -> _Answer:
    free = station.machine.free_bytes(station.database) // _MB
    return _good_if(free >= ENOUGH_FREE_MB), {"free_mb": free, "file": str(station.database)}


def _pictures(station: Station) -> _Answer:
    """A real picture on its real way: opened, decoded, answered."""
    reads = station.pictures().read_bytes(station.label(), "label")
    condition = Condition.GOOD if reads else Condition.BROKEN
    return condition, {"codes": len(reads), "version": station.machine.version_of("zxing-cpp")}


def _second_opinion(station: Station) -> _Answer:
    return _good_if(station.second_opinion()), {}


def _extra(packages: tuple[str, ...]) -> Callable[[Station], _Answer]:
    return lambda station: (_good_if(all(map(station.machine.has_package, packages))), {})


def _fonts(station: Station) -> _Answer:
    missing = [script for script, letter in _LETTERS.items() if not station.draws(letter)]
    condition = Condition.BROKEN if Script.LATIN in missing else _good_if(not missing)
    return condition, {"scripts": ", ".join(missing or _LETTERS)}


def _window(station: Station) -> _Answer:
    if not all(map(station.machine.has_package, _WINDOW)):
        return Condition.BROKEN, {}
    return _good_if(station.machine.has_display), {}


def _good_if(good: bool) -> Condition:
    return Condition.GOOD if good else Condition.LIMITED


_EXAMINATIONS: Mapping[Part, Callable[[Station], _Answer]] = {
    Part.SETTINGS: _settings,
    Part.DATABASE: _database,
    Part.DISK: _disk,
    Part.PICTURES: _pictures,
    Part.SECOND_OPINION: _second_opinion,
    Part.HEIC: _extra(_HEIC),
    Part.PRINT: _extra(_PRINT),
    Part.FONTS: _fonts,
    Part.WINDOW: _window,
    Part.CAMERA: _extra(_CAMERA),
    Part.SERIAL_PORT: _extra(_SERIAL),
}
