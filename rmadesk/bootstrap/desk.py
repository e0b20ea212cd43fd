"""The desk: every service of one station."""

from __future__ import annotations  # most of what stands in them is imported only when it is asked for

from functools import cached_property
from typing import TYPE_CHECKING

from rmadesk.bootstrap.reading import ReadingParts
from rmadesk.bootstrap.terms import TermsParts

if TYPE_CHECKING:
    from rmadesk.services.audit import AuditDesk
    from rmadesk.services.inspection import InspectionDesk
    from rmadesk.services.ports import LabelRenderer
    from rmadesk.services.receiving import ReceivingDesk
    from rmadesk.services.registry import RegistryDesk
    from rmadesk.services.reporting import ReportingDesk
    from rmadesk.services.shipping import ShippingDesk


class Desk(ReadingParts, TermsParts):
    """One station's services over one database file.

    Raises RefusedError or FaultError where a part that is asked for can't be had.
    """

    @cached_property
    def receiving(self) -> ReceivingDesk:
        """The dock."""
        from rmadesk.services.receiving import ReceivingDesk

        return ReceivingDesk(self.storage, self._ledger, self.policy_book, self._identifying, self.site)

    @cached_property
    def registry(self) -> RegistryDesk:
        """The authorizations."""
        from rmadesk.adapters.registry_files import RegistryFileReader
        from rmadesk.services.registry import RegistryDesk

        return RegistryDesk(self.storage, self._ledger, RegistryFileReader())

    @cached_property
    def inspection(self) -> InspectionDesk:
        """The bench."""
        from rmadesk.services.inspection import InspectionDesk

        return InspectionDesk(self.storage, self._ledger)

    @cached_property
    def shipping(self) -> ShippingDesk:
        """The way back."""
        from rmadesk.services.shipping import ShippingDesk

        return ShippingDesk(
            self.storage,
            self._ledger,
            self._labels,
            self.pictures,
            self.files,
            self.wording,
            self.site,
            self.support.terms,
        )

    @cached_property
    def reporting(self) -> ReportingDesk:
        """The day's figures."""
        from rmadesk.adapters.reports.renderer import ReportFiles
        from rmadesk.services.reporting import ReportingDesk

        return ReportingDesk(self.storage, self.clock, self.site, ReportFiles(self.wording), self.files)

    @cached_property
    def audit(self) -> AuditDesk:
        """Is the record whole?"""
        from rmadesk.services.audit import AuditDesk

        return AuditDesk(self.storage)

    def close(self) -> None:
        """Let go of the database file and end what reads pictures; the desk is not used after this."""
        if "pictures" in self.__dict__:
            self.pictures.close()
        self.end_print_reading()
        if "storage" in self.__dict__:
            self.storage.close()

    @cached_property
    def _labels(self) -> LabelRenderer:
        from rmadesk.adapters.labels.pdf import PdfLabelRenderer

        return PdfLabelRenderer()
