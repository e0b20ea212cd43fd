"""Rules on money back: its last day, software, and the restocking fee to the half cent."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rmadesk.domain.policy.facts import Category
from rmadesk.domain.policy.money_back import restocking_fee_of
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, answer, assess, case, edition_of, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
LATE, SOFTWARE, FEE = "money-back-late", "money-back-software", "restocking-fee"
GUARANTEE = "Support: Money Back Guarantee"


def answers(rule: str, **facts: Any) -> dict[str | None, str]:
    """The support page's answer by the kind of return."""
    return {kind: answer(case(SP, **facts, rma__kind=kind), rule) for kind in ("credit", "refund", "repair", None)}


def by_kind(money_back: str, kind_open: str) -> dict[str | None, str]:
    return {"credit": money_back, "refund": money_back, "repair": "silent", None: kind_open}


SPEAKS: dict[str, dict[str, Any]] = {
    LATE: {"item__shipped_on": "2026-05-01"},
    SOFTWARE: {"item__category": "software"},
    FEE: {"item__price": "100.00"},
}


@pytest.mark.parametrize("rule", SPEAKS)
def test_only_the_support_page_speaks_of_money_back(rule: str) -> None:
    facts = SPEAKS[rule]
    assert answer(case(HW, **facts, rma__kind="credit"), rule) == "silent"
    assert answer(case(HW, item=None, rma__kind="credit"), rule) == "silent"
    assert answers(rule, **facts) == by_kind("charge" if rule == FEE else "refuse", "pending")
    assert answer(case(SP, **facts, rma__kind="replacement"), rule) == "silent"
    assert answer(case(SP, **facts, rma=None), rule) == "silent"
    assert answer(case(SP, item=None, rma=None), rule) == "silent"
    assert answers(rule, item=None) == by_kind("pending", "pending")
    found = finding(case(SP, **facts, rma__kind="refund"), rule)
    assert found
    assert found.source == GUARANTEE


@pytest.mark.parametrize(
    ("zone", "shipped"),
    [
        ("America/Los_Angeles", "2026-05-01"),
        ("America/Los_Angeles", "2026-02-06"),  # last day is clocks forward
        ("America/Los_Angeles", "2026-10-02"),  # last day is clocks back
        ("America/Los_Angeles", "2028-01-30"),  # last day is 29 February
        ("America/Los_Angeles", "2027-01-29"),  # last day is 28 February
        ("Europe/Berlin", "2026-12-15"),
        ("Asia/Kolkata", "2026-05-01"),
        ("Pacific/Kiritimati", "2026-05-01"),
        ("Australia/Lord_Howe", "2026-03-06"),
    ],
)
def test_it_may_arrive_to_the_last_second_of_day_30(zone: str, shipped: str) -> None:
    midnight = datetime.combine(date.fromisoformat(shipped) + timedelta(31), datetime.min.time(), ZoneInfo(zone))
    for instant, money_back, kind_open in (
        (midnight.timestamp() - 1, "silent", "silent"),
        (midnight.timestamp(), "refuse", "pending"),
    ):
        arrived = datetime.fromtimestamp(instant, ZoneInfo("UTC")).isoformat()
        facts = {"site_time_zone": zone, "arrived_at": arrived, "item__shipped_on": shipped}
        assert answers(LATE, **facts) == by_kind(money_back, kind_open)


@pytest.mark.parametrize(
    ("shipped", "money_back", "kind_open"),
    [
        (None, "pending", "pending"),
        ("2026-07-01", "silent", "silent"),
        ("9999-12-31", "silent", "silent"),
        ("0001-01-01", "refuse", "pending"),
    ],
)
def test_the_original_shipment(shipped: str | None, money_back: str, kind_open: str) -> None:
    assert answers(LATE, item__shipped_on=shipped) == by_kind(money_back, kind_open)


def test_too_late_with_all_its_figures() -> None:
    found = finding(case(SP, rma__kind="refund", item__shipped_on="2026-05-18"), LATE)
    assert found
    assert found.figures == {
        "shipped_on": "2026-05-18",
        "arrived_on": "2026-06-18",
        "age_days": 31,
        "arrival_days": 30,
        "arrive_by_on": "2026-06-17",
    }


@pytest.mark.parametrize("category", [*Category, None])
def test_software_alone_is_never_taken_back(category: Category | None) -> None:
    money_back = {Category.SOFTWARE: "refuse", None: "pending"}.get(category, "silent")
    expected = by_kind(money_back, "silent" if money_back == "silent" else "pending")
    assert answers(SOFTWARE, item__category=category) == expected
    found = finding(case(SP, rma__kind="credit", item__category=category), SOFTWARE)
    assert found is None or found.figures == {"category": "software", "kind": "credit"}


FEES = [  # price, fee
    pytest.param("1899.00", "379.80", id="even"),
    pytest.param("0.00", None, id="nothing"),
    pytest.param("0.02", None, id="0.004: no finding"),
    pytest.param("0.03", "0.01", id="0.006"),
    pytest.param("0.07", "0.01", id="0.014"),
    pytest.param("0.08", "0.02", id="0.016"),
    pytest.param("99.99", "20.00", id="19.998"),
    pytest.param("999999999999.99", "200000000000.00", id="the highest price"),
]


@pytest.mark.parametrize(("price", "fee"), FEES)
def test_the_restocking_fee(price: str, fee: str | None) -> None:
    assert answers(FEE, item__price=price) == by_kind(*(("silent",) * 2 if fee is None else ("charge", "pending")))
    judged = case(SP, item__price=price, rma__kind="refund")
    found = finding(judged, FEE)
    if fee is None:
        assert found is None
        return
    assert found
    assert found.figures == {
        "price": format(Decimal(price), ".2f"),
        "percent": "20",
        "amount": fee,
        "currency": "USD",
    }
    assert [(each.rule, format(each.amount or 0, "f")) for each in assess(judged).charges] == [(FEE, fee)]


def test_an_item_without_a_price_has_no_fee() -> None:
    """Inside a given item the price is known to be absent."""
    assert answers(FEE, item__price=None) == by_kind("silent", "silent")


@pytest.mark.parametrize(
    ("percent", "price", "fee"), [("20", "10.00", "2.00"), ("12.5", "0.20", "0.03"), ("0", "10.00", "0.00")]
)
def test_a_refund_sheet_reckons_with_the_editions_percentage(percent: str, price: str, fee: str) -> None:
    terms = edition_of(SP).rules[FEE]
    changed = type(terms)({"percent": Decimal(percent)}, terms.clauses)
    assert format(restocking_fee_of(Decimal(price), changed), "f") == fee
