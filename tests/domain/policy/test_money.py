"""Reckoning with money: half a cent goes up, and nothing is rounded before the end."""

from decimal import ROUND_CEILING, ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.policy.money import in_cents, percentage


@pytest.mark.parametrize(
    ("amount", "percent", "times", "share"),
    [
        pytest.param("100.00", "1.5", 1, "1.50", id="even"),
        pytest.param("0.33", "1.5", 1, "0.00", id="0.00495: just below half a cent"),
        pytest.param("0.34", "1.5", 1, "0.01", id="0.0051: just above"),
        pytest.param("1.00", "1.5", 1, "0.02", id="0.015: half a cent up"),
        pytest.param("3.00", "1.5", 1, "0.05", id="0.045: half a cent up, though four is even"),
        pytest.param("0.33", "1.5", 2, "0.01", id="0.0099: not twice nothing"),
        pytest.param("1.00", "1.5", 3, "0.05", id="0.045: not three times 0.02"),
        pytest.param("0.02", "20", 1, "0.00", id="0.004"),
        pytest.param("0.03", "20", 1, "0.01", id="0.006"),
        pytest.param("0.00", "20", 1, "0.00", id="nothing"),
        pytest.param("100.00", "0", 1, "0.00", id="no percent"),
        pytest.param("100.00", "1.5", 0, "0.00", id="no times"),
        pytest.param("999999999999.99", "20", 1, "200000000000.00", id="the highest amount"),
        pytest.param("999999999999.99", "99.9999", 119_987, "119986880012998800.13", id="more digits than usual"),
        pytest.param("640", "100", 1, "640.00", id="all of it"),
    ],
)
def test_a_percentage(amount: str, percent: str, times: int, share: str) -> None:
    assert in_cents(percentage(Decimal(amount), Decimal(percent), times)) == share


@given(
    amount=st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2),
    percent=st.decimals(min_value=0, max_value=100, places=4),
    times=st.integers(min_value=0, max_value=119_988),
)
def test_a_percentage_is_exact_to_the_half_cent(amount: Decimal, percent: Decimal, times: int) -> None:
    exact = Fraction(amount) * Fraction(percent) * times / 100
    share = Fraction(percentage(amount, percent, times))
    assert share * 100 == int(share * 100)
    assert Fraction(-1, 200) < share - exact <= Fraction(1, 200)


def test_a_threads_own_rounding_changes_nothing() -> None:
    for rounding in (ROUND_DOWN, ROUND_CEILING):
        with localcontext() as context:
            context.prec = 3
            context.rounding = rounding
            assert in_cents(percentage(Decimal("123456.78"), Decimal("1.5"), 7)) == "12962.96"


@pytest.mark.parametrize(("amount", "text"), [("640", "640.00"), ("0.5", "0.50"), ("0", "0.00"), ("12.34", "12.34")])
def test_an_amount_as_a_figure_has_two_decimals(amount: str, text: str) -> None:
    assert in_cents(Decimal(amount)) == text
