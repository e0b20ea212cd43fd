"""The sums of a refund sheet: what is given back and what is kept are the price, to the cent."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.policy.contract import under_contract
from rmadesk.domain.policy.contract_file import contract_from_text
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.money import percentage
from rmadesk.domain.refunds import NotRefunded, RefundSheet, RefundSums, left_out
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of
from support.policy_files import contract_text

SUMS = RefundSums("support-page", 2, Decimal("100.00"), Decimal("20.00"), "USD")
PRICES = st.decimals(0, Decimal("999999999999.99"), places=2)
PERCENTAGES = st.decimals(0, 100, places=4)


@given(PRICES, PERCENTAGES)
def test_refund_and_fee_are_the_price(price: Decimal, percent: Decimal) -> None:
    fee = percentage(price, percent)
    sums = replace(SUMS, price=price, restocking_fee=fee)
    assert sums.amount(waived=False) + fee == price
    assert 0 <= sums.amount(waived=False) <= price
    assert sums.amount(waived=True) == price
    assert replace(sums, restocking_fee=None).amount(waived=False) == price


def sheet(**changed: Any) -> RefundSheet:
    values: dict[str, Any] = {"price": SUMS.price, "restocking_fee": SUMS.restocking_fee, "currency": "USD"}
    at = datetime(2026, 11, 20, 20, tzinfo=UTC)
    return replace(
        RefundSheet("s", "1", "1/A", "support-page", 2, **values, waived=False, amount=Decimal(80), made_at=at,
                    made_by="ana", reason_entry=None),
        **changed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        ({}, True),
        ({"waived": True, "amount": Decimal("100.00"), "reason_entry": "e"}, True),
        ({"price": Decimal("100.01")}, False),
        ({"restocking_fee": Decimal("20.01")}, False),
        ({"restocking_fee": None}, False),
        ({"currency": "EUR"}, False),
        ({"edition": "hardware-warranty"}, False),
        ({"edition_version": 1}, False),
    ],
)
def test_a_sheet_holds_until_what_it_rests_on_changes(changed: dict[str, Any], holds: bool) -> None:
    assert SUMS.hold_in(sheet(**changed)) is holds


def test_what_is_left_out_is_cited() -> None:
    cited = "Support: Money Back Guarantee"
    assert [(each.what, each.citation) for each in left_out(edition_of(SUPPORT_PAGE))] == [
        (NotRefunded.SHIPPING_AND_HANDLING, cited),
        (NotRefunded.SOFTWARE, cited),
    ]
    assert list(left_out(edition_of(HARDWARE_WARRANTY))) == []


@pytest.mark.parametrize(("categories", "kept"), [("[]", False), ('["software", "third-party"]', True)])
def test_software_that_a_contract_takes_back_is_not_left_out(categories: str, kept: bool) -> None:
    text = contract_text(f"[rules.money-back-software]\ncategories = {categories}", edition=SUPPORT_PAGE)
    terms = under_contract(
        edition_of(SUPPORT_PAGE), contract_from_text(text, POLICY_FORMS, "contract.toml"), POLICY_FORMS
    )
    assert (NotRefunded.SOFTWARE in [each.what for each in left_out(terms)]) is kept
