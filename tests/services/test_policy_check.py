"""Everything that a check of the policy has to explain: in files, and in what is on file."""

from dataclasses import replace
from datetime import date

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from support.office import Office
from support.policy_files import CONTRACT_NAME, contract_text, edition_text
from support.policy_records import adopted

HW = "hardware-warranty"
SP = "support-page"


@pytest.fixture
def office() -> Office:
    return Office()


# ------------------------------------------------------------------------------------------------------- check of files


def test_a_sound_file_has_no_faults(office: Office) -> None:
    assert office.check(edition_text(HW), contract_text(), edition_text(SP, version=2)) == []


def test_all_faults_of_all_files_are_told(office: Office) -> None:
    codes = office.check(
        edition_text(HW, ("valid_days = 30", "valid_days = -1"), ("[rules.outer-damage.default]", "[rules.outer]")),
        "= 1",
        contract_text(edition="house-rules"),
        contract_text(
            "[rules.late-fee]\npercent = 1\n[shipping.cut-off]\ntime_zone = 'US/Pacific'", applies_from="1999-12-31"
        ),
    )
    assert codes == [
        "policy-missing",
        "policy-not-whole",
        "policy-unknown-rule",
        "policy-syntax",
        "policy-edition-unknown",
        "policy-before-edition",
        "policy-contract-beside",
        "policy-contract-beside",
    ]


def test_two_contract_files_that_overlap_are_told(office: Office) -> None:
    first = contract_text(applies_to="2026-12-31")
    assert office.check(first, contract_text(version=2, applies_from="2026-12-31")) == ["policy-overlaps"]
    assert office.check(first, contract_text(version=2, applies_from="2027-01-01")) == []


def test_what_is_on_file_already_is_no_fault(office: Office) -> None:
    for text in (contract_text(), edition_text(HW)):
        office.adopt(text)
        assert office.check(text) == []


# --------------------------------------------------------------------------------------------- check of what is on file


def keep(office: Office, *policies: AdoptedPolicy) -> None:
    with office.desk.storage.writing("test") as work:
        for policy in policies:
            work.policies.save(policy)
        work.commit()


def inventory(office: Office) -> list[RefusedError]:
    return list(office.policies.check())


def test_nothing_is_wrong_with_what_ships(office: Office) -> None:
    office.desk.expect("1001", edition=HW)
    office.desk.receive("RMA-1001")
    assert inventory(office) == []


@pytest.mark.parametrize(
    ("edition", "applies_to", "codes"),
    [
        (HW, None, []),
        (SP, None, ["contract-not-adopted"]),
        (HW, date(2026, 11, 20), []),
        (HW, date(2026, 11, 19), ["contract-not-in-force"]),
    ],
)
def test_contracts_that_the_registry_names(
    office: Office, edition: str, applies_to: date | None, codes: list[str]
) -> None:
    text = contract_text(edition=HW)
    keep(office, adopted("c", name=CONTRACT_NAME, edition=HW, applies_to=applies_to, text=text))
    for number in ("1001", "1002"):
        office.desk.expect(number, edition=edition, contract=CONTRACT_NAME)
    office.desk.expect("1003", edition=SP, contract="Closed-1", status="closed")
    faults = inventory(office)
    assert [fault.code for fault in faults] == codes
    for fault in faults:
        assert fault.figures == {"contract": CONTRACT_NAME, "edition": edition, "count": 2}


def test_overlapping_contracts_on_file(office: Office) -> None:
    one = adopted("c1", name=CONTRACT_NAME, applies_to=date(2026, 6, 30), text=contract_text())
    other = adopted("c2", name=CONTRACT_NAME, version=2, applies_from=date(2026, 6, 30), text=contract_text(version=2))
    keep(office, one, other)
    (fault,) = inventory(office)
    assert (fault.code, fault.figures["from_on"]) == ("contracts-overlap", "2026-06-30")
    keep(office, replace(one, applies_to=date(2026, 6, 29)))
    assert inventory(office) == []


def test_a_contract_that_sets_what_its_edition_lacks(office: Office) -> None:
    keep(office, adopted("c", name=CONTRACT_NAME, text=contract_text("[rules.late-fee]\npercent = 1")))
    (fault,) = inventory(office)
    assert (fault.code, fault.figures["key"]) == ("contract-beside", "rules.late-fee")


def test_an_adopted_text_that_was_spoilt(office: Office) -> None:
    keep(
        office,
        adopted("c", name=CONTRACT_NAME, text="version = "),
        adopted("e", kind=PolicyKind.EDITION, name=SP, edition=SP, version=3, text="version = 3"),
    )
    assert [fault.code for fault in inventory(office)] == ["policy-missing", "policy-syntax"]


def test_a_verdict_whose_terms_are_gone(office: Office) -> None:
    keep(office, *gone_with_the_database())
    office.desk.expect("1001", edition=HW, contract=CONTRACT_NAME)
    office.desk.receive("RMA-1001")
    assert inventory(office) == []
    office.desk.storage.state.policies.clear()
    codes = {(fault.code, fault.figures["version"]) for fault in inventory(office) if "version" in fault.figures}
    assert codes == {("policy-version-gone", 3)}


def test_a_verdict_whose_contract_is_gone(office: Office) -> None:
    keep(office, gone_with_the_database()[1])
    office.desk.expect("1001", edition=HW, contract=CONTRACT_NAME)
    office.desk.receive("RMA-1001")
    office.desk.storage.state.policies.clear()
    assert [fault.code for fault in inventory(office)] == ["contract-not-adopted", "policy-contract-gone"]


def gone_with_the_database() -> tuple[AdoptedPolicy, AdoptedPolicy]:
    edition = adopted(
        "e", kind=PolicyKind.EDITION, name=HW, version=3, applies_to=None, text=edition_text(HW, version=3)
    )
    return edition, adopted("c", name=CONTRACT_NAME, text=contract_text())


def test_a_holiday_country_that_does_not_exist() -> None:
    (fault,) = inventory(Office(eu_country="XX"))
    assert (fault.code, fault.figures) == ("holiday-country-unknown", {"country": "XX"})
