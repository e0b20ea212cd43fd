"""Five hundred cases with the answers that the whole policy gives, compared whole."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmadesk.domain.policy.case_json import case_from_json, case_to_json
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Effect, Finding, Verdict, verdict_of
from support.policy import EDITIONS, assess

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()
]
RULE_IDS = {rule.id for rule in RULES}
ALL_RULES = frozenset(
    rule
    for each in CASES
    for rule in (*(finding["rule"] for finding in each["expect"]["findings"]), *each["expect"]["pending"])
)


def numbered() -> Iterator[Any]:
    for number, each in enumerate(CASES, start=1):
        yield pytest.param(each["case"], each["expect"], id=f"line {number}")


def test_all_cases_are_there_and_reach_every_rule() -> None:
    assert len(CASES) == 500
    assert {each["case"]["edition"] for each in CASES} == set(EDITIONS)
    assert ALL_RULES == RULE_IDS
    assert {finding["rule"] for each in CASES for finding in each["expect"]["findings"]} == RULE_IDS


@pytest.mark.parametrize(("facts", "expected"), list(numbered()))
def test_case(facts: dict[str, Any], expected: dict[str, Any]) -> None:
    assessment = assess(case_from_json(facts))
    found = [{"rule": each.rule, "effect": each.effect.value} for each in assessment.findings]
    assert found == [{"rule": each["rule"], "effect": each["effect"]} for each in expected["findings"]]
    assert set(assessment.pending) == set(expected["pending"])
    assert len(assessment.pending) == len(set(assessment.pending))
    assert [_charge(each.rule, each.amount, each.currency) for each in assessment.charges] == expected["charges"]
    assert assessment.verdict == expected["verdict"]


def test_the_verdict_is_the_highest_effect() -> None:
    for each in CASES:
        expected = each["expect"]
        found = [Finding(one["rule"], "default", Effect(one["effect"]), "desk", {}) for one in expected["findings"]]
        assert verdict_of(found) == Verdict(expected["verdict"])


@pytest.mark.parametrize(("facts", "expected"), list(numbered()))
def test_a_recorded_case_is_replayed_from_its_own_facts(facts: dict[str, Any], expected: dict[str, Any]) -> None:
    case = case_from_json(facts)
    stored = json.loads(json.dumps(case_to_json(case)))
    assert case_from_json(stored) == case
    assert assess(case_from_json(stored)) == assess(case)


def _charge(rule: str, amount: Decimal | None, currency: str) -> dict[str, Any]:
    return {"rule": rule, "amount": None if amount is None else format(amount, ".2f"), "currency": currency}
