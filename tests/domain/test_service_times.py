"""Promised days, appointments and the onsite clock: both sides of each boundary, holidays, clock changes, year ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.adapters.places import load_places
from rmadesk.domain.policy.edition import Edition, Terms
from rmadesk.domain.service_times import OnsiteStart, Promise, appointment, onsite_clock, promised_days
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, edition_of

HARDWARE, SUPPORT = edition_of(HARDWARE_WARRANTY), edition_of(SUPPORT_PAGE)
SCOPE = "Support: Scope of the service contract and SLA"
SILENT = "Hardware Warranty & Support Procedures"
PACIFIC, BERLIN = ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Berlin")
EU_CLOCK = timezone(timedelta(hours=2))
CALENDAR = HolidayCalendar()


def promise(
    identified_at: datetime, country: str | None = "US", *, edition: Edition = SUPPORT, eu_country: str = "DE"
) -> Promise:
    return promised_days(
        edition,
        country,
        identified_at,
        places=load_places(),
        eu_country=eu_country,
        is_holiday=CALENDAR.is_holiday,
    )


def days(made: Promise) -> tuple[str | None, str | None]:
    assert made.counts_as_on == made.leaves_on
    return (str(made.leaves_on) if made.leaves_on else None, str(made.arrives_on) if made.arrives_on else None)


def pacific(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PACIFIC)


@pytest.mark.parametrize(
    ("identified", "leaves", "arrives"),
    [
        pytest.param("2026-11-18T11:59:59", "2026-11-18", "2026-11-19", id="a second before noon"),
        pytest.param("2026-11-18T12:00:00", "2026-11-18", "2026-11-19", id="noon"),
        pytest.param("2026-11-18T12:00:00.000001", "2026-11-19", "2026-11-20", id="a microsecond later"),
        pytest.param("2026-11-18T12:00:01", "2026-11-19", "2026-11-20", id="a second later"),
        pytest.param("2026-11-18T00:00:00", "2026-11-18", "2026-11-19", id="midnight"),
        pytest.param("2026-11-18T23:59:59", "2026-11-19", "2026-11-20", id="last second of the day"),
        pytest.param("2026-11-20T12:00:00", "2026-11-20", "2026-11-23", id="Friday noon"),
        pytest.param("2026-11-20T12:00:01", "2026-11-23", "2026-11-24", id="Friday after noon"),
        pytest.param("2026-11-21T09:00:00", "2026-11-23", "2026-11-24", id="Saturday"),
        pytest.param("2026-11-22T12:00:00", "2026-11-23", "2026-11-24", id="Sunday noon"),
        pytest.param("2026-11-25T12:00:00", "2026-11-25", "2026-11-27", id="before Thanksgiving, noon"),
        pytest.param("2026-11-25T12:00:01", "2026-11-27", "2026-11-30", id="before Thanksgiving, later"),
        pytest.param("2026-11-26T09:00:00", "2026-11-27", "2026-11-30", id="Thanksgiving"),
        pytest.param("2026-11-27T09:00:00", "2026-11-27", "2026-11-30", id="the Friday after is a working day"),
        pytest.param("2026-07-02T12:00:00", "2026-07-02", "2026-07-06", id="before 4 July observed on 3 July"),
        pytest.param("2026-07-03T09:00:00", "2026-07-06", "2026-07-07", id="4 July observed on 3 July"),
        pytest.param("2027-07-05T09:00:00", "2027-07-06", "2027-07-07", id="Sunday 4 July observed on Monday"),
        pytest.param("2026-12-24T12:00:00", "2026-12-24", "2026-12-28", id="Christmas Eve"),
        pytest.param("2026-12-31T12:00:00", "2026-12-31", "2027-01-04", id="last day of the year, noon"),
        pytest.param("2026-12-31T12:00:01", "2027-01-04", "2027-01-05", id="last day of the year, later"),
        pytest.param("2027-12-31T09:00:00", "2028-01-03", "2028-01-04", id="New Year observed in the old year"),
        pytest.param("2028-02-28T12:00:01", "2028-02-29", "2028-03-01", id="leap day"),
        pytest.param("2026-03-06T12:00:00", "2026-03-06", "2026-03-09", id="clocks go forward, Friday before"),
        pytest.param("2026-03-09T12:00:00", "2026-03-09", "2026-03-10", id="clocks gone forward"),
        pytest.param("2026-03-09T12:00:01", "2026-03-10", "2026-03-11", id="clocks gone forward, later"),
        pytest.param("2026-11-02T12:00:00", "2026-11-02", "2026-11-03", id="clocks gone back"),
        pytest.param("2026-11-02T12:00:01", "2026-11-03", "2026-11-04", id="clocks gone back, later"),
    ],
)
def test_in_the_united_states(identified: str, leaves: str, arrives: str) -> None:
    made = promise(pacific(identified))
    assert days(made) == (leaves, arrives)
    assert (made.ruling.variant, made.source) == ("domestic", SCOPE)


@pytest.mark.parametrize(
    ("identified", "leaves"),
    [
        pytest.param("2026-11-18T20:00:00+00:00", "2026-11-18", id="noon in winter, in UTC"),
        pytest.param("2026-11-18T20:00:01+00:00", "2026-11-19", id="later in winter, in UTC"),
        pytest.param("2026-06-17T19:00:00+00:00", "2026-06-17", id="noon in summer, in UTC"),
        pytest.param("2026-06-17T19:00:01+00:00", "2026-06-18", id="later in summer, in UTC"),
        pytest.param("2026-11-19T05:00:00+09:00", "2026-11-18", id="noon, told in Tokyo"),
        pytest.param("2026-11-21T07:59:59+00:00", "2026-11-23", id="still Friday in the Pacific zone"),
    ],
)
def test_the_cut_off_is_on_the_pacific_clock_whoever_tells_the_time(identified: str, leaves: str) -> None:
    assert days(promise(datetime.fromisoformat(identified)))[0] == leaves


@pytest.mark.parametrize(
    ("identified", "leaves", "arrives"),
    [
        pytest.param("2026-11-18T11:59:59+02:00", "2026-11-18", "2026-11-19", id="a second before noon"),
        pytest.param("2026-11-18T12:00:00+02:00", "2026-11-18", "2026-11-19", id="noon"),
        pytest.param("2026-11-18T12:00:01+02:00", "2026-11-19", "2026-11-20", id="a second later"),
        pytest.param("2026-01-14T11:00:00+01:00", "2026-01-14", "2026-01-15", id="winter: 11:00 in Berlin"),
        pytest.param("2026-01-14T11:00:01+01:00", "2026-01-15", "2026-01-16", id="winter: later than 11:00 in Berlin"),
        pytest.param("2026-07-15T12:00:00+02:00", "2026-07-15", "2026-07-16", id="summer: 12:00 in Berlin"),
        pytest.param("2026-07-15T12:00:01+02:00", "2026-07-16", "2026-07-17", id="summer: later than 12:00 in Berlin"),
        pytest.param("2026-11-20T12:00:01+02:00", "2026-11-23", "2026-11-24", id="Friday after noon"),
        pytest.param("2026-11-25T23:00:00+00:00", "2026-11-26", "2026-11-27", id="already the 26th; no Thanksgiving"),
        pytest.param("2026-04-02T12:00:00+02:00", "2026-04-02", "2026-04-07", id="before Easter"),
        pytest.param("2026-04-02T12:00:01+02:00", "2026-04-07", "2026-04-08", id="before Easter, later"),
        pytest.param("2026-07-03T10:00:00+02:00", "2026-07-03", "2026-07-06", id="no 4 July"),
        pytest.param("2026-12-24T12:00:01+02:00", "2026-12-28", "2026-12-29", id="both days of Christmas"),
        pytest.param("2026-12-31T13:00:00+02:00", "2027-01-04", "2027-01-05", id="year end"),
        pytest.param("2026-03-29T12:00:00+02:00", "2026-03-30", "2026-03-31", id="clocks go forward in Europe"),
        pytest.param("2026-10-25T12:00:00+02:00", "2026-10-26", "2026-10-27", id="clocks go back in Europe"),
    ],
)
def test_in_the_european_union(identified: str, leaves: str, arrives: str) -> None:
    for country in ("DE", "FR", "PT"):
        made = promise(datetime.fromisoformat(identified), country)
        assert days(made) == (leaves, arrives)
        assert (made.ruling.variant, made.source) == ("eu", SCOPE)


def test_the_holidays_are_those_of_the_eu_sites_country_not_of_the_customers() -> None:
    bastille_day = datetime(2026, 7, 14, 9, tzinfo=EU_CLOCK)
    assert days(promise(bastille_day, "DE", eu_country="FR"))[0] == "2026-07-15"
    assert days(promise(bastille_day, "FR", eu_country="DE"))[0] == "2026-07-14"


@pytest.mark.parametrize("country", ["GB", "NO", "JP", "CA", "MX", "PR"])
def test_elsewhere_no_arrival_is_promised(country: str) -> None:
    for identified, leaves in (("2026-11-18T12:00:00", "2026-11-18"), ("2026-11-25T12:00:01", "2026-11-27")):
        made = promise(pacific(identified), country)
        assert days(made) == (leaves, None)
        assert (made.ruling.variant, made.source) == ("no-arrival", SCOPE)


def test_without_a_country_nothing_is_promised() -> None:
    made = promise(pacific("2026-11-18T12:00:00"), None)
    assert days(made) == (None, None)
    assert (made.ruling.variant, made.ruling.answer) == ("country-unknown", "ask")


@pytest.mark.parametrize("country", ["US", "DE", "JP", None])
def test_a_text_without_the_rule_promises_nothing(country: str | None) -> None:
    made = promise(pacific("2026-11-18T12:00:00"), country, edition=HARDWARE)
    assert days(made) == (None, None)
    assert (made.ruling.variant, made.source) == ("not-stated", SILENT)


def altered(rule: str, **figures: object) -> Edition:
    terms = SUPPORT.shipping[rule]
    return replace(
        SUPPORT,
        shipping={**SUPPORT.shipping, rule: Terms({**terms.figures, **figures}, terms.heading, "Contoso 2026")},
    )


def test_a_contract_may_promise_more() -> None:
    made = promise(pacific("2026-11-18T12:00:00"), "JP", edition=altered("international", next_business_day=True))
    assert days(made) == ("2026-11-18", "2026-11-19")
    assert made.source == f"{SCOPE}; contract Contoso 2026"
    later = altered("cut-off", latest=pacific("2026-01-01T15:30:00").time())
    assert days(promise(pacific("2026-11-18T15:30:00"), edition=later))[0] == "2026-11-18"
    assert days(promise(pacific("2026-11-18T15:30:01"), edition=later))[0] == "2026-11-19"


@pytest.mark.parametrize(
    ("missing", "country", "variant"),
    [
        ("cut-off-eu", "DE", "no-arrival"),
        ("cut-off", "US", "not-stated"),
        ("cut-off", "JP", "not-stated"),
        ("cut-off", "DE", "eu"),
        ("international", "JP", "no-arrival"),
    ],
)
def test_a_text_may_have_one_cut_off_only(missing: str, country: str, variant: str) -> None:
    ways = {rule: terms for rule, terms in SUPPORT.shipping.items() if rule != missing}
    made = promise(pacific("2026-11-18T09:00:00"), country, edition=replace(SUPPORT, shipping=ways))
    assert made.ruling.variant == variant


FIRST, LAST = datetime(1995, 1, 1, tzinfo=UTC), datetime(2095, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda after: FIRST + after)
COUNTRIES_SERVED = st.sampled_from(["US", "DE", "JP"])


@given(INSTANTS, COUNTRIES_SERVED)
def test_nothing_leaves_or_arrives_on_a_weekend_or_holiday(identified_at: datetime, country: str) -> None:
    made = promise(identified_at, country)
    holidays_of = "DE" if country == "DE" else "US"
    for day in (made.leaves_on, made.arrives_on):
        if day is not None:
            assert day.weekday() < 5
            assert not CALENDAR.is_holiday(holidays_of, day)
    assert made.leaves_on is not None
    clock = EU_CLOCK if country == "DE" else PACIFIC
    assert timedelta(0) <= made.leaves_on - identified_at.astimezone(clock).date() <= timedelta(days=6)
    if made.arrives_on:
        assert timedelta(0) < made.arrives_on - made.leaves_on <= timedelta(days=6)


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=10)), COUNTRIES_SERVED)
def test_who_asks_later_is_never_served_earlier(identified_at: datetime, after: timedelta, country: str) -> None:
    earlier, later = promise(identified_at, country), promise(identified_at + after, country)
    assert earlier.leaves_on is not None
    assert later.leaves_on is not None
    assert earlier.leaves_on <= later.leaves_on
    assert (earlier.arrives_on or date.max) <= (later.arrives_on or date.max)


# --------------------------------------------------------------------------------------------------------- appointments


@pytest.mark.parametrize(
    ("asked_at", "earliest_at"),
    [
        pytest.param(datetime(2026, 11, 18, 9, tzinfo=PACIFIC), "2026-11-20T09:00:00-08:00", id="ordinary days"),
        pytest.param(datetime(2026, 11, 20, 16, tzinfo=PACIFIC), "2026-11-22T16:00:00-08:00", id="a Sunday counts"),
        pytest.param(datetime(2026, 3, 7, 9, tzinfo=PACIFIC), "2026-03-09T10:00:00-07:00", id="an hour is skipped"),
        pytest.param(datetime(2026, 10, 31, 9, tzinfo=PACIFIC), "2026-11-02T08:00:00-08:00", id="an hour is repeated"),
        pytest.param(datetime(2026, 3, 28, 9, tzinfo=BERLIN), "2026-03-30T10:00:00+02:00", id="skipped in Berlin"),
        pytest.param(datetime(2026, 10, 24, 9, tzinfo=BERLIN), "2026-10-26T08:00:00+01:00", id="repeated in Berlin"),
        pytest.param(datetime(2028, 2, 28, 9, tzinfo=PACIFIC), "2028-03-01T09:00:00-08:00", id="leap day"),
        pytest.param(datetime(2026, 12, 31, 9, tzinfo=PACIFIC), "2027-01-02T09:00:00-08:00", id="year end"),
    ],
)
def test_an_appointment_is_48_elapsed_hours_ahead(asked_at: datetime, earliest_at: str) -> None:
    earliest = datetime.fromisoformat(earliest_at)
    assert appointment(SUPPORT, asked_at).earliest_at == earliest
    for proposed, kept, variant in (
        (earliest - timedelta(microseconds=1), False, "too-soon"),
        (earliest, True, "kept"),
        (earliest + timedelta(days=9), True, "kept"),
    ):
        meeting = appointment(SUPPORT, asked_at, proposed)
        assert (meeting.is_kept, meeting.ruling.variant, meeting.ruling.source) == (kept, variant, SCOPE)


def test_where_the_text_asks_for_no_time_ahead() -> None:
    asked_at = datetime(2026, 11, 18, 9, tzinfo=PACIFIC)
    meeting = appointment(HARDWARE, asked_at, asked_at)
    assert (meeting.earliest_at, meeting.is_kept, meeting.ruling.variant) == (None, None, "not-stated")


# --------------------------------------------------------------------------------------------------------- onsite clock

CAUSE, PARTS = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 18, 11, 30, tzinfo=UTC)
BOTH = (OnsiteStart.ROOT_CAUSE_ANALYSIS, OnsiteStart.PARTS_ONSITE)


@pytest.mark.parametrize(
    ("cause", "parts", "started", "waits_for", "variant"),
    [
        pytest.param(CAUSE, PARTS, PARTS, (), "running", id="parts last"),
        pytest.param(PARTS, CAUSE, PARTS, (), "running", id="cause last"),
        pytest.param(CAUSE, CAUSE, CAUSE, (), "running", id="both at once"),
        pytest.param(CAUSE, None, None, BOTH[1:], "waiting-parts-onsite", id="no parts"),
        pytest.param(None, PARTS, None, BOTH[:1], "waiting-root-cause-analysis", id="no cause"),
        pytest.param(None, None, None, BOTH, "waiting", id="neither"),
    ],
)
def test_the_clock_starts_with_the_last_of_both(
    cause: datetime | None,
    parts: datetime | None,
    started: datetime | None,
    waits_for: tuple[OnsiteStart, ...],
    variant: str,
) -> None:
    clock = onsite_clock(SUPPORT, cause, parts)
    assert (clock.started_at, clock.waits_for, clock.ruling.variant) == (started, waits_for, variant)
    assert clock.deadline_at == (started + timedelta(hours=4) if started else None)
    assert clock.ruling.source == SCOPE


def test_four_hours_over_a_change_of_clocks() -> None:
    before = datetime(2026, 3, 8, 0, 30, tzinfo=PACIFIC)
    clock = onsite_clock(SUPPORT, before, before)
    assert clock.deadline_at == datetime(2026, 3, 8, 5, 30, tzinfo=PACIFIC)
    assert clock.deadline_at == before.astimezone(UTC) + timedelta(hours=4)


def test_as_an_extension_no_clock_starts() -> None:
    clock = onsite_clock(HARDWARE, CAUSE, PARTS)
    assert (clock.started_at, clock.deadline_at, clock.ruling.variant) == (None, None, "extension")
    assert clock.ruling.source == "Hardware Warranty & Support Procedures: Warranty Extensions & On-Site Service"
    assert onsite_clock(replace(HARDWARE, shipping={}), CAUSE, PARTS).ruling.variant == "not-stated"
