"""Rules on the customer's account: unpaid invoices, late fees, and the hold on all support."""

from rmadesk.domain.policy.calendar import months_after, whole_months
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.known import OTHER, kind_variant
from rmadesk.domain.policy.money import in_cents, percentage

ADVANCE = "advance"
SUPPORT_HOLD_VARIANTS = (OTHER, ADVANCE)


def unpaid(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """The invoice is not paid, which voids the warranty.

    Hardware Warranty: Warranty Limitations. That nothing is given back before it is paid is the desk's reading.
    """
    paid = case.account.paid if case.account else None
    if paid is None:
        return PENDING
    return SILENT if paid else Fires(variant=kind_variant(case))


def late_fee(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """A fee for each whole month that an invoice is overdue on arrival; a fee of nothing is no finding.

    Support: Payment. That the fee is simple, without fees on fees, is the desk's reading.
    """
    account = case.account
    if account is None:
        return PENDING
    if account.overdue_amount is None or account.overdue_since is None:
        return SILENT
    months = whole_months(account.overdue_since, case.arrived_on)
    if not months:
        return SILENT
    percent = terms.decimal("percent")
    fee = percentage(account.overdue_amount, percent, months)
    if not fee:
        return SILENT
    return Fires(
        {
            "overdue_amount": in_cents(account.overdue_amount),
            "overdue_since_on": account.overdue_since.isoformat(),
            "months_overdue": months,
            "percent": format(percent, "f"),
            "amount": in_cents(fee),
            "first_month_on": months_after(account.overdue_since, 1).isoformat(),
            "next_month_on": months_after(account.overdue_since, months + 1).isoformat(),
        }
    )


def on_support_hold(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """All support is on hold; a part that we are owed is only noted, as its return is what ends the hold.

    Hardware Warranty: Advanced Replacement and Returns; Support, and the note: the desk's judgement.
    """
    on_hold = case.account.support_hold if case.account else None
    if on_hold is None:
        return PENDING
    return Fires(variant=ADVANCE if case.advance else OTHER) if on_hold else SILENT
