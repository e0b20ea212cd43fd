"""Rules on the age of the authorization: calendar days between site-local dates, both ends as the clerk counts them."""

from dataclasses import dataclass
from datetime import date

from rmadesk.domain.errors import Figure
from rmadesk.domain.policy.calendar import days_after
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.known import KIND_VARIANTS, kind_variant

ADVANCE = "advance"
EXPIRY_VARIANTS = (*KIND_VARIANTS, ADVANCE)


def issued_in_future(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Issued on a later local date than it arrived: a clock or the registry is wrong. The desk's judgement."""
    age = _age(case)
    if age is None:
        return PENDING if case.rma else SILENT
    return Fires(age.figures) if age.days < 0 else SILENT


def expired(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """More than the valid days old on arrival; the last valid day itself still counts.

    Hardware Warranty: Return Merchandise Authorization (30 days; refuses credit and refund, so the rest is held);
    Support: Returning Products to iXsystems (RMA) (30 days, any kind). A part that is owed for an advance replacement
    is never turned away for age: the desk's judgement.
    """
    age = _age(case)
    if age is None:
        return PENDING if case.rma else SILENT
    valid_days = terms.whole("valid_days")
    if age.days <= valid_days:
        return SILENT
    figures = {
        **age.figures,
        "valid_days": valid_days,
        "last_valid_on": days_after(age.issued_on, valid_days).isoformat(),
    }
    return Fires(figures, ADVANCE if case.advance else kind_variant(case))


@dataclass(frozen=True, slots=True)
class _Age:
    issued_on: date
    arrived_on: date

    @property
    def days(self) -> int:
        return (self.arrived_on - self.issued_on).days

    @property
    def figures(self) -> dict[str, Figure]:
        return {
            "issued_on": self.issued_on.isoformat(),
            "arrived_on": self.arrived_on.isoformat(),
            "age_days": self.days,
        }


def _age(case: Case) -> _Age | None:
    """Null where nobody knows when it was issued."""
    issued_on = case.issued_on
    return None if issued_on is None else _Age(issued_on, case.arrived_on)
