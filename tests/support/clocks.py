"""Authorizations on which clocks run, what happened to them, and what stands on the list."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from rmadesk.domain.arrivals import Arrival
from rmadesk.domain.clock_case import ClockCase
from rmadesk.domain.clocks import dues_of
from rmadesk.domain.dues import Due, DueDecision, DueOutcome, Pause
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.rma import Unit
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of
from support.registry import authorization, unit

HW, SP = (edition_of(name) for name in EDITIONS)
EDITION = {HARDWARE_WARRANTY: HW, SUPPORT_PAGE: SP}
ZONE = ZoneInfo("America/Los_Angeles")
SHIPPED = date(2026, 10, 5)
SINCE = date(2026, 8, 31)
DAY = timedelta(days=1)
COST = Decimal("640.00")
ADVANCE_HW = "Hardware Warranty & Support Procedures: Advanced Replacement and Returns"
RETURNING_SP = "Support: Returning Products to iXsystems (RMA)"


def part(serial: str = "A", **changed: Any) -> Unit:
    """A unit whose replacement went out in advance."""
    return unit("7", serial, **{"advance_shipped_on": SHIPPED, "advance_replacement_cost": COST} | changed)


def plain(serial: str = "A", **changed: Any) -> Unit:
    """A unit without one."""
    return unit("7", serial, **{"advance_shipped_on": None, "advance_replacement_cost": None} | changed)


def case(*units: Unit, **changed: Any) -> ClockCase:
    """An open authorization on which no clock runs but for what a test says; `account` changes the authorization."""
    of_account = {"issued_at": None, "overdue_amount": None, "overdue_since": None} | changed.pop("account", {})
    values: dict[str, Any] = {
        "arrivals": (),
        "progress": {},
        "decisions": {},
        "pauses": (),
        "time_zone": ZONE,
        "currency": "USD",
    }
    return ClockCase(authorization=authorization("7", **of_account), units=units, **values | changed)


def came(on: date, *serials: str) -> Arrival:
    return Arrival("7", on, datetime(on.year, on.month, on.day, 20, tzinfo=UTC), serials)


def decided(due_id: str, outcome: DueOutcome, on: date) -> dict[str, DueDecision]:
    at = datetime(on.year, on.month, on.day, 20, tzinfo=UTC)
    return {due_id: DueDecision(due_id, "7", outcome, on, at, "ana", "entry")}


def taken(due_id: str, on: date) -> dict[str, DueDecision]:
    return decided(due_id, DueOutcome.TAKEN, on)


def pause(from_on: date, until_on: date | None, *, customers_too: bool) -> Pause:
    return Pause("p", from_on, until_on, customers_too, None, datetime(2026, 1, 1, tzinfo=UTC), "ana", "entry")


def read(given: ClockCase, edition: Edition | None, day: date) -> dict[str, Due]:
    """The entries by their id."""
    found = dues_of(given, lambda _: edition, day)
    assert len({due.due_id for due in found}) == len(found)
    return {due.due_id: due for due in found}


def states(given: ClockCase, edition: Edition, day: date) -> dict[str, str]:
    """What stands on the list: clock (or id, of late fees) to state."""
    found = read(given, edition, day)
    assert all(due_id.startswith("7/") for due_id in found)
    return {due_id.removeprefix("7/").removesuffix("/1"): due.state.value for due_id, due in found.items()}


ISSUED = {"issued_at": datetime(2026, 10, 1, 9, tzinfo=ZONE)}
LAST = date(2026, 10, 31)
PART_DUE = date(2026, 11, 4)
INVOICED = PART_DUE + 5 * DAY
INVOICE = taken("7/invoice/1", INVOICED)
ORIGINAL = date(2026, 9, 1)
