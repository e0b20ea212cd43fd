"""Rules on the age of the authorization, at every edge where a day can be miscounted."""

import pytest

from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.rules import RULES
from support.policy import (
    ADVANCE,
    EDITIONS,
    HARDWARE_WARRANTY,
    SUPPORT_PAGE,
    answer,
    assess,
    case,
    edition_table,
    finding,
)

EXPIRED = "rma-expired"
FUTURE = "rma-issued-in-future"
LA, BERLIN, KOLKATA = "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata"
KIRITIMATI, LORD_HOWE = "Pacific/Kiritimati", "Australia/Lord_Howe"  # UTC+14; daylight saving by half an hour

SPANS = [  # zone, issued, arrived, calendar days
    pytest.param(LA, "2026-05-01T12:00:00-07:00", "2026-05-31T12:00:00-07:00", 30, id="day 30"),
    pytest.param(LA, "2026-05-01T12:00:00-07:00", "2026-06-01T12:00:00-07:00", 31, id="day 31"),
    pytest.param(LA, "2026-05-01T00:00:00-07:00", "2026-05-31T23:59:59-07:00", 30, id="LA, day 30 to its last second"),
    pytest.param(
        LA, "2026-05-01T23:59:59-07:00", "2026-06-01T00:00:00-07:00", 31, id="LA, day 31 from its first second"
    ),
    pytest.param(
        LA, "2026-05-02T06:59:59+00:00", "2026-06-01T06:59:59+00:00", 30, id="LA, both before midnight, in UTC"
    ),
    pytest.param(
        LA, "2026-05-02T06:59:59+00:00", "2026-06-01T07:00:00+00:00", 31, id="LA, arrival on midnight, in UTC"
    ),
    pytest.param(BERLIN, "2026-05-01T21:59:59+00:00", "2026-05-31T21:59:59+00:00", 30, id="Berlin, before midnight"),
    pytest.param(BERLIN, "2026-05-01T21:59:59+00:00", "2026-05-31T22:00:00+00:00", 31, id="Berlin, on midnight"),
    pytest.param(KOLKATA, "2026-05-01T18:29:59+00:00", "2026-05-31T18:29:59+00:00", 30, id="Kolkata, before midnight"),
    pytest.param(KOLKATA, "2026-05-01T18:29:59+00:00", "2026-05-31T18:30:00+00:00", 31, id="Kolkata, on midnight"),
    pytest.param(
        KIRITIMATI, "2026-05-01T09:59:59+00:00", "2026-05-31T09:59:59+00:00", 30, id="Kiritimati, before midnight"
    ),
    pytest.param(
        KIRITIMATI, "2026-05-01T09:59:59+00:00", "2026-05-31T10:00:00+00:00", 31, id="Kiritimati, on midnight"
    ),
    pytest.param(
        LORD_HOWE, "2026-05-01T13:29:59+00:00", "2026-05-31T13:29:59+00:00", 30, id="Lord Howe, before midnight"
    ),
    pytest.param(LORD_HOWE, "2026-05-01T13:29:59+00:00", "2026-05-31T13:30:00+00:00", 31, id="Lord Howe, on midnight"),
    pytest.param(LA, "2026-02-06T23:30:00-08:00", "2026-03-08T23:30:00-07:00", 30, id="LA, clocks forward on the day"),
    pytest.param(LA, "2026-02-06T23:30:00-08:00", "2026-03-09T00:00:00-07:00", 31, id="LA, day after clocks forward"),
    pytest.param(LA, "2026-10-02T00:10:00-07:00", "2026-11-01T23:50:00-08:00", 30, id="LA, clocks back on the day"),
    pytest.param(LA, "2026-10-02T00:10:00-07:00", "2026-11-02T00:00:00-08:00", 31, id="LA, day after clocks back"),
    pytest.param(LA, "2026-10-02T12:00:00-07:00", "2026-11-01T01:30:00-07:00", 30, id="LA, first half past one"),
    pytest.param(LA, "2026-10-02T12:00:00-07:00", "2026-11-01T01:30:00-08:00", 30, id="LA, second half past one"),
    pytest.param(LORD_HOWE, "2026-03-06T12:00:00+11:00", "2026-04-05T13:29:59+00:00", 30, id="Lord Howe, clocks back"),
    pytest.param(
        LORD_HOWE, "2026-03-06T12:00:00+11:00", "2026-04-05T13:30:00+00:00", 31, id="Lord Howe, the day after"
    ),
    pytest.param(LA, "2028-01-30T09:00:00-08:00", "2028-02-29T09:00:00-08:00", 30, id="29 February is day 30"),
    pytest.param(LA, "2028-01-30T09:00:00-08:00", "2028-03-01T09:00:00-08:00", 31, id="leap year, day 31"),
    pytest.param(LA, "2027-01-30T09:00:00-08:00", "2027-03-01T09:00:00-08:00", 30, id="common year, day 30"),
    pytest.param(LA, "2027-01-30T09:00:00-08:00", "2027-03-02T09:00:00-08:00", 31, id="common year, day 31"),
    pytest.param(LA, "2026-12-15T09:00:00-08:00", "2027-01-14T09:00:00-08:00", 30, id="over the new year"),
    pytest.param(LA, "2026-05-31T23:59:59-07:00", "2026-05-31T00:00:00-07:00", 0, id="same day, arrived first"),
    pytest.param(LA, "2026-06-01T00:00:00-07:00", "2026-05-31T23:59:59-07:00", -1, id="issued the day after arrival"),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("zone", "issued", "arrived", "days"), SPANS)
