"""Rules on the customer's account: unpaid, overdue, on hold."""

from typing import Any

import pytest

from support.policy import ADVANCE, EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, assess, case, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
UNPAID, LATE_FEE, ON_HOLD = "account-unpaid", "late-fee", "account-on-support-hold"
LA, BERLIN, KOLKATA, KIRITIMATI = "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Kiritimati"


@pytest.mark.parametrize(
    ("kind", "variant", "source"),
    [
        ("repair", "other", "Hardware Warranty & Support Procedures: Warranty Limitations"),
        ("replacement", "other", "Hardware Warranty & Support Procedures: Warranty Limitations"),
        (None, "other", "Hardware Warranty & Support Procedures: Warranty Limitations"),
        ("credit", "money_back", "desk"),
        ("refund", "money_back", "desk"),
    ],
)
def test_an_invoice_that_is_not_paid(kind: str | None, variant: str, source: str) -> None:
    found = finding(case(HW, account__paid=False, rma__kind=kind), UNPAID)
    assert found
    assert (found.effect, found.variant, found.source, found.figures) == ("hold", variant, source, {})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"account__paid": True}, "silent"),
        ({"account__paid": None}, "pending"),
        ({"account": None}, "pending"),
        ({"account__paid": False, "rma": None}, "hold"),
        ({"account__paid": False, "item": None, "packaging": None}, "hold"),
    ],
)
def test_payment(facts: dict[str, Any], expected: str) -> None:
    assert answer(case(HW, **facts), UNPAID) == expected
    assert answer(case(SP, **facts), UNPAID) == "silent"


def overdue(amount: str | None, since: str | None, **changed: Any) -> dict[str, Any]:
    return {"account__overdue_amount": amount, "account__overdue_since": since, **changed}


MONTHS_OVERDUE = [  # zone, since, arrived, fee on 1000.00
    pytest.param(LA, "2026-04-18", "2026-05-17T12:00:00-07:00", None, id="day before the first month is over"),
    pytest.param(LA, "2026-04-18", "2026-05-18T12:00:00-07:00", "15.00", id="first anniversary"),
    pytest.param(LA, "2026-04-18", "2026-06-17T12:00:00-07:00", "15.00", id="day before the second"),
    pytest.param(LA, "2026-04-18", "2026-06-18T12:00:00-07:00", "30.00", id="second anniversary"),
    pytest.param(LA, "2024-06-18", "2026-06-17T12:00:00-07:00", "345.00", id="day before the 24th"),
    pytest.param(
        LA, "2024-06-18", "2026-06-18T12:00:00-07:00", "360.00", id="24th anniversary: simple, no fee on fees"
    ),
    pytest.param(LA, "2026-06-18", "2026-06-18T12:00:00-07:00", None, id="overdue since arrival"),
    pytest.param(LA, "2026-12-18", "2026-06-18T12:00:00-07:00", None, id="overdue only later"),
    pytest.param(LA, "2026-01-31", "2026-02-27T12:00:00-08:00", None, id="31 January, 27 February"),
    pytest.param(LA, "2026-01-31", "2026-02-28T12:00:00-08:00", "15.00", id="31 January, 28 February"),
    pytest.param(LA, "2028-01-31", "2028-02-28T12:00:00-08:00", None, id="31 January, 28 February of a leap year"),
    pytest.param(LA, "2028-01-31", "2028-02-29T12:00:00-08:00", "15.00", id="31 January, 29 February"),
    pytest.param(LA, "2026-01-31", "2026-03-30T12:00:00-07:00", "15.00", id="31 January, 30 March"),
    pytest.param(LA, "2026-01-31", "2026-03-31T12:00:00-07:00", "30.00", id="31 January, 31 March"),
    pytest.param(LA, "2024-02-29", "2025-02-27T12:00:00-08:00", "165.00", id="29 February, day before a year"),
    pytest.param(LA, "2024-02-29", "2025-02-28T12:00:00-08:00", "180.00", id="29 February, a year"),
    pytest.param(LA, "2026-02-08", "2026-03-08T06:59:59+00:00", None, id="LA, clocks forward, before the day"),
    pytest.param(LA, "2026-02-08", "2026-03-08T08:00:00+00:00", "15.00", id="LA, clocks forward, the day begins"),
    pytest.param(LA, "2026-10-01", "2026-11-01T06:59:59+00:00", None, id="LA, clocks back, before the day"),
    pytest.param(LA, "2026-10-01", "2026-11-01T07:00:00+00:00", "15.00", id="LA, clocks back, the day begins"),
    pytest.param(BERLIN, "2026-05-10", "2026-06-09T21:59:59+00:00", None, id="Berlin, before midnight"),
    pytest.param(BERLIN, "2026-05-10", "2026-06-09T22:00:00+00:00", "15.00", id="Berlin, midnight"),
    pytest.param(KOLKATA, "2026-05-10", "2026-06-09T18:29:59+00:00", None, id="Kolkata, before midnight"),
    pytest.param(KOLKATA, "2026-05-10", "2026-06-09T18:30:00+00:00", "15.00", id="Kolkata, midnight"),
    pytest.param(KIRITIMATI, "2026-05-10", "2026-06-09T09:59:59+00:00", None, id="Kiritimati, before midnight"),
    pytest.param(KIRITIMATI, "2026-05-10", "2026-06-09T10:00:00+00:00", "15.00", id="Kiritimati, midnight"),
]


