"""Coverage: its last day and what it rests on, the figures that time lines are drawn from."""

from datetime import date
from typing import Any

import pytest

from rmadesk.domain.policy.coverage import (
    EXPIRED,
    Coverage,
    CoverageBase,
    CoverageLack,
    coverage_end,
    coverage_lacks,
    coverage_terms,
    is_computable,
    term_end,
)
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.facts import ItemFacts
from rmadesk.domain.policy.forms import POLICY_FORMS
from support.policy import HARDWARE_WARRANTY, SUPPORT_PAGE, case, edition_of, edition_table

HW, SP = HARDWARE_WARRANTY, SUPPORT_PAGE
INVOICE, SHIPMENT, EXTENSION = CoverageBase.INVOICE, CoverageBase.SHIPMENT, CoverageBase.EXTENSION


def item(edition: str, **changed: Any) -> ItemFacts:
    """Invoiced on 29 February 2024, shipped four days later; no term agreed unless said."""
    facts = {"invoiced_on": "2024-02-29", "shipped_on": "2024-03-04", "warranty_months": None, "extended_to": None}
    judged = case(edition, **{f"item__{name}": value for name, value in {**facts, **changed}.items()})
    assert judged.item
    return judged.item


def end(edition: str, **changed: Any) -> Coverage | None:
    terms = coverage_terms(edition_of(edition))
    assert terms
    unit = item(edition, **changed)
    found = coverage_end(unit, terms)
    assert (found is not None) == is_computable(unit, terms)
    return found


def lasting(day: str, base: CoverageBase, base_on: str | None = None, months: int | None = None) -> Coverage:
    return Coverage(date.fromisoformat(day), base, date.fromisoformat(base_on) if base_on else None, months)


SERVER, ENTERPRISE, MINI = "rackmount-server", "truenas-enterprise", "truenas-mini"


@pytest.mark.parametrize(
    ("edition", "facts", "expected"),
    [
        pytest.param(HW, {"family": SERVER}, lasting("2027-02-28", INVOICE, "2024-02-29", 36), id="server"),
        pytest.param(HW, {"family": ENTERPRISE}, lasting("2027-02-28", INVOICE, "2024-02-29", 36), id="enterprise"),
        pytest.param(HW, {"family": MINI}, lasting("2025-02-28", INVOICE, "2024-02-29", 12), id="mini"),
        pytest.param(HW, {"family": "other"}, None, id="other family"),
        pytest.param(HW, {"family": None}, None, id="family not known"),
        pytest.param(
            HW,
            {"family": "other", "warranty_months": 24},
            lasting("2026-02-28", INVOICE, "2024-02-29", 24),
            id="other family, agreed",
        ),
        pytest.param(
            HW,
            {"family": None, "warranty_months": 48},
            lasting("2028-02-29", INVOICE, "2024-02-29", 48),
            id="family not known, agreed",
        ),
        pytest.param(
            HW,
            {"family": SERVER, "warranty_months": 12},
            lasting("2025-02-28", INVOICE, "2024-02-29", 12),
            id="agreed months take the family's place, though fewer",
        ),
        pytest.param(
            HW,
            {"family": SERVER, "warranty_months": 0},
            lasting("2024-02-29", INVOICE, "2024-02-29", 0),
            id="none agreed: the invoice's day alone",
        ),
        pytest.param(HW, {"family": SERVER, "invoiced_on": None}, None, id="no invoice date, though shipped"),
        pytest.param(
            HW,
            {"family": SERVER, "invoiced_on": None, "extended_to": "2030-01-01"},
            lasting("2030-01-01", EXTENSION),
            id="an extension alone",
        ),
        pytest.param(
            HW, {"family": SERVER, "extended_to": "2027-03-01"}, lasting("2027-03-01", EXTENSION), id="a day longer"
        ),
        pytest.param(
            HW,
            {"family": SERVER, "extended_to": "2027-02-28"},
            lasting("2027-02-28", INVOICE, "2024-02-29", 36),
            id="extension to the same day",
        ),
        pytest.param(
            HW,
            {"family": SERVER, "extended_to": "2025-01-01"},
            lasting("2027-02-28", INVOICE, "2024-02-29", 36),
            id="extension that ends before the term",
        ),
        pytest.param(SP, {"warranty_months": 12}, lasting("2025-03-04", SHIPMENT, "2024-03-04", 12), id="sp, a year"),
        pytest.param(SP, {"warranty_months": 60}, lasting("2029-03-04", SHIPMENT, "2024-03-04", 60), id="sp, five"),
        pytest.param(SP, {"family": SERVER}, None, id="sp: no term without an agreement"),
        pytest.param(SP, {"warranty_months": 36, "shipped_on": None}, None, id="sp: not shipped, though invoiced"),
        pytest.param(
            SP, {"extended_to": "2026-01-01"}, lasting("2026-01-01", EXTENSION), id="sp: an extension without a term"
        ),
        pytest.param(
            SP,
            {"shipped_on": "2026-01-31", "warranty_months": 13},
            lasting("2027-02-28", SHIPMENT, "2026-01-31", 13),
            id="sp, from a month's end",
        ),
        pytest.param(
            HW,
            {"invoiced_on": "9990-01-01", "warranty_months": 600},
            lasting("9999-12-31", INVOICE, "9990-01-01", 600),
            id="past the calendar's end",
        ),
        pytest.param(
            HW,
            {"invoiced_on": "0001-01-01", "warranty_months": 119_988},
            lasting("9999-12-31", INVOICE, "0001-01-01", 119_988),
            id="as long as the calendar",
        ),
    ],
)
def test_when_coverage_ends_and_what_that_rests_on(
    edition: str, facts: dict[str, Any], expected: Coverage | None
) -> None:
    assert end(edition, **facts) == expected


