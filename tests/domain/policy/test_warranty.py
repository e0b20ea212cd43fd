"""Rules on the warranty's time: both sides of its last day, and what is open where something is not known."""

from typing import Any

import pytest

from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, answer, case, finding

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
UNKNOWN, EXPIRED = "warranty-unknown", "warranty-expired"
TERM: dict[str, Any] = {
    "item__invoiced_on": "2024-05-31",
    "item__shipped_on": "2024-05-31",
    "item__warranty_months": 24,
}
LAST_DAY, DAY_AFTER = "2026-05-31T12:00:00-07:00", "2026-06-01T12:00:00-07:00"
SILENT_BOTH, PENDING_BOTH = ("silent", "silent"), ("pending", "pending")
LA, KOLKATA, KIRITIMATI = "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"


def both(edition: str, **changed: Any) -> tuple[str, str]:
    judged = case(edition, **changed)
    return answer(judged, UNKNOWN), answer(judged, EXPIRED)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("zone", "issued", "expected"),
    [
        pytest.param(LA, LAST_DAY, "silent", id="last day"),
        pytest.param(LA, DAY_AFTER, "hold", id="day after"),
        pytest.param(LA, "2026-06-01T06:59:59+00:00", "silent", id="LA, last second of the last day"),
        pytest.param(LA, "2026-06-01T07:00:00+00:00", "hold", id="LA, midnight after"),
        pytest.param("Europe/Berlin", "2026-05-31T21:59:59+00:00", "silent", id="Berlin, last second"),
        pytest.param("Europe/Berlin", "2026-05-31T22:00:00+00:00", "hold", id="Berlin, midnight after"),
        pytest.param(KOLKATA, "2026-05-31T18:29:59+00:00", "silent", id="Kolkata, last second"),
        pytest.param(KOLKATA, "2026-05-31T18:30:00+00:00", "hold", id="Kolkata, midnight after"),
        pytest.param(KIRITIMATI, "2026-05-31T09:59:59+00:00", "silent", id="Kiritimati, last second"),
        pytest.param(KIRITIMATI, "2026-05-31T10:00:00+00:00", "hold", id="Kiritimati, midnight after"),
        pytest.param("UTC", "2026-05-31T23:59:59+00:00", "silent", id="UTC, last second"),
        pytest.param("UTC", "2026-06-01T00:00:00+00:00", "hold", id="UTC, midnight after"),
    ],
)
@pytest.mark.parametrize("kind", ["repair", "replacement"])
def test_the_last_covered_day_and_the_next(edition: str, kind: str, zone: str, issued: str, expected: str) -> None:
    """Judged on the local date of issue, whenever the box came."""
    facts = {**TERM, "site_time_zone": zone, "rma__kind": kind, "rma__issued_at": issued}
    assert both(edition, **facts) == ("silent", expected)


@pytest.mark.parametrize(
    ("base", "issued", "expected"),
    [
        pytest.param("2023-03-08", "2026-03-08T23:59:59-07:00", "silent", id="last day is clocks forward"),
        pytest.param("2023-03-08", "2026-03-09T00:00:00-07:00", "hold", id="day after clocks forward"),
        pytest.param("2023-11-01", "2026-11-01T23:59:59-08:00", "silent", id="last day is clocks back"),
        pytest.param("2023-11-01", "2026-11-02T00:00:00-08:00", "hold", id="day after clocks back"),
        pytest.param("2024-02-29", "2027-02-28T12:00:00-08:00", "silent", id="29 February + 36"),
        pytest.param("2024-02-29", "2027-03-01T12:00:00-08:00", "hold", id="29 February + 36, day after"),
        pytest.param("2025-02-28", "2028-02-28T12:00:00-08:00", "silent", id="28 February + 36"),
        pytest.param("2025-02-28", "2028-02-29T12:00:00-08:00", "hold", id="28 February + 36, 29 February is after"),
    ],
)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_last_day_of_a_term_of_36_months(edition: str, base: str, issued: str, expected: str) -> None:
    facts = {"item__invoiced_on": base, "item__shipped_on": base, "item__warranty_months": 36}
    assert both(edition, **facts, rma__issued_at=issued) == ("silent", expected)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("extended_to", "expected"),
    [("2026-05-31", "hold"), ("2026-06-01", "silent"), ("2026-06-02", "silent"), ("2020-01-01", "hold")],
)
def test_an_extension_covers_its_last_day(edition: str, extended_to: str, expected: str) -> None:
    facts = {**TERM, "rma__issued_at": DAY_AFTER, "item__extended_to": extended_to}
    assert both(edition, **facts) == ("silent", expected)


