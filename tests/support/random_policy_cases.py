"""Random cases for the policy, heavy with its edges: deadlines, ends of months, nights of clock changes, half cents.

A case is made from choices alone, each out of a row of options with the plainest first. Who chooses is left open: a
seeded generator for many cases fast, or Hypothesis, which shrinks towards the first of each row.
"""

import calendar
import functools
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")


class Choose(Protocol):
    """Picks one of the options."""

    def __call__(self, options: Sequence[T], /) -> T: ...


ZONES = tuple(
    ZoneInfo(name)
    for name in (
        "UTC",
        "America/Los_Angeles",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Pacific/Kiritimati",  # UTC+14
        "Australia/Lord_Howe",  # daylight saving by half an hour
        "America/Santiago",  # clocks change at midnight: one day a year begins at 01:00
    )
)
OFFSETS = (None, *(timezone(timedelta(hours=hours)) for hours in (0, -12, -7, 2, 5.5, 14)))  # null: the zone's own
TIMES = tuple(time.fromisoformat(each) for each in ("12:00:00", "00:00:00", "23:59:59", "01:30:00", "02:30:00"))
CLOCK_CHANGES = tuple(
    date.fromisoformat(each)
    for each in (
        *("2026-03-08", "2026-11-01", "2027-03-14", "2028-11-05"),  # Los Angeles
        *("2026-03-29", "2026-10-25", "2028-03-26"),  # Berlin
        *("2026-04-05", "2026-10-04", "2028-04-02"),  # Lord Howe
        *("2026-04-05", "2026-09-06", "2028-09-03"),  # Santiago
    )
)
DAYS = (
    date(2026, 6, 17),
    *(date(2028, 2, day) for day in (27, 28, 29)),
    *(date(2027, 2, day) for day in (27, 28)),
    *(date(year, 3, day) for year in (2027, 2028) for day in (1, 2, 30, 31)),
    *(date(2026, month, calendar.monthrange(2026, month)[1]) for month in range(1, 13)),
    *(date(2027, month, 1) for month in range(1, 13)),
    *(day + timedelta(days=shift) for day in CLOCK_CHANGES for shift in (-1, 0, 1, 14, 15, 30, 31)),
    *(date(2026, 1, 1) + timedelta(days=17 * count) for count in range(60)),
)

AGES = (10, 0, -1, 1, 15, 29, 30, 30, 31, 31, 32, 60, 400)
AGE_OF_THE_CALENDAR = 4_000_000  # days; whatever is moved by so many stops on the calendar's first or last day
SHIFTS = (0, -1, 1, -2, 2, -3, 3, -40, 40, 400, -AGE_OF_THE_CALENDAR, AGE_OF_THE_CALENDAR)
OVERDUE_SHIFTS = (0, -1, 1, -2, 2, -3, 3, -40, 40, -40_000, AGE_OF_THE_CALENDAR)
AGREED_MONTHS = (12, 13, 17, 24, 30, 35, 36, 37, 48, 59, 60)
ANY_MONTHS = (*AGREED_MONTHS, 0, 1, 6, 11, 61, 120)
NO_MONTHS = (None,)
EXTENSIONS = (None, None, None, 0, -1, 1, -300, 300, 1500, AGE_OF_THE_CALENDAR)  # days from the date of issue
OVERDUE_MONTHS = (1, 0, 2, 3, 5, 12, 25)
MONEY_BACK_DAYS = (30, 31, 29, 32, 5, 90, AGE_OF_THE_CALENDAR)
ADVANCE_DAYS = (5, 13, 14, 15, 16, 29, 30, 31, 32, 90, AGE_OF_THE_CALENDAR, -AGE_OF_THE_CALENDAR)
AMOUNTS = (
    *("100.00", "0.00", "0", "0.01", "0.02", "0.03", "0.33", "0.34", "0.50", "1", "1.00", "1.5", "3.00", "5.00"),
    *("7.00", "0.99", "12.5", "99.99", "123.45", "640.00", "1899.00", "12345.67", "50000.05", "999999999999.99"),
)

FLAGS = (False, True)
STATES = ("read", "read", "read", "missing", "incomplete", "unreadable")
STATUSES = ("open", "open", "closed", "cancelled")
KINDS = ("repair", "replacement", "credit", "refund")
PACKAGINGS = ("original", "supplied", "equivalent", "other", "none")
DAMAGES = ("none", "none", "crushed", "wet", "torn", "opened")
MAKERS = ("vendor", "vendor", "other")
STANDARD_MONTHS = {"rackmount-server": 36, "truenas-enterprise": 36, "truenas-mini": 12, "other": 24}
FAMILIES = tuple(STANDARD_MONTHS)
CATEGORIES = (
    "factory",
    "software",
    "external-device",
    "external-device",
    "added-accessory",
    "third-party",
    "not-factory-installed",
)
CAUSES = (
    *("none", "none", "none", "accident", "misuse", "negligence", "physical-damage", "natural-disaster", "war"),
    *("terrorism", "electrical", "unauthorized-service", "non-compliant-use", "poor-maintenance"),
)
NULLS: tuple[tuple[bool, ...], ...] = (  # how much of a case is unknown
    (False,),
    (False,),
    (*(False,) * 12, True),
    (False, False, True),
)


