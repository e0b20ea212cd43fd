"""Builds adapters and services; the only module that names concrete adapters.

Every part is made when it is first asked for, and its libraries imported then: the first window needs few of them.
"""

from __future__ import annotations  # most of what stands in them is imported only when it is asked for

import getpass
import os
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rmadesk.adapters.clock import SystemClock
from rmadesk.adapters.config import default_database_path, load_config, load_station
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.site import Site
from rmadesk.services.station import Station

__all__ = ["Desk", "default_database_path"]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rmadesk.adapters.db.storage import SqliteStorage
    from rmadesk.adapters.scanning.printed import LabelPrintReader
    from rmadesk.adapters.scanning.reader import PictureReader
    from rmadesk.services.assessing import AssessingDesk
    from rmadesk.services.audit import AuditDesk
    from rmadesk.services.checkup import CheckUp
    from rmadesk.services.choices import ChoiceDesk
    from rmadesk.services.coverage import CoverageDesk
    from rmadesk.services.dues import DueDesk
    from rmadesk.services.explaining import ExplainingDesk
    from rmadesk.services.identifying import Identifying
    from rmadesk.services.identifying_desk import IdentifyingDesk
    from rmadesk.services.inspection import InspectionDesk
    from rmadesk.services.ledger import Ledger
    from rmadesk.services.policies import PolicyDesk
    from rmadesk.services.policy_book import PolicyBook
    from rmadesk.services.ports import (
        CaseFiles,
        Clock,
        FileWriter,
        FrameReader,
        Holidays,
        LabelRenderer,
        Settings,
        Symbols,
        Wording,
    )
    from rmadesk.services.printed_numbers import PrintedNumbers
    from rmadesk.services.receiving import ReceivingDesk
    from rmadesk.services.refunds import RefundDesk
    from rmadesk.services.registry import RegistryDesk
    from rmadesk.services.replay import ReplayDesk
    from rmadesk.services.reporting import ReportingDesk
    from rmadesk.services.service_terms import TermsDesk
    from rmadesk.services.shipping import ShippingDesk
    from rmadesk.services.support import SupportDesk


