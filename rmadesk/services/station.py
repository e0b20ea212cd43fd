"""The devices of one station, as its settings say: scanners, the watched folder, the camera."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "SOH": "\x01",
        "STX": "\x02",
        "ENQ": "\x05",
        "ACK": "\x06",
        "DLE": "\x10",
        "DC1": "\x11",
        "DC2": "\x12",
        "DC3": "\x13",
        "DC4": "\x14",
        "SYN": "\x16",
    }
)
"""Control characters that a scanner may put before a scan, by name; none of them ends a line or stands in a code."""


SCANNER_TEST_TEXT = '-_/+:;YZ\x1dyz"@#]'
"""The text of the symbol that scanners are tested by: signs that differ between keyboards, and a group separator."""


class ScanSuffix(StrEnum):
    """What a scanner sends after a scan."""

    ENTER_OR_TAB = "enter-or-tab"
    ENTER = "enter"
    TAB = "tab"
    NONE = "none"
    """Nothing: silence ends the scan."""


class Parity(StrEnum):
    """The parity bit of a serial line."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"
    MARK = "mark"
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class WedgeLimits:
    """What makes a burst of keys a scan: how many, the end included, and the gaps between them, in milliseconds."""

    fewest_keys: int = 4
    mean_gap_ms: float = 35.0
    largest_gap_ms: float = 80.0


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """A scanner that types.

    `prefix` is the control character that it sends first, or empty; never a printable one, which would be taken for
    typing and stand in the code. `remap` says of a character that arrives which one was meant, where the scanner and
    this computer disagree on the keyboard.
    """

    prefix: str = ""
    suffix: ScanSuffix = ScanSuffix.ENTER_OR_TAB
    limits: WedgeLimits = WedgeLimits()
    remap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def put_right(self, text: str) -> str:
        """A text as it stands in the code."""
        return text.translate({ord(arrived): meant for arrived, meant in self.remap.items()})


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """A scanner at a serial port; none while `port` is empty. `baud` is in bits per second."""

    port: str = ""
    baud: int = 9600
    data_bits: int = 8
    parity: Parity = Parity.NONE
    stop_bits: int = 1


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """A folder into which a scanner drops pictures; no more than `most_per_minute` of them go on to the dock."""

    folder: Path | None = None
    most_per_minute: int = 30


@dataclass(frozen=True, slots=True)
class Station:
    """What is at hand at a station. `camera` is the camera's id, null: the system's own choice."""

    scanner: WedgeSettings = WedgeSettings()
    serial: SerialSettings = SerialSettings()
    watch: WatchSettings = WatchSettings()
    camera: str | None = None