def random_case(choose: Choose) -> dict[str, Any]:
    """The facts of one case as JSON."""
    nulls = choose(NULLS)

    def known(value: Any) -> Any:
        return None if choose(nulls) else value

    edition = choose(("hardware-warranty", "support-page"))
    zone = choose(ZONES)
    arrived_on = choose(DAYS)
    issued_on = arrived_on - timedelta(days=choose(AGES))
    return {
        "edition": edition,
        "site_time_zone": zone.key,
        "arrived_at": _instant(choose, zone, arrived_on),
        "label": {"number_state": known(choose(STATES)), "marked_on_box": known(choose(FLAGS))},
        "rma": known(
            {
                "issued_at": known(_instant(choose, zone, issued_on)),
                "status": known(choose(STATUSES)),
                "kind": known(choose(KINDS)),
                "whole_system": known(choose(FLAGS)),
            }
        ),
        "account": known(
            {
                "paid": known(choose(FLAGS)),
                "support_hold": known(choose(FLAGS)),
                "overdue_amount": known(choose(AMOUNTS)),
                "overdue_since": known(_months_before(arrived_on, choose(OVERDUE_MONTHS), choose(OVERDUE_SHIFTS))),
            }
        ),
        "packaging": known(
            {
                "kind": known(choose(PACKAGINGS)),
                "outer_damage": known(choose(DAMAGES)),
                "insured": known(choose(FLAGS)),
            }
        ),
        "item": known(_item(choose, nulls, edition, arrived_on, issued_on)),
        "advance": _advance(choose, nulls, arrived_on),
    }


def _item(choose: Choose, nulls: Sequence[bool], edition: str, arrived_on: date, issued_on: date) -> dict[str, Any]:
    def known(value: Any) -> Any:
        return None if choose(nulls) else value

    family = choose(FAMILIES)
    months = choose(choose((NO_MONTHS, ANY_MONTHS if edition == "hardware-warranty" else AGREED_MONTHS)))
    covered = STANDARD_MONTHS[family] if months is None else months
    extension = choose(EXTENSIONS)
    back_by = _moved(arrived_on, -choose(MONEY_BACK_DAYS))
    return {
        "maker": known(choose(MAKERS)),
        "family": known(family),
        "category": known(choose(CATEGORIES)),
        "on_invoice": known(choose(FLAGS)),
        "invoiced_on": known(_months_before(issued_on, covered, choose(SHIFTS))),
        "shipped_on": known(choose((_months_before(issued_on, covered, choose(SHIFTS)), back_by))),
        "warranty_months": months,
        "extended_to": None if extension is None else _moved(issued_on, extension),
        "complete": known(not choose(FLAGS)),
        "resellable": known(not choose(FLAGS)),
        "damage_cause": known(choose(CAUSES)),
        "transit_damage": known(choose(FLAGS)),
        "removable_media": known(choose(FLAGS)),
        "foreign_parts": known(choose(FLAGS)),
        "price": known(choose(AMOUNTS)),
    }


def _advance(choose: Choose, nulls: Sequence[bool], arrived_on: date) -> dict[str, Any] | None:
    if not choose(FLAGS):
        return None
    shipped_on = _moved(arrived_on, -choose(ADVANCE_DAYS))
    cost = choose(AMOUNTS)
    return {
        "shipped_on": None if choose(nulls) else shipped_on,
        "replacement_cost": None if choose(nulls) else cost,
    }


def _instant(choose: Choose, zone: ZoneInfo, day: date) -> str:
    """A time on a day of the site, written in some offset."""
    return _instant_text(zone, day, choose(TIMES), choose(OFFSETS))


@functools.cache
def _instant_text(zone: ZoneInfo, day: date, clock: time, offset: timezone | None) -> str:
    local = datetime.combine(day, clock, zone)
    return (local.astimezone(offset) if offset else local).isoformat()


@functools.cache
def _months_before(day: date, months: int, shift: int) -> str:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return _moved(date(years, month + 1, min(day.day, last)), shift)


def _moved(day: date, days: int) -> str:
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal()))).isoformat()
