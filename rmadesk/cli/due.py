"""Verbs on the due list: what falls due, decisions on proposals, payments, pauses."""

from __future__ import annotations  # the desk's records are only named here

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk.answers import due as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import Day, FileEndingIn
from rmadesk.cli.tables import print_table
from rmadesk.console import Console, json_option
from rmadesk.domain.scan_text import storable

if TYPE_CHECKING:
    from rmadesk.domain.dues import Due, Pause
    from rmadesk.services.dues import RecordedPause
    from rmadesk.services.ports import Wording

_CALENDAR = ".ics"
_ENDINGS = (_CALENDAR, ".csv")
_COLUMNS = ("due-on", "days-left", "what", "stands", "rma", "customer", "amount", "id", "clause")
_NUMBERS = frozenset({_COLUMNS.index("days-left")})
_PAUSE_COLUMNS = ("id", "from", "until", "moves", "rma", "reason")
_REASON = click.option("--reason", required=True, help="Why; kept apart from the events.")


@verbs.group(invoke_without_command=True)
@click.option("--on", "day", type=Day(), help="As it stands on this site-local date; default: today.")
@click.option(
    "--within", type=click.IntRange(min=0), metavar="DAYS", help="Only what is due within so many days, or past."
)
@click.option("--all", "everything", is_flag=True, help="Show what was declined or is paid too.")
@click.option("-o", "--output", type=FileEndingIn(*_ENDINGS), help="File ending in .ics or .csv.")
@json_option
@click.pass_context
def due(context: click.Context, day: date | None, within: int | None, everything: bool, output: Path | None) -> None:
    """List what falls due: deadlines of customers, and proposals that wait for a person's word.

    Files and --json hold what was declined or is paid too, marked as such. Nothing is done to a customer by itself.
    """
    if context.invoked_subcommand is not None:
        return
    console: Console = context.obj
    desk = console.existing_desk
    wanted = day or desk.dues.today()
    found = desk.dues.on(wanted, within)
    if output:
        desk.dues.save(found, wanted, output)
    for each in found if console.as_json else ():
        console.record(answers.due_answer(each, wanted, desk.wording))
    if console.as_json:
        return
    if output:
        undated = sum(each.due_on is None for each in found) if output.suffix.lower() == _CALENDAR else 0
        console.say("due.file-written", file=str(output), count=len(found) - undated)
        if undated:
            console.say("due.without-day", count=undated)
        return
    _print_list(console, found, wanted, within, everything)


@due.command("decide")
@click.argument("due_id", metavar="ID")
@click.option("--take", is_flag=True, help="Take it.")
@click.option("--decline", is_flag=True, help="Decline it.")
@_REASON
@json_option
@click.pass_obj
def due_decide(console: Console, due_id: str, take: bool, decline: bool, reason: str) -> None:
    """Take or decline the proposal ID, as the person who works here; recorded with the reason."""
    from rmadesk.domain.dues import DueOutcome

    if take is decline:  # a decision stays on record: of two words the later one must not win
        raise click.UsageError("Say what becomes of the proposal: either --take or --decline.")
    desk = console.existing_desk
    outcome = DueOutcome.TAKEN if take else DueOutcome.DECLINED
    decided = desk.dues.decide(storable(due_id), outcome, storable(reason))
    if console.as_json:
        console.record(answers.due_answer(decided, desk.dues.today(), desk.wording))
    else:
        console.say("due.recorded", due=decided.due_id, now=desk.wording.text(f"word.due-outcome.{outcome.value}"))


@due.command("paid")
@click.argument("due_id", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, help="Site-local date of the payment.")
@_REASON
@json_option
@click.pass_obj
def due_paid(console: Console, due_id: str, day: date, reason: str) -> None:
    """Note that the invoice ID, which somebody took, was paid."""
    desk = console.existing_desk
    decision = desk.dues.paid(storable(due_id), day, storable(reason))
    if console.as_json:
        console.record(answers.decision_answer(decision))
    else:
        console.say("due.recorded", due=decision.due_id, now=desk.wording.text("word.due-outcome.paid"))


