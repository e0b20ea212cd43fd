"""The engine: puts a case to every rule of an edition, in the order of the table, and adds up what they say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from rmadesk.domain.errors import Figure
from rmadesk.domain.policy.edition import Edition, RuleForm, RuleTerms
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.verdict import Assessment, Charge, Effect, Finding, verdict_of


class Quiet(Enum):
    """What a rule answers that does not fire."""

    SILENT = "silent"
    PENDING = "pending"


SILENT = Quiet.SILENT
PENDING = Quiet.PENDING


@dataclass(frozen=True, slots=True)
class Fires:
    """A rule fires, in one of its variants, on these figures."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    variant: str = "default"


Answer = Fires | Quiet


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what an edition must say of it, and the function that looks at the facts.

    The function gets the case, the edition's terms for this rule, and the whole edition (a rule may rest on another's
    figures). It reads no clock, file or database, and answers the same to the same facts.
    """

    id: str
    look: Callable[[Case, RuleTerms, Edition], Answer]
    form: RuleForm = field(default_factory=RuleForm)


def judge(case: Case, edition: Edition, rules: tuple[Rule, ...], currency: str) -> Assessment:
    """The answer of `edition` to `case`; `currency` (ISO 4217) is that of the charges."""
    findings: list[Finding] = []
    pending: list[str] = []
    for rule in rules:
        terms = edition.rules.get(rule.id)
        if terms is None:
            continue
        answer = rule.look(case, terms, edition)
        if isinstance(answer, Fires):
            findings.append(_finding(rule.id, answer, terms, edition, currency))
        elif answer is PENDING:
            pending.append(rule.id)
    charges = tuple(_charge(finding, currency) for finding in findings if finding.effect is Effect.CHARGE)
    return Assessment(verdict_of(findings), tuple(findings), tuple(pending), charges)


def _finding(rule_id: str, answer: Fires, terms: RuleTerms, edition: Edition, currency: str) -> Finding:
    clause = terms.clauses[answer.variant]
    contract = clause.contract or terms.contract
    figures = {**answer.figures, "currency": currency} if "amount" in answer.figures else answer.figures
    return Finding(rule_id, answer.variant, clause.effect, edition.source(clause), figures, contract)


def _charge(finding: Finding, currency: str) -> Charge:
    amount = finding.figures.get("amount")
    return Charge(finding.rule, None if amount is None else Decimal(str(amount)), currency)
