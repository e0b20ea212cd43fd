"""Rules on what the warranty leaves out: kinds of parts, and causes of damage."""

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case, ItemFacts
from rmadesk.domain.policy.known import all_of, quiet, under_warranty

IN_TEXT, DESK_READING = "in_text", "desk"
CAUSE_VARIANTS = (IN_TEXT, DESK_READING)


def category(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """A kind of part that the warranty leaves out; turning it away is the desk's reading.

    Hardware Warranty: Warranty Limitations (external devices are covered where the invoice notes them).
    """
    if case.rma is None:
        return SILENT
    found = case.item.category if case.item else None
    holds = all_of(under_warranty(case.rma), _left_out(case.item, terms))
    if not holds or found is None:
        return quiet(holds)
    return Fires(
        {
            "category": found.value,
            "covered": ", ".join(sorted(terms.words("covered"))),
            "covered_if_invoiced": ", ".join(sorted(terms.words("covered_if_invoiced"))),
        }
    )


def cause(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Damage from a cause that the warranty leaves out; turning it away is the desk's reading.

    Hardware Warranty: Warranty Limitations (its list is open: war is the desk's reading); Support: Once the ticket is
    submitted.
    """
    if case.rma is None:
        return SILENT
    found = case.item.damage_cause if case.item else None
    holds = all_of(under_warranty(case.rma), None if found is None else terms.lists("causes", found))
    if not holds or found is None:
        return quiet(holds)
    return Fires({"damage_cause": found.value}, DESK_READING if terms.lists("read_by_desk", found) else IN_TEXT)


def _left_out(item: ItemFacts | None, terms: RuleTerms) -> bool | None:
    if item is None or item.category is None:
        return None
    if terms.lists("covered", item.category):
        return False
    if terms.lists("covered_if_invoiced", item.category):
        return None if item.on_invoice is None else not item.on_invoice
    return True
