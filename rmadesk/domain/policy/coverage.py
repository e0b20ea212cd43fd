"""How long the warranty covers a unit, and what its end rests on; for rules, time lines and quotes alike."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from rmadesk.domain.policy.calendar import months_after
from rmadesk.domain.policy.edition import Edition, RuleForm, RuleTerms
from rmadesk.domain.policy.facts import Family

EXPIRED = "warranty-expired"
"""The rule whose terms hold the figures of coverage."""

_STANDARD_MONTHS = {family: f"months_for_{family.value.replace('-', '_')}" for family in Family}
FORM = RuleForm(
    figures={"counted_from_invoice": bool, **dict.fromkeys(_STANDARD_MONTHS.values(), int)},
    optional=frozenset(_STANDARD_MONTHS.values()),
)
"""What an edition says of coverage: the date it is counted from, and a standard term for a family that has one."""


class CoverageBase(StrEnum):
    """What the end of coverage rests on."""

    INVOICE = "invoice"
    SHIPMENT = "shipment"
    EXTENSION = "extension"


class CoverageLack(StrEnum):
    """What must be known before coverage can be computed."""

    INVOICE_DATE = "invoice-date"
    SHIPMENT_DATE = "shipment-date"
    FAMILY = "family"
    MONTHS = "months"


_LACKING_START = {
    CoverageBase.INVOICE: CoverageLack.INVOICE_DATE,
    CoverageBase.SHIPMENT: CoverageLack.SHIPMENT_DATE,
}


class CoveredUnit(Protocol):
    """What coverage is computed from: the facts of an item, or a unit of the registry."""

    @property
    def family(self) -> Family | None: ...
    @property
    def invoiced_on(self) -> date | None: ...
    @property
    def shipped_on(self) -> date | None: ...
    @property
    def warranty_months(self) -> int | None: ...
    @property
    def extended_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """The last covered day, itself covered, and what it rests on.

    `months` counted from `base_on`, the date of invoice or shipment; both null where an extension names the day itself.
    """

    last_covered_on: date
    base: CoverageBase
    base_on: date | None
    months: int | None


def coverage_terms(edition: Edition) -> RuleTerms | None:
    """The edition's figures of coverage; null where it judges no coverage."""
    return edition.rules.get(EXPIRED)


def coverage_end(unit: CoveredUnit, terms: RuleTerms) -> Coverage | None:
    """When coverage ends: with the agreed or standard term, or with the extension where that is later or all there is.

    Null where it can't be computed: `coverage_lacks` says why.
    """
    term = term_end(unit, terms)
    extended_to = unit.extended_to
    if extended_to is None or (term and extended_to <= term.last_covered_on):
        return term
    return Coverage(extended_to, CoverageBase.EXTENSION, None, None)


def term_end(unit: CoveredUnit, terms: RuleTerms) -> Coverage | None:
    """When the agreed or standard term ends, extensions left aside; null where it can't be computed.

    Hardware Warranty: Basic Warranty Coverage (from the invoice); Support: Warranty, Service and Support Coverage (from
    the shipment, for the months agreed).
    """
    start = _start(unit, terms)
    months = term_months(unit, terms)
    if start is None or months is None:
        return None
    return Coverage(months_after(start, months), base_of(terms), start, months)


def is_computable(unit: CoveredUnit, terms: RuleTerms) -> bool:
    """Whether an end of coverage can be computed at all."""
    if unit.extended_to is not None:
        return True
    return _start(unit, terms) is not None and term_months(unit, terms) is not None


def term_months(unit: CoveredUnit, terms: RuleTerms) -> int | None:
    """The months agreed for this unit, else those that the edition gives its family; null where there are none."""
    if unit.warranty_months is not None:
        return unit.warranty_months
    if unit.family is None:
        return None
    figure = _STANDARD_MONTHS[unit.family]
    return terms.whole(figure) if terms.states(figure) else None


def base_of(terms: RuleTerms) -> CoverageBase:
    """The date that the edition counts a term from."""
    return CoverageBase.INVOICE if terms.flag("counted_from_invoice") else CoverageBase.SHIPMENT


def coverage_lacks(unit: CoveredUnit, terms: RuleTerms) -> tuple[CoverageLack, ...]:
    """What keeps the term from being computed; nothing where it can be."""
    lacks = []
    if _start(unit, terms) is None:
        lacks.append(_LACKING_START[base_of(terms)])
    if term_months(unit, terms) is None:
        by_family = any(terms.states(figure) for figure in _STANDARD_MONTHS.values())
        lacks.append(CoverageLack.FAMILY if unit.family is None and by_family else CoverageLack.MONTHS)
    return tuple(lacks)


def _start(unit: CoveredUnit, terms: RuleTerms) -> date | None:
    return unit.invoiced_on if terms.flag("counted_from_invoice") else unit.shipped_on
