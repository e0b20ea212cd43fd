"""The clocks: each in both editions, on both sides of each boundary, as they stand on a given day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.arrivals import Arrival
from rmadesk.domain.clock_case import ClockCase
from rmadesk.domain.clocks import dues_of, in_order
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState, Pause, Whose
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.facts import RmaKind, RmaStatus
from rmadesk.domain.rma import Unit
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of
from support.registry import authorization, unit

HW, SP = (edition_of(name) for name in EDITIONS)
EDITION = {HARDWARE_WARRANTY: HW, SUPPORT_PAGE: SP}
ZONE = ZoneInfo("America/Los_Angeles")
SHIPPED = date(2026, 10, 5)
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


# ----------------------------------------------------------------------------------------------------------- RMA expiry


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("day", "state"),
    [(29, DueState.RUNNING), (30, DueState.DUE_TODAY), (31, DueState.PASSED)],
    ids=["day 29", "day 30", "day 31"],
)
def test_an_rma_is_valid_up_to_and_including_day_30(edition: str, day: int, state: DueState) -> None:
    given = case(account={"issued_at": datetime(2026, 10, 1, 9, tzinfo=ZONE)})
    due = read(given, EDITION[edition], date(2026, 10, 1) + day * DAY)["7/rma-expiry"]
    assert (due.starts_on, due.due_on, due.state) == (date(2026, 10, 1), date(2026, 10, 31), state)
    assert (due.whose, due.proposal, due.amount, due.currency) == (Whose.CUSTOMER, False, None, None)
    assert due.days_left(date(2026, 10, 31)) == 0
    assert due.figures["days"] == 30


@pytest.mark.parametrize(
    ("edition", "source"),
    [(HW, "Hardware Warranty & Support Procedures: Return Merchandise Authorization"), (SP, RETURNING_SP)],
    ids=EDITIONS,
)
def test_a_clock_cites_the_heading_that_gives_its_length(edition: Edition, source: str) -> None:
    given = case(account={"issued_at": datetime(2026, 10, 1, 9, tzinfo=ZONE)})
    assert read(given, edition, SHIPPED)["7/rma-expiry"].source == source


@pytest.mark.parametrize(
    ("zone", "issued_at", "expires_on"),
    [
        pytest.param("America/Los_Angeles", "2026-10-01T23:59:59-07:00", "2026-10-31", id="a second before midnight"),
        pytest.param("America/Los_Angeles", "2026-10-02T00:00:00-07:00", "2026-11-01", id="at midnight"),
        pytest.param(
            "America/Los_Angeles", "2026-10-02T06:59:59+00:00", "2026-10-31", id="still yesterday at the site"
        ),
        pytest.param("Asia/Tokyo", "2026-10-01T15:00:00+00:00", "2026-11-01", id="tomorrow already in Tokyo"),
        pytest.param("Pacific/Kiritimati", "2026-10-01T10:00:00+00:00", "2026-11-01", id="14 hours ahead"),
        pytest.param("Pacific/Pago_Pago", "2026-10-01T10:59:59+00:00", "2026-10-30", id="11 hours behind"),
        pytest.param("Asia/Kolkata", "2026-10-01T18:29:59+00:00", "2026-10-31", id="half an hour off"),
        pytest.param(
            "America/Los_Angeles", "2026-03-07T23:30:00-08:00", "2026-04-06", id="over the night that loses an hour"
        ),
        pytest.param("America/Los_Angeles", "2026-03-08T03:30:00-07:00", "2026-04-07", id="after that night"),
        pytest.param(
            "America/Los_Angeles", "2026-11-01T01:30:00-07:00", "2026-12-01", id="in the hour that comes twice"
        ),
        pytest.param("America/Los_Angeles", "2026-11-01T01:30:00-08:00", "2026-12-01", id="the second time"),
        pytest.param("Europe/Berlin", "2026-03-28T23:30:00+00:00", "2026-04-28", id="before Berlin's short night"),
        pytest.param("America/Los_Angeles", "2028-01-30T09:00:00-08:00", "2028-02-29", id="to 29 February"),
        pytest.param("America/Los_Angeles", "2027-01-30T09:00:00-08:00", "2027-03-01", id="over a short February"),
        pytest.param("America/Los_Angeles", "2028-02-29T09:00:00-08:00", "2028-03-30", id="from 29 February"),
        pytest.param("America/Los_Angeles", "2026-12-31T09:00:00-08:00", "2027-01-30", id="over the year's end"),
    ],
)
def test_days_are_those_of_the_sites_calendar(zone: str, issued_at: str, expires_on: str) -> None:
    given = case(account={"issued_at": datetime.fromisoformat(issued_at)}, time_zone=ZoneInfo(zone))
    assert read(given, HW, SHIPPED)["7/rma-expiry"].due_on == date.fromisoformat(expires_on)


def test_an_rma_of_unknown_issue_has_no_such_clock() -> None:
    assert states(case(plain()), HW, SHIPPED) == {}


ISSUED = {"issued_at": datetime(2026, 10, 1, 9, tzinfo=ZONE)}
LAST = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("units", "arrivals", "expected"),
    [
        pytest.param([], [], {"rma-expiry": "passed"}, id="nothing came"),
        pytest.param([plain()], [came(LAST)], {}, id="it came on the last day"),
        pytest.param([plain()], [came(LAST + DAY)], {"rma-expiry": "came-back-late"}, id="the day after"),
        pytest.param([plain("A"), plain("B")], [came(LAST, "A")], {"rma-expiry": "passed"}, id="one of two"),
        pytest.param([plain("A"), plain("B")], [came(LAST, "A"), came(LAST, "B")], {}, id="both"),
        pytest.param(
            [plain("A"), plain("B")],
            [came(LAST, "A"), came(LAST + DAY, "B")],
            {"rma-expiry": "came-back-late"},
            id="the second too late",
        ),
        pytest.param([], [came(LAST)], {}, id="no unit is expected, and a box came"),
    ],
)
def test_what_came_ends_it(units: list[Unit], arrivals: list[Arrival], expected: dict[str, str]) -> None:
    assert states(case(*units, account=ISSUED, arrivals=tuple(arrivals)), HW, LAST + 5 * DAY) == expected


# -------------------------------------------------------------------------------------------------- advance replacement


@pytest.mark.parametrize(
    ("edition", "days"),
    [pytest.param(HW, 30, id="hardware-warranty"), pytest.param(SP, 14, id="support-page")],
)
@pytest.mark.parametrize(
    ("offset", "deadline", "proposal"),
    [(-1, "running", "running"), (0, "due-today", "running"), (1, "passed", "proposed"), (90, "passed", "proposed")],
    ids=["the day before", "the last day", "the day after", "long after"],
)
def test_a_part_is_owed_and_what_follows_is_proposed_the_day_after(
    edition: Edition, days: int, offset: int, deadline: str, proposal: str
) -> None:
    found = states(case(part()), edition, SHIPPED + (days + offset) * DAY)
    assert found.pop("label-expiry") in ("length-not-stated", "passed")
    follows = ["invoice"] if edition is SP else ["support-hold", "invoice"]
    assert found == {"part-due": deadline, **dict.fromkeys(follows, proposal)}


def test_the_days_money_and_clauses_of_an_advance_replacement() -> None:
    found = read(case(part()), HW, SHIPPED)
    due, hold, invoice = (found[f"7/{clock}/1"] for clock in ("part-due", "support-hold", "invoice"))
    assert (due.due_on, due.whose, due.proposal) == (date(2026, 11, 4), Whose.CUSTOMER, False)
    for each in (hold, invoice):
        assert (each.starts_on, each.due_on) == (date(2026, 11, 4), date(2026, 11, 5))
        assert (each.whose, each.proposal) == (Whose.DESK, True)
    assert (hold.amount, hold.currency) == (None, None)
    assert (invoice.amount, invoice.currency) == (COST, "EUR")
    assert {each.source for each in (due, hold, invoice)} == {ADVANCE_HW}
    assert (due.unit_id, due.serial_number, due.customer_id) == ("7/A", "A", "C-7")


def test_a_cost_that_nobody_knows_is_null_and_the_sites_currency_stands_in() -> None:
    invoice = read(case(part(advance_replacement_cost=None, currency=None)), SP, SHIPPED)["7/invoice/1"]
    assert (invoice.amount, invoice.currency) == (None, "USD")


@pytest.mark.parametrize(
    ("day", "state"), [(9, "running"), (10, "due-today"), (11, "passed")], ids=["day 9", "day 10", "day 11"]
)
def test_the_support_page_gives_a_label_ten_days(day: int, state: str) -> None:
    due = read(case(part()), SP, SHIPPED + day * DAY)["7/label-expiry/1"]
    assert (due.due_on, due.state.value, due.source) == (date(2026, 10, 15), state, RETURNING_SP)


def test_the_hardware_warranty_gives_a_label_no_length() -> None:
    due = read(case(part()), HW, SHIPPED + 400 * DAY)["7/label-expiry/1"]
    assert (due.due_on, due.state, due.source) == (None, DueState.LENGTH_NOT_STATED, ADVANCE_HW)
    assert due.days_left(SHIPPED) is None
    assert due.figures["paused_days"] == 0


PART_DUE = date(2026, 11, 4)
INVOICED = PART_DUE + 5 * DAY
INVOICE = taken("7/invoice/1", INVOICED)


@pytest.mark.parametrize(
    ("on", "decisions", "expected"),
    [
        pytest.param(SHIPPED + DAY, {}, {}, id="at once"),
        pytest.param(PART_DUE, {}, {}, id="on the last day"),
        pytest.param(PART_DUE + DAY, {}, {"part-due": "came-back-late"}, id="the day after"),
        pytest.param(
            PART_DUE + DAY,
            taken("7/support-hold/1", PART_DUE + DAY),
            {"part-due": "came-back-late", "support-hold": "taken"},
            id="late, with the account on hold: somebody has to lift it",
        ),
        pytest.param(
            INVOICED + DAY,
            INVOICE,
            {"part-due": "came-back-late", "invoice": "taken", "payment-due": "running", "termination": "running"},
            id="late, with the invoice taken: it is still to be paid",
        ),
        pytest.param(PART_DUE, INVOICE, {"invoice": "taken"}, id="in time, as turns out after the invoice was taken"),
    ],
)
def test_a_part_that_came_back(on: date, decisions: Mapping[str, DueDecision], expected: dict[str, str]) -> None:
    given = case(part(), arrivals=(came(on),), decisions=decisions)
    assert states(given, HW, INVOICED + 2 * DAY) == expected


def test_a_late_part_says_when_it_came() -> None:
    due = read(case(part(), arrivals=(came(PART_DUE + DAY),)), HW, PART_DUE + 9 * DAY)["7/part-due/1"]
    assert (due.figures["returned_on"], due.due_on) == ("2026-11-05", PART_DUE)


def test_what_happened_later_than_the_day_asked_for_has_not_happened() -> None:
    given = case(part(), arrivals=(came(PART_DUE + 3 * DAY),), decisions=INVOICE)
    assert states(given, HW, PART_DUE + 2 * DAY)["part-due"] == "passed"
    assert states(given, HW, PART_DUE + 2 * DAY)["invoice"] == "proposed"
    assert states(given, HW, PART_DUE + 3 * DAY)["part-due"] == "came-back-late"


def test_each_unit_has_clocks_of_its_own_by_its_place() -> None:
    units = (plain("X"), part(), part("B"))
    found = read(case(*units, arrivals=(came(PART_DUE, "B"),)), HW, PART_DUE)
    assert {due_id for due_id, due in found.items() if due.clock is Clock.PART_DUE} == {"7/part-due/2"}
    assert found["7/invoice/2"].serial_number == "A"


# --------------------------------------------------------------------------------------- invoice, payment, termination


@pytest.mark.parametrize(
    ("day", "payment", "termination"),
    [(14, "running", "running"), (15, "due-today", "running"), (16, "passed", "proposed")],
    ids=["day 14", "day 15", "day 16"],
)
def test_an_invoice_that_was_taken_is_due_in_15_days_and_termination_proposed_the_day_after(
    day: int, payment: str, termination: str
) -> None:
    found = read(case(part(), decisions=INVOICE), HW, INVOICED + day * DAY)
    due, end = found["7/payment-due/1"], found["7/termination/1"]
    assert (due.starts_on, due.due_on, due.state) == (INVOICED, date(2026, 11, 24), payment)
    assert (end.due_on, end.state, end.proposal) == (date(2026, 11, 25), termination, True)
    assert (end.starts_on, end.figures["payment_due_on"]) == (due.due_on, "2026-11-24")
    assert (due.amount, due.currency, due.source, end.source) == (COST, "EUR", ADVANCE_HW, ADVANCE_HW)
    assert found["7/invoice/1"].decision == INVOICE["7/invoice/1"]


PAID = decided("7/payment-due/1", DueOutcome.PAID, INVOICED + 20 * DAY)


@pytest.mark.parametrize(
    ("edition", "decisions", "expected"),
    [
        pytest.param(
            HW,
            decided("7/invoice/1", DueOutcome.DECLINED, INVOICED),
            {"part-due": "passed", "support-hold": "proposed", "invoice": "declined"},
            id="declined: nothing follows",
        ),
        pytest.param(
            HW, INVOICE | PAID, {"invoice": "paid", "payment-due": "paid"}, id="paid: nobody waits for the part"
        ),
        pytest.param(
            HW,
            INVOICE | taken("7/termination/1", INVOICED + 17 * DAY) | taken("7/support-hold/1", PART_DUE + DAY) | PAID,
            {"invoice": "paid", "payment-due": "paid", "termination": "taken", "support-hold": "taken"},
            id="paid after all: what was done stays on the list",
        ),
        pytest.param(SP, INVOICE, {"part-due": "passed", "invoice": "taken"}, id="sp: no day of payment is set"),
        pytest.param(SP, INVOICE | PAID, {"invoice": "paid"}, id="sp: paid"),
    ],
)
def test_what_becomes_of_an_invoice(
    edition: Edition, decisions: Mapping[str, DueDecision], expected: dict[str, str]
) -> None:
    found = states(case(part(), decisions=decisions), edition, INVOICED + 30 * DAY)
    found.pop("label-expiry", None)
    assert found == expected


@pytest.mark.parametrize("status", [RmaStatus.CLOSED, RmaStatus.CANCELLED])
@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        pytest.param({}, {}, id="nothing decided"),
        pytest.param(taken("7/support-hold/1", PART_DUE + DAY), {}, id="a hold taken"),
        pytest.param(decided("7/invoice/1", DueOutcome.DECLINED, INVOICED), {}, id="an invoice declined"),
        pytest.param(
            INVOICE, {"invoice": "taken", "payment-due": "passed", "termination": "proposed"}, id="an invoice taken"
        ),
        pytest.param(INVOICE | PAID, {}, id="and paid"),
    ],
)
def test_once_closed_there_is_only_an_invoice_that_is_not_paid(
    status: RmaStatus, decisions: Mapping[str, DueDecision], expected: dict[str, str]
) -> None:
    account = ISSUED | {"status": status, "overdue_amount": Decimal(100), "overdue_since": SHIPPED}
    assert states(case(part(), account=account, decisions=decisions), HW, INVOICED + 30 * DAY) == expected


# ----------------------------------------------------------------------------------------------------------- money back

ORIGINAL = date(2026, 9, 1)


@pytest.mark.parametrize("kind", [None, *RmaKind])
@pytest.mark.parametrize("edition", EDITIONS)
def test_only_the_support_page_asks_when_money_is_given_back(edition: str, kind: RmaKind | None) -> None:
    given = case(plain(shipped_on=ORIGINAL), account={"kind": kind})
    has_it = edition == SUPPORT_PAGE and kind in (RmaKind.CREDIT, RmaKind.REFUND)
    assert states(given, EDITION[edition], ORIGINAL) == ({"money-back-arrival": "running"} if has_it else {})


@pytest.mark.parametrize(
    ("day", "state"), [(29, "running"), (30, "due-today"), (31, "passed")], ids=["day 29", "day 30", "day 31"]
)
def test_goods_for_money_back_arrive_within_30_days_of_the_original_shipment(day: int, state: str) -> None:
    given = case(plain(shipped_on=ORIGINAL), account={"kind": RmaKind.REFUND})
    due = read(given, SP, ORIGINAL + day * DAY)["7/money-back-arrival/1"]
    assert (due.due_on, due.state.value, due.source) == (date(2026, 10, 1), state, "Support: Money Back Guarantee")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(30, {}), (31, {"money-back-arrival": "came-back-late"})],
    ids=["on the last day", "the day after"],
)
def test_goods_for_money_back_that_came(day: int, expected: dict[str, str]) -> None:
    arrivals = (came(ORIGINAL + day * DAY),)
    given = case(plain(shipped_on=ORIGINAL), account={"kind": RmaKind.CREDIT}, arrivals=arrivals)
    assert states(given, SP, ORIGINAL + 60 * DAY) == expected


def test_goods_that_were_never_shipped_have_no_such_clock() -> None:
    assert states(case(plain(shipped_on=None), account={"kind": RmaKind.REFUND}), SP, ORIGINAL) == {}


# ------------------------------------------------------------------------------------------------------------ late fees

SINCE = date(2026, 8, 31)


def owing(amount: str = "1000.00", since: date = SINCE, **changed: Any) -> ClockCase:
    return case(account={"overdue_amount": Decimal(amount), "overdue_since": since}, **changed)


def fees(given: ClockCase, day: date) -> list[tuple[str, str, str]]:
    """(id, state, amount) of the late fees."""
    found = sorted(dues_of(given, lambda _: SP, day), key=in_order)
    return [(due.due_id.removeprefix("7/late-fee/"), due.state.value, str(due.amount)) for due in found]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-08-31", [("1", "running", "15.00")], id="on the day itself"),
        pytest.param("2026-08-01", [("1", "running", "15.00")], id="before it"),
        pytest.param("2026-09-29", [("1", "running", "15.00")], id="the day before a month is over"),
        pytest.param("2026-09-30", [("1", "proposed", "15.00"), ("2", "running", "30.00")], id="31 August + 1 month"),
        pytest.param(
            "2026-10-30", [("1", "proposed", "15.00"), ("2", "running", "30.00")], id="the last day of month 2"
        ),
        pytest.param(
            "2026-10-31", [("2", "proposed", "30.00"), ("3", "running", "45.00")], id="counted from the start"
        ),
        pytest.param("2027-02-28", [("6", "proposed", "90.00"), ("7", "running", "105.00")], id="28 February"),
    ],
)
def test_a_late_fee_is_proposed_once_a_whole_month_is_over(day: str, expected: list[tuple[str, str, str]]) -> None:
    named = [(f"2026-08-31/{month}", state, amount) for month, state, amount in expected]
    assert fees(owing(), date.fromisoformat(day)) == named


def test_a_month_that_ends_on_29_february() -> None:
    given = owing(since=date(2028, 1, 31))
    assert fees(given, date(2028, 2, 28))[0][1] == "running"
    assert fees(given, date(2028, 2, 29))[0][1] == "proposed"


def test_a_late_fee_is_the_desks_proposal_with_its_figures() -> None:
    due = read(owing(), SP, date(2026, 10, 31))["7/late-fee/2026-08-31/2"]
    assert (due.whose, due.proposal, due.currency, due.source) == (Whose.DESK, True, "USD", "Support: Payment")
    assert (due.figures["percent"], due.figures["paused_days"]) == ("1.5", 0)
    assert (due.figures["overdue_amount"], due.figures["months"], due.figures["fee_then"]) == ("1000.00", 2, "30.00")


def test_the_hardware_warranty_asks_no_late_fee() -> None:
    assert states(owing(), HW, date(2026, 12, 31)) == {}


@pytest.mark.parametrize(
    ("amount", "first"),
    [("0.33", "0.00"), ("0.34", "0.01"), ("1.00", "0.02"), ("0.00", None)],
    ids=["under half a cent", "over half a cent", "half up, at 1.5 cents", "nothing owed"],
)
def test_a_fee_of_nothing_is_not_proposed(amount: str, first: str | None) -> None:
    found = fees(owing(amount), date(2026, 9, 30))
    assert [fee for each, _, fee in found if each.endswith("/1")] == ([] if first in (None, "0.00") else [first])


@pytest.mark.parametrize("outcome", [DueOutcome.TAKEN, DueOutcome.DECLINED])
def test_a_fee_that_was_decided_is_not_proposed_again(outcome: DueOutcome) -> None:
    """The next proposal is for the months since: nobody is charged a month twice, nor for one that was let go."""
    given = owing(decisions=decided("7/late-fee/2026-08-31/1", outcome, date(2026, 10, 2)))
    assert fees(given, date(2026, 10, 2)) == [
        ("2026-08-31/1", outcome.value, "15.00"),
        ("2026-08-31/2", "running", "15.00"),
    ]
    assert fees(given, date(2026, 11, 30)) == [
        ("2026-08-31/1", outcome.value, "15.00"),
        ("2026-08-31/3", "proposed", "30.00"),
        ("2026-08-31/4", "running", "45.00"),
    ]


class CountedDecisions(dict[str, DueDecision]):
    """Decisions that count how often somebody looks one up."""

    looked_up = 0

    def get(self, key: str, default: Any = None) -> Any:
        self.looked_up += 1
        return super().get(key, default)


def test_a_slip_of_the_pen_in_a_year_does_not_hold_up_the_list() -> None:
    """Nobody looks through the hundred thousand months of it."""
    decisions = CountedDecisions(taken("7/late-fee/0001-01-31/5", date(2026, 10, 2)))
    found = fees(owing(since=date(1, 1, 31), decisions=decisions), date(9999, 12, 31))
    assert [each for each, _, _ in found] == [f"0001-01-31/{month}" for month in (5, 119_987, 119_988)]
    assert decisions.looked_up < 10


@pytest.mark.parametrize("absent", ["overdue_amount", "overdue_since"])
def test_a_debt_of_unknown_amount_or_day_has_no_fee(absent: str) -> None:
    account = {"overdue_amount": Decimal(1000), "overdue_since": SINCE} | {absent: None}
    assert states(case(account=account), SP, date(2026, 12, 31)) == {}


def test_a_debt_of_another_day_starts_anew() -> None:
    given = owing(since=date(2026, 9, 30), decisions=taken("7/late-fee/2026-08-31/1", date(2026, 10, 2)))
    assert fees(given, date(2026, 10, 30))[0] == ("2026-09-30/1", "proposed", "15.00")


# --------------------------------------------------------------------------------------------------------------- pauses


def test_a_pause_moves_the_customers_day_only_where_it_says_so() -> None:
    """Ten days inside the thirty."""
    span = (date(2026, 10, 10), date(2026, 10, 19))
    kept = read(case(part(), pauses=(pause(*span, customers_too=False),)), HW, SHIPPED)
    moved = read(case(part(), pauses=(pause(*span, customers_too=True),)), HW, SHIPPED)
    assert (kept["7/part-due/1"].due_on, kept["7/invoice/1"].due_on) == (PART_DUE, PART_DUE + DAY)
    assert (moved["7/part-due/1"].due_on, moved["7/invoice/1"].due_on) == (PART_DUE + 10 * DAY, PART_DUE + 11 * DAY)
    assert (kept["7/part-due/1"].figures["paused_days"], moved["7/part-due/1"].figures["paused_days"]) == (0, 10)


def test_a_pause_of_the_desks_holds_up_what_the_desk_would_do() -> None:
    """From the day on which it would be proposed: the customer's day is past, and nothing is proposed meanwhile."""
    held = (pause(PART_DUE + DAY, PART_DUE + 7 * DAY, customers_too=False),)
    found = read(case(part(), pauses=held), HW, PART_DUE + 7 * DAY)
    assert (found["7/part-due/1"].state, found["7/part-due/1"].due_on) == (DueState.PASSED, PART_DUE)
    assert (found["7/invoice/1"].state, found["7/invoice/1"].due_on) == (DueState.RUNNING, PART_DUE + 8 * DAY)


