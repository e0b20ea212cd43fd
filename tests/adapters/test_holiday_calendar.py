"""The calendar of holidays: federal ones by a second statement of the law, other countries, and where it ends."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.adapters.places import load_places
from rmadesk.domain.business_days import is_business_day, next_business_day
from rmadesk.domain.countries import COUNTRIES
from rmadesk.domain.errors import RefusedError

CALENDAR = HolidayCalendar()
MONDAY, THURSDAY = 0, 3


def nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def federal(year: int) -> set[date]:
    """The federal holidays by law since 2021, and the days on which they are observed."""
    fixed = [date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    observed = {day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0)) for day in fixed}
    moving = {
        nth(year, 1, MONDAY, 3),
        nth(year, 2, MONDAY, 3),
        last_monday_of_may(year),
        nth(year, 9, MONDAY, 1),
        nth(year, 10, MONDAY, 2),
        nth(year, 11, THURSDAY, 4),
    }
    return set(fixed) | observed | moving


def test_federal_holidays_are_those_of_the_law() -> None:
    """Each working day of eighty years."""
    expected = set().union(*map(federal, range(2021, 2101)))
    day, wrong = date(2022, 1, 1), []
    while day < date(2099, 12, 31):
        if day.weekday() < 5 and CALENDAR.is_holiday("US", day) is not (day in expected):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


@pytest.mark.parametrize(
    ("country", "day", "holiday"),
    [
        pytest.param("US", date(2026, 7, 3), True, id="4 July on a Saturday: observed on Friday"),
        pytest.param("US", date(2027, 12, 31), True, id="1 January on a Saturday: observed in the old year"),
        pytest.param("US", date(2027, 7, 5), True, id="4 July on a Sunday: observed on Monday"),
        pytest.param("US", date(2026, 11, 27), False, id="the Friday after Thanksgiving"),
        pytest.param("US", date(2026, 10, 12), True, id="Columbus Day"),
        pytest.param("DE", date(2026, 10, 3), True, id="German Unity"),
        pytest.param("DE", date(2026, 8, 15), False, id="a holiday of some German states only"),
        pytest.param("FR", date(2026, 7, 14), True, id="14 July"),
        pytest.param("DE", date(2026, 7, 14), False, id="not in Germany"),
        pytest.param("DE", date(2026, 4, 3), True, id="Good Friday"),
    ],
)
def test_a_holiday(country: str, day: date, holiday: bool) -> None:
    assert CALENDAR.is_holiday(country, day) is holiday


@pytest.mark.parametrize("country", sorted(load_places().eu))
def test_every_country_of_the_european_union_has_a_calendar(country: str) -> None:
    assert CALENDAR.known(country)
    assert CALENDAR.is_holiday(country, date(2026, 1, 1))


@pytest.mark.parametrize("country", ["XX", "EU", "UK", "DEU", "de", "Germany", "HolidayBase", "", "ECB"])
def test_a_country_without_a_calendar_is_refused(country: str) -> None:
    assert country not in COUNTRIES
    assert not CALENDAR.known(country)
    with pytest.raises(RefusedError) as refused:
        CALENDAR.is_holiday(country, date(2026, 1, 1))
    assert refused.value.code == "holiday-country-unknown"
    assert refused.value.figures == {"country": country}


def test_a_country_without_a_holiday_is_not_known() -> None:
    assert {country for country in ("BV", "HM", "IO", "DE", "US", "NO") if CALENDAR.known(country)} == {
        "DE",
        "US",
        "NO",
    }


@pytest.mark.parametrize(
    ("country", "day", "known"),
    [
        ("DE", date(1990, 12, 31), False),
        ("DE", date(1991, 1, 1), True),
        ("DE", date(2100, 12, 31), True),
        ("DE", date(2101, 1, 1), False),
        ("US", date(2101, 1, 1), False),
        ("US", date.max, False),
        ("US", date.min, False),
    ],
)
def test_where_the_calendar_ends_it_is_told(country: str, day: date, known: bool) -> None:
    if known:
        CALENDAR.is_holiday(country, day)
        return
    with pytest.raises(RefusedError) as refused:
        CALENDAR.is_holiday(country, day)
    assert refused.value.code == "holiday-year-unknown"
    assert refused.value.figures["year"] == day.year


def test_business_days() -> None:
    """Thanksgiving week, from Wednesday."""
    wednesday = date(2026, 11, 25)
    week = [wednesday + timedelta(days=after) for after in range(6)]
    assert [is_business_day(day, "US", CALENDAR.is_holiday) for day in week] == [True, False, True, False, False, True]
    assert next_business_day(wednesday, "US", CALENDAR.is_holiday) == date(2026, 11, 27)
    assert next_business_day(wednesday, "DE", CALENDAR.is_holiday) == date(2026, 11, 26)


def test_the_library_is_not_loaded_before_a_day_is_asked_for() -> None:
    code = "import sys, rmadesk.bootstrap; rmadesk.bootstrap.Desk().site; print('holidays' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.strip() == "False"
