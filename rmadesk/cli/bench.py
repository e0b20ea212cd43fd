"""Verbs of the bench and of the way back: log an outcome, order a replacement with its label."""

from pathlib import Path

import click

from rmadesk.answers import desk as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import FileEndingIn, one_of
from rmadesk.console import Console, json_option
from rmadesk.domain.rma import Disposition, UnitState
from rmadesk.domain.scan_text import storable

_FOUND_STATES = [state.value for state in UnitState if state is not UnitState.EXPECTED]


@verbs.command()
@click.argument("rma")
@click.option("--serial", help="Serial number of the unit; needed where several are expected.")
@click.option(
    "--state", type=click.Choice(_FOUND_STATES), default="received", show_default=True, help="What was found."
)
@click.option("--disposition", type=one_of(Disposition), default="none", help="How its return ends.")
@click.option("--note", default="", help="Free text, kept apart from the events.")
@json_option
@click.pass_obj
def inspect(console: Console, rma: str, serial: str | None, state: str, disposition: str, note: str) -> None:
    """Log what the bench found of a received unit, and what becomes of it."""
    unit = console.existing_desk.inspection.unit_of(storable(rma), storable(serial) if serial else None)
    progress = console.desk.inspection.log_outcome(
        unit.unit_id, UnitState(state), Disposition(disposition), storable(note)
    )
    if console.as_json:
        console.record(answers.progress_answer(progress))
    else:
        console.say("cli.inspected", unit=unit.unit_id, state=state, disposition=disposition)


@verbs.command()
@click.argument("rma")
@click.option("-o", "--output", type=FileEndingIn(".pdf"), required=True, help="The label's file.")
@click.option("--serial", help="Serial number of the unit that is replaced.")
@click.option("--new-serial", help="Serial number of what goes out in its place; takes over the original's coverage.")
@click.option("--format", "form", type=click.Choice(["pdf"]), default="pdf", show_default=True)
@click.option("--size", type=click.Choice(["4x6"]), default="4x6", show_default=True, help="Inches.")
@click.option("--dpi", type=click.Choice(["203", "300"]), default="203", show_default=True, help="Of the printer.")
@json_option
@click.pass_obj
def ship(
    console: Console,
    rma: str,
    output: Path,
    serial: str | None,
    new_serial: str | None,
    form: str,
    size: str,
    dpi: str,
) -> None:
    """Order the replacement for an RMA and write its shipping label, once the drawn label reads back exact."""
    label = console.existing_desk.shipping.print_label(
        storable(rma),
        output,
        serial_number=storable(serial) if serial else None,
        new_serial_number=None if new_serial is None else storable(new_serial),
        dpi=int(dpi),
    )
    if console.as_json:
        console.record(answers.label_answer(label))
    else:
        console.say("cli.label-written", file=str(output), copy=label.shipment.copies)
