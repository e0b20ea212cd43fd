"""What the window needs of the desk, part by part; a part is made when it is first asked for, on a worker."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rmadesk.services.choices import ChoiceDesk
    from rmadesk.services.dues import DueDesk
    from rmadesk.services.explaining import ExplainingDesk
    from rmadesk.services.inspection import InspectionDesk
    from rmadesk.services.ports import FrameReader, LabelReader, Symbols, Wording
    from rmadesk.services.printed_numbers import PrintedNumbers
    from rmadesk.services.receiving import ReceivingDesk
    from rmadesk.services.registry import RegistryDesk
    from rmadesk.services.reporting import ReportingDesk
    from rmadesk.services.shipping import ShippingDesk
    from rmadesk.services.site import Site
    from rmadesk.services.station import Station


class DeskParts(Protocol):
    """Services over one database. Only `user`, `site`, `station` and `wording` may be asked for on the GUI thread."""

    database: Path
    user: str

    @property
    def site(self) -> "Site": ...

    @property
    def station(self) -> "Station": ...

    def save_station(self, station: "Station") -> None: ...

    @property
    def wording(self) -> "Wording": ...

    @property
    def symbols(self) -> "Symbols": ...

    @property
    def pictures(self) -> "LabelReader": ...

    @property
    def frames(self) -> "FrameReader": ...

    @property
    def printed(self) -> "PrintedNumbers": ...

    @property
    def receiving(self) -> "ReceivingDesk": ...

    @property
    def choices(self) -> "ChoiceDesk": ...

    @property
    def explaining(self) -> "ExplainingDesk": ...

    @property
    def dues(self) -> "DueDesk": ...

    @property
    def registry(self) -> "RegistryDesk": ...

    @property
    def inspection(self) -> "InspectionDesk": ...

    @property
    def shipping(self) -> "ShippingDesk": ...

    @property
    def reporting(self) -> "ReportingDesk": ...
