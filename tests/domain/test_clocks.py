"""The clocks: each in both editions, on both sides of each boundary, as they stand on a given day."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rmadesk.domain.arrivals import Arrival
from rmadesk.domain.dues import Clock, DueDecision, DueOutcome, DueState, Whose
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.facts import RmaKind, RmaStatus
from rmadesk.domain.rma import Unit
from support.clocks import (
    ADVANCE_HW,
    COST,
    DAY,
    EDITION,
    HW,
    INVOICE,
    INVOICED,
    ISSUED,
    LAST,
    ORIGINAL,
    PART_DUE,
    RETURNING_SP,
    SHIPPED,
    SP,
    ZONE,
    came,
    case,
    decided,
    part,
    pause,
    plain,
    read,
    states,
    taken,
)
from support.policy import EDITIONS, SUPPORT_PAGE

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
