"""The site and the station the desk works for: what a manager sets once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from rmadesk.domain.policy.verdict import Verdict

_SHELVES = {
    Verdict.ACCEPT: "A",
    Verdict.ACCEPT_WITH_CHARGE: "A",
    Verdict.HOLD: "H",
    Verdict.REFUSE: "R",
}


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of the site; `address` are the lines below the name on a label's sender, `shelves` where a verdict goes.

    `time_zone` is the site's, never the machine's; `language` null follows the system.
    """

    name: str = "Returns desk"
    address: tuple[str, ...] = ()
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Los_Angeles"))
    currency: str = "USD"
    edition: str = "hardware-warranty"
    shelves: Mapping[Verdict, str] = field(default_factory=lambda: dict(_SHELVES))
    unmatched_shelf: str = "U"
    station_name: str = "Dock 1"
    language: str | None = None