def test_the_term_stands_beside_its_extension() -> None:
    terms = coverage_terms(edition_of(HW))
    assert terms
    extended = item(HW, extended_to="2030-06-30")
    assert term_end(extended, terms) == lasting("2027-02-28", INVOICE, "2024-02-29", 36)
    assert coverage_end(extended, terms) == lasting("2030-06-30", EXTENSION)


@pytest.mark.parametrize(
    ("edition", "facts", "lacks"),
    [
        (HW, {}, []),
        (HW, {"invoiced_on": None}, ["invoice-date"]),
        (HW, {"family": "other"}, ["months"]),
        (HW, {"family": None}, ["family"]),
        (HW, {"family": None, "invoiced_on": None}, ["invoice-date", "family"]),
        (HW, {"invoiced_on": None, "warranty_months": 12, "family": None}, ["invoice-date"]),
        (SP, {"warranty_months": 12}, []),
        (SP, {}, ["months"]),
        (SP, {"family": None}, ["months"]),
        (SP, {"shipped_on": None}, ["shipment-date", "months"]),
        (SP, {"shipped_on": None, "warranty_months": 12}, ["shipment-date"]),
    ],
)
def test_what_keeps_coverage_from_being_told(edition: str, facts: dict[str, Any], lacks: list[str]) -> None:
    terms = coverage_terms(edition_of(edition))
    assert terms
    assert coverage_lacks(item(edition, **facts), terms) == tuple(CoverageLack(each) for each in lacks)


def test_figures_are_the_editions() -> None:
    """Any family may be given a term, and the terms may be counted from the shipment."""
    table = edition_table(HW)
    table["rules"][EXPIRED] |= {"counted_from_invoice": False, "months_for_other": 6}
    terms = coverage_terms(edition_from_mapping(table, POLICY_FORMS, "changed.toml"))
    assert terms
    assert coverage_end(item(HW, family="other"), terms) == lasting("2024-09-04", SHIPMENT, "2024-03-04", 6)


def test_an_edition_without_the_rule_judges_no_coverage() -> None:
    table = edition_table(HW)
    table["rules"][EXPIRED] = table["rules"]["warranty-unknown"] = {"absent": True}
    assert coverage_terms(edition_from_mapping(table, POLICY_FORMS, "changed.toml")) is None