def test_a_pause_that_runs_on_stops_the_chain() -> None:
    found = read(case(part(), pauses=(pause(PART_DUE, None, customers_too=True),)), HW, PART_DUE + 99 * DAY)
    assert {due.state for due in found.values() if due.clock is not Clock.LABEL_EXPIRY} == {DueState.PAUSED}
    assert {due.due_on for due in found.values()} == {None}


def test_a_part_that_came_back_in_a_pause_is_in_time() -> None:
    paused = pause(PART_DUE, None, customers_too=True)
    assert states(case(part(), pauses=(paused,), arrivals=(came(PART_DUE + 40 * DAY),)), HW, PART_DUE + 50 * DAY) == {}


def test_a_payment_is_paused_like_everything_of_the_customers() -> None:
    paused = pause(INVOICED + 15 * DAY, INVOICED + 16 * DAY, customers_too=True)
    found = read(case(part(), decisions=INVOICE, pauses=(paused,)), HW, INVOICED)
    assert found["7/payment-due/1"].due_on == INVOICED + 17 * DAY
    assert found["7/termination/1"].due_on == INVOICED + 18 * DAY


def test_a_payment_whose_pause_runs_on_leaves_its_end_open() -> None:
    paused = pause(INVOICED + 15 * DAY, None, customers_too=True)
    end = read(case(part(), decisions=INVOICE, pauses=(paused,)), HW, INVOICED + 90 * DAY)["7/termination/1"]
    assert (end.state, end.due_on, end.starts_on) == (DueState.PAUSED, None, INVOICED)
    assert end.figures["payment_due_on"] is None


