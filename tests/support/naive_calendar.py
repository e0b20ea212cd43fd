"""Days counted on the calendar's pages and money rounded to the cent, for the naive statement of the policy."""

import calendar
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

Day = tuple[int, int, int]
AFTER_ALL_DAYS = "after all days"
"""An instant later than the end of any term, even of one that the calendar ends before."""


@lru_cache(20_000)
def local_day(zone: str, instant: str) -> Day:
    if instant == AFTER_ALL_DAYS:
        return (99_999, 1, 1)
    moment = datetime.fromtimestamp(datetime.fromisoformat(instant).timestamp(), ZoneInfo(zone))
    return (moment.year, moment.month, moment.day)


@lru_cache(20_000)
def day_of(text: str) -> Day:
    year, month, day = text.split("-")
    return (int(year), int(month), int(day))


@lru_cache(20_000)
def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


@lru_cache(20_000)
def days_before_year(year: int) -> int:
    return sum(366 if calendar.isleap(each) else 365 for each in range(1, year))


def day_number(day: Day) -> int:
    year, month, day_of_month = day
    return days_before_year(year) + sum(days_in(year, each) for each in range(1, month)) + day_of_month


def next_day(day: Day) -> Day:
    year, month, day_of_month = day
    if day_of_month < days_in(year, month):
        return (year, month, day_of_month + 1)
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


@lru_cache(20_000)
def days_after(day: Day, days: int) -> Day:
    for _ in range(days):
        day = next_day(day)
    return day


@lru_cache(20_000)
def months_after(day: Day, months: int) -> Day:
    """There is no last day of the calendar here: what would end after it ends on a day that it has not."""
    year, month, day_of_month = day
    years, month_before = divmod(month - 1 + months, 12)
    year, month = year + years, month_before + 1
    return (year, month, min(day_of_month, days_in(year, month)))


@lru_cache(20_000)
def whole_months(since: Day, until: Day) -> int:
    months = 0
    while months_after(since, months + 1) <= until:
        months += 1
    return months


def to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
