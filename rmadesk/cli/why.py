"""The verb that lays a box's recorded verdicts open."""

from __future__ import annotations  # the desk's records are only named here

from typing import TYPE_CHECKING

import click

from rmadesk.answers import why as answers
from rmadesk.cli.policy import policy
from rmadesk.console import Console, json_option
from rmadesk.domain.scan_text import storable
from rmadesk.domain.visible import visible

if TYPE_CHECKING:
    from rmadesk.domain.policy.comparison import Comparison, RuleContrast
    from rmadesk.domain.policy.verdict import Finding
    from rmadesk.domain.rma import Box
    from rmadesk.services.explaining import Citation, Explanation, OtherAnswer
    from rmadesk.services.ports import Wording


@policy.command("why")
@click.argument("box_id", metavar="BOX_ID")
@json_option
@click.pass_obj
def policy_why(console: Console, box_id: str) -> None:
    """Say why a box was judged as it was: rules, figures, clauses, what is open, what other editions would say."""
    desk = console.existing_desk
    box = desk.explaining.box(storable(box_id))
    explanations = desk.explaining.explain(box)
    if console.as_json:
        console.record(answers.why_answer(box, explanations, desk.wording))
        return
    _say_box(console, box)
    for explanation in explanations:
        _say_verdict(console, explanation)
        for finding in explanation.findings:
            _say_finding(finding, desk.wording)
        if not explanation.findings:
            _indented(desk.wording.text("why.nothing"))
        _say_open(explanation, desk.wording)
        for other in explanation.others:
            _say_other(other, desk.wording)


def _say_box(console: Console, box: Box) -> None:
    from rmadesk.domain.rma import BoxState

    received_at = box.received_at.isoformat()
    console.say("why.box", box=box.box_id, verdict=box.verdict.value, received_at=received_at, user=box.received_by)
    if box.state is BoxState.DUPLICATE:
        console.say("why.repeats")
    if box.voided_at is not None:
        console.say("why.undone")


def _say_verdict(console: Console, explanation: Explanation) -> None:
    judged, words = explanation.judged, console.desk.wording
    click.echo()
    console.say(
        "why.verdict",
        rma=f"RMA {judged.rma_number}" if judged.rma_number else words.text("why.no-rma"),
        verdict=judged.verdict.value,
        edition=explanation.title or judged.edition,
        version=judged.edition_version,
    )
    if judged.contract and judged.contract_version is None:
        console.say("why.contract-not-on-file", contract=judged.contract)
    elif judged.contract:
        console.say("why.contract", contract=judged.contract, version=judged.contract_version)


def _say_finding(finding: Finding, words: Wording) -> None:
    _indented(f"{_effect(finding, words)}: {words.finding(finding)}")
    _indented(words.source(finding), 2)
    _indented(words.change(finding), 2)


def _say_open(explanation: Explanation, words: Wording) -> None:
    if explanation.open_rules:
        _indented(words.text("why.open"))
    for each in explanation.open_rules:
        cited = "; ".join(_cited(clause, words) for clause in each.clauses)
        rule = words.text(f"rule.{each.rule}")
        _indented(f"[ ] {words.question(each.rule)} ({rule}{': ' if cited else ''}{cited})", 2)


def _cited(clause: Citation, words: Wording) -> str:
    from rmadesk.domain.policy.verdict import DESK

    cited = words.text("word.source.desk") if clause.source == DESK else clause.source
    if clause.contract is None:
        return cited
    return words.text("word.source.contract", cited=cited, contract=clause.contract)


def _say_other(other: OtherAnswer, words: Wording) -> None:
    if other.problem:
        _indented(words.text("why.other-problem", edition=other.edition, problem=words.error(other.problem)))
    elif other.comparison:
        _say_comparison(other, other.comparison, words)


def _say_comparison(other: OtherAnswer, comparison: Comparison, words: Wording) -> None:
    name = other.title or other.edition
    _indented(words.text("why.other", edition=name, version=other.version, verdict=comparison.other.value))
    for contrast in comparison.differences:
        _say_contrast(contrast, words)
    if not comparison.differences:
        _indented(words.text("why.no-difference"), 2)


def _say_contrast(contrast: RuleContrast, words: Wording) -> None:
    said = contrast.other or contrast.recorded
    assert said  # one of the two spoke
    rule = words.text(f"rule.{contrast.rule}")
    _indented(f"{rule} - {_difference(contrast, words)}: {_effect(said, words)}: {words.finding(said)}", 2)


def _difference(contrast: RuleContrast, words: Wording) -> str:
    if contrast.recorded and contrast.other and contrast.recorded.effect is not contrast.other.effect:
        other, recorded = _effect(contrast.other, words), _effect(contrast.recorded, words)
        return words.text("why.effects", other_effect=other, recorded_effect=recorded)
    return words.text(f"word.difference.{contrast.difference.value}")


def _effect(finding: Finding, words: Wording) -> str:
    return words.text(f"word.effect.{finding.effect.value}")


def _indented(line: str, depth: int = 1) -> None:
    click.echo("  " * depth + visible(line))
