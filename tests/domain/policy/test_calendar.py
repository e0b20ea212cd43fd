"""Counting days and months, at month ends, in leap years, and where the calendar begins and ends."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmadesk.domain.policy.calendar import days_after, months_after, whole_months

DAYS = st.dates()
FAR = 10**30


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param("2026-05-01", 0, "2026-05-01", id="the day itself"),
        pytest.param("2026-05-01", 30, "2026-05-31", id="over a month"),
        pytest.param("2028-01-30", 30, "2028-02-29", id="to 29 February"),
        pytest.param("2027-01-30", 30, "2027-03-01", id="past 28 February"),
        pytest.param("2026-12-15", 30, "2027-01-14", id="over the new year"),
        pytest.param("0001-01-01", 1, "0001-01-02", id="from the calendar's first day"),
        pytest.param("9999-12-30", 1, "9999-12-31", id="to the calendar's last day"),
        pytest.param("9999-12-30", 2, "9999-12-31", id="past the calendar's last day"),
        pytest.param("2026-05-01", FAR, "9999-12-31", id="farther than any calendar"),
    ],
)
def test_days_after(start: str, days: int, end: str) -> None:
    assert days_after(date.fromisoformat(start), days) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param("2026-03-15", 0, "2026-03-15", id="the day itself"),
        pytest.param("2026-03-15", 1, "2026-04-15", id="same day number"),
        pytest.param("2026-01-31", 1, "2026-02-28", id="31 January + 1"),
        pytest.param("2028-01-31", 1, "2028-02-29", id="31 January + 1, leap year"),
        pytest.param("2026-01-31", 2, "2026-03-31", id="31 January + 2: from January, not from February"),
        pytest.param("2026-01-31", 3, "2026-04-30", id="31 January + 3"),
        pytest.param("2026-01-30", 1, "2026-02-28", id="30 January + 1"),
        pytest.param("2026-01-29", 1, "2026-02-28", id="29 January + 1"),
        pytest.param("2026-01-28", 1, "2026-02-28", id="28 January + 1"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="29 February + 12"),
        pytest.param("2024-02-29", 36, "2027-02-28", id="29 February + 36"),
        pytest.param("2024-02-29", 48, "2028-02-29", id="29 February + 48"),
        pytest.param("2096-02-29", 48, "2100-02-28", id="2100 is no leap year"),
        pytest.param("1996-02-29", 48, "2000-02-29", id="2000 is one"),
        pytest.param("2025-02-28", 12, "2026-02-28", id="28 February stays the 28th"),
        pytest.param("2027-02-28", 12, "2028-02-28", id="28 February stays the 28th in a leap year"),
        pytest.param("2025-12-31", 1, "2026-01-31", id="over the new year"),
        pytest.param("2025-12-31", 12, "2026-12-31", id="December + 12"),
        pytest.param("2025-11-30", 3, "2026-02-28", id="30 November + 3"),
        pytest.param("9999-11-30", 1, "9999-12-30", id="to the calendar's last month"),
        pytest.param("9999-12-01", 1, "9999-12-31", id="past the calendar's end"),
        pytest.param("0001-01-31", 1, "0001-02-28", id="from the calendar's first month"),
        pytest.param("2026-01-31", FAR, "9999-12-31", id="farther than any calendar"),
    ],
)
def test_months_after(start: str, months: int, end: str) -> None:
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        pytest.param("2026-03-15", "2026-03-15", 0, id="the day itself"),
        pytest.param("2026-03-15", "2026-03-14", 0, id="the day before"),
        pytest.param("2026-03-15", "2020-01-01", 0, id="years before"),
        pytest.param("2026-03-15", "2026-04-14", 0, id="day before the first anniversary"),
        pytest.param("2026-03-15", "2026-04-15", 1, id="first anniversary"),
        pytest.param("2026-03-15", "2026-05-14", 1, id="day before the second"),
        pytest.param("2026-03-15", "2026-05-15", 2, id="second anniversary"),
        pytest.param("2026-01-31", "2026-02-27", 0, id="31 January to 27 February"),
        pytest.param("2026-01-31", "2026-02-28", 1, id="31 January to 28 February"),
        pytest.param("2028-01-31", "2028-02-28", 0, id="31 January to 28 February, leap year"),
        pytest.param("2028-01-31", "2028-02-29", 1, id="31 January to 29 February"),
        pytest.param("2026-01-31", "2026-03-30", 1, id="31 January to 30 March"),
        pytest.param("2026-01-31", "2026-03-31", 2, id="31 January to 31 March"),
        pytest.param("2024-02-29", "2025-02-27", 11, id="29 February, day before a year"),
        pytest.param("2024-02-29", "2025-02-28", 12, id="29 February, a year"),
        pytest.param("2024-02-29", "2028-02-28", 47, id="29 February, day before four years"),
        pytest.param("2024-02-29", "2028-02-29", 48, id="29 February, four years"),
        pytest.param("2025-12-15", "2026-01-15", 1, id="over the new year"),
        pytest.param("0001-01-01", "9999-12-31", 119_987, id="from the calendar's first day to its last"),
        pytest.param("9999-12-01", "9999-12-31", 0, id="the calendar's last month"),
    ],
)
def test_whole_months(start: str, day: str, months: int) -> None:
    assert whole_months(date.fromisoformat(start), date.fromisoformat(day)) == months


@given(start=DAYS, days=st.integers(min_value=0, max_value=400_000))
def test_days_after_is_adding_days_as_far_as_the_calendar_goes(start: date, days: int) -> None:
    end = days_after(start, days)
    assert end == (start + timedelta(days) if days <= (date.max - start).days else date.max)


@given(start=DAYS, months=st.integers(min_value=0, max_value=130_000))
@example(start=date.max, months=0)
def test_months_after_has_the_day_number_or_is_the_months_last_day(start: date, months: int) -> None:
    end = months_after(start, months)
    assert end >= start
    if (9999 - start.year) * 12 + 12 - start.month < months:
        assert end == date.max
    else:
        assert (end.year - start.year) * 12 + end.month - start.month == months
        assert end.day == start.day or (end.day < start.day and (end == date.max or days_after(end, 1).day == 1))


@given(start=DAYS, day=DAYS)
@example(start=date.min, day=date.max)
def test_a_month_is_over_on_its_anniversary(start: date, day: date) -> None:
    months = whole_months(start, day)
    if months:
        assert months_after(start, months) <= day
    following = months_after(start, months + 1)
    assert following > day or day < start or following == date.max
