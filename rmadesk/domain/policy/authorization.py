"""Rules on whether the registry knows the authorization, and whether it is open."""

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case, NumberState, RmaStatus


def unknown(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """A number stands on the label, but the registry does not have it. The desk's judgement."""
    if case.rma is not None:
        return SILENT
    if case.label.number_state is None:
        return PENDING
    return Fires() if case.label.number_state is NumberState.READ else SILENT


def not_open(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Closed or cancelled. The desk's judgement."""
    if case.rma is None:
        return SILENT
    status = case.rma.status
    if status is None:
        return PENDING
    return SILENT if status is RmaStatus.OPEN else Fires({"status": status.value})
