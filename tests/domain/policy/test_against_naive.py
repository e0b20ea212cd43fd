"""The product's policy held against a second, naive statement of it, over random cases; and proof that these bite."""

import copy
import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmadesk.domain.policy.case_json import case_from_json
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.engine import judge
from rmadesk.domain.policy.facts import Case, DamageCause
from rmadesk.domain.policy.figure_kinds import WordsOf
from rmadesk.domain.policy.forms import POLICY_FORMS
from rmadesk.domain.policy.rules import FORMS, RULES
from rmadesk.domain.policy.verdict import DESK, Effect, Verdict
from support import policy
from support.naive_policy import TABLE, naive_answer
from support.naive_rules import HW, SP
from support.random_policy_cases import Choose, random_case

T = TypeVar("T")
RANDOM_CASES = 100_000
ENOUGH_CASES = 4_000  # so many show a change of any one figure
SEED = 20261120
SHIPPED = {edition: policy.edition_of(edition) for edition in policy.EDITIONS}
WRITTEN_CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()
]


def cases(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Every other case is a plain one with a few oddities: were all alike, nearly every verdict would be `refuse`."""
    rng = random.Random(seed)

    def mostly_plain(options: Sequence[T]) -> T:
        return options[0] if rng.random() < 0.85 else rng.choice(options)

    for chooser in itertools.islice(itertools.cycle((rng.choice, mostly_plain)), count):
        yield random_case(chooser)


def product_answer(judged: Case, edition: Edition) -> dict[str, Any]:
    """What the product says, in the words of the naive statement."""
    assessment = judge(judged, edition, RULES, "USD")
    assert len(assessment.pending) == len(set(assessment.pending))
    transit = [each.figures["liable"] for each in assessment.findings if each.rule == "transit-damage"]
    return {
        "verdict": assessment.verdict.value,
        "findings": [{"rule": each.rule, "effect": each.effect.value} for each in assessment.findings],
        "pending": set(assessment.pending),
        "charges": [
            {"rule": each.rule, "amount": _amount(each.amount), "currency": each.currency}
            for each in assessment.charges
        ],
        "desk": {each.rule for each in assessment.findings if each.source == DESK},
        "liable": transit[0] if transit else None,
    }


def _amount(amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    cents = format(amount, ".2f")
    assert Decimal(cents) == amount, f"{amount} is not rounded to the cent"
    return cents


def differs(facts: dict[str, Any]) -> bool:
    return product_answer(case_from_json(facts), SHIPPED[facts["edition"]]) != naive_answer(facts)


def told_apart(facts: dict[str, Any]) -> str:
    """The difference on the plainest case that still shows it."""
    least = plainest(facts, differs)
    product, naive = product_answer(case_from_json(least), SHIPPED[least["edition"]]), naive_answer(least)
    apart = {part: {"product": product[part], "naive": naive[part]} for part in naive if product[part] != naive[part]}
    return f"{json.dumps(least, indent=1)}\n{json.dumps(apart, indent=1, default=sorted)}"


def plainest(facts: dict[str, Any], shows: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The case with each fact reset to that of a clean case as far as the difference stays, whole objects first."""
    clean = policy.CLEAN
    holders = [(name,) for name in clean if name != "edition"]
    paths = [*holders, *((name, fact) for name in clean if isinstance(clean[name], dict) for fact in clean[name])]
    least, smaller = facts, True
    while smaller:
        smaller = False
        for holder, *fact in paths:
            tried = copy.deepcopy(least)
            if not fact:
                tried[holder] = copy.deepcopy(clean[holder])
            elif tried[holder] is not None:
                tried[holder][fact[0]] = clean[holder][fact[0]]
            if tried != least and shows(tried):
                least, smaller = tried, True
    return least


# ------------------------------------------------------------------------------------------------------- the statement


def test_the_naive_statement_answers_the_written_cases() -> None:
    for line, each in enumerate(WRITTEN_CASES, start=1):
        answer = naive_answer(each["case"])
        expected = each["expect"] | {"pending": set(each["expect"]["pending"])}
        assert {part: answer[part] for part in expected} == expected, f"line {line}"


def test_no_rule_is_missing() -> None:
    assert [rule.id for rule in RULES] == [row.rule for row in TABLE]
    for name, edition in SHIPPED.items():
        assert set(edition.rules) == {row.rule for row in TABLE if row.only in (None, name)}


# -------------------------------------------------------------------------------------------------------- random cases


def test_the_product_answers_as_the_naive_statement_does() -> None:
    """And the random cases reach each answer of each rule, and each verdict, in both editions."""
    reached: Counter[tuple[str, str, str]] = Counter()
    for facts in cases(RANDOM_CASES):
        answer = product_answer(case_from_json(facts), SHIPPED[facts["edition"]])
        if answer != naive_answer(facts):
            pytest.fail(told_apart(facts))
        edition = facts["edition"]
        reached.update((edition, each["rule"], "fires") for each in answer["findings"])
        reached.update((edition, rule, "pending") for rule in answer["pending"])
        reached[edition, "verdict", answer["verdict"]] += 1
    wanted = [
        *((name, rule, reply) for name in SHIPPED for rule in SHIPPED[name].rules for reply in ("fires", "pending")),
        *((name, "verdict", verdict.value) for name in SHIPPED for verdict in Verdict),
    ]
    assert {each: reached[each] for each in wanted if reached[each] < RANDOM_CASES // 1000} == {}


def test_the_other_edition_answers_the_same_case() -> None:
    """As it does where a verdict is set beside what the other text would say."""
    for facts in cases(5_000, seed=SEED + 1):
        other = SP if facts["edition"] == HW else HW
        answer = product_answer(case_from_json(facts), SHIPPED[other])
        assert answer == naive_answer({**facts, "edition": other}), json.dumps(facts)


@given(st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_a_case_that_shrinks(data: st.DataObject) -> None:
    choose: Choose = lambda options: data.draw(st.sampled_from(options))  # noqa: E731 - one line, one use
    facts = random_case(choose)
    assert product_answer(case_from_json(facts), SHIPPED[facts["edition"]]) == naive_answer(facts)


# ------------------------------------------------------------------------------------- every figure and effect is felt


def changes(edition: str) -> Iterator[Any]:
    """Each figure of an edition's rules a little off or given where there is none, each effect any of the others."""
    for rule, entry in policy.edition_table(edition)["rules"].items():
        for name, figure in entry.items():
            if name == "absent" or (edition, rule, name) in NOTHING_RESTS_ON:
                continue
            for changed in _effects(figure) if isinstance(figure, dict) else _near(rule, name, entry):
                shown = changed["effect"] if isinstance(changed, dict) else str(changed)
                yield pytest.param(edition, rule, name, changed, id=f"{edition}-{rule}-{name}-{shown}")
        for name in sorted(FORMS[rule].optional - entry.keys()) if "absent" not in entry else ():
            yield pytest.param(edition, rule, name, 12, id=f"{edition}-{rule}-{name}-given")


def _effects(clause: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from ({**clause, "effect": each.value} for each in Effect if each.value != clause["effect"])


def _near(rule: str, name: str, entry: Mapping[str, Any]) -> Iterator[Any]:
    figure = entry[name]
    kind = FORMS[rule].figures[name]
    if isinstance(kind, WordsOf):
        yield from ([each for each in figure if each != left_out] for left_out in figure)
        says_all = {each for within, words in SAID_BEFORE if within == (rule, name) for each in words(entry)}
        yield from ([*figure, added.value] for added in kind.words if added not in {*figure, *says_all})
    elif kind is bool:
        yield not figure
    elif kind is int:
        yield from (figure - 1, figure + 1)
    else:
        assert kind is Decimal
        yield from (figure * Decimal("0.99"), figure * Decimal("1.01"))


NOTHING_RESTS_ON = {(SP, "cause-excluded", "desk")}  # a clause for causes that the desk reads in: there are none
SAID_BEFORE: tuple[tuple[tuple[str, str], Callable[[Mapping[str, Any]], set[str]]], ...] = (
    # Words that change nothing in a list, because another figure of the rule has decided on them before.
    (("category-excluded", "covered_if_invoiced"), lambda entry: set(entry["covered"])),
    (("cause-excluded", "read_by_desk"), lambda entry: {*DamageCause} - set(entry["causes"])),
)


@cache
def answered_cases() -> list[tuple[Case, dict[str, Any]]]:
    return [(case_from_json(facts), naive_answer(facts)) for facts in cases(ENOUGH_CASES)]


@pytest.mark.parametrize(("edition", "rule", "name", "changed"), [*changes(HW), *changes(SP)])
def test_a_changed_figure_is_noticed(edition: str, rule: str, name: str, changed: Any) -> None:
    table = policy.edition_table(edition)
    assert table["rules"][rule].get(name) != changed
    table["rules"][rule][name] = changed
    other = edition_from_mapping(table, POLICY_FORMS, "changed.toml")
    concerned = (each for each in answered_cases() if each[0].edition == edition)
    assert any(product_answer(judged, other) != naive for judged, naive in concerned)


@pytest.mark.parametrize("left_out", [row.rule for row in TABLE])
def test_a_rule_left_out_is_noticed(left_out: str) -> None:
    rules = tuple(rule for rule in RULES if rule.id != left_out)
    assert len(rules) == len(RULES) - 1
    answers = (
        ([each.rule for each in judge(judged, SHIPPED[judged.edition], rules, "USD").findings], naive)
        for judged, naive in answered_cases()
    )
    assert any(found != [each["rule"] for each in naive["findings"]] for found, naive in answers)


def test_the_plainest_case_still_shows_the_difference() -> None:
    """The shrinker: all that is left of a wild case is what the difference rests on."""

    def shows(facts: dict[str, Any]) -> bool:
        return bool(facts["item"]) and facts["item"]["category"] == "software" and facts["edition"] == SP

    wild = next(each for each in cases(RANDOM_CASES) if shows(each))
    assert plainest(wild, shows) == policy.facts(SP, item__category="software")
