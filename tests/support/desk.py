"""One station for tests: the real services, over the storage, clock and label parts that a test gives them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rmadesk.adapters.carriers import CarrierTable
from rmadesk.adapters.editions import EditionFiles
from rmadesk.adapters.gs1 import ElementStrings
from rmadesk.adapters.support_terms import load_support_terms
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.rma import Disposition, Piece, UnitProgress, UnitState
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.services.audit import AuditDesk
from rmadesk.services.choices import ChoiceDesk
from rmadesk.services.identifying import Identifying
from rmadesk.services.inspection import InspectionDesk
from rmadesk.services.ledger import Ledger
from rmadesk.services.policy_book import PolicyBook
from rmadesk.services.receiving import BoxAtDock, Receipt, ReceivingDesk
from rmadesk.services.registry import ImportSummary, RegistryDesk
from rmadesk.services.shipping import ShippingDesk
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage
from support.fakes import MemoryStorage, SetClock, counted_ids
from support.label_parts import CodesOnly, MemoryFiles, MessageIds
from support.parcel_numbers import sscc, ups
from support.registry import GivenRows, row

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
"""Twelve o'clock at the site."""
SITE = Site(
    name="Contoso Returns", address=("12 Harbour Way", "San Jose, CA 95112"), time_zone=ZoneInfo("America/Los_Angeles")
)
PARCELS = tuple(ups("999AA1", "01", f"{number:07}") for number in (12345, 12346, 12347))
"""Numbers of one carrier whose check digits fit."""
CONTAINERS = tuple(sscc(f"{number}0614141123456789"[:17]) for number in (3, 4))
"""Serial shipping container codes whose check digits fit."""

_EDITIONS = EditionFiles()
_CARRIERS = CarrierTable()


class TestDesk:
    """A station's services, one user, one set clock."""

    __test__ = False

    def __init__(self, storage: Storage | None = None, *, site: Site = SITE, user: str = "ana") -> None:
        self.storage: Any = storage or MemoryStorage()
        self.site = site
        self.clock = SetClock(NOON)
        self.ledger = Ledger(self.clock, counted_ids(), user)
        self.rows = GivenRows()
        self.policy_book = PolicyBook(_EDITIONS)
        identifying = Identifying(_CARRIERS, ElementStrings(), site)
        self.receiving = ReceivingDesk(self.storage, self.ledger, self.policy_book, identifying, site)
        self.registry = RegistryDesk(self.storage, self.ledger, self.rows)
        self.inspection = InspectionDesk(self.storage, self.ledger)
        self.choices = ChoiceDesk(self.storage, self.ledger)
        self.audit = AuditDesk(self.storage)
        self.labels: Any = CodesOnly()
        self.files = MemoryFiles()

    def import_rows(self, *rows: Mapping[str, str], **options: bool) -> ImportSummary:
        """Import a file of these rows."""
        self.rows.given = rows
        return self.registry.import_file(Path("registry.csv"), **options)

    def expect(self, rma_number: str, **changed: str) -> None:
        """One authorization with one unit."""
        self.import_rows(row(rma_number, **changed))

    def receive(self, *texts: str | Scan, piece: str | None = None, **said: Any) -> Receipt:
        """Receive a box on which these texts stand, in its original packaging."""
        scans = tuple(each if isinstance(each, Scan) else Scan(each, ScanSource.SCANNER) for each in texts)
        of = Piece(*map(int, piece.split("/"))) if piece else None
        return self.receiving.receive(
            BoxAtDock(**{"scans": scans, "packaging": PackagingKind.ORIGINAL, "piece": of} | said)
        )

    @property
    def shipping(self) -> ShippingDesk:
        """The way back, over the label parts as they are now."""
        words: Any = MessageIds()
        return ShippingDesk(
            self.storage, self.ledger, self.labels, self.labels, self.files, words, self.site, load_support_terms()
        )

    def inspect(self, unit_id: str, **said: Any) -> UnitProgress:
        """Log that a unit came and is repaired, or what else is said of it."""
        outcome = {"state": UnitState.RECEIVED, "disposition": Disposition.REPAIR} | said
        return self.inspection.log_outcome(unit_id, **outcome)

    def events(self) -> list[Any]:
        """Every event on record."""
        with self.storage.reading() as work:
            return list(work.events.all())
