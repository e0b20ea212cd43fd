"""The lapse: the days between two coverages, and their share of a year's price."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.lapse import LAPSED_WARRANTY, LapseOutcome, gap_days, lapse_quote, prorated
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of

LAST = date(2026, 3, 1)
HARDWARE = edition_of(HARDWARE_WARRANTY)


@pytest.mark.parametrize(
    ("last", "new", "days"),
    [
        pytest.param(LAST, date(2026, 2, 1), 0, id="begins before the old one ends"),
        pytest.param(LAST, LAST, 0, id="begins on the last covered day"),
        pytest.param(LAST, date(2026, 3, 2), 0, id="begins the day after: no gap"),
        pytest.param(LAST, date(2026, 3, 3), 1, id="one day between"),
        pytest.param(LAST, date(2026, 3, 4), 2, id="two days between"),
        pytest.param(date(2027, 2, 27), date(2027, 3, 2), 2, id="28 February and 1 March"),
        pytest.param(date(2028, 2, 27), date(2028, 3, 2), 3, id="leap year: 29 February too"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), 1, id="29 February alone"),
        pytest.param(date(2026, 12, 31), date(2028, 1, 1), 365, id="a whole year"),
        pytest.param(date(2027, 12, 31), date(2029, 1, 1), 366, id="a whole leap year"),
        pytest.param(date.min, date.max, date.max.toordinal() - 2, id="all there are"),
    ],
)
def test_the_gap_counts_both_its_ends(last: date, new: date, days: int) -> None:
    assert gap_days(last, new) == days
    quote = lapse_quote(HARDWARE, ("1",), last, new, None)
    assert quote.gap_days == days
    if days:
        assert quote.outcome is LapseOutcome.QUOTED
        assert (quote.gap_from_on, quote.gap_until_on) == (last + timedelta(1), new - timedelta(1))
    else:
        assert quote.outcome is LapseOutcome.NO_GAP
        assert (quote.gap_from_on, quote.gap_until_on, quote.prorated) == (None, None, None)


@pytest.mark.parametrize(
    ("price", "days", "year_days", "share"),
    [
        pytest.param("365.00", 1, 365, "1.00", id="a day of a price of a cent-free day"),
        pytest.param("0.00", 100, 365, "0.00", id="nothing"),
        pytest.param("500.00", 365, 365, "500.00", id="a year"),
        pytest.param("500.00", 366, 365, "501.37", id="a leap year costs a day more"),
        pytest.param("1.82", 1, 365, "0.00", id="just below half a cent"),
        pytest.param("1.83", 1, 365, "0.01", id="just above half a cent"),
        pytest.param("1.80", 1, 360, "0.01", id="half a cent goes up"),
        pytest.param("1.79", 1, 360, "0.00", id="below it goes down"),
        pytest.param("5.40", 1, 360, "0.02", id="one cent and a half goes up"),
        pytest.param("999999999999.99", 36525, 365, "100068493150683.93", id="large"),
    ],
)
def test_the_share_is_rounded_half_up_once(price: str, days: int, year_days: int, share: str) -> None:
    assert format(prorated(Decimal(price), days, year_days), "f") == share


@given(st.decimals(0, 10**6, places=2), st.integers(0, 40_000), st.integers(1, 400))
def test_the_share_is_that_of_exact_fractions(price: Decimal, days: int, year_days: int) -> None:
    exact = Fraction(price) * days / year_days * 100
    rounded = (exact + Fraction(1, 2)).__floor__()
    assert prorated(price, days, year_days) == Decimal(rounded) / 100


def test_a_quote_shows_what_its_formula_rests_on() -> None:
    quote = lapse_quote(HARDWARE, ("RMA-1", "RMA-2"), LAST, date(2026, 6, 9), Decimal("1200.00"))
    assert (quote.annual_price, quote.gap_days, quote.year_days) == (Decimal("1200.00"), 99, 365)
    assert quote.prorated == (Decimal("1200.00") * 99 / 365).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert quote.fee is None, "the text gives no figure"
    assert quote.citation == "Hardware Warranty & Support Procedures: Warranty Extensions & On-Site Service"
    assert quote.rma_numbers == ("RMA-1", "RMA-2")


def test_without_a_price_there_are_the_days_only() -> None:
    quote = lapse_quote(HARDWARE, (), LAST, date(2026, 6, 9), None)
    assert (quote.outcome, quote.gap_days, quote.prorated) == (LapseOutcome.QUOTED, 99, None)


def test_an_edition_without_such_a_text_says_so() -> None:
    quote = lapse_quote(edition_of(SUPPORT_PAGE), ("1",), LAST, date(2026, 6, 9), Decimal(1))
    assert (quote.outcome, quote.citation, quote.gap_days) == (LapseOutcome.NO_TEXT, None, 0)


def test_an_end_that_nobody_knows_gives_no_gap() -> None:
    quote = lapse_quote(HARDWARE, ("1",), None, date(2026, 6, 9), Decimal(1))
    assert (quote.outcome, quote.prorated) == (LapseOutcome.UNKNOWN, None)


def test_a_contract_may_count_another_year_and_is_cited() -> None:
    terms = replace(HARDWARE.clocks[LAPSED_WARRANTY], figures={"year_days": 360}, contract="Contoso 2026")
    edition = replace(HARDWARE, clocks={**HARDWARE.clocks, LAPSED_WARRANTY: terms}, contract="Contoso 2026")
    quote = lapse_quote(edition, (), LAST, date(2026, 3, 3), Decimal("1.80"))
    assert (quote.year_days, quote.prorated, quote.contract) == (360, Decimal("0.01"), "Contoso 2026")
    assert quote.citation is not None
    assert quote.citation.endswith("; contract Contoso 2026")
    none = replace(terms, figures={"year_days": 0})
    edition = replace(edition, clocks={**HARDWARE.clocks, LAPSED_WARRANTY: none})
    assert lapse_quote(edition, (), LAST, date(2026, 3, 3), Decimal("1.80")).prorated is None
