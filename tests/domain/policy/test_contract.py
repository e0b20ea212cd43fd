"""Contracts: what a contract's file may say, how it is laid over an edition, and that the citation names it."""

from datetime import date
from decimal import Decimal

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.contract import Contract, RuleOverride, spans_overlap, under_contract
from rmadesk.domain.policy.contract_file import contract_faults, contract_from_text
from rmadesk.domain.policy.edition import Clause, Edition
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.policy_text import read_policy_text
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Effect, Finding
from support.policy import EDITIONS, HARDWARE_WARRANTY, SUPPORT_PAGE, case, edition_of

HEAD = """\
contract = "ACME-2026"
customer = "C-17"
edition = "hardware-warranty"
version = 3
applies_from = 2026-01-01
applies_to = 2026-12-31
"""
TEXT = f"""\
{HEAD}
[rules.rma-expired]
valid_days = 45
other = {{ effect = "note" }}

[rules.packaging-not-accepted.default]
effect = "note"

[clocks.payment-due]
days = 30

[shipping.onsite]
hours = 8
"""


def contract(text: str = TEXT) -> Contract:
    return contract_from_text(text, POLICY_FORMS, "acme.toml")


def laid_over(body: str, edition: str = HARDWARE_WARRANTY) -> Edition:
    return under_contract(edition_of(edition), contract(f"{HEAD}\n{body}"), POLICY_FORMS)


def found(edition: Edition, rule: str, **facts: object) -> Finding | None:
    findings = judge(case(edition.id, **facts), edition, RULES, "USD").findings
    return next((each for each in findings if each.rule == rule), None)


