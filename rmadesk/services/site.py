"""The place where the desk stands: its name, its time zone, its shelves, as its settings say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.number_forms import NumberForm, number_form, rma_form_warning
from rmadesk.domain.policy.verdict import Verdict

DEFAULT_TIME_ZONE = "America/Los_Angeles"
"""Where goods arrive until somebody says otherwise; never the machine's own zone, which comes with its image."""

DEFAULT_RMA_FORM = "RMA-{N}{X:2-30}"
"""`RMA`, then a number that begins with a digit: bare digits are an RMA number by a hit in the registry only."""

_SHELVES: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.ACCEPT: "A", Verdict.ACCEPT_WITH_CHARGE: "B", Verdict.HOLD: "H", Verdict.REFUSE: "R"}
)


@dataclass(frozen=True, slots=True)
class Site:
    """A site and the station in it. `address` is what stands under From on a label; a shelf is called by its mark.

    `edition` is that of authorizations which name none; `language` null follows the system. `eu_country` (ISO 3166-1
    alpha-2) is where the site for customers in the European Union stands: its public holidays are no business days.
    `rma_forms` and `serial_forms` are how its numbers are written; `command_token` is what its sheet of command
    barcodes carries, null: it has none.
    """

    name: str = "Returns desk"
    address: tuple[str, ...] = ()
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(DEFAULT_TIME_ZONE))
    currency: str = "USD"
    edition: str = "hardware-warranty"
    shelves: Mapping[Verdict, str] = field(default_factory=lambda: _SHELVES)
    station_name: str = "dock 1"
    language: str | None = None
    eu_country: str = "DE"
    rma_forms: tuple[NumberForm, ...] = field(default_factory=lambda: (number_form(DEFAULT_RMA_FORM),))
    serial_forms: tuple[NumberForm, ...] = ()
    command_token: str | None = None

    @property
    def warnings(self) -> tuple[RefusedError, ...]:
        """What a manager should know of these settings, though they are in force."""
        return tuple(warning for form in self.rma_forms if (warning := rma_form_warning(form)))