@pytest.mark.parametrize(
    ("edition", "source", "base"),
    [
        (HW, "Hardware Warranty & Support Procedures: Basic Warranty Coverage", "invoice"),
        (SP, "Support: Warranty, Service and Support Coverage", "shipment"),
    ],
)
def test_the_finding_says_what_its_end_rests_on(edition: str, source: str, base: str) -> None:
    found = finding(case(edition, **TERM, rma__issued_at=DAY_AFTER), EXPIRED)
    assert found
    assert found.source == source
    assert found.figures == {
        "issued_on": "2026-06-01",
        "covered_until_on": "2026-05-31",
        "days_over": 1,
        "base": base,
        "base_on": "2024-05-31",
        "months": 24,
    }


def test_an_extension_needs_no_date_before_it() -> None:
    facts = {"item__invoiced_on": None, "item__extended_to": "2026-05-01", "rma__issued_at": DAY_AFTER}
    found = finding(case(HW, **facts), EXPIRED)
    assert found
    assert found.figures == {
        "issued_on": "2026-06-01",
        "covered_until_on": "2026-05-01",
        "days_over": 31,
        "base": "extension",
        "base_on": None,
        "months": None,
    }


NO_TERM: dict[str, Any] = {"item__warranty_months": None, "item__family": "other"}
WHAT_IS_KNOWN = [
    pytest.param({**TERM, "rma__issued_at": DAY_AFTER, "rma__kind": "credit"}, SILENT_BOTH, id="credit"),
    pytest.param({**TERM, "rma__issued_at": DAY_AFTER, "rma__kind": "refund"}, SILENT_BOTH, id="refund"),
    pytest.param({**TERM, "rma__issued_at": DAY_AFTER, "rma__kind": None}, ("silent", "pending"), id="kind open, late"),
    pytest.param({**TERM, "rma__issued_at": LAST_DAY, "rma__kind": None}, SILENT_BOTH, id="kind open, in time"),
    pytest.param({**TERM, "rma__issued_at": None}, ("silent", "pending"), id="issue not known"),
    pytest.param({**TERM, "rma__issued_at": None, "rma__kind": None}, ("silent", "pending"), id="issue, kind open"),
    pytest.param({**TERM, "rma__issued_at": None, "rma__kind": "credit"}, SILENT_BOTH, id="issue not known, credit"),
    pytest.param(NO_TERM, ("hold", "silent"), id="no term"),
    pytest.param({**NO_TERM, "rma__kind": "replacement"}, ("hold", "silent"), id="no term, replacement"),
    pytest.param({**NO_TERM, "rma__kind": None}, ("pending", "silent"), id="no term, kind open"),
    pytest.param({**NO_TERM, "rma__kind": "credit"}, SILENT_BOTH, id="no term, credit"),
    pytest.param({**NO_TERM, "rma__issued_at": None}, ("hold", "silent"), id="no term, issue not known"),
    pytest.param({**NO_TERM, "item__extended_to": "2030-01-01"}, SILENT_BOTH, id="no term, but an extension"),
    pytest.param({"item__invoiced_on": None, "item__shipped_on": None}, ("hold", "silent"), id="no date to count from"),
    pytest.param({"item": None}, PENDING_BOTH, id="no item"),
    pytest.param({"item": None, "rma__kind": "replacement"}, PENDING_BOTH, id="no item, replacement"),
    pytest.param({"item": None, "rma__kind": None}, PENDING_BOTH, id="no item, kind open"),
    pytest.param({"item": None, "rma__kind": "refund"}, SILENT_BOTH, id="no item, refund"),
    pytest.param({"item": None, "rma__issued_at": None}, PENDING_BOTH, id="no item, issue not known"),
    pytest.param({"rma": None}, SILENT_BOTH, id="no authorization"),
    pytest.param({"rma": None, **NO_TERM}, SILENT_BOTH, id="no authorization, no term"),
    pytest.param({"rma": None, "item": None}, SILENT_BOTH, id="no authorization, no item"),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("facts", "expected"), WHAT_IS_KNOWN)
def test_what_follows_from_what_is_known(edition: str, facts: dict[str, Any], expected: tuple[str, str]) -> None:
    assert both(edition, **facts) == expected


@pytest.mark.parametrize(
    ("edition", "facts", "lacking"),
    [
        (HW, NO_TERM, "months"),
        (HW, {**NO_TERM, "item__invoiced_on": None}, "invoice-date, months"),
        (HW, {"item__warranty_months": None, "item__family": None}, "family"),
        (SP, {**NO_TERM, "item__shipped_on": None}, "shipment-date, months"),
    ],
)
def test_the_finding_says_what_is_lacking(edition: str, facts: dict[str, Any], lacking: str) -> None:
    found = finding(case(edition, **facts), UNKNOWN)
    assert found
    assert (found.source, found.figures) == ("desk", {"lacking": lacking})
