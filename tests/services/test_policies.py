"""The policy desk: what is on file, what may be adopted, how a contract ends, what differs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.policy.adoption import PolicyKind
from rmadesk.services.policies import PolicyOnFile
from support.office import REASON, TODAY, TOMORROW, Office
from support.policy_files import CONTRACT_NAME, contract_text, edition_text

HW = "hardware-warranty"
SP = "support-page"


@pytest.fixture
def office() -> Office:
    return Office()


def without_payment_clock() -> str:
    """The next version of an edition, which gives no days for the payment of an invoice."""
    given = '[clocks.payment-due]\ndays = 15\nheading = "Advanced Replacement and Returns"\n'
    return edition_text(HW, (given, "[clocks.payment-due]\nabsent = true\n"))


# ------------------------------------------------------------------------------------------------------------- adopting


def test_an_adopted_version_is_kept_with_its_text_by_whom_and_why(office: Office) -> None:
    text = edition_text(HW, ("valid_days = 30", "valid_days = 45"))
    policy = office.adopt(text, TOMORROW, "  Zoë asked  ")
    assert (policy.kind, policy.name, policy.edition, policy.version) == (PolicyKind.EDITION, HW, HW, 3)
    assert (policy.applies_from, policy.applies_to, policy.text) == (TOMORROW, None, text)
    assert (policy.adopted_by, policy.adopted_at) == ("ana", office.desk.clock.now())
    (event,) = office.desk.events()
    assert event.kind is EventKind.POLICY_ADOPTED
    assert "asked" not in str(event.payload)
    with office.desk.storage.reading() as work:
        assert work.policies.all() == (policy,)
        assert work.personal.get(policy.reason_entry).body == {"reason": "Zoë asked"}
        assert work.events.about(f"policy:{HW}") == (event,)


def test_an_adopted_contract_says_over_what_and_until_when(office: Office) -> None:
    policy = office.adopt(contract_text(applies_to="2026-12-31", edition=SP))
    assert (policy.kind, policy.name, policy.edition, policy.version) == (PolicyKind.CONTRACT, CONTRACT_NAME, SP, 1)
    assert (policy.applies_from, policy.applies_to) == (TODAY, date(2026, 12, 31))


def test_a_day_that_has_passed_changes_nothing_on_record(office: Office) -> None:
    office.desk.expect("1001", issued_at="2026-10-01T12:00:00Z", edition=HW)
    before = office.desk.receive("RMA-1001").box
    office.adopt(edition_text(HW, ("valid_days = 30", "valid_days = 90")), date(2026, 1, 1))
    with office.desk.storage.reading() as work:
        assert work.boxes.get(before.box_id) == before
    assert office.desk.receive("RMA-1001").box.verdicts[0].edition_version == 3


REFUSED: list[tuple[str, str, date, str]] = [
    ("not TOML", "a = = 1", TODAY, "policy-syntax"),
    ("a fault", edition_text(HW, ("valid_days = 30", 'valid_days = "30"')), TODAY, "policy-not-whole"),
    (
        "an edition that nobody knows",
        edition_text(HW, ('id = "hardware-warranty"', 'id = "house-rules"')),
        TODAY,
        "policy-edition-unknown",
    ),
    ("the version that ships", edition_text(HW, version=2), TODAY, "policy-on-file"),
    (
        "its number for other terms",
        edition_text(HW, ("valid_days = 30", "valid_days = 31"), version=2),
        TODAY,
        "policy-number-taken",
    ),
    ("a number below it", edition_text(HW, version=1), TODAY, "policy-number-taken"),
    (
        "before its own day",
        edition_text(HW, ("2000-01-01", "2026-11-21")),
        TODAY,
        "policy-adopt-too-early",
    ),
    (
        "before the older version",
        edition_text(HW, ("2000-01-01", "1999-01-01")),
        date(1999, 12, 31),
        "policy-before-older",
    ),
    ("a contract after its end", contract_text(applies_to="2026-11-19"), TODAY, "policy-adopt-after-end"),
    ("a contract before its day", contract_text(applies_from="2026-11-21"), TODAY, "policy-adopt-too-early"),
    (
        "a contract before the edition",
        contract_text(applies_from="1999-01-01"),
        date(1999, 12, 31),
        "policy-before-edition",
    ),
    ("a contract over nothing", contract_text(edition="house-rules"), TODAY, "policy-edition-unknown"),
    ("a contract beside it", contract_text("[rules.late-fee]\npercent = 1"), TODAY, "policy-contract-beside"),
]


@pytest.mark.parametrize(("text", "applies_from", "code"), [pytest.param(*rest, id=name) for name, *rest in REFUSED])
def test_what_can_not_be_adopted(office: Office, text: str, applies_from: date, code: str) -> None:
    assert office.refusal(text, applies_from).code == code


@pytest.mark.parametrize("reason", ["", " ", "\t\n"])
def test_nothing_is_adopted_or_ended_without_a_reason(office: Office, reason: str) -> None:
    assert office.refusal(contract_text(), reason=reason).code == "policy-no-reason"
    office.adopt(contract_text())
    with pytest.raises(RefusedError) as refused:
        office.policies.end(CONTRACT_NAME, TOMORROW, reason)
    assert refused.value.code == "policy-no-reason"


def test_versions_only_go_up(office: Office) -> None:
    office.adopt(edition_text(HW, version=5))
    assert office.refusal(edition_text(HW, version=4)).code == "policy-not-higher"
    assert office.refusal(edition_text(HW, version=5)).code == "policy-on-file"
    assert office.refusal(edition_text(HW, version=6), date(2026, 11, 19)).code == "policy-before-older"
    assert office.adopt(edition_text(HW, version=6)).version == 6


@pytest.mark.parametrize(
    ("first_to", "second_from", "second_to", "code"),
    [
        (None, "2027-01-01", None, "policy-overlaps-open"),
        ("2026-12-31", "2027-01-01", None, None),
        ("2026-12-31", "2026-12-31", None, "policy-overlaps"),
    ],
)
def test_two_contracts_of_one_name_share_no_day(
    office: Office, first_to: str | None, second_from: str, second_to: str | None, code: str | None
) -> None:
    office.adopt(contract_text(applies_to=first_to))
    second = contract_text(version=2, applies_from=second_from, applies_to=second_to)
    day = date.fromisoformat(second_from)
    if code is None:
        assert office.adopt(second, day).version == 2
    else:
        assert office.refusal(second, day).code == code
    assert office.adopt(contract_text(name="Other", applies_from=second_from), day).name == "Other"
    assert office.adopt(contract_text(edition=SP, applies_from=second_from), day).edition == SP


def test_an_edition_keeps_what_a_contract_sets(office: Office) -> None:
    office.adopt(contract_text("[clocks.payment-due]\ndays = 30"))
    error = office.refusal(without_payment_clock())
    assert (error.code, error.figures["contract"], error.figures["key"]) == (
        "policy-drops-contract",
        CONTRACT_NAME,
        "clocks.payment-due",
    )
    office.policies.end(CONTRACT_NAME, TODAY, REASON)
    assert office.adopt(without_payment_clock(), TOMORROW).version == 3


# --------------------------------------------------------------------------------------------------------------- ending


def test_a_contract_applies_up_to_its_last_day(office: Office) -> None:
    office.adopt(contract_text())
    ended = office.policies.end(CONTRACT_NAME, TODAY, REASON)
    assert ended.applies_to == TODAY
    assert office.desk.events()[-1].kind is EventKind.CONTRACT_ENDED
    with office.desk.storage.reading() as work:
        assert work.policies.all() == (ended,)
        assert office.desk.policy_book.in_force(work, HW, CONTRACT_NAME, TODAY).contract == CONTRACT_NAME
        assert office.desk.policy_book.in_force(work, HW, CONTRACT_NAME, TOMORROW).contract is None


def test_ending_is_the_way_out_of_an_overlap(office: Office) -> None:
    office.adopt(contract_text())
    second = contract_text(version=2, applies_from="2027-01-01")
    assert office.refusal(second, date(2027, 1, 1)).code == "policy-overlaps-open"
    office.policies.end(CONTRACT_NAME, date(2026, 12, 31), REASON)
    assert office.adopt(second, date(2027, 1, 1)).version == 2


def test_a_contract_that_was_withdrawn_is_in_nobodys_way(office: Office) -> None:
    """The corrected one may begin earlier, and an edition may drop what only the mistaken one set."""
    office.adopt(contract_text("[clocks.payment-due]\ndays = 30"), TODAY)
    office.policies.end(CONTRACT_NAME, date(2026, 11, 19), REASON)
    assert office.adopt(without_payment_clock(), date(2026, 11, 1)).version == 3
    corrected = office.adopt(contract_text(version=2), date(2026, 11, 1))
    assert (corrected.version, corrected.applies_from) == (2, date(2026, 11, 1))
    assert office.policies.check() == ()


@pytest.mark.parametrize(("last_day", "code"), [("2026-12-30", None), ("2026-12-31", "policy-contract-beside")])
def test_a_contract_is_put_beside_the_versions_it_lives_to_see(office: Office, last_day: str, code: str | None) -> None:
    office.adopt(without_payment_clock(), date(2026, 12, 31))
    drafted = contract_text("[clocks.payment-due]\ndays = 30", applies_to=last_day)
    if code is None:
        assert office.adopt(drafted).version == 1
    else:
        assert office.refusal(drafted).code == code


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("ACME", TODAY, "contract-unknown"),
        (HW, TODAY, "contract-unknown"),
        (CONTRACT_NAME, date(2026, 12, 31), "contract-ended"),
        (CONTRACT_NAME, date(2027, 1, 1), "contract-ended"),
        (CONTRACT_NAME, date(2026, 11, 18), "contract-not-begun"),
        (CONTRACT_NAME, date(2026, 11, 19), None),
        (CONTRACT_NAME, date(2026, 12, 30), None),
    ],
)
def test_a_last_day_shortens_a_contract_that_is_there(office: Office, name: str, on: date, code: str | None) -> None:
    office.adopt(contract_text(applies_to="2026-12-31"))
    if code is None:
        assert office.policies.end(name, on, REASON).applies_to == on
        return
    with pytest.raises(RefusedError) as refused:
        office.policies.end(name, on, REASON)
    assert refused.value.code == code


def test_one_over_two_editions_is_ended_over_the_one_that_is_named(office: Office) -> None:
    office.adopt(contract_text())
    office.adopt(contract_text(edition=SP))
    with pytest.raises(RefusedError) as refused:
        office.policies.end(CONTRACT_NAME, TOMORROW, REASON)
    assert (refused.value.code, refused.value.figures["editions"]) == ("contract-over-two", f"{HW}, {SP}")
    assert office.policies.end(CONTRACT_NAME, TOMORROW, REASON, SP).edition == SP
    assert office.policies.end(CONTRACT_NAME, TOMORROW, REASON).edition == HW


# ----------------------------------------------------------------------------------------------------- list, show, diff


def test_the_list_says_what_is_in_force_and_since_when(office: Office) -> None:
    office.adopt(edition_text(HW), TOMORROW)
    office.adopt(contract_text(applies_to="2026-12-31"))
    office.adopt(contract_text(version=2, applies_from="2027-01-01"), date(2027, 1, 1))

    def told(each: PolicyOnFile) -> tuple[Any, ...]:
        return each.name, each.version, str(each.applies_from), each.in_force, each.adopted_by

    assert [told(each) for each in office.policies.on_file()] == [
        (HW, 1, "2000-01-01", False, None),
        (HW, 2, "2000-01-01", True, None),
        (HW, 3, "2026-11-21", False, "ana"),
        (SP, 1, "2000-01-01", False, None),
        (SP, 2, "2000-01-01", True, None),
        (CONTRACT_NAME, 1, "2026-11-20", True, "ana"),
        (CONTRACT_NAME, 2, "2027-01-01", False, "ana"),
    ]
    office.desk.clock.set(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))  # midnight at the site
    assert [each.version for each in office.policies.on_file() if each.in_force] == [3, 2, 1]


@pytest.mark.parametrize(
    ("name", "contract", "version", "contract_version", "days"),
    [
        (HW, None, 2, None, 30),
        (f"{HW}@1", None, 1, None, 30),
        (f"{HW}@3", None, 3, None, 20),
        (HW, CONTRACT_NAME, 2, 1, 45),
        (f"{HW}@3", CONTRACT_NAME, 3, 1, 45),
        (HW, f"{CONTRACT_NAME}@2", 2, 2, 50),
        (CONTRACT_NAME, None, 2, 1, 45),
        (f"{CONTRACT_NAME}@2", None, 2, 2, 50),
        ("draft.toml", None, 7, None, 99),
        ("folder/contract.toml", None, 2, 9, 77),
    ],
)
def test_terms_are_known_by_many_names(
    office: Office, name: str, contract: str | None, version: int, contract_version: int | None, days: int
) -> None:
    office.adopt(edition_text(HW, ("valid_days = 30", "valid_days = 20")), TOMORROW)
    office.adopt(contract_text(applies_to="2026-12-31"))
    second = contract_text("[rules.rma-expired]\nvalid_days = 50", version=2, applies_from="2027-01-01")
    office.adopt(second, date(2027, 1, 1))
    office.file(edition_text(HW, ("valid_days = 30", "valid_days = 99"), version=7), "draft.toml")
    drafted = contract_text("[rules.rma-expired]\nvalid_days = 77", name="New", version=9)
    office.file(drafted, "folder/contract.toml")
    terms = office.policies.terms(name, contract)
    assert (terms.version, terms.contract_version) == (version, contract_version)
    assert terms.rules["rma-expired"].whole("valid_days") == days


@pytest.mark.parametrize(
    ("name", "contract", "code"),
    [
        ("house-rules", None, "policy-unknown"),
        ("", None, "policy-unknown"),
        (f"{HW}@9", None, "policy-no-version"),
        (f"{HW}@x", None, "policy-no-version"),
        (f"{CONTRACT_NAME}@9", None, "policy-no-version"),
        (HW, "ACME", "contract-unknown"),
        (SP, CONTRACT_NAME, "contract-unknown"),
    ],
)
def test_terms_that_nobody_knows(office: Office, name: str, contract: str | None, code: str) -> None:
    office.adopt(contract_text())
    with pytest.raises(RefusedError) as refused:
        office.policies.terms(name, contract)
    assert refused.value.code == code


def test_two_sets_of_terms_are_compared_key_by_key(office: Office) -> None:
    office.adopt(contract_text('[rules.rma-expired]\nvalid_days = 45\nother = { effect = "note" }'))
    found = office.policies.compare(HW, CONTRACT_NAME).differences
    told = [(each.name, each.key, each.left and each.left.value, each.right and each.right.value) for each in found]
    assert told == [("rma-expired", "valid_days", "30", "45"), ("rma-expired", "other", "hold", "note")]
    assert {each.right.contract for each in found if each.right} == {CONTRACT_NAME}
    assert office.policies.compare(CONTRACT_NAME, CONTRACT_NAME).differences == ()


def test_what_only_one_side_has_is_told_too(office: Office) -> None:
    found = {(each.name, each.key): each for each in office.policies.compare(HW, SP).differences}
    assert found["packaging-damage", "default"].right is None
    assert found["late-fee", "percent"].left is None
    assert ("rma-unknown", "default") not in found


def test_a_heading_counts_within_one_text(office: Office) -> None:
    office.file(edition_text(HW, ('heading = "Packaging requirements"', 'heading = "Packing"')), "draft.toml")
    (found,) = office.policies.compare(HW, "draft.toml").differences
    assert found.left
    assert found.right
    assert (found.left.source, found.right.source) == tuple(
        f"Hardware Warranty & Support Procedures: {heading}" for heading in ("Packaging requirements", "Packing")
    )
