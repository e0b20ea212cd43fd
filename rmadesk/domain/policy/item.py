"""Rules on the item as the bench finds it: whose it is, what is in it, and whether all of it is there."""

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case, Maker
from rmadesk.domain.policy.known import all_of, gives_money_back, kind_variant, quiet


def other_maker(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Another maker's product, for which that maker is responsible; turning it away is the desk's reading.

    Hardware Warranty: Non-iXsystems Products; Support: Once the ticket is submitted (no support for other hardware).
    """
    maker = case.item.maker if case.item else None
    if maker is None:
        return PENDING
    return Fires() if maker is Maker.OTHER else SILENT


def removable_media(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Media were left in it: bagged and logged, without liability.

    Hardware Warranty: Packaging requirements; Support: Returning Products to iXsystems (RMA).
    """
    return _found(case.item.removable_media if case.item else None)


def foreign_parts(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Parts that the factory did not install: taken out and logged.

    Hardware Warranty: Packaging requirements; Support: the desk's judgement.
    """
    return _found(case.item.foreign_parts if case.item else None)


def incomplete(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Something is missing, manuals, media and documents included: no money back, or only a note.

    Hardware Warranty: Return Merchandise Authorization; Support: Money Back Guarantee.
    """
    if case.rma is None:
        return SILENT
    complete = case.item.complete if case.item else None
    if complete:
        return SILENT
    kind = case.rma.kind
    if complete is None or kind is None:
        return PENDING
    return Fires({"kind": kind.value}, kind_variant(case))


def not_resellable(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Not fit to be sold again, so no money back. Hardware Warranty: Return Merchandise Authorization."""
    if case.rma is None:
        return SILENT
    resellable = case.item.resellable if case.item else None
    holds = all_of(gives_money_back(case.rma), None if resellable is None else not resellable)
    kind = case.rma.kind
    return Fires({"kind": kind.value}) if holds and kind else quiet(holds)


def _found(fact: bool | None) -> Answer:
    if fact is None:
        return PENDING
    return Fires() if fact else SILENT
