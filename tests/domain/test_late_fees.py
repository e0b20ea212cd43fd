"""Late fees on what is overdue: proposed month by month, each once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rmadesk.domain.clock_case import ClockCase
from rmadesk.domain.clocks import dues_of, in_order
from rmadesk.domain.dues import DueDecision, DueOutcome, Whose
from support.clocks import HW, SINCE, SP, case, decided, pause, read, states, taken


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


def test_late_fees_go_by_the_calendar() -> None:
    paused = pause(SINCE, None, customers_too=True)
    assert fees(owing(pauses=(paused,)), date(2026, 9, 30)) == fees(owing(), date(2026, 9, 30))
