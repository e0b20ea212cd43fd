"""The answer of the verb that lays recorded verdicts open."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rmadesk.domain.policy.comparison import RuleContrast
    from rmadesk.domain.policy.verdict import Finding
    from rmadesk.domain.rma import Box
    from rmadesk.services.explaining import Explanation, OpenRule, OtherAnswer
    from rmadesk.services.ports import Wording

Answer = dict[str, Any]


def why_answer(box: Box, explanations: Iterable[Explanation], words: Wording) -> Answer:
    """What `policy why` prints: the box, and each of its recorded verdicts."""
    return {
        "box_id": box.box_id,
        "state": box.state.value,
        "duplicate_of": box.duplicate_of,
        "voided": box.voided_at is not None,
        "verdict": box.verdict.value,
        "verdicts": [_explanation(each, words) for each in explanations],
    }


def _explanation(explanation: Explanation, words: Wording) -> Answer:
    judged = explanation.judged
    return {
        "rma_number": judged.rma_number,
        "edition": judged.edition,
        "edition_version": judged.edition_version,
        "title": explanation.title,
        "contract": judged.contract,
        "contract_version": judged.contract_version,
        "verdict": judged.verdict.value,
        "findings": [{**_finding(each, words), "change": words.change(each)} for each in explanation.findings],
        "charges": to_plain(judged.charges),
        "open": [_open_rule(each, words) for each in explanation.open_rules],
        "others": [_other(each, words) for each in explanation.others],
    }


def _finding(finding: Finding, words: Wording) -> Answer:
    answer: Answer = to_plain(finding)
    return {**answer, "detail": words.finding(finding)}


def _open_rule(open_rule: OpenRule, words: Wording) -> Answer:
    return {
        "rule": open_rule.rule,
        "question": words.question(open_rule.rule),
        "clauses": [to_plain(each) for each in open_rule.clauses],
    }


def _other(other: OtherAnswer, words: Wording) -> Answer:
    """Another edition's answer; without a verdict where it could not be asked, and why."""
    comparison = other.comparison
    return {
        "edition": other.edition,
        "edition_version": other.version,
        "title": other.title,
        "verdict": comparison.other.value if comparison else None,
        "verdict_differs": comparison.verdict_differs if comparison else None,
        "rules": [_contrast(each, words) for each in comparison.rules] if comparison else [],
        "pending": list(comparison.other_pending) if comparison else [],
        "problem": words.error(other.problem) if other.problem else None,
    }


def _contrast(contrast: RuleContrast, words: Wording) -> Answer:
    return {
        "rule": contrast.rule,
        "difference": contrast.difference.value,
        "recorded": _finding(contrast.recorded, words) if contrast.recorded else None,
        "other": _finding(contrast.other, words) if contrast.other else None,
    }
