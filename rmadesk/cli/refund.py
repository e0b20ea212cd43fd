"""The verb that makes a refund sheet."""

from __future__ import annotations  # the records are only named here

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk.answers import refund as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import FileEndingIn
from rmadesk.console import Console, json_option
from rmadesk.domain.scan_text import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmadesk.services.ports import Wording
    from rmadesk.services.refunds import RefundPaper


@verbs.command()
@click.argument("rma")
@click.option("--serial", help="Serial number of the unit; needed where several are expected.")
@click.option("--waive-restocking", is_flag=True, help="Let the restocking fee go; needs a reason.")
@click.option("--reason", help="Why the fee is let go; kept apart from the events.")
@click.option("-o", "--output", type=FileEndingIn(".pdf"), help="The sheet's file.")
@json_option
@click.pass_obj
def refund(
    console: Console, rma: str, serial: str | None, waive_restocking: bool, reason: str | None, output: Path | None
) -> None:
    """Make the refund sheet of a received unit: price, restocking fee, what is given back and what is not."""
    if reason is not None and not waive_restocking:
        raise click.UsageError("--reason says why the fee is let go; give --waive-restocking with it.")
    paper = console.existing_desk.refunds.make(
        storable(rma),
        serial_number=storable(serial) if serial else None,
        waive_reason=storable(reason or "") if waive_restocking else None,
        path=output,
    )
    if console.as_json:
        console.record(answers.refund_answer(paper, output))
        return
    for sentence in _sentences(paper, console.desk.wording):
        click.echo(sentence)
    if output:
        console.say("refund.written", file=str(output))


def _sentences(paper: RefundPaper, words: Wording) -> Iterator[str]:
    sheet, money = paper.sheet, {"currency": paper.sheet.currency}
    kind = paper.authorization.kind.value if paper.authorization.kind else None
    yield words.text(
        "refund.head", rma=paper.authorization.written, kind=kind, unit=paper.unit.serial_number or sheet.unit_id
    )
    yield words.text("refund.said-price", price=str(sheet.price), **money)
    if sheet.restocking_fee is None:
        yield words.text("refund.no-fee")
    elif paper.fee:
        percent = str(paper.fee.figures["percent"])
        fee = {"fee": str(sheet.restocking_fee), "percent": percent, "cited": words.source(paper.fee)}
        yield words.text("refund.said-waived" if sheet.waived else "refund.said-fee", **fee, **money)
    if sheet.waived:
        yield words.text("refund.said-reason", reason=paper.reason or words.text("refund.reason-erased"))
    yield words.text("refund.said-amount", amount=str(sheet.amount), **money)
    for each in paper.left_out:
        what = words.text(f"word.not-refunded.{each.what.value}")
        yield words.text("refund.said-left-out", what=what, cited=each.citation)
    for rule in paper.open_rules:
        yield words.text("refund.said-open", question=words.text(f"pending.{rule}"))
    yield _standing(paper, words)


def _standing(paper: RefundPaper, words: Wording) -> str:
    """Whether the sheet was made now, and what became of an earlier one."""
    earlier = paper.replaces
    if not paper.is_new:
        return words.text("refund.shown", made_at=paper.sheet.made_at.isoformat(), user=paper.sheet.made_by)
    if earlier is None:
        return words.text("refund.recorded", sheet=paper.sheet.sheet_id)
    return words.text(
        "refund.replaced", made_at=earlier.made_at.isoformat(), amount=str(earlier.amount), currency=earlier.currency
    )
