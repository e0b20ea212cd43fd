"""Deadlines and pauses: days that do not count, on both sides of every edge."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.domain.dues import Pause, Whose
from rmadesk.domain.pauses import Deadline, PausedSpan, deadline, paused_spans

START = date(2026, 3, 1)
DAY = timedelta(days=1)


def pause(from_day: int, until_day: int | None, *, customers_too: bool = True, rma_number: str | None = None) -> Pause:
    """A pause from and until so many days after START, both included."""
    until_on = None if until_day is None else START + until_day * DAY
    recorded_at = datetime(2026, 3, 1, tzinfo=UTC)
    return Pause("p", START + from_day * DAY, until_on, customers_too, rma_number, recorded_at, "ana", "entry")


def due_day(days: int, *pauses: Pause) -> int | None:
    """How many days after START a deadline of `days` falls due."""
    due_on = deadline(START, days, paused_spans(pauses, "7", Whose.CUSTOMER)).due_on
    return None if due_on is None else (due_on - START).days


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        pytest.param([], 10, id="none"),
        pytest.param([(-5, -1)], 10, id="over before the start"),
        pytest.param([(-5, 0)], 10, id="over with the day of the start, which never counts"),
        pytest.param([(0, 0)], 10, id="the day of the start alone"),
        pytest.param([(-5, 1)], 11, id="reaching one day into it"),
        pytest.param([(0, 3)], 13, id="covering the start"),
        pytest.param([(1, 1)], 11, id="the first day"),
        pytest.param([(4, 6)], 13, id="in the middle"),
        pytest.param([(9, 9)], 11, id="the day before the last"),
        pytest.param([(10, 10)], 11, id="the last day"),
        pytest.param([(10, 14)], 15, id="from the last day on"),
        pytest.param([(11, 20)], 10, id="from the day after: it was met or missed by then"),
        pytest.param([(8, 30)], 33, id="beginning inside, over long after"),
        pytest.param([(-9, 99)], 109, id="covering it all"),
        pytest.param([(2, 3), (5, 5)], 13, id="two"),
        pytest.param([(2, 6), (4, 8)], 17, id="two that overlap count once"),
        pytest.param([(2, 9), (4, 5)], 18, id="one inside another"),
        pytest.param([(2, 3), (4, 5)], 14, id="two that touch"),
        pytest.param([(4, 6), (11, 12)], 15, id="the second is reached only because of the first"),
        pytest.param([(4, 6), (14, 15)], 13, id="the second is not reached"),
        pytest.param([(9, 9), (1, 1)], 12, id="in any order"),
        pytest.param([(10, None)], None, id="running on from the last day"),
        pytest.param([(0, None)], None, id="running on from the start"),
        pytest.param([(11, None)], 10, id="running on from the day after"),
        pytest.param([(3, 4), (12, None)], None, id="running on, and reached because of another"),
        pytest.param([(2, None), (5, 6)], None, id="one inside one that runs on"),
        pytest.param([(2, 5), (3, None)], None, id="running on from inside another"),
    ],
)
def test_a_deadline_of_ten_days(pauses: list[tuple[int, int | None]], due: int | None) -> None:
    assert due_day(10, *(pause(first, last) for first, last in pauses)) == due


def test_a_deadline_of_no_days_is_the_day_itself() -> None:
    assert due_day(0, pause(-2, 5)) == 0


def test_what_pauses_added_is_told() -> None:
    spans = paused_spans((pause(2, 3), pause(20, 30)), "7", Whose.CUSTOMER)
    assert deadline(START, 10, spans) == Deadline(START + 12 * DAY, 2)
    assert deadline(START, 10) == Deadline(START + 10 * DAY, 0)


@pytest.mark.parametrize(
    ("made", "customers", "desks"),
    [
        pytest.param(pause(1, 2), True, True, id="of all, the customers too"),
        pytest.param(pause(1, 2, customers_too=False), False, True, id="of all, the desk's alone"),
        pytest.param(pause(1, 2, rma_number="7"), True, True, id="of this RMA"),
        pytest.param(pause(1, 2, rma_number="8"), False, False, id="of another"),
    ],
)
def test_whose_days_a_pause_moves(made: Pause, customers: bool, desks: bool) -> None:
    span = (PausedSpan(made.from_on, made.until_on),)
    assert paused_spans([made], "7", Whose.CUSTOMER) == (span if customers else ())
    assert paused_spans([made], "7", Whose.DESK) == (span if desks else ())


def test_pauses_that_overlap_or_touch_are_one_span() -> None:
    made = [pause(4, 6), pause(1, 3), pause(5, 8), pause(10, 10)]
    assert paused_spans(made, "7", Whose.CUSTOMER) == (
        PausedSpan(START + 1 * DAY, START + 8 * DAY),
        PausedSpan(START + 10 * DAY, START + 10 * DAY),
    )


def test_the_calendar_ends() -> None:
    assert deadline(date.max - DAY, 30).due_on == date.max
    assert deadline(date.max, 1, (PausedSpan(START, date.max),)).due_on == date.max


spans_given = st.lists(st.tuples(st.integers(-40, 80), st.integers(0, 30)), max_size=6)


def naively(days: int, pauses: list[tuple[int, int]]) -> int:
    """The same, day by day."""
    paused = {day for first, length in pauses for day in range(first, first + length + 1)}
    passed = day = 0
    while passed < days:
        day += 1
        passed += day not in paused
    return day


@given(st.integers(0, 60), spans_given)
def test_as_counted_day_by_day(days: int, pauses: list[tuple[int, int]]) -> None:
    made = [pause(first, first + length) for first, length in pauses]
    assert due_day(days, *made) == naively(days, pauses)


@given(st.integers(1, 60), spans_given, st.integers(1, 60), st.integers(0, 20))
def test_a_further_pause_inside_moves_it_by_its_own_days_at_least(
    days: int, pauses: list[tuple[int, int]], first: int, length: int
) -> None:
    """At least by those that were not paused already; never back, and by none where it lies outside."""
    before = due_day(days, *(pause(start, start + size) for start, size in pauses))
    after = due_day(days, *(pause(start, start + size) for start, size in [*pauses, (first, length)]))
    assert before is not None
    assert after is not None
    paused = {day for start, size in pauses for day in range(start, start + size + 1)}
    inside = [day for day in range(first, first + length + 1) if day <= before and day not in paused]
    assert after >= before + len(inside)
    assert (after == before) == (not inside)
