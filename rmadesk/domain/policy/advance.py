"""The rule on a defective part that was owed for an advance replacement."""

from rmadesk.domain.policy.calendar import days_after
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.money import in_cents


def return_late(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Back later than the days allowed after the advance shipment: the replacement is charged in full.

    Hardware Warranty: Advanced Replacement and Returns; Support: Returning Products to iXsystems (RMA).
    """
    if case.advance is None:
        return SILENT
    shipped_on = case.advance.shipped_on
    if shipped_on is None:
        return PENDING
    return_days = terms.whole("return_days")
    return_by = days_after(shipped_on, return_days)
    arrived_on = case.arrived_on
    if arrived_on <= return_by:
        return SILENT
    cost = case.advance.replacement_cost
    return Fires(
        {
            "shipped_on": shipped_on.isoformat(),
            "arrived_on": arrived_on.isoformat(),
            "return_days": return_days,
            "return_by_on": return_by.isoformat(),
            "days_late": (arrived_on - return_by).days,
            "amount": None if cost is None else in_cents(cost),
        }
    )
