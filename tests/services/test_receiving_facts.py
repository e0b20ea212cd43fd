"""What a box is judged by: the facts of its case, the edition, the day it arrived."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rmadesk.domain.policy.facts import OuterDamage
from support.desk import NOON, SITE, TestDesk
from support.receipts import case, refused, rules
from support.registry import row


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


# ---------------------------------------------------------------------------------------------------- facts of the item


def test_one_expected_unit_is_the_item_of_the_case_and_what_only_the_bench_sees_is_unknown(desk: TestDesk) -> None:
    desk.expect("1001", price="4200.5", extended_to="2028-01-01")
    item = case(desk.receive("RMA-1001"))["item"]
    assert item["family"] == "rackmount-server"
    assert (item["warranty_months"], item["invoiced_on"], item["shipped_on"]) == (36, "2025-12-01", "2025-12-03")
    assert (item["price"], item["extended_to"], item["on_invoice"]) == ("4200.5", "2028-01-01", True)
    unknown = ("complete", "resellable", "damage_cause", "transit_damage", "removable_media", "foreign_parts")
    assert [item[name] for name in unknown] == [None] * 6


def test_of_several_expected_units_none_is_the_item(desk: TestDesk) -> None:
    desk.import_rows(row("1001", serial_number="A"), row("1001", serial_number="B"))
    assert case(desk.receive("RMA-1001"))["item"] is None


@pytest.mark.parametrize(
    ("sent", "advance"),
    [
        ([], None),
        ([("", "")], None),
        ([("2026-11-05", "99.90")], ("2026-11-05", "99.90")),
        ([("2026-11-05", "")], ("2026-11-05", None)),
        ([("2026-11-05", "1"), ("2026-11-03", "2"), ("2026-11-04", "3")], ("2026-11-03", "2")),
        ([("", "5"), ("2026-11-05", "1")], ("2026-11-05", "1")),
    ],
    ids=["no unit", "none sent", "one", "cost unknown", "the earliest of three", "one of two"],
)
def test_the_advance_replacement_is_that_of_the_unit_whose_part_went_out_first(
    desk: TestDesk, sent: list[tuple[str, str]], advance: tuple[str, str | None] | None
) -> None:
    units = [
        row("1001", serial_number=f"S{place}", advance_shipped_on=day, advance_replacement_cost=cost)
        for place, (day, cost) in enumerate(sent)
    ]
    desk.import_rows(*(units or [row("1001")]))
    found = case(desk.receive("RMA-1001"))["advance"]
    assert found == (None if advance is None else {"shipped_on": advance[0], "replacement_cost": advance[1]})


def test_the_account_and_the_box_are_facts_too(desk: TestDesk) -> None:
    desk.expect("1001", overdue_amount="12.50", overdue_since="2026-10-01", support_hold="true", insured="false")
    receipt = desk.receive("RMA-1001", outer_damage=OuterDamage.TORN, marked_on_box=True)
    assert case(receipt)["account"] == {
        "paid": True, "support_hold": True, "overdue_amount": "12.50", "overdue_since": "2026-10-01"
    }  # fmt: skip
    assert case(receipt)["packaging"] == {"kind": "original", "outer_damage": "torn", "insured": False}
    assert case(receipt)["label"] == {"number_state": "read", "marked_on_box": True}


# -------------------------------------------------------------------------------------------------------------- edition


@pytest.mark.parametrize(
    ("site", "registry", "clerk", "judged_by"),
    [
        ("hardware-warranty", "", None, "hardware-warranty"),
        ("support-page", "", None, "support-page"),
        ("hardware-warranty", "support-page", None, "support-page"),
        ("support-page", "support-page", "hardware-warranty", "hardware-warranty"),
    ],
    ids=["the site's", "another site's", "the registry's before the site's", "the supervisor's before all"],
)
def test_the_edition(site: str, registry: str, clerk: str | None, judged_by: str) -> None:
    desk = TestDesk(site=replace(SITE, edition=site))
    desk.expect("1001", edition=registry)
    judged = desk.receive("RMA-1001", edition=clerk).box.verdicts[0]
    assert (judged.edition, judged.case["edition"], judged.edition_version) == (judged_by, judged_by, 2)


def test_each_rma_of_a_box_is_judged_by_its_own_edition(desk: TestDesk) -> None:
    desk.import_rows(row("1001", edition="support-page"), row("1002"))
    verdicts = desk.receive("RMA-1001", "RMA-1002").box.verdicts
    assert [judged.edition for judged in verdicts] == ["support-page", "hardware-warranty"]


def test_an_edition_that_nobody_wrote_is_refused(desk: TestDesk) -> None:
    assert refused(desk, "RMA-1001", edition="../policies").code == "edition-unknown"


# -------------------------------------------------------------------------------------------------------------- arrival


@pytest.mark.parametrize(
    ("ahead", "allowed"),
    [
        (timedelta(), True),
        (timedelta(seconds=60), True),
        (timedelta(seconds=60, microseconds=1), False),
        (timedelta(days=1), False),
        (-timedelta(days=4000), True),
    ],
)
def test_an_arrival_is_never_in_the_future(desk: TestDesk, ahead: timedelta, allowed: bool) -> None:
    if allowed:
        box = desk.receive("RMA-1001", arrived_at=NOON + ahead).box
        assert (box.arrived_at, box.received_at) == (NOON + ahead, NOON)
    else:
        assert refused(desk, "RMA-1001", arrived_at=NOON + ahead).code == "arrival-in-future"


def test_an_arrival_in_the_first_year_of_the_calendar_is_no_instant_of_ours(desk: TestDesk) -> None:
    assert refused(desk, "RMA-1001", arrived_at=datetime(1, 1, 1, tzinfo=UTC)).code == "fact-not-instant"
    assert refused(desk, "RMA-1001", arrived_at=datetime(2, 1, 1, tzinfo=UTC)).code == "policy-not-yet"


def test_nothing_is_judged_before_the_edition_applies(desk: TestDesk) -> None:
    first = datetime(2000, 1, 1, 8, tzinfo=UTC)  # midnight at the site
    error = refused(desk, "RMA-1001", arrived_at=first - timedelta(seconds=1))
    assert error.figures == {"edition": "hardware-warranty", "asked_on": "1999-12-31", "first_on": "2000-01-01"}
    assert desk.receive("RMA-1001", arrived_at=first).box.arrived_on == date(2000, 1, 1)


@pytest.mark.parametrize(
    ("zone", "arrived_at", "arrived_on"),
    [
        ("America/Los_Angeles", datetime(2026, 11, 20, 7, 59, 59, tzinfo=UTC), date(2026, 11, 19)),
        ("America/Los_Angeles", datetime(2026, 11, 20, 8, 0, 0, tzinfo=UTC), date(2026, 11, 20)),
        ("Europe/Berlin", datetime(2026, 11, 19, 22, 59, 59, tzinfo=UTC), date(2026, 11, 19)),
        ("Europe/Berlin", datetime(2026, 11, 19, 23, 0, 0, tzinfo=UTC), date(2026, 11, 20)),
        ("America/Los_Angeles", datetime(2026, 7, 1, 7, 0, 0, tzinfo=UTC), date(2026, 7, 1)),
        ("Pacific/Kiritimati", datetime(2026, 11, 19, 10, 0, 0, tzinfo=UTC), date(2026, 11, 20)),
    ],
)
def test_the_day_changes_at_the_site_s_midnight(zone: str, arrived_at: datetime, arrived_on: date) -> None:
    desk = TestDesk(site=replace(SITE, time_zone=ZoneInfo(zone)))
    box = desk.receive("RMA-1001", arrived_at=arrived_at).box
    assert box.arrived_on == arrived_on
    assert box.verdicts[0].case["site_time_zone"] == zone


def test_the_policy_counts_on_the_arrival_and_not_on_the_scan(desk: TestDesk) -> None:
    desk.expect("1001", issued_at="2026-10-10T09:00:00-07:00")
    late = desk.receive("RMA-1001")
    in_time = desk.receive("RMA-1001", arrived_at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert "rma-expired" in rules(late)[0]
    assert "rma-expired" not in rules(in_time)[0]


def test_amounts_stay_exact(desk: TestDesk) -> None:
    desk.expect("1001", overdue_amount="0.10")
    desk.receive("RMA-1001")
    with desk.storage.reading() as work:
        assert work.authorizations.get("1001").overdue_amount == Decimal("0.10")
