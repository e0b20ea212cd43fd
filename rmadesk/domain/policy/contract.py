"""A customer's contract: single figures and effects that it sets in place of an edition's, laid over it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rmadesk.domain.policy.edition import Clause, Edition, PolicyForms, RuleForm, RuleTerms, Terms
from rmadesk.domain.policy.verdict import Effect

Figures = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RuleOverride:
    """What a contract sets for one rule: effects by variant, and figures."""

    effects: Mapping[str, Effect]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Contract:
    """One version of a contract over one edition; both days are included, null: it does not say when it ends.

    `customer` is the customer's id or name, for people to read.
    """

    name: str
    customer: str | None
    edition: str
    version: int
    applies_from: date
    applies_to: date | None
    rules: Mapping[str, RuleOverride]
    clocks: Mapping[str, Figures]
    shipping: Mapping[str, Figures]


def under_contract(edition: Edition, contract: Contract, forms: PolicyForms) -> Edition:
    """The edition with the contract's figures and effects in place of its own, each naming the contract.

    What the edition does not have stays absent: a contract may outlive the version it was made for.
    """
    name = contract.name
    set_figures = frozenset(rule for rule, override in contract.rules.items() if override.figures)
    rules = {}
    for rule, terms in edition.rules.items():
        override = contract.rules.get(rule)
        laid = _rule_under(terms, override, name) if override else terms
        rests_on_it = not set_figures.isdisjoint(forms.rules.get(rule, _NO_FORM).needs)
        rules[rule] = replace(laid, contract=name) if rests_on_it else laid
    return replace(
        edition,
        rules=rules,
        clocks=_terms_under(edition.clocks, contract.clocks, name),
        shipping=_terms_under(edition.shipping, contract.shipping, name),
        contract=name,
        contract_version=contract.version,
    )


def spans_overlap(one_from: date, one_to: date | None, other_from: date, other_to: date | None) -> bool:
    """Whether two spans share a day; both ends are included, and an end of None never comes.

    A span that ends before it begins, as that of a contract which was withdrawn, has no day to share.
    """
    if (one_to and one_to < one_from) or (other_to and other_to < other_from):
        return False
    return (one_to is None or other_from <= one_to) and (other_to is None or one_from <= other_to)


_NO_FORM = RuleForm()


def _rule_under(terms: RuleTerms, override: RuleOverride, name: str) -> RuleTerms:
    clauses: dict[str, Clause] = dict(terms.clauses)
    for variant, effect in override.effects.items():
        clauses[variant] = replace(clauses[variant], effect=effect, contract=name)
    return RuleTerms(
        {**terms.figures, **override.figures},
        clauses,
        contract=name if override.figures else terms.contract,
        overridden=frozenset(override.figures),
    )


def _terms_under(terms: Mapping[str, Terms], overrides: Mapping[str, Figures], name: str) -> dict[str, Terms]:
    laid = dict(terms)
    for entry, figures in overrides.items():
        if entry in laid:
            kept = laid[entry]
            laid[entry] = Terms({**kept.figures, **figures}, kept.heading, name, frozenset(figures))
    return laid
