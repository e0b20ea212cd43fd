"""Rules on the age of the authorization: calendar days between site-local dates, both ends as the clerk counts them."""

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
    issued_on = case.issued_on
    if issued_on is None:
        return PENDING if case.rma else SILENT
    return Fires(_figures(case, issued_on)) if issued_on > case.arrived_on else SILENT


def expired(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """More than the valid days old on arrival; the last valid day itself still counts.

    Hardware Warranty: Return Merchandise Authorization (30 days; refuses credit and refund, so the rest is held);
    Support: Returning Products to iXsystems (RMA) (30 days, any kind). A part that is owed for an advance replacement
    is never turned away for age: the desk's judgement.
    """
    issued_on = case.issued_on
    if issued_on is None:
        return PENDING if case.rma else SILENT
    valid_days = terms.whole("valid_days")
    if (case.arrived_on - issued_on).days <= valid_days:
        return SILENT
    figures = {
        **_figures(case, issued_on),
        "valid_days": valid_days,
        "last_valid_on": days_after(issued_on, valid_days).isoformat(),
    }
    return Fires(figures, ADVANCE if case.advance else kind_variant(case))


def _figures(case: Case, issued_on: date) -> dict[str, Figure]:
    return {
        "issued_on": issued_on.isoformat(),
        "arrived_on": case.arrived_on.isoformat(),
        "age_days": (case.arrived_on - issued_on).days,
    }
