"""What a verdict given again says otherwise than the one on record, rule by rule."""

from collections.abc import Iterator
from enum import StrEnum

from rmadesk.domain.policy.verdict import Assessment, Finding
from rmadesk.domain.rma import RecordedVerdict


class Change(StrEnum):
    """How a rule speaks otherwise."""

    GAINED = "gained"
    LOST = "lost"
    EFFECT = "effect"
    AMOUNT = "amount"
    OTHER = "other"


def changes(judged: RecordedVerdict, answer: Assessment) -> Iterator[tuple[str, Change]]:
    """The rules that speak now or no longer, with another effect, or charge another amount."""
    before = {finding.rule: finding for finding in judged.findings}
    after = {finding.rule: finding for finding in answer.findings}
    amounts = {charge.rule: (charge.amount, charge.currency) for charge in judged.charges}
    amounts_after = {charge.rule: (charge.amount, charge.currency) for charge in answer.charges}
    for rule in (*before, *(rule for rule in after if rule not in before)):
        if rule not in after:
            yield rule, Change.LOST
        elif rule not in before:
            yield rule, Change.GAINED
        elif before[rule].effect is not after[rule].effect:
            yield rule, Change.EFFECT
        elif amounts.get(rule) != amounts_after.get(rule):
            yield rule, Change.AMOUNT


def exact_changes(judged: RecordedVerdict, answer: Assessment) -> Iterator[tuple[str, Change]]:
    """The same, and every other difference: in variant, source, contract, a figure on record, or what is pending."""
    if judged.findings == answer.findings and judged.pending == answer.pending and judged.charges == answer.charges:
        return
    yield from changes(judged, answer)
    after = {finding.rule: finding for finding in answer.findings}
    for finding in judged.findings:
        if finding.rule in after and not _says_the_same(finding, after[finding.rule]):
            yield finding.rule, Change.OTHER
    for rule in sorted(set(judged.pending) ^ set(answer.pending)):
        yield rule, Change.OTHER


def _says_the_same(finding: Finding, again: Finding) -> bool:
    """Figures that its rule did not give then are no difference."""
    same = (finding.variant, finding.source, finding.contract) == (again.variant, again.source, again.contract)
    return same and all(again.figures.get(name, finding) == value for name, value in finding.figures.items())
