"""Rules on the age of the authorization: calendar days between site-local dates, both ends as the clerk counts them."""

from rmadesk.domain.errors import Figure
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case


def issued_in_future(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Issued on a later local date than it arrived: a clock or the registry is wrong. The desk's judgement."""
    age_days = _age_days(case)
    if age_days is None:
        return PENDING if case.rma else SILENT
    return Fires(_figures(case, age_days)) if age_days < 0 else SILENT


def expired(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """More than the valid days old on arrival; the last valid day itself still counts.

    Hardware Warranty: Return Merchandise Authorization (30 days; refuses credit and refund, so the rest is held);
    Support: Returning Products to iXsystems (RMA) (30 days, any kind). A part that is owed for an advance replacement
    is never turned away for age: the desk's judgement.
    """
    age_days = _age_days(case)
    if age_days is None:
        return PENDING if case.rma else SILENT
    valid_days = terms.whole("valid_days")
    if age_days <= valid_days:
        return SILENT
    return Fires({**_figures(case, age_days), "valid_days": valid_days}, _expiry_variant(case))


def _expiry_variant(case: Case) -> str:
    if case.advance:
        return "advance"
    kind = case.rma.kind if case.rma else None
    return "money_back" if kind and kind.gives_money_back else "other"


def _age_days(case: Case) -> int | None:
    if case.rma is None or case.rma.issued_at is None:
        return None
    return (case.arrived_on - case.local_date(case.rma.issued_at)).days


def _figures(case: Case, age_days: int) -> dict[str, Figure]:
    assert case.rma and case.rma.issued_at
    return {
        "issued_on": case.local_date(case.rma.issued_at).isoformat(),
        "arrived_on": case.arrived_on.isoformat(),
        "age_days": age_days,
    }
