"""The engine: every rule of the edition is asked once, in the order of the table, and charges add up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rmadesk.domain.policy.edition import Clause, Edition, RuleTerms
from rmadesk.domain.policy.engine import PENDING, SILENT, Answer, Fires, Rule, judge
from rmadesk.domain.policy.facts import Case
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Charge, Effect, Verdict
from support.policy import EDITIONS, SUPPORT_PAGE, case, edition_of


def rule(name: str, answer: Answer) -> Rule:
    def look(judged: Case, terms: RuleTerms, edition: Edition) -> Answer:
        return answer

    return Rule(name, look)


def edition(**effects: Effect) -> Edition:
    terms = {name: RuleTerms({}, {"default": Clause(effect, "Time")}) for name, effect in effects.items()}
    return replace(edition_of(SUPPORT_PAGE), title="Trial Text", rules=terms)


def test_findings_and_pending_rules_stand_in_the_order_of_the_table() -> None:
    rules = (
        rule("c", Fires()),
        rule("b", PENDING),
        rule("a", Fires({"amount": "1.50"})),
        rule("d", PENDING),
        rule("e", SILENT),
    )
    judged = judge(case(), edition(**dict.fromkeys("abcde", Effect.CHARGE)), rules, "EUR")
    assert [each.rule for each in judged.findings] == ["c", "a"]
    assert judged.pending == ("b", "d")
    assert judged.charges == (Charge("c", None, "EUR"), Charge("a", Decimal("1.50"), "EUR"))
    assert judged.verdict is Verdict.ACCEPT_WITH_CHARGE
    assert [dict(each.figures) for each in judged.findings] == [{}, {"amount": "1.50", "currency": "EUR"}]


def test_a_rule_that_the_edition_has_not_is_neither_found_nor_pending() -> None:
    judged = judge(case(), edition(a=Effect.NOTE), (rule("a", SILENT), rule("b", Fires()), rule("c", PENDING)), "USD")
    assert (judged.findings, judged.pending, judged.verdict) == ((), (), Verdict.ACCEPT)


@pytest.mark.parametrize("effect", [Effect.NOTE, Effect.HOLD, Effect.REFUSE])
def test_only_the_effect_charge_charges(effect: Effect) -> None:
    """A manager may turn a charge into a note: the amount is still told."""
    judged = judge(case(), edition(a=effect), (rule("a", Fires({"amount": "1.50"})),), "USD")
    assert judged.charges == ()
    assert judged.findings[0].figures["amount"] == "1.50"


@pytest.mark.parametrize(
    ("of_clause", "of_figure", "named"),
    [(None, None, None), ("A", None, "A"), (None, "B", "B"), ("A", "B", "A")],
)
def test_a_finding_names_the_contract_over_its_clause_or_figure(
    of_clause: str | None, of_figure: str | None, named: str | None
) -> None:
    terms = RuleTerms({}, {"default": Clause(Effect.HOLD, None, of_clause)}, of_figure)
    judged = judge(case(), replace(edition(), rules={"a": terms}), (rule("a", Fires()),), "USD")
    assert [(each.source, each.contract) for each in judged.findings] == [("desk", named)]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_clean_case_is_accepted_with_nothing_pending(name: str) -> None:
    judged = judge(case(name), edition_of(name), RULES, "USD")
    assert (judged.verdict, judged.findings, judged.pending, judged.charges) == (Verdict.ACCEPT, (), (), ())
