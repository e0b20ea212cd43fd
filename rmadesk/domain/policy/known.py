"""What follows from facts of which some are not known yet (null): a rule fires, is silent, or is still pending."""

from rmadesk.domain.policy.engine import PENDING, SILENT, Quiet
from rmadesk.domain.policy.facts import Case, RmaFacts

MONEY_BACK, OTHER = "money_back", "other"
KIND_VARIANTS = (MONEY_BACK, OTHER)


def all_of(*conditions: bool | None) -> bool | None:
    """Whether all conditions hold; null where it hangs on one that is not known yet."""
    if False in conditions:
        return False
    return None if None in conditions else True


def quiet(holds: bool | None) -> Quiet:
    """The answer of a rule whose conditions do not hold, or not yet."""
    return PENDING if holds is None else SILENT


def gives_money_back(rma: RmaFacts) -> bool | None:
    """Whether the customer is to get money: credit or refund."""
    return None if rma.kind is None else rma.kind.gives_money_back


def under_warranty(rma: RmaFacts) -> bool | None:
    """Whether the return rests on the warranty: repair or replacement."""
    return None if rma.kind is None else not rma.kind.gives_money_back


def kind_variant(case: Case) -> str:
    """Of a rule that weighs heavier where money is given back, the variant that applies; unknown kind: the other."""
    return MONEY_BACK if case.rma and gives_money_back(case.rma) else OTHER
