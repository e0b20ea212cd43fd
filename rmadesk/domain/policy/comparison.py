"""Two answers to the same case, one edition's beside another's: what only one of them says, and what each says else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rmadesk.domain.policy.verdict import Assessment, Finding, Verdict


class Difference(StrEnum):
    """How two editions differ on one rule."""

    NONE = "none"
    EFFECT = "effect"
    """Both find it, and do something else with the box."""
    FIGURES = "figures"
    """Both find it with the same effect, on other figures or in another variant."""
    ONLY_RECORDED = "only-recorded"
    """The other edition has the rule, and it stays silent."""
    NO_SUCH_RULE = "no-such-rule"
    """The other edition does not have the rule at all."""
    PENDING_IN_OTHER = "pending-in-other"
    """The other edition can't tell before a fact is known."""
    ONLY_OTHER = "only-other"
    """Only the other edition finds it; the recorded one has the rule too, or is no longer at hand."""
    NEW_RULE = "new-rule"
    """The other edition finds it by a rule that the recorded one does not have."""
    PENDING_IN_RECORDED = "pending-in-recorded"
    """The other edition finds it already, where the recorded one can't tell before a fact is known."""


@dataclass(frozen=True, slots=True)
class RuleContrast:
    """What two answers say of one rule that spoke in either; null: it did not speak there."""

    rule: str
    difference: Difference
    recorded: Finding | None
    other: Finding | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A recorded answer beside another edition's; `rules` in the order of the table of rules."""

    recorded: Verdict
    other: Verdict
    rules: tuple[RuleContrast, ...]
    other_pending: tuple[str, ...]

    @property
    def verdict_differs(self) -> bool:
        """The box would be treated otherwise."""
        return self.recorded is not self.other

    @property
    def differences(self) -> tuple[RuleContrast, ...]:
        """The rules on which the two do not say the same."""
        return tuple(each for each in self.rules if each.difference is not Difference.NONE)


def compare(
    recorded: Assessment,
    other: Assessment,
    order: Sequence[str],
    recorded_rules: Collection[str] | None,
    other_rules: Collection[str],
) -> Comparison:
    """A recorded answer beside the one that another edition gives to the same case.

    `recorded_rules` and `other_rules` are those that each edition has (null: it is no longer at hand). `order` is the
    table of rules; a rule that the table no longer has stands at the end.
    """
    ours = {finding.rule: finding for finding in recorded.findings}
    theirs = {finding.rule: finding for finding in other.findings}
    contrasts = []
    for rule in (*order, *(rule for rule in ours if rule not in order)):
        here, there = ours.get(rule), theirs.get(rule)
        if here and there:
            contrasts.append(RuleContrast(rule, _between(here, there), here, there))
        elif there:
            contrasts.append(RuleContrast(rule, _addition(rule, recorded.pending, recorded_rules), None, there))
        elif here:
            contrasts.append(RuleContrast(rule, _silence(rule, other.pending, other_rules), here, None))
    return Comparison(recorded.verdict, other.verdict, tuple(contrasts), other.pending)


def _between(here: Finding, there: Finding) -> Difference:
    if here.effect is not there.effect:
        return Difference.EFFECT
    same = here.variant == there.variant and dict(here.figures) == dict(there.figures)
    return Difference.NONE if same else Difference.FIGURES


def _silence(rule: str, other_pending: Collection[str], other_rules: Collection[str]) -> Difference:
    """Why the other edition does not find what the recorded one found."""
    if rule not in other_rules:
        return Difference.NO_SUCH_RULE
    return Difference.PENDING_IN_OTHER if rule in other_pending else Difference.ONLY_RECORDED


def _addition(rule: str, recorded_pending: Collection[str], recorded_rules: Collection[str] | None) -> Difference:
    """Why the recorded edition did not find what the other one finds."""
    if recorded_rules is not None and rule not in recorded_rules:
        return Difference.NEW_RULE
    return Difference.PENDING_IN_RECORDED if rule in recorded_pending else Difference.ONLY_OTHER