def test_late_fees_go_by_the_calendar() -> None:
    paused = pause(SINCE, None, customers_too=True)
    assert fees(owing(pauses=(paused,)), date(2026, 9, 30)) == fees(owing(), date(2026, 9, 30))


# ---------------------------------------------------------------------------------------------------------------- terms


def without(edition: Edition, *, rule: str = "", clock: str = "") -> Edition:
    return replace(
        edition,
        rules={name: terms for name, terms in edition.rules.items() if name != rule},
        clocks={name: terms for name, terms in edition.clocks.items() if name != clock},
    )


@pytest.mark.parametrize(
    ("edition", "gone"),
    [
        pytest.param(without(HW, rule="rma-expired"), {"rma-expiry"}, id="rma-expired"),
        pytest.param(
            without(HW, rule="advance-return-late"), {"part-due", "support-hold", "invoice"}, id="advance-return-late"
        ),
        pytest.param(without(HW, clock="label-expiry"), {"label-expiry"}, id="label-expiry"),
        pytest.param(without(HW, clock="support-hold"), {"support-hold"}, id="support-hold"),
        pytest.param(without(HW, clock="invoice"), {"invoice"}, id="invoice"),
    ],
)
def test_what_an_edition_does_not_have_gives_no_clock(edition: Edition, gone: set[str]) -> None:
    given = case(part(), account=ISSUED)
    whole = states(given, HW, SHIPPED)
    assert gone <= set(whole)
    assert states(given, edition, SHIPPED) == {name: state for name, state in whole.items() if name not in gone}


