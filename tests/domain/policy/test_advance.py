"""The rule on a part owed for an advance replacement: both sides of its last day, and what it costs."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, assess, case, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
LATE = "advance-return-late"
DAYS = {HW: 30, SP: 14}
LAST_DAYS = [  # zone, shipped; the site's zones and the dates around which a day can be miscounted
    ("America/Los_Angeles", "2026-05-01"),
    ("America/Los_Angeles", "2026-02-20"),  # clocks forward on the way
    ("America/Los_Angeles", "2026-10-20"),  # clocks back on the way
    ("America/Los_Angeles", "2028-01-30"),  # hw: to 29 February
    ("America/Los_Angeles", "2028-02-15"),  # sp: to 29 February
    ("America/Los_Angeles", "2026-12-20"),
    ("Europe/Berlin", "2026-05-01"),
    ("Asia/Kolkata", "2026-05-01"),
    ("Pacific/Kiritimati", "2026-05-01"),
    ("Australia/Lord_Howe", "2026-03-20"),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("zone", "shipped"), LAST_DAYS)
def test_it_may_arrive_to_the_last_second_of_the_last_day(edition: str, zone: str, shipped: str) -> None:
    last_day = date.fromisoformat(shipped) + timedelta(DAYS[edition])
    midnight = datetime.combine(last_day + timedelta(1), datetime.min.time(), ZoneInfo(zone))
    for arrived, expected in ((midnight.timestamp() - 1, "silent"), (midnight.timestamp(), "charge")):
        judged = case(
            edition,
            site_time_zone=zone,
            arrived_at=datetime.fromtimestamp(arrived, ZoneInfo("UTC")).isoformat(),
            advance={"shipped_on": shipped, "replacement_cost": "640"},
        )
        assert answer(judged, LATE) == expected


@pytest.mark.parametrize(
    ("edition", "shipped", "return_by", "source"),
    [
        (HW, "2026-05-18", "2026-06-17", "Hardware Warranty & Support Procedures: Advanced Replacement and Returns"),
        (SP, "2026-06-03", "2026-06-17", "Support: Returning Products to iXsystems (RMA)"),
    ],
)
@pytest.mark.parametrize(("cost", "amount"), [("640", "640.00"), ("0.00", "0.00"), (None, None)])
def test_the_replacement_is_charged_in_full(
    edition: str, shipped: str, return_by: str, source: str, cost: str | None, amount: str | None
) -> None:
    judged = case(edition, advance={"shipped_on": shipped, "replacement_cost": cost})
    found = finding(judged, LATE)
    assert found
    assert found.source == source
    assert found.figures == {
        "shipped_on": shipped,
        "arrived_on": "2026-06-18",
        "return_days": DAYS[edition],
        "return_by_on": return_by,
        "days_late": 1,
        "amount": amount,
        "currency": "USD",
    }
    charged = [(each.amount, each.currency) for each in assess(judged).charges]
    assert charged == [(None if amount is None else Decimal(amount), "USD")]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"advance": None}, "silent"),
        ({"advance": {"shipped_on": None, "replacement_cost": "1.00"}}, "pending"),
        ({"advance": {"shipped_on": None, "replacement_cost": None}}, "pending"),
        ({"advance": {"shipped_on": "2026-01-01", "replacement_cost": None}, "rma": None}, "charge"),
        ({"advance": {"shipped_on": "2027-01-01", "replacement_cost": None}}, "silent"),
        ({"advance": {"shipped_on": "9999-12-31", "replacement_cost": None}}, "silent"),
        ({"advance": {"shipped_on": "0001-01-01", "replacement_cost": None}}, "charge"),
    ],
)
def test_what_is_known_of_the_advance(edition: str, facts: dict[str, Any], expected: str) -> None:
    assert answer(case(edition, **facts), LATE) == expected
