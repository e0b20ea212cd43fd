"""Counting days and months on site-local dates; what would end after the calendar ends on its last day."""

from calendar import monthrange
from datetime import date

_SHORTEST_MONTH = 28
_LAST_ORDINAL = date.max.toordinal()


def days_after(start: date, days: int) -> date:
    """The day `days` (0 or more) after `start`: a deadline is met up to and including it."""
    return date.fromordinal(min(start.toordinal() + days, _LAST_ORDINAL))


def months_after(start: date, months: int) -> date:
    """The day `months` (0 or more) after `start`, always counted from `start`.

    It has the same day number, or is the month's last day where there is none: 31 January + 1 is 28 or 29 February.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    day = start.day if start.day <= _SHORTEST_MONTH else min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def whole_months(start: date, day: date) -> int:
    """How many whole months are over on `day`: month n is over on the n-month anniversary of `start`.

    0 on a day before the first anniversary, and on one before `start`.
    """
    if day <= start:
        return 0
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if months_after(start, months) <= day else months - 1
