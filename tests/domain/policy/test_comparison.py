"""Two answers beside one another: each way in which they can differ on a rule, and none invented."""

import json
from pathlib import Path

import pytest

from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.comparison import Difference, compare
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.rules import RULES
from rmadesk.domain.policy.verdict import Assessment, Effect, Finding, verdict_of
from support.policy import edition_of

ORDER = ("first", "second", "third")
CASES = Path(__file__).parents[2] / "data" / "policy-cases.jsonl"


def found(rule: str, effect: Effect = Effect.HOLD, variant: str = "default", **figures: int) -> Finding:
    return Finding(rule, variant, effect, "desk", figures)


def answer(*findings: Finding, pending: tuple[str, ...] = ()) -> Assessment:
    return Assessment(verdict_of(findings), findings, pending, ())


@pytest.mark.parametrize(
    ("recorded", "other", "difference"),
    [
        pytest.param(answer(found("first")), answer(found("first")), Difference.NONE, id="the same"),
        pytest.param(answer(found("first")), answer(found("first", Effect.REFUSE)), Difference.EFFECT, id="effect"),
        pytest.param(
            answer(found("first", days=30)), answer(found("first", days=14)), Difference.FIGURES, id="a figure"
        ),
        pytest.param(
            answer(found("first", variant="other")), answer(found("first")), Difference.FIGURES, id="a variant"
        ),
        pytest.param(answer(found("first")), answer(), Difference.ONLY_RECORDED, id="silent there"),
        pytest.param(
            answer(found("first")), answer(pending=("first",)), Difference.PENDING_IN_OTHER, id="pending there"
        ),
        pytest.param(answer(), answer(found("first")), Difference.ONLY_OTHER, id="silent here"),
        pytest.param(
            answer(pending=("first",)), answer(found("first")), Difference.PENDING_IN_RECORDED, id="pending here"
        ),
    ],
)
def test_each_way_to_differ(recorded: Assessment, other: Assessment, difference: Difference) -> None:
    (contrast,) = compare(recorded, other, ORDER, ORDER, ORDER).rules
    assert (contrast.rule, contrast.difference) == ("first", difference)
    assert (contrast.recorded, contrast.other) == (
        next(iter(recorded.findings), None),
        next(iter(other.findings), None),
    )


def test_a_rule_that_the_other_edition_lacks_is_told_from_one_that_stays_silent() -> None:
    compared = compare(answer(found("first"), found("second")), answer(), ORDER, ORDER, ("second",))
    assert [each.difference for each in compared.rules] == [Difference.NO_SUCH_RULE, Difference.ONLY_RECORDED]


def test_a_rule_that_the_recorded_edition_lacks_is_told_where_that_edition_is_at_hand() -> None:
    other = answer(found("first"))
    (known,) = compare(answer(), other, ORDER, ("second",), ORDER).rules
    (unknown,) = compare(answer(), other, ORDER, None, ORDER).rules
    assert (known.difference, unknown.difference) == (Difference.NEW_RULE, Difference.ONLY_OTHER)


def test_rules_stand_in_the_order_of_the_table_and_forgotten_ones_at_the_end() -> None:
    recorded = answer(found("gone"), found("third"))
    compared = compare(recorded, answer(found("second"), found("first")), ORDER, ORDER, ORDER)
    assert [each.rule for each in compared.rules] == ["first", "second", "third", "gone"]


def test_what_both_say_alike_is_no_difference() -> None:
    compared = compare(answer(found("first"), found("second")), answer(found("first")), ORDER, ORDER, ORDER)
    assert [each.rule for each in compared.differences] == ["second"]
    assert not compared.verdict_differs, "the verdict stays a hold"


def test_every_case_compared_with_itself_is_without_a_difference_and_with_the_other_edition_adds_up() -> None:
    editions = {name: edition_of(name) for name in ("hardware-warranty", "support-page")}
    order = tuple(rule.id for rule in RULES)
    differing = 0
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = case_from_json(json.loads(line)["case"])
        answers = {name: judge(case, edition, RULES, "USD") for name, edition in editions.items()}
        for name, edition in editions.items():
            assert compare(answers[name], answers[name], order, edition.rules, edition.rules).differences == ()
        here, there = answers.values()
        compared = compare(here, there, order, editions["hardware-warranty"].rules, editions["support-page"].rules)
        spoke = {each.rule for each in (*here.findings, *there.findings)}
        assert {each.rule for each in compared.rules} == spoke
        assert compared.verdict_differs == (here.verdict is not there.verdict)
        assert compared.differences or not compared.verdict_differs, "another verdict for no reason"
        differing += bool(compared.differences)
    assert differing > 50
