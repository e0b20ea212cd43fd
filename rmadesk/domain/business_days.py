"""Business days: Monday to Friday less a country's public holidays."""

from collections.abc import Callable
from datetime import date, timedelta

IsHoliday = Callable[[str, date], bool]
"""Whether a day is a public holiday in a country (ISO 3166-1 alpha-2), days on which one is observed included."""

UNITED_STATES = "US"
"""The country whose federal holidays the policy leaves out."""

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def is_business_day(day: date, country: str, is_holiday: IsHoliday) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(country, day)


def next_business_day(day: date, country: str, is_holiday: IsHoliday) -> date:
    """The first business day after `day`."""
    following = day + _ONE_DAY
    while not is_business_day(following, country, is_holiday):
        following += _ONE_DAY
    return following