@due.command("pause")
@click.option("--from", "from_on", type=Day(), required=True, help="First day that does not count.")
@click.option("--until", "until_on", type=Day(), help="Last day that does not count; default: until somebody ends it.")
@_REASON
@click.option("--customers-too", is_flag=True, help="Move the customer's days too, not the desk's alone.")
@click.option("--rma", help="Of this RMA only; default: of all.")
@json_option
@click.pass_obj
def due_pause(
    console: Console, from_on: date, until_on: date | None, reason: str, customers_too: bool, rma: str | None
) -> None:
    """Record days that do not count (force majeure)."""
    pause = console.existing_desk.dues.pause(
        from_on,
        until_on,
        storable(reason),
        customers_too=customers_too,
        rma_number=storable(rma) if rma is not None else None,
    )
    if console.as_json:
        console.record(answers.pause_answer(pause))
    else:
        words = console.desk.wording
        until = _until(pause, words)
        console.say("due.pause-recorded", pause=pause.pause_id, from_on=pause.from_on.isoformat(), until=until)


@due.command("unpause")
@click.argument("pause_id", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, help="Last day that does not count.")
@json_option
@click.pass_obj
def due_unpause(console: Console, pause_id: str, day: date) -> None:
    """Let the pause ID end."""
    pause = console.existing_desk.dues.end_pause(storable(pause_id), day)
    if console.as_json:
        console.record(answers.pause_answer(pause))
    else:
        console.say("due.pause-ended", pause=pause.pause_id, until_on=day.isoformat())


@due.command("pauses")
@json_option
@click.pass_obj
def due_pauses(console: Console) -> None:
    """List the pauses on record."""
    desk = console.existing_desk
    recorded = desk.dues.pauses()
    words = desk.wording
    if console.as_json:
        for each in recorded:
            console.record(answers.recorded_pause_answer(each))
    elif recorded:
        headings = [words.text(f"due.pause-column.{column}") for column in _PAUSE_COLUMNS]
        print_table(headings, [_pause_cells(each, words) for each in recorded])
    else:
        console.say("due.pause-none")


def _pause_cells(recorded: RecordedPause, words: Wording) -> tuple[str | None, ...]:
    pause = recorded.pause
    whose = words.text("due.pause-everybody" if pause.customers_too else "due.pause-desk")
    rma = pause.rma_number or words.text("due.pause-all")
    return pause.pause_id, words.day(pause.from_on), _until(pause, words), whose, rma, recorded.reason


def _until(pause: Pause, words: Wording) -> str:
    return words.day(pause.until_on) if pause.until_on else words.text("due.pause-open")


def _print_list(console: Console, found: Sequence[Due], day: date, within: int | None, everything: bool) -> None:
    shown = [each for each in found if everything or not each.is_over]
    if shown:
        words = console.desk.wording
        headings = [words.text(f"due.column.{column}") for column in _COLUMNS]
        print_table(headings, [_cells(each, day, words) for each in shown], numbers=_NUMBERS)
    elif within is None:
        console.say("due.none")
    else:
        console.say("due.none-within", days=within)
    if len(shown) < len(found):
        console.say("due.over", count=len(found) - len(shown))


def _cells(each: Due, day: date, words: Wording) -> tuple[str | None, ...]:
    from rmadesk.services.due_words import clock_word, state_word

    left = each.days_left(day)
    return (
        words.day(each.due_on) if each.due_on else None,
        None if left is None else str(left),
        clock_word(each, words),
        state_word(each, words),
        each.rma_number,
        each.customer_id,
        _amount(each, words),
        each.due_id,
        each.source,
    )


def _amount(each: Due, words: Wording) -> str | None:
    if each.currency is None:
        return None
    figure = None if each.amount is None else f"{each.amount:.2f}"
    return words.text("due.column.amount-of", amount=figure, currency=each.currency)
