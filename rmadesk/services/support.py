"""Support: what the texts say of it, with the citation of each entry; needs no database."""

from datetime import datetime

from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.rma import SupportLevel
from rmadesk.domain.support import (
    Answering,
    SupportNotice,
    SupportPhone,
    SupportStatement,
    SupportTerms,
    TrueCommandResponse,
)
from rmadesk.services.ports import Editions, Holidays

CitedEntry = SupportStatement | TrueCommandResponse | SupportNotice | SupportPhone


class SupportDesk:
    """Looks up who answers when, and by which number."""

    def __init__(self, terms: SupportTerms, editions: Editions, holidays: Holidays) -> None:
        self.terms = terms
        self._editions = editions
        self._holidays = holidays

    def answers_at(
        self, level: SupportLevel, severity: int, instant: datetime, *, international: bool | None = None
    ) -> tuple[Answering, ...]:
        """What each text says of who answers at an instant, as `SupportTerms.answers_at` has it.

        Raises RefusedError `holiday-...` where the calendar of federal holidays ends.
        """
        is_holiday = self._holidays.is_holiday
        return self.terms.answers_at(level, severity, instant, is_holiday=is_holiday, international=international)

    def phone_for(self, country: str) -> SupportPhone:
        """The number for a country, its code in any case. Raises RefusedError `country-unknown`."""
        code = country.strip().upper()
        if code not in COUNTRIES:
            raise RefusedError("country-unknown", country=country)
        return self.terms.phone_for(code)

    def citation(self, entry: CitedEntry) -> str:
        """Title and heading of the text that an entry is taken from, without its footnote."""
        return f"{self._editions.get(entry.edition).title}: {entry.heading}"