def test_age_is_counted_between_local_dates(edition: str, zone: str, issued: str, arrived: str, days: int) -> None:
    judged = case(edition, site_time_zone=zone, rma__issued_at=issued, arrived_at=arrived, rma__kind="credit")
    assert answer(judged, EXPIRED) == ("refuse" if days > 30 else "silent")
    assert answer(judged, FUTURE) == ("hold" if days < 0 else "silent")
    found = finding(judged, EXPIRED) or finding(judged, FUTURE)
    assert found is None or found.figures["age_days"] == days


HW_RMA = "Hardware Warranty & Support Procedures: Return Merchandise Authorization"
SP_RMA = "Support: Returning Products to iXsystems (RMA)"


@pytest.mark.parametrize(
    ("edition", "kind", "advance", "effect", "variant", "source"),
    [
        (HARDWARE_WARRANTY, "credit", False, "refuse", "money_back", HW_RMA),
        (HARDWARE_WARRANTY, "refund", False, "refuse", "money_back", HW_RMA),
        (HARDWARE_WARRANTY, "repair", False, "hold", "other", "desk"),
        (HARDWARE_WARRANTY, "replacement", False, "hold", "other", "desk"),
        (HARDWARE_WARRANTY, None, False, "hold", "other", "desk"),
        (HARDWARE_WARRANTY, "credit", True, "note", "advance", "desk"),
        (HARDWARE_WARRANTY, None, True, "note", "advance", "desk"),
        (SUPPORT_PAGE, "credit", False, "refuse", "money_back", SP_RMA),
        (SUPPORT_PAGE, "refund", False, "refuse", "money_back", SP_RMA),
        (SUPPORT_PAGE, "repair", False, "refuse", "other", SP_RMA),
        (SUPPORT_PAGE, "replacement", False, "refuse", "other", SP_RMA),
        (SUPPORT_PAGE, None, False, "refuse", "other", SP_RMA),
        (SUPPORT_PAGE, "replacement", True, "note", "advance", "desk"),
    ],
)
def test_an_old_number_weighs_by_what_the_customer_is_to_get(
    edition: str, kind: str | None, advance: bool, effect: str, variant: str, source: str
) -> None:
    found = finding(
        case(
            edition,
            rma__kind=kind,
            rma__issued_at="2026-05-18T10:00:00-07:00",
            advance=ADVANCE if advance else None,
        ),
        EXPIRED,
    )
    assert found
    assert (found.effect, found.variant, found.source) == (effect, variant, source)
    assert found.figures == {
        "issued_on": "2026-05-18",
        "arrived_on": "2026-06-18",
        "age_days": 31,
        "valid_days": 30,
        "last_valid_on": "2026-06-17",
    }


def test_an_advance_replacement_is_known_even_where_nothing_is_known_of_it() -> None:
    unknown = {"shipped_on": None, "replacement_cost": None}
    judged = case(rma__kind="refund", rma__issued_at="2026-01-01T00:00:00-08:00", advance=unknown)
    assert answer(judged, EXPIRED) == "note"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("rule", [EXPIRED, FUTURE])
def test_no_date_of_issue_leaves_the_age_open(edition: str, rule: str) -> None:
    assert answer(case(edition, rma__issued_at=None), rule) == "pending"
    assert answer(case(edition, rma=None), rule) == "silent"


def test_each_edition_has_its_own_figure() -> None:
    """Nothing in the code says 30."""
    table = edition_table(HARDWARE_WARRANTY)
    table["rules"]["rma-expired"]["valid_days"] = 9
    edition = edition_from_mapping(table, POLICY_FORMS, "changed.toml")
    assert "rma-expired" not in [each.rule for each in assess(case()).findings]
    assert [each.rule for each in judge(case(), edition, RULES, "USD").findings] == ["rma-expired"]
