"""Rules on money back: the time it is given for, what it is never given for, and the restocking fee."""

from decimal import Decimal

from rmadesk.domain.policy.calendar import days_after
from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.known import all_of, gives_money_back, quiet
from rmadesk.domain.policy.money import in_cents, percentage


def late(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Arrived later than the days allowed after the original shipment. Support: Money Back Guarantee."""
    if case.rma is None:
        return SILENT
    shipped_on = case.item.shipped_on if case.item else None
    arrival_days, arrived_on = terms.whole("arrival_days"), case.arrived_on
    over = None if shipped_on is None else arrived_on > days_after(shipped_on, arrival_days)
    holds = all_of(gives_money_back(case.rma), over)
    if not holds or shipped_on is None:
        return quiet(holds)
    return Fires(
        {
            "shipped_on": shipped_on.isoformat(),
            "arrived_on": arrived_on.isoformat(),
            "age_days": (arrived_on - shipped_on).days,
            "arrival_days": arrival_days,
            "arrive_by_on": days_after(shipped_on, arrival_days).isoformat(),
        }
    )


def software(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Software is never taken back for money. Support: Money Back Guarantee."""
    if case.rma is None:
        return SILENT
    category = case.item.category if case.item else None
    left_out = None if category is None else terms.lists("categories", category)
    holds = all_of(gives_money_back(case.rma), left_out)
    kind = case.rma.kind
    if not holds or category is None or kind is None:
        return quiet(holds)
    return Fires({"category": category.value, "kind": kind.value})


def restocking_fee(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """A share of the price is kept when money is given back; a fee of nothing is no finding.

    Support: Money Back Guarantee, which names no base and only reserves the right: the desk's reading.
    """
    if case.rma is None:
        return SILENT
    price = case.item.price if case.item else None
    if case.item and price is None:  # known to have none
        return SILENT
    fee = None if price is None else restocking_fee_of(price, terms)
    holds = all_of(gives_money_back(case.rma), None if fee is None else bool(fee))
    if not holds or price is None or fee is None:
        return quiet(holds)
    return Fires({"price": in_cents(price), "percent": format(terms.decimal("percent"), "f"), "amount": in_cents(fee)})


def restocking_fee_of(price: Decimal, terms: RuleTerms) -> Decimal:
    """What is kept of a price, to the cent."""
    return percentage(price, terms.decimal("percent"))