def test_a_contract_holds_what_its_file_says() -> None:
    read = contract()
    assert (read.name, read.customer, read.edition, read.version) == ("ACME-2026", "C-17", "hardware-warranty", 3)
    assert (read.applies_from, read.applies_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert read.rules == {
        "rma-expired": RuleOverride({"other": Effect.NOTE}, {"valid_days": 45}),
        "packaging-not-accepted": RuleOverride({"default": Effect.NOTE}, {}),
    }
    assert (read.clocks, read.shipping) == ({"payment-due": {"days": 30}}, {"onsite": {"hours": 8}})


def test_customer_and_last_day_may_be_left_out() -> None:
    read = contract(TEXT.replace('customer = "C-17"\n', "").replace("applies_to = 2026-12-31\n", ""))
    assert (read.customer, read.applies_to) == (None, None)


def test_only_what_the_contract_sets_is_changed_and_names_it() -> None:
    plain, laid = edition_of(HARDWARE_WARRANTY), under_contract(edition_of(HARDWARE_WARRANTY), contract(), POLICY_FORMS)
    assert (laid.contract, laid.contract_version) == ("ACME-2026", 3)
    assert (laid.id, laid.version, laid.title, laid.applies_from) == (
        plain.id,
        plain.version,
        plain.title,
        plain.applies_from,
    )
    expired = laid.rules["rma-expired"]
    assert (expired.whole("valid_days"), expired.contract) == (45, "ACME-2026")
    assert expired.clauses == {
        **plain.rules["rma-expired"].clauses,
        "other": Clause(Effect.NOTE, None, "ACME-2026"),
    }
    packed = laid.rules["packaging-not-accepted"]
    assert packed.clauses["default"] == Clause(Effect.NOTE, "Packaging requirements", "ACME-2026")
    assert packed.contract is None
    assert (laid.clocks["payment-due"].whole("days"), laid.clocks["payment-due"].contract) == (30, "ACME-2026")
    assert laid.clocks["payment-due"].heading == plain.clocks["payment-due"].heading
    assert (laid.shipping["onsite"].whole("hours"), laid.shipping["onsite"].contract) == (8, "ACME-2026")
    touched = {"rma-expired", "packaging-not-accepted"}
    assert {name: terms for name, terms in laid.rules.items() if name not in touched} == {
        name: terms for name, terms in plain.rules.items() if name not in touched
    }


@pytest.mark.parametrize(
    ("issued_at", "fires"),
    [("2026-05-04T12:00:00-07:00", False), ("2026-05-03T12:00:00-07:00", True)],
    ids=["day 45", "day 46"],
)
def test_the_contracts_figure_is_judged_by(issued_at: str, fires: bool) -> None:
    finding = found(laid_over("[rules.rma-expired]\nvalid_days = 45"), "rma-expired", rma__issued_at=issued_at)
    assert (finding is not None) is fires
    if finding:
        assert (finding.figures["valid_days"], finding.effect) == (45, Effect.HOLD)
        assert finding.citation == "desk; contract ACME-2026"


def test_the_contracts_effect_is_given_and_cited_with_the_clause_that_it_changes() -> None:
    laid = laid_over('[rules.packaging-not-accepted.default]\neffect = "refuse"')
    finding = found(laid, "packaging-not-accepted", packaging__kind="other")
    assert finding
    assert (finding.effect, finding.contract) == (Effect.REFUSE, "ACME-2026")
    clause = "Hardware Warranty & Support Procedures: Packaging requirements"
    assert finding.citation == f"{clause}; contract ACME-2026"


def test_a_variant_that_the_contract_leaves_alone_does_not_name_it() -> None:
    laid = laid_over('[rules.rma-expired]\nother = { effect = "note" }')
    old = "2026-01-02T12:00:00-07:00"
    credit = found(laid, "rma-expired", rma__issued_at=old, rma__kind="credit")
    repair = found(laid, "rma-expired", rma__issued_at=old, rma__kind="repair")
    assert credit
    assert repair
    assert (credit.effect, credit.contract) == (Effect.REFUSE, None)
    assert (repair.effect, repair.contract) == (Effect.NOTE, "ACME-2026")


def test_a_rule_that_rests_on_the_figures_of_another_names_the_contract_too() -> None:
    laid = laid_over('[rules.packaging-not-accepted]\naccepted = ["original"]')
    finding = found(laid, "packaging-damage", packaging__kind="supplied", item__transit_damage=True)
    assert finding
    assert finding.contract == "ACME-2026"


def test_a_decimal_may_be_set() -> None:
    laid = under_contract(
        edition_of(SUPPORT_PAGE),
        contract(f"{HEAD.replace(HARDWARE_WARRANTY, SUPPORT_PAGE)}\n[rules.restocking-fee]\npercent = 12.5"),
        POLICY_FORMS,
    )
    assert laid.rules["restocking-fee"].decimal("percent") == Decimal("12.5")


def test_a_figure_that_the_text_does_not_give_may_be_set() -> None:
    plain, laid = edition_of(HARDWARE_WARRANTY), laid_over("[clocks.label-expiry]\ndays = 10")
    assert not plain.clocks["label-expiry"].states("days")
    assert laid.clocks["label-expiry"].whole("days") == 10


def test_what_a_later_version_of_the_edition_lacks_stays_absent() -> None:
    laid = laid_over('[rules.late-fee]\npercent = 1\n[rules.rma-unknown.default]\neffect = "note"')
    assert "late-fee" not in laid.rules
    assert laid.rules["rma-unknown"].clauses["default"].effect is Effect.NOTE


WRONG: list[tuple[str, str, str, str, int]] = [
    ('contract = "ACME-2026"\n', "", "policy-missing", "contract", 1),
    ('"ACME-2026"', '" ACME-2026"', "policy-not-text", "contract", 1),
    ('customer = "C-17"', "customer = 17", "policy-not-text", "customer", 2),
    ('edition = "hardware-warranty"\n', "", "policy-missing", "edition", 1),
    ("version = 3", "version = 1.5", "policy-version", "version", 4),
    ("applies_from = 2026-01-01\n", "", "policy-missing", "applies_from", 1),
    ("2026-12-31", '"2026-12-31"', "policy-not-date", "applies_to", 6),
    ("2026-12-31", "2025-12-31", "policy-ends-before-it-begins", "applies_to", 6),
    ("2026-12-31", "2026-01-01", "none", "", 0),
    ("version = 3", 'version = 3\ntitle = "x"', "policy-unknown-key", "title", 5),
    ("[rules.rma-expired]", "[rules.rma-expire]", "policy-unknown-rule", "rules.rma-expire", 8),
    ("valid_days = 45", "valid_day = 45", "policy-unknown-key", "rules.rma-expired.valid_day", 9),
    ("valid_days = 45", 'valid_days = "45"', "policy-not-whole", "rules.rma-expired.valid_days", 9),
    ("valid_days = 45", "absent = true", "policy-unknown-key", "rules.rma-expired.absent", 9),
    ('{ effect = "note" }', '{ effect = "none" }', "policy-unknown-effect", "rules.rma-expired.other.effect", 10),
    ('{ effect = "note" }', "{}", "policy-missing", "rules.rma-expired.other.effect", 10),
    ('{ effect = "note" }', '"note"', "policy-not-table", "rules.rma-expired.other", 10),
    (
        '{ effect = "note" }',
        '{ effect = "note", heading = "x" }',
        "policy-unknown-key",
        "rules.rma-expired.other.heading",
        10,
    ),
    ("[clocks.payment-due]", "[clocks.payments]", "policy-unknown-terms", "clocks.payments", 15),
    ("days = 30", "days = 30.5", "policy-not-whole", "clocks.payment-due.days", 16),
    ("hours = 8", 'heading = "x"', "policy-unknown-key", "shipping.onsite.heading", 19),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "line"), [pytest.param(*row, id=f"{row[3]} {row[1]!r}") for row in WRONG]
)
def test_a_wrong_contract_is_refused_by_file_key_and_line(old: str, new: str, code: str, key: str, line: int) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    if code == "none":
        contract(text)
        return
    with pytest.raises(RefusedError) as refused:
        contract(text)
    figures = refused.value.figures
    assert (refused.value.code, figures["file"], figures["key"], figures["line"]) == (code, "acme.toml", key, line)


