"""Public holidays of all countries, by the library that keeps them."""

from __future__ import (
    annotations,
)  # the library takes some 70 ms to load: it is imported when the first day is asked for

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from rmadesk.domain.errors import RefusedError

if TYPE_CHECKING:
    from holidays import HolidayBase

_RECENT_YEARS = range(2000, 2031)


class HolidayCalendar:
    """Implements the port `Holidays`: a country's nationwide public holidays, with the days they are observed on."""

    def __init__(self) -> None:
        self._of = cache(_calendar)

    def known(self, country: str) -> bool:
        """Whether there is a calendar for a country (ISO 3166-1 alpha-2), and at least one holiday in it."""
        if country not in _countries():
            return False
        from holidays import country_holidays

        return bool(country_holidays(country, years=_RECENT_YEARS))

    def is_holiday(self, country: str, day: date) -> bool:
        """Whether a day is a public holiday there.

        Raises RefusedError `holiday-country-unknown`, or `holiday-year-unknown` for a day beyond the calendar: nothing
        is known of it, which is not the same as a working day.
        """
        calendar = self._of(country)
        first, last = calendar.start_year, calendar.end_year
        if not first <= day.year <= last:
            raise RefusedError("holiday-year-unknown", country=country, year=day.year, first=first, last=last)
        return day in calendar


def _calendar(country: str) -> HolidayBase:
    if country not in _countries():
        raise RefusedError("holiday-country-unknown", country=country)
    from holidays import country_holidays

    return country_holidays(country)


@cache
def _countries() -> frozenset[str]:
    from holidays import list_supported_countries

    return frozenset(list_supported_countries(include_aliases=False))
