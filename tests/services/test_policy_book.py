"""The policy book: which version and contract apply on a day, and which a verdict was given under."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.policy_book import PolicyBook
from support.desk import NOON, TestDesk
from support.policy_files import CONTRACT_NAME, contract_text, edition_text
from support.policy_records import adopted

HW = "hardware-warranty"
SP = "support-page"


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def keep(desk: TestDesk, *policies: AdoptedPolicy) -> None:
    with desk.storage.writing("test") as work:
        for policy in policies:
            work.policies.save(policy)
        work.commit()


def version(number: int, applies_from: date, *changes: tuple[str, str]) -> AdoptedPolicy:
    return adopted(
        f"edition-{number}",
        kind=PolicyKind.EDITION,
        name=HW,
        version=number,
        applies_from=applies_from,
        applies_to=None,
        text=edition_text(HW, *changes, version=number),
    )


def contract(number: int = 1, **changed: Any) -> AdoptedPolicy:
    days = 40 + number
    text = contract_text(f"[rules.rma-expired]\nvalid_days = {days}", version=number)
    values = {"name": CONTRACT_NAME, "version": number, "applies_to": None, "text": text}
    return adopted(f"contract-{number}", **values | changed)


def in_force(desk: TestDesk, on: date, contract: str | None = None, edition: str = HW) -> Edition:
    with desk.storage.reading() as work:
        return desk.policy_book.in_force(work, edition, contract, on)


def recorded(desk: TestDesk, *terms: Any) -> Edition:
    with desk.storage.reading() as work:
        return desk.policy_book.as_recorded(work, *terms)


def valid_days(edition: Edition) -> int:
    return edition.rules["rma-expired"].whole("valid_days")


@pytest.mark.parametrize("edition", [HW, SP])
def test_of_the_versions_that_ship_the_highest_applies_from_the_first_day(desk: TestDesk, edition: str) -> None:
    assert in_force(desk, date(2000, 1, 1), edition=edition).version == 2
    with pytest.raises(RefusedError) as refused:
        in_force(desk, date(1999, 12, 31), edition=edition)
    assert refused.value.code == "policy-not-yet"
    assert refused.value.figures == {"edition": edition, "asked_on": "1999-12-31", "first_on": "2000-01-01"}


def test_an_edition_that_nobody_knows(desk: TestDesk) -> None:
    for ask in (lambda: in_force(desk, date(2026, 1, 1), edition="house"), lambda: recorded(desk, "house", 1, None, 1)):
        with pytest.raises(RefusedError) as refused:
            ask()
        assert refused.value.code == "edition-unknown"


@pytest.mark.parametrize(
    ("on", "applies", "days"),
    [
        (date(2026, 5, 31), 2, 30),
        (date(2026, 6, 1), 3, 20),
        (date(2026, 8, 31), 3, 20),
        (date(2026, 9, 1), 4, 60),
        (date(9999, 12, 31), 4, 60),
    ],
)
def test_an_adopted_version_applies_from_its_day(desk: TestDesk, on: date, applies: int, days: int) -> None:
    keep(
        desk,
        version(4, date(2026, 9, 1), ("valid_days = 30", "valid_days = 60")),
        version(3, date(2026, 6, 1), ("valid_days = 30", "valid_days = 20")),
    )
    edition = in_force(desk, on)
    assert (edition.version, valid_days(edition)) == (applies, days)
    assert in_force(desk, on, edition=SP).version == 2


def test_a_version_applies_from_the_day_it_was_adopted_for_whatever_its_file_says(desk: TestDesk) -> None:
    keep(desk, version(3, date(2026, 6, 1), ("applies_from = 2000-01-01", "applies_from = 2026-05-01")))
    assert in_force(desk, date(2026, 5, 31)).version == 2
    assert in_force(desk, date(2026, 6, 1)).applies_from == date(2026, 6, 1)


def test_of_two_that_apply_from_the_same_day_the_higher_version_applies(desk: TestDesk) -> None:
    keep(desk, version(3, date(2026, 6, 1)), version(4, date(2026, 6, 1)))
    assert in_force(desk, date(2026, 6, 1)).version == 4


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 1),
        (date(2026, 6, 30), 1),
        (date(2026, 7, 1), None),
        (date(2026, 7, 31), None),
        (date(2026, 8, 1), 2),
    ],
)
def test_a_contract_stands_over_the_edition_on_its_days(desk: TestDesk, on: date, number: int | None) -> None:
    keep(desk, contract(1, applies_to=date(2026, 6, 30)), contract(2, applies_from=date(2026, 8, 1)))
    edition = in_force(desk, on, CONTRACT_NAME)
    assert (edition.contract, edition.contract_version) == (CONTRACT_NAME if number else None, number)
    assert valid_days(edition) == (40 + number if number else 30)


@pytest.mark.parametrize(
    ("name", "edition"), [(None, HW), ("ACME", HW), ("acme-2026", HW), ("", HW), (CONTRACT_NAME, SP)]
)
def test_another_contract_or_edition_leaves_the_edition_alone(desk: TestDesk, name: str | None, edition: str) -> None:
    keep(desk, contract())
    assert in_force(desk, date(2026, 6, 1), name, edition).contract is None


def test_a_contract_stands_over_whichever_version_applies(desk: TestDesk) -> None:
    keep(desk, contract(), version(3, date(2026, 6, 1), ('effect = "refuse"', 'effect = "hold"')))
    for on, number in ((date(2026, 5, 31), 2), (date(2026, 6, 1), 3)):
        edition = in_force(desk, on, CONTRACT_NAME)
        assert (edition.version, valid_days(edition), edition.contract_version) == (number, 41, 1)


def test_terms_are_found_again_as_they_were_recorded(desk: TestDesk) -> None:
    keep(desk, contract(1, applies_to=date(2026, 6, 30)), contract(2, applies_from=date(2026, 8, 1)))
    keep(desk, version(3, date(2027, 1, 1)))
    assert len(recorded(desk, HW, 1, None, None).rules) == 12
    assert recorded(desk, HW, 3, None, None).version == 3
    for number in (1, 2):
        assert valid_days(recorded(desk, HW, 2, CONTRACT_NAME, number)) == 40 + number
    assert recorded(desk, HW, 2, "named by the registry only", None).contract is None


@pytest.mark.parametrize(
    ("terms", "code", "figures"),
    [
        ((HW, 3, None, None), "policy-version-gone", {"edition": HW, "version": 3}),
        ((HW, 0, CONTRACT_NAME, 1), "policy-version-gone", {"edition": HW, "version": 0}),
        (
            (HW, 2, CONTRACT_NAME, 2),
            "policy-contract-gone",
            {"contract": CONTRACT_NAME, "version": 2, "edition": HW},
        ),
        ((SP, 2, CONTRACT_NAME, 1), "policy-contract-gone", {"contract": CONTRACT_NAME, "version": 1, "edition": SP}),
    ],
)
def test_terms_that_are_gone_are_named(desk: TestDesk, terms: tuple[Any, ...], code: str, figures: Any) -> None:
    keep(desk, contract())
    with pytest.raises(RefusedError) as refused:
        recorded(desk, *terms)
    assert (refused.value.code, refused.value.figures) == (code, figures)


def test_an_adopted_text_outlives_rules_that_are_thought_of_later(desk: TestDesk) -> None:
    text = edition_text(HW, version=3)
    before = text[: text.index("[rules.other-maker")]
    keep(desk, replace(version(3, date(2026, 6, 1)), text=before))
    assert len(in_force(desk, date(2026, 6, 1)).rules) == 12


def test_a_text_is_read_once(desk: TestDesk) -> None:
    keep(desk, contract(), version(3, date(2026, 6, 1)))
    first = in_force(desk, date(2026, 6, 1), CONTRACT_NAME)
    assert in_force(desk, date(2026, 7, 1), CONTRACT_NAME) is first
    assert recorded(desk, HW, 3, CONTRACT_NAME, 1) is first
    assert isinstance(desk.policy_book, PolicyBook)


# ---------------------------------------------------------------------------------------------------------- at the dock


def test_a_box_is_judged_by_the_contract_of_its_authorization(desk: TestDesk) -> None:
    keep(desk, contract())
    old = (NOON - timedelta(days=41)).isoformat()
    desk.expect("1001", issued_at=old, contract=CONTRACT_NAME, edition=HW)
    desk.expect("1002", issued_at=old, contract="Nobody-1", edition=HW)
    desk.expect("1003", issued_at=old, edition=HW)
    kept, named, plain = (desk.receive(f"RMA-{number}").box.verdicts[0] for number in (1001, 1002, 1003))
    assert (kept.contract, kept.contract_version, kept.edition_version, kept.currency) == (CONTRACT_NAME, 1, 2, "USD")
    assert (named.contract, named.contract_version) == ("Nobody-1", None)
    assert (plain.contract, plain.contract_version) == (None, None)
    assert "rma-expired" not in {each.rule for each in kept.findings}
    for judged in (named, plain):
        (expired,) = [each for each in judged.findings if each.rule == "rma-expired"]
        assert (expired.contract, judged.verdict) == (None, Verdict.HOLD)


def test_the_citation_at_the_dock_names_the_contract(desk: TestDesk) -> None:
    keep(desk, contract())
    desk.expect("1001", issued_at=(NOON - timedelta(days=42)).isoformat(), contract=CONTRACT_NAME, edition=HW)
    (expired,) = [each for each in desk.receive("RMA-1001").box.verdicts[0].findings if each.rule == "rma-expired"]
    assert expired.figures["valid_days"] == 41
    assert expired.citation == f"desk; contract {CONTRACT_NAME}"


@pytest.mark.parametrize(
    ("arrived_at", "judged_by"),
    [(datetime(2026, 6, 1, 6, 59, 59, tzinfo=UTC), 2), (datetime(2026, 6, 1, 7, 0, tzinfo=UTC), 3)],
    ids=["the last second before midnight at the site", "midnight at the site"],
)
def test_the_day_is_that_of_the_arrival_at_the_site(desk: TestDesk, arrived_at: datetime, judged_by: int) -> None:
    keep(desk, version(3, date(2026, 6, 1)))
    desk.expect("1001", issued_at="2026-05-20T12:00:00Z", edition=HW)
    assert desk.receive("RMA-1001", arrived_at=arrived_at).box.verdicts[0].edition_version == judged_by


def test_the_clerks_edition_is_under_no_contract_of_another(desk: TestDesk) -> None:
    keep(desk, contract())
    desk.expect("1001", contract=CONTRACT_NAME, edition=HW)
    judged = desk.receive("RMA-1001", edition=SP).box.verdicts[0]
    assert (judged.edition, judged.contract, judged.contract_version) == (SP, CONTRACT_NAME, None)
