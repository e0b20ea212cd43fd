"""Who answers for support, when and by which number: as each text has it, contradictions side by side."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.holiday_calendar import HolidayCalendar
from rmadesk.adapters.support_terms import load_support_terms
from rmadesk.domain.rma import SupportLevel
from rmadesk.domain.support import SEVERITIES, texts_disagree

TERMS = load_support_terms()
CALENDAR = HolidayCalendar()
PACIFIC = ZoneInfo("America/Los_Angeles")
GOLD, SILVER, BRONZE, NONE = SupportLevel
EVERYBODY = {"standard-warranty", "phone-hours"}


def answers(level: SupportLevel, severity: int, local: str, international: bool | None = False) -> dict[str, str]:
    """What each statement says, at an instant on the Pacific clock."""
    instant = datetime.fromisoformat(local).replace(tzinfo=PACIFIC)
    said = TERMS.answers_at(level, severity, instant, is_holiday=CALENDAR.is_holiday, international=international)
    assert len({each.statement.id for each in said}) == len(said)
    return {each.statement.id: each.answer.value for each in said}


YES, NO, UNSAID = "answered", "recorded", "unsaid"


@pytest.mark.parametrize(
    ("local", "six_to_six", "nine_to_five"),
    [
        pytest.param("2026-11-18T05:59:59", NO, NO, id="before six"),
        pytest.param("2026-11-18T06:00:00", YES, NO, id="six"),
        pytest.param("2026-11-18T08:59:59", YES, NO, id="before nine"),
        pytest.param("2026-11-18T09:00:00", YES, YES, id="nine"),
        pytest.param("2026-11-18T16:59:59", YES, YES, id="before five"),
        pytest.param("2026-11-18T17:00:00", YES, NO, id="five"),
        pytest.param("2026-11-18T17:59:59", YES, NO, id="before six in the evening"),
        pytest.param("2026-11-18T18:00:00", NO, NO, id="six in the evening"),
        pytest.param("2026-11-20T10:00:00", YES, YES, id="Friday"),
        pytest.param("2026-11-21T10:00:00", NO, NO, id="Saturday"),
        pytest.param("2026-11-22T10:00:00", NO, NO, id="Sunday"),
        pytest.param("2026-11-23T06:00:00", YES, NO, id="Monday"),
        pytest.param("2026-07-15T06:00:00", YES, NO, id="summer time"),
        pytest.param("2026-07-15T05:59:59", NO, NO, id="summer time, before six"),
    ],
)
def test_desk_hours_as_the_two_texts_have_them(local: str, six_to_six: str, nine_to_five: str) -> None:
    for severity in SEVERITIES:
        bronze = answers(BRONZE, severity, local)
        assert bronze == {
            "standard-warranty": six_to_six,
            "silver-bronze": six_to_six,
            "business-hours": six_to_six,
            "phone-hours": nine_to_five,
        }
        assert answers(NONE, severity, local) == {
            "standard-warranty": six_to_six,
            "phone-hours": nine_to_five,
        }


@pytest.mark.parametrize(
    "local", ["2026-11-18T10:00:00", "2026-11-18T03:00:00", "2026-11-22T10:00:00", "2026-12-25T10:00:00"]
)
def test_gold_severity_1_is_answered_at_any_hour(local: str) -> None:
    gold = answers(GOLD, 1, local)
    assert gold["gold-any-hour"] == YES
    assert not {"business-hours", "phone-hours"} & set(gold), "the text says otherwise of severity 1 itself"
    for severity in SEVERITIES[1:]:
        assert "gold-any-hour" not in answers(GOLD, severity, local)
        assert {"business-hours", "phone-hours"} <= set(answers(GOLD, severity, local))


@pytest.mark.parametrize(
    ("local", "levels"),
    [
        pytest.param("2026-11-18T05:59:59", {GOLD, SILVER}, id="at night"),
        pytest.param("2026-11-18T18:00:00", {GOLD, SILVER}, id="in the evening"),
        pytest.param("2026-11-22T12:00:00", {GOLD, SILVER}, id="Sunday"),
        pytest.param("2026-11-18T06:00:00", set(), id="in desk hours"),
        pytest.param("2026-11-18T17:59:59", set(), id="in desk hours, late"),
    ],
)
def test_after_hours_support_is_silvers_too_says_a_footnote(local: str, levels: set[SupportLevel]) -> None:
    assert {level for level in SupportLevel if answers(level, 2, local).get("after-hours") == YES} == levels
    assert {level for level in SupportLevel if "after-hours" in answers(level, 2, local)} == levels


@pytest.mark.parametrize(
    ("severity", "international", "said"),
    [
        (1, True, {"silver-international": UNSAID}),
        (1, None, {"silver-international": UNSAID}),
        (1, False, {}),
        (2, True, {"silver-international-other": YES}),
        (4, None, {"silver-international-other": YES}),
        (4, False, {}),
    ],
)
def test_silver_customers_abroad(severity: int, international: bool | None, said: dict[str, str]) -> None:
    silver = answers(SILVER, severity, "2026-11-18T10:00:00", international)
    assert {key: answer for key, answer in silver.items() if key.startswith("silver-international")} == said
    for level in (GOLD, BRONZE, NONE):
        others = answers(level, severity, "2026-11-18T10:00:00", international)
        assert not [key for key in others if key.startswith("silver-international")]


def test_only_some_statements_leave_out_holidays() -> None:
    thanksgiving = answers(BRONZE, 2, "2026-11-26T10:00:00")
    assert thanksgiving == {
        "standard-warranty": YES,
        "silver-bronze": YES,
        "business-hours": NO,
        "phone-hours": YES,
    }


@pytest.mark.parametrize(
    ("level", "severity", "local", "disagree"),
    [
        pytest.param(BRONZE, 2, "2026-11-18T10:00:00", False, id="all say yes"),
        pytest.param(BRONZE, 2, "2026-11-18T07:00:00", True, id="9 to 5 against 6 to 6"),
        pytest.param(BRONZE, 2, "2026-11-18T20:00:00", False, id="all say no"),
        pytest.param(BRONZE, 2, "2026-11-26T10:00:00", True, id="holiday"),
        pytest.param(SILVER, 2, "2026-11-18T20:00:00", True, id="footnote 1a"),
        pytest.param(GOLD, 1, "2026-11-22T10:00:00", True, id="any hour against desk hours"),
    ],
)
def test_contradictions_are_seen(level: SupportLevel, severity: int, local: str, disagree: bool) -> None:
    instant = datetime.fromisoformat(local).replace(tzinfo=PACIFIC)
    said = TERMS.answers_at(level, severity, instant, is_holiday=CALENDAR.is_holiday, international=False)
    assert texts_disagree(said) is disagree


@given(
    st.sampled_from(SupportLevel),
    st.sampled_from(SEVERITIES),
    st.integers(0, 4_000_000_000),
    st.sampled_from([True, False, None]),
)
def test_every_request_has_an_answer_by_a_text(
    level: SupportLevel, severity: int, seconds: int, international: bool | None
) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    said = TERMS.answers_at(
        level, severity, instant, is_holiday=lambda _country, _day: False, international=international
    )
    assert said
    assert all(level in each.statement.levels and each.severity == severity for each in said)


def test_the_calendar_is_asked_for_the_local_day_of_the_desk() -> None:
    asked: list[tuple[str, date]] = []

    def remember(country: str, day: date) -> bool:
        asked.append((country, day))
        return False

    TERMS.answers_at(BRONZE, 2, datetime(2026, 11, 19, 1, 0, tzinfo=UTC), is_holiday=remember)
    assert set(asked) == {("US", date(2026, 11, 18))}


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("AU", "+61-3-9071-1887"),
        ("AT", "+43-670-3080046"),
        ("DE", "+49-800-1808922"),
        ("HK", "+852-5803-1725"),
        ("IN", "+91-22-7127-9242"),
        ("MY", "+60-3-2706-0199"),
        ("MX", "+52-55-8526-3448"),
        ("NL", "+31-20-225-4811"),
        ("NO", "+47-23-50-37-11"),
        ("ZA", "+27-10-534-8900"),
        ("SE", "+46-8-124-004-05"),
        ("GB", "+44-20-7099-5444"),
        ("US", "1 (855) 473-7449"),
        ("FR", "+1 (408) 943-4100"),
        ("PR", "+1 (408) 943-4100"),
        (None, "+1 (408) 943-4100"),
    ],
)
def test_the_number_of_a_country(country: str | None, number: str) -> None:
    assert TERMS.phone_for(country).on_paper == number


@pytest.mark.parametrize(
    ("level", "numbers"),
    [
        (GOLD, ["(855) 473-7449", "(855) 499-5131"]),
        (SILVER, ["(408) 943-4100 × 203"]),
        (BRONZE, ["(408) 943-4100 × 203"]),
        (NONE, []),
        (None, []),
    ],
)
def test_the_numbers_of_a_level(level: SupportLevel | None, numbers: list[str]) -> None:
    assert [phone.on_paper for phone in TERMS.phones_of_level(level)] == numbers


def test_what_to_tell_depends_on_edition_and_country() -> None:
    def told(edition: str, abroad: bool | None) -> list[str]:
        return [notice.id for notice in TERMS.notices_for(edition, abroad=abroad)]

    assert told("hardware-warranty", True) == ["back-up", "refurbished"]
    assert "territory" in told("support-page", True)
    assert "territory" in told("support-page", None)
    assert "territory" not in told("support-page", False)
    assert {"back-up", "refurbished", "keep-papers", "title", "trade-agreements"} <= set(told("support-page", False))
