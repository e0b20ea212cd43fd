"""Rules on the warranty's time: whether coverage can be told, and whether it was over when the RMA was issued."""

from rmadesk.domain.policy.coverage import EXPIRED, coverage_end, coverage_lacks, is_computable
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.known import all_of, quiet, under_warranty


def unknown(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """A repair or replacement whose coverage can't be computed. The desk's judgement."""
    if case.rma is None:
        return SILENT
    figured = edition.rules[EXPIRED]
    unknowable = None if case.item is None else not is_computable(case.item, figured)
    holds = all_of(under_warranty(case.rma), unknowable)
    if not holds or case.item is None:
        return quiet(holds)
    return Fires({"lacking": ", ".join(coverage_lacks(case.item, figured))})


def expired(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Issued after the last covered day; silent where coverage can't be told, which is another rule's finding.

    Hardware Warranty: Basic Warranty Coverage; Support: Warranty, Service and Support Coverage.
    """
    if case.rma is None:
        return SILENT
    if case.item is None:
        return quiet(all_of(under_warranty(case.rma), None))
    coverage = coverage_end(case.item, terms)
    if coverage is None:
        return SILENT
    issued_on = case.issued_on
    over = None if issued_on is None else issued_on > coverage.last_covered_on
    holds = all_of(under_warranty(case.rma), over)
    if not holds or issued_on is None:
        return quiet(holds)
    return Fires(
        {
            "issued_on": issued_on.isoformat(),
            "covered_until_on": coverage.last_covered_on.isoformat(),
            "days_over": (issued_on - coverage.last_covered_on).days,
            "base": coverage.base.value,
            "base_on": coverage.base_on.isoformat() if coverage.base_on else None,
            "months": coverage.months,
        }
    )