class Desk:
    """One station's services over one database file.

    `user` is who is recorded on every event; until people are added it is the login's name.
    Raises RefusedError or FaultError where a part that is asked for can't be had.
    """

    def __init__(
        self,
        database: Path | None = None,
        *,
        user: str | None = None,
        clock: Clock | None = None,
        site: Site | None = None,
        language: str | None = None,
    ) -> None:
        self.database = database or default_database_path()
        self.user = user or _login_name()
        self.clock: Clock = clock or SystemClock()
        self._site = site
        self._language = language

    @cached_property
    def site(self) -> Site:
        """Settings of the site."""
        return self._site or load_config(None, has_holidays=self.holidays.known)

    @cached_property
    def station(self) -> Station:
        """The station's devices; a desk that was given its site has none of its own."""
        return Station() if self._site else load_station()

    @cached_property
    def settings(self) -> Settings:
        """The settings file, key by key."""
        from rmadesk.adapters.config.settings_file import SettingsFile

        return SettingsFile(self.files, self.holidays.known)

    def save_station(self, station: Station) -> None:
        """Keep what somebody set up at the station; a desk that was given its site writes to nobody's file.

        Raises RefusedError or FaultError `config-...`, `file-...`.
        """
        if not self._site:
            self.settings.save_station(station)
        self.__dict__["station"] = station

    @cached_property
    def wording(self) -> Wording:
        """Sentences in the operator's language."""
        from rmadesk.adapters.wording import Catalogue, system_language

        try:
            site = self.site
        except RmaDeskError:  # the settings themselves are what there is to tell about
            site = Site()
        return Catalogue(self._language or site.language or system_language(os.environ), site.time_zone)

    @cached_property
    def storage(self) -> SqliteStorage:
        """The database file, made or brought up to date when it is first opened."""
        from rmadesk.adapters.db.storage import SqliteStorage

        return SqliteStorage(self.database, self.user)

    @cached_property
    def pictures(self) -> PictureReader:
        """Reads codes from pictures, out of this process; its worker gets ready while what else is needed is made."""
        from rmadesk.adapters.scanning.reader import PictureReader

        reader = PictureReader()
        reader.start()
        return reader

    @cached_property
    def print_reader(self) -> LabelPrintReader:
        """Reads printed letters, out of this process; an extra, loaded by the first picture."""
        from rmadesk.adapters.scanning.printed import LabelPrintReader

        return LabelPrintReader()

    @cached_property
    def printed(self) -> PrintedNumbers:
        """RMA numbers that the print may say."""
        from rmadesk.services.printed_numbers import PrintedNumbers

        return PrintedNumbers(self.storage, self.print_reader, self.site)

    @cached_property
    def frames(self) -> FrameReader:
        """Reads codes from the frames of a camera."""
        from rmadesk.adapters.scanning.frames import FrameReader

        return FrameReader()

    @cached_property
    def symbols(self) -> Symbols:
        """Draws codes for scanners to be tested by."""
        from rmadesk.adapters.symbol_pictures import SymbolPictures

        return SymbolPictures()

    @cached_property
    def files(self) -> FileWriter:
        """Writes whole files."""
        from rmadesk.adapters.files import AtomicFiles

        return AtomicFiles()

    @cached_property
    def policy_book(self) -> PolicyBook:
        """Which terms apply."""
        from rmadesk.adapters.editions import EditionFiles
        from rmadesk.services.policy_book import PolicyBook

        return PolicyBook(EditionFiles())

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
    def receiving(self) -> ReceivingDesk:
        """The dock."""
        from rmadesk.services.receiving import ReceivingDesk

        return ReceivingDesk(self.storage, self._ledger, self.policy_book, self._identifying, self.site)

    @cached_property
    def identifying(self) -> IdentifyingDesk:
        """Texts apart from any box; where there is no database, none is made."""
        from rmadesk.services.identifying_desk import IdentifyingDesk

        return IdentifyingDesk(self._identifying, (lambda: self.storage) if self._has_database else None)

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
    def holidays(self) -> Holidays:
        """Public holidays, by country."""
        from rmadesk.adapters.holiday_calendar import HolidayCalendar

        return HolidayCalendar()

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

    @cached_property
    def choices(self) -> ChoiceDesk:
        """What ambiguous texts were said to be."""
        from rmadesk.services.choices import ChoiceDesk

        return ChoiceDesk(self.storage, self._ledger)

    @cached_property
    def audit(self) -> AuditDesk:
        """Is the record whole?"""
        from rmadesk.services.audit import AuditDesk

        return AuditDesk(self.storage)

    @cached_property
    def checkup(self) -> CheckUp:
        """What of this station works."""
        from rmadesk.adapters.machine import ThisMachine
        from rmadesk.services.checkup import CheckUp, Station

        return CheckUp(
            Station(
                database=self.database,
                machine=ThisMachine(),
                site=lambda: self.site,
                storage=lambda: self.storage,
                pictures=lambda: self.pictures,
                second_opinion=_has_second_opinion,
                label=_demonstration_label,
                draws=_draws,
            )
        )

    def close(self) -> None:
        """Let go of the database file and end what reads pictures; the desk is not used after this."""
        if "pictures" in self.__dict__:
            self.pictures.close()
        if "print_reader" in self.__dict__:
            self.print_reader.close()
        if "storage" in self.__dict__:
            self.storage.close()

    @property
    def _has_database(self) -> bool:
        try:
            return self.database.exists()
        except OSError:  # told by whoever opens it
            return True

    @cached_property
    def _labels(self) -> LabelRenderer:
        from rmadesk.adapters.labels.pdf import PdfLabelRenderer

        return PdfLabelRenderer()

    @cached_property
    def _identifying(self) -> Identifying:
        from rmadesk.adapters.carriers import CarrierTable
        from rmadesk.adapters.gs1 import ElementStrings
        from rmadesk.services.identifying import Identifying

        return Identifying(CarrierTable(), ElementStrings(), self.site)

    @cached_property
    def _ledger(self) -> Ledger:
        from rmadesk.services.ledger import Ledger

        return Ledger(self.clock, _new_event_id(), self.user)


def _has_second_opinion() -> bool:
    from rmadesk.adapters.scanning.decoders import has_zbar

    return has_zbar()


def _demonstration_label() -> bytes:
    labels = files("resources") / "demo" / "labels"
    return min(labels.iterdir(), key=lambda label: label.name).read_bytes()


def _draws(letter: str) -> bool:
    from rmadesk.adapters.lettering.faces import Faces
    from rmadesk.adapters.lettering.font_files import system_font_folders

    return Faces(system_font_folders()).face(letter, bold=False) is not None


def serve_if_worker(arguments: Sequence[str]) -> None:
    """Where a frozen program was started by itself to do isolated work: do it, and end with it."""
    from rmadesk.adapters.isolation.start import FROZEN_ARGUMENT

    if list(arguments) == [FROZEN_ARGUMENT]:
        from rmadesk.adapters.isolation.child import serve

        serve()
        raise SystemExit


def _login_name() -> str:
    """Who is logged in; an account without a name, as containers have them, is known by its number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


def _new_event_id() -> Callable[[], str]:
    from uuid_utils import uuid7

    return lambda: str(uuid7())
