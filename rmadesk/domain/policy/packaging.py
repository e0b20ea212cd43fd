"""Rules on the packaging and on damage that happened on the way."""

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case, OuterDamage

NOT_ACCEPTED = "packaging-not-accepted"
DAMAGE = "packaging-damage"


def outer_damage(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """The box is crushed, wet, torn or opened; a photo is wanted. The desk's judgement."""
    seen = case.packaging.outer_damage if case.packaging else None
    if seen is None:
        return PENDING
    return SILENT if seen is OuterDamage.NONE else Fires({"outer_damage": seen.value})


def not_accepted(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Packed otherwise than the edition asks.

    Hardware Warranty: Packaging requirements (original, or replacement packaging supplied by the vendor, for any
    return); Support: Returning Products to iXsystems (RMA) (whole systems: those and equivalent packaging).
    """
    kind = case.packaging.kind if case.packaging else None
    if kind is not None and terms.lists("accepted", kind):
        return SILENT
    if terms.flag("whole_systems_only"):
        if case.rma is None or case.rma.whole_system is False:
            return SILENT
        if case.rma.whole_system is None:
            return PENDING
    if kind is None:
        return PENDING
    return Fires({"packaging": kind.value, "accepted": ", ".join(sorted(terms.words("accepted")))})


def damage(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Damaged on the way in packaging that is not accepted: an invoice, its amount set by hand.

    Hardware Warranty: Packaging requirements.
    """
    damaged = case.item.transit_damage if case.item else None
    accepted = not_accepted(case, edition.rules[NOT_ACCEPTED], edition)
    if damaged is False or accepted is SILENT:
        return SILENT
    if damaged is None or not isinstance(accepted, Fires):
        return PENDING
    return Fires({**accepted.figures, "amount": None})


def transit_damage(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Damaged on the way, and the packaging is not to blame: who is liable. The desk's judgement.

    Support: Returning Products to iXsystems (RMA): whole systems must be insured, or the owner takes the risk.
    """
    damaged = case.item.transit_damage if case.item else None
    if damaged is False:
        return SILENT
    if DAMAGE in edition.rules:
        blamed = not_accepted(case, edition.rules[NOT_ACCEPTED], edition)
        if blamed is PENDING:
            return PENDING
        if isinstance(blamed, Fires):
            return SILENT
    if damaged is None:
        return PENDING
    return Fires({"liable": _liable(case, terms)})


def _liable(case: Case, terms: RuleTerms) -> str:
    whole_system = case.rma.whole_system if case.rma else None
    insured = case.packaging.insured if case.packaging else None
    at_owners_risk = terms.flag("uninsured_whole_system_at_owners_risk") and whole_system is True
    return "customer" if at_owners_risk and insured is not True else "carrier"
