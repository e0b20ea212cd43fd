"""By which terms a clock runs, what an edition that lacks one leaves out, and the order of the list."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.clocks import dues_of, in_order
from rmadesk.domain.dues import Clock, DueState
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.facts import RmaKind
from support.clocks import (
    ADVANCE_HW,
    DAY,
    HW,
    INVOICE,
    INVOICED,
    ISSUED,
    LAST,
    ORIGINAL,
    PART_DUE,
    SHIPPED,
    SINCE,
    SP,
    case,
    part,
    pause,
    read,
    states,
)

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