@pytest.mark.parametrize("clock", ["payment-due", "termination"])
def test_what_an_edition_does_not_have_does_not_follow(clock: str) -> None:
    found = states(case(part(), decisions=INVOICE), without(HW, clock=clock), INVOICED)
    assert clock not in found
    assert found["invoice"] == "taken"


def test_each_clock_runs_by_the_terms_of_the_day_it_starts() -> None:
    asked: list[date] = []

    def terms_on(day: date) -> Edition:
        asked.append(day)
        return HW if day < date(2026, 10, 3) else SP

    account = ISSUED | {"overdue_amount": Decimal(100), "overdue_since": SINCE, "kind": RmaKind.REFUND}
    given = case(part(shipped_on=ORIGINAL), account=account, decisions=INVOICE)
    found = {due.clock: due for due in dues_of(given, terms_on, INVOICED)}
    assert set(asked) == {date(2026, 10, 1), SINCE, ORIGINAL, SHIPPED, INVOICED}
    assert set(found) == {Clock.RMA_EXPIRY, Clock.LABEL_EXPIRY, Clock.PART_DUE, Clock.INVOICE}
    assert found[Clock.PART_DUE].due_on == SHIPPED + 14 * DAY


def test_without_terms_on_file_it_is_listed_all_the_same() -> None:
    account = ISSUED | {"overdue_amount": Decimal(100), "overdue_since": SINCE, "kind": RmaKind.REFUND}
    found = read(case(part(), account=account), None, LAST)
    assert set(found) == {
        "7/rma-expiry",
        "7/money-back-arrival/1",
        "7/part-due/1",
        "7/late-fee/2026-08-31/3",
    }
    for due in found.values():
        assert (due.state, due.due_on, due.proposal, due.source) == (DueState.NO_TERMS, None, False, "desk")


