"""Rules on the RMA number as it stands on the label."""

from rmadesk.domain.policy.edition import Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires
from rmadesk.domain.policy.facts import Case, NumberState


def missing(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """No RMA number on the label.

    Hardware Warranty: Return Merchandise Authorization (names credit and refund; the kind is not proven without a
    number, so the desk extends it to all). Support names incomplete and unreadable numbers only: the desk's reading.
    """
    return _state_is(case, NumberState.MISSING)


def incomplete(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """Part of the number is missing. Support: Returning Products to iXsystems (RMA); Hardware Warranty: the desk's."""
    return _state_is(case, NumberState.INCOMPLETE)


def unreadable(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """The number can't be read. Support: Returning Products to iXsystems (RMA); Hardware Warranty: the desk's."""
    return _state_is(case, NumberState.UNREADABLE)


def on_box(case: Case, terms: RuleTerms, edition: Edition) -> Answer:
    """The number is written on the box itself.

    Both editions ask for it on the shipping label only: Return Merchandise Authorization; Returning Products (RMA).
    """
    marked = case.label.marked_on_box
    if marked is None:
        return PENDING
    return Fires() if marked else SILENT


def _state_is(case: Case, wanted: NumberState) -> Answer:
    state = case.label.number_state
    if state is None:
        return PENDING
    return Fires() if state is wanted else SILENT