def test_a_contract_that_changes_nothing_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        contract(HEAD)
    assert refused.value.code == "policy-contract-empty"


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("[rules.late-fee]\npercent = 1", "rules.late-fee"),
        ("[shipping.appointment]\nhours_ahead = 24", "shipping.appointment"),
    ],
)
def test_a_contract_beside_its_edition_is_told_with_the_version_that_lacks_it(body: str, key: str) -> None:
    text = read_policy_text(f"{HEAD}{body}", "acme.toml")
    assert contract_faults(text, POLICY_FORMS, ()) == ()
    (fault,) = contract_faults(text, POLICY_FORMS, (edition_of(HARDWARE_WARRANTY),))
    assert (fault.code, fault.figures["key"], fault.figures["line"]) == ("policy-contract-beside", key, 7)
    assert (fault.figures["edition"], fault.figures["version"]) == ("hardware-warranty", 2)


def test_all_faults_are_told() -> None:
    text = TEXT.replace("valid_days = 45", "valid_days = -1").replace("days = 30", "days = true")
    faults = contract_faults(read_policy_text(text, "acme.toml"), POLICY_FORMS, ())
    assert [fault.figures["line"] for fault in faults] == [9, 16]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_edition_itself_is_never_changed(edition: str) -> None:
    plain = edition_of(edition)
    under_contract(plain, contract(), POLICY_FORMS)
    assert plain == edition_of(edition)


JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)


@pytest.mark.parametrize(
    ("other_from", "other_to", "overlap"),
    [
        (date(2026, 2, 1), FEBRUARY, False),
        (JANUARY, FEBRUARY, True),
        (date(2025, 12, 1), date(2025, 12, 31), False),
        (date(2025, 12, 1), date(2026, 1, 1), True),
        (date(2025, 12, 1), None, True),
        (date(2026, 2, 1), None, False),
        (date(2026, 1, 10), date(2026, 1, 10), True),
        (date(2026, 1, 11), date(2026, 1, 10), False),
    ],
)
def test_spans_that_share_a_day_overlap(other_from: date, other_to: date | None, overlap: bool) -> None:
    assert spans_overlap(date(2026, 1, 1), JANUARY, other_from, other_to) is overlap
    assert spans_overlap(other_from, other_to, date(2026, 1, 1), JANUARY) is overlap