def test_a_contracts_figure_is_cited_with_the_contract() -> None:
    rule = HW.rules["advance-return-late"]
    rules = {**HW.rules, "advance-return-late": replace(rule, figures={"return_days": 45}, contract="Contoso 2026")}
    clocks = {
        **HW.clocks,
        "payment-due": replace(HW.clocks["payment-due"], figures={"days": 60}, contract="Contoso 2026"),
    }
    found = read(case(part(), decisions=INVOICE), replace(HW, rules=rules, clocks=clocks), INVOICED)
    assert found["7/part-due/1"].due_on == SHIPPED + 45 * DAY
    assert found["7/payment-due/1"].due_on == INVOICED + 60 * DAY
    for clock in ("part-due", "payment-due"):
        assert found[f"7/{clock}/1"].source == f"{ADVANCE_HW}; contract Contoso 2026"
    assert found["7/invoice/1"].source == ADVANCE_HW


# ---------------------------------------------------------------------------------------------------------------- order


def test_the_list_goes_by_day_and_what_has_none_stands_last() -> None:
    account = ISSUED | {"overdue_amount": Decimal(100), "overdue_since": SINCE}
    found = sorted(dues_of(case(part(), account=account), lambda _: HW, SHIPPED), key=in_order)
    assert [due.clock for due in found] == [
        Clock.RMA_EXPIRY,
        Clock.PART_DUE,
        Clock.SUPPORT_HOLD,
        Clock.INVOICE,
        Clock.LABEL_EXPIRY,
    ]


@given(st.integers(-5, 120), st.integers(-40, 90), st.integers(0, 60), st.booleans())
def test_nothing_is_proposed_before_the_customers_day_is_over(
    day: int, first: int, length: int, customers_too: bool
) -> None:
    """Whatever pauses there are; and a proposal that is there one day is there the next."""
    made = pause(SHIPPED + first * DAY, SHIPPED + (first + length) * DAY, customers_too=customers_too)
    today, tomorrow = (read(case(part(), pauses=(made,)), HW, SHIPPED + (day + later) * DAY) for later in (0, 1))
    part_due, invoice = today["7/part-due/1"], today["7/invoice/1"]
    assert part_due.due_on
    if invoice.state is DueState.PROPOSED:
        assert part_due.due_on < SHIPPED + day * DAY
        assert tomorrow["7/invoice/1"].state is DueState.PROPOSED
    assert part_due.due_on >= PART_DUE
    assert invoice.due_on is not None
    assert invoice.due_on > part_due.due_on
