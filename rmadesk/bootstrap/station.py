"""Where the desk stands: its settings, its database, its words, and who works at it."""

from __future__ import annotations  # most of what stands in them is imported only when it is asked for

import getpass
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rmadesk.adapters.clock import SystemClock
from rmadesk.adapters.config import default_database_path, load_config, load_station
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.site import Site
from rmadesk.services.station import Station

if TYPE_CHECKING:
    from collections.abc import Callable

    from rmadesk.adapters.db.storage import SqliteStorage
    from rmadesk.services.ledger import Ledger
    from rmadesk.services.policy_book import PolicyBook
    from rmadesk.services.ports import (
        Clock,
        FileWriter,
        Holidays,
        Settings,
        Wording,
    )


class StationParts:
    """One station over one database file.

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
    def files(self) -> FileWriter:
        """Writes whole files."""
        from rmadesk.adapters.files import AtomicFiles

        return AtomicFiles()

    @cached_property
    def holidays(self) -> Holidays:
        """Public holidays, by country."""
        from rmadesk.adapters.holiday_calendar import HolidayCalendar

        return HolidayCalendar()

    @cached_property
    def policy_book(self) -> PolicyBook:
        """Which terms apply."""
        from rmadesk.adapters.editions import EditionFiles
        from rmadesk.services.policy_book import PolicyBook

        return PolicyBook(EditionFiles())

    @property
    def _has_database(self) -> bool:
        try:
            return self.database.exists()
        except OSError:  # told by whoever opens it
            return True

    @cached_property
    def _ledger(self) -> Ledger:
        from rmadesk.services.ledger import Ledger

        return Ledger(self.clock, _new_event_id(), self.user)


def _login_name() -> str:
    """Who is logged in; an account without a name, as containers have them, is known by its number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


def _new_event_id() -> Callable[[], str]:
    from uuid_utils import uuid7

    return lambda: str(uuid7())
