"""What findings add up to: the verdict of a case, of a box, and what a finding cites."""

from itertools import product

import pytest

from rmadesk.domain.policy.verdict import Effect, Finding, Verdict, highest, verdict_of

VERDICT_OF = dict(zip(Effect, Verdict, strict=True))


def finding(effect: Effect, contract: str | None = None) -> Finding:
    return Finding("late", "default", effect, "Trial Text: Time", {}, contract)


def test_nothing_found_is_accepted() -> None:
    assert verdict_of([]) is Verdict.ACCEPT


@pytest.mark.parametrize(("first", "second"), list(product(Effect, Effect)))
def test_the_highest_effect_decides(first: Effect, second: Effect) -> None:
    order = list(Effect)
    assert verdict_of([finding(first), finding(second)]) is VERDICT_OF[max(first, second, key=order.index)]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], Verdict.ACCEPT),
        ([Verdict.ACCEPT], Verdict.ACCEPT),
        ([Verdict.HOLD, Verdict.ACCEPT_WITH_CHARGE], Verdict.HOLD),
        ([Verdict.ACCEPT, Verdict.ACCEPT_WITH_CHARGE], Verdict.ACCEPT_WITH_CHARGE),
        ([Verdict.HOLD, Verdict.REFUSE, Verdict.ACCEPT], Verdict.REFUSE),
    ],
)
def test_a_box_has_the_highest_verdict_of_its_authorizations(verdicts: list[Verdict], expected: Verdict) -> None:
    assert highest(verdicts) is expected


def test_a_finding_cites_its_text_and_the_contract_over_it() -> None:
    assert finding(Effect.NOTE).citation == "Trial Text: Time"
    assert finding(Effect.NOTE, "ACME 2026").citation == "Trial Text: Time; contract ACME 2026"