@pytest.mark.parametrize(("zone", "since", "arrived", "fee"), MONTHS_OVERDUE)
def test_a_fee_for_each_whole_month(zone: str, since: str, arrived: str, fee: str | None) -> None:
    judged = case(SP, **overdue("1000.00", since, site_time_zone=zone, arrived_at=arrived))
    charges = [str(each.amount) for each in assess(judged).charges if each.rule == LATE_FEE]
    assert charges == ([] if fee is None else [fee])
    assert answer(judged, LATE_FEE) == ("silent" if fee is None else "charge")


@pytest.mark.parametrize(
    ("amount", "since", "fee"),
    [
        pytest.param("0.33", "2026-05-18", None, id="0.00495: no finding"),
        pytest.param("0.34", "2026-05-18", "0.01", id="0.0051"),
        pytest.param("0.33", "2026-04-18", "0.01", id="0.0099: rounded once, at the end"),
        pytest.param("1.00", "2026-05-18", "0.02", id="0.015: half a cent up"),
        pytest.param("3.00", "2026-05-18", "0.05", id="0.045: half a cent up"),
        pytest.param("714.28", "2026-05-18", "10.71", id="10.7142"),
        pytest.param("0.00", "2026-05-18", None, id="nothing"),
        pytest.param("999999999999.99", "0001-01-01", "364574999999996.35", id="the most there can be"),
    ],
)
def test_the_fee_is_rounded_half_up_once(amount: str, since: str, fee: str | None) -> None:
    found = finding(case(SP, **overdue(amount, since)), LATE_FEE)
    assert (found.figures["amount"] if found else None) == fee


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (overdue(None, "2026-01-01"), "silent"),
        (overdue("100.00", None), "silent"),
        (overdue(None, None), "silent"),
        ({"account": None}, "pending"),
        (overdue("100.00", "2026-01-01", rma=None), "charge"),
        (overdue("100.00", "2026-01-01", item=None), "charge"),
    ],
)
def test_what_is_known_of_the_debt(facts: dict[str, Any], expected: str) -> None:
    assert answer(case(SP, **facts), LATE_FEE) == expected
    assert answer(case(HW, **facts), LATE_FEE) == "silent"


def test_the_fee_with_all_its_figures() -> None:
    found = finding(case(SP, **overdue("250", "2026-03-31")), LATE_FEE)
    assert found
    assert found.source == "Support: Payment"
    assert found.figures == {
        "overdue_amount": "250.00",
        "overdue_since_on": "2026-03-31",
        "months_overdue": 2,
        "percent": "1.5",
        "amount": "7.50",
        "currency": "USD",
        "first_month_on": "2026-04-30",
        "next_month_on": "2026-06-30",
    }


NOTHING_KNOWN = {"shipped_on": None, "replacement_cost": None}


@pytest.mark.parametrize(
    ("edition", "advance", "effect", "variant", "source"),
    [
        (HW, None, "hold", "other", "Hardware Warranty & Support Procedures: Advanced Replacement and Returns"),
        (HW, ADVANCE, "note", "advance", "desk"),
        (HW, NOTHING_KNOWN, "note", "advance", "desk"),
        (SP, None, "hold", "other", "desk"),
        (SP, ADVANCE, "note", "advance", "desk"),
        (SP, NOTHING_KNOWN, "note", "advance", "desk"),
    ],
)
def test_support_on_hold(edition: str, advance: object, effect: str, variant: str, source: str) -> None:
    found = finding(case(edition, account__support_hold=True, advance=advance), ON_HOLD)
    assert found
    assert (found.effect, found.variant, found.source, found.figures) == (effect, variant, source, {})


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("advance", [None, ADVANCE], ids=["none owed", "a part owed"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"account__support_hold": False}, "silent"),
        ({"account__support_hold": None}, "pending"),
        ({"account": None}, "pending"),
    ],
)
def test_no_hold(edition: str, advance: object, facts: dict[str, Any], expected: str) -> None:
    assert answer(case(edition, advance=advance, **facts), ON_HOLD) == expected
