"""What the policy says, promises and asks for."""

from __future__ import annotations  # most of what stands in them is imported only when it is asked for

from functools import cached_property
from typing import TYPE_CHECKING

from rmadesk.bootstrap.station import StationParts

if TYPE_CHECKING:
    from rmadesk.services.assessing import AssessingDesk
    from rmadesk.services.coverage import CoverageDesk
    from rmadesk.services.dues import DueDesk
    from rmadesk.services.explaining import ExplainingDesk
    from rmadesk.services.policies import PolicyDesk
    from rmadesk.services.ports import (
        CaseFiles,
    )
    from rmadesk.services.refunds import RefundDesk
    from rmadesk.services.replay import ReplayDesk
    from rmadesk.services.service_terms import TermsDesk
    from rmadesk.services.support import SupportDesk


class TermsParts(StationParts):
    """Editions and contracts, judging apart from any box, clocks, coverage, money back."""

    @cached_property
    def policies(self) -> PolicyDesk:
        """A manager's view of the policy."""
        from rmadesk.adapters.editions import PolicyFileReader
        from rmadesk.services.policies import PolicyDesk

        return PolicyDesk(self.storage, self._ledger, self.policy_book, PolicyFileReader(), self.holidays, self.site)

    @cached_property
    def explaining(self) -> ExplainingDesk:
        """Why a box was judged as it was."""
        from rmadesk.services.explaining import ExplainingDesk

        return ExplainingDesk(self.storage, self.policy_book, self.site)

    @cached_property
    def assessing(self) -> AssessingDesk:
        """Cases apart from any box; where there is no database, none is made."""
        from rmadesk.services.assessing import AssessingDesk

        return AssessingDesk(self.policy_book, (lambda: self.storage) if self._has_database else None)

    @cached_property
    def replaying(self) -> ReplayDesk:
        """Recorded cases, judged again."""
        from rmadesk.adapters.editions import PolicyFileReader
        from rmadesk.services.replay import ReplayDesk

        return ReplayDesk(self.storage, self.policy_book, PolicyFileReader())

    @cached_property
    def case_files(self) -> CaseFiles:
        """Opens files of cases."""
        from rmadesk.adapters.case_files import CaseFiles

        return CaseFiles()

    @cached_property
    def support(self) -> SupportDesk:
        """Who answers for support."""
        from rmadesk.adapters.editions import EditionFiles
        from rmadesk.adapters.support_terms import load_support_terms
        from rmadesk.services.support import SupportDesk

        return SupportDesk(load_support_terms(), EditionFiles(), self.holidays)

    @cached_property
    def terms(self) -> TermsDesk:
        """The terms of service."""
        from rmadesk.adapters.places import load_places
        from rmadesk.services.service_terms import TermsDesk

        return TermsDesk(
            self.storage, self.policy_book, self.holidays, self.support, load_places(), self.clock, self.site
        )

    @cached_property
    def coverage(self) -> CoverageDesk:
        """Coverage by serial number."""
        from rmadesk.services.coverage import CoverageDesk

        return CoverageDesk(self.storage, self.policy_book, self.clock, self.site)

    @cached_property
    def refunds(self) -> RefundDesk:
        """Money back."""
        from rmadesk.adapters.reports.refund_sheet import RefundSheetFiles
        from rmadesk.services.refunds import RefundDesk

        renderer = RefundSheetFiles(self.wording)
        return RefundDesk(self.storage, self._ledger, self.policy_book, renderer, self.files, self.wording, self.site)

    @cached_property
    def dues(self) -> DueDesk:
        """The due list."""
        from rmadesk.adapters.calendars import DueListFiles
        from rmadesk.services.dues import DueDesk

        return DueDesk(self.storage, self._ledger, self.policy_book, self.site, DueListFiles(self.wording), self.files)
