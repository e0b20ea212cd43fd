"""The command line: one function a verb, each thin over a service."""

import re
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rmadesk import answers
from rmadesk.console import FILE, Console, json_option
from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.domain.identifiers import storable
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.rma import Disposition, Piece, UnitState
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.domain.visible import visible

if TYPE_CHECKING:
    from rmadesk.services.receiving import Receipt

REPORT_ENDINGS = (".pdf", ".xlsx", ".csv")
_FOUND_STATES = [state.value for state in UnitState if state is not UnitState.EXPECTED]


def _one_of(words: type[StrEnum]) -> click.Choice[str]:
    """A choice of the trade's words."""
    return click.Choice([word.value for word in words])


class Instant(click.ParamType[datetime]):
    """ISO 8601 with an offset."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an instant such as 2026-11-20T09:15:00-08:00.", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} has no offset; write it as 2026-11-20T09:15:00-08:00.", param, ctx)
        return instant


class Day(click.ParamType[date]):
    """A date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-20.", param, ctx)


class BoxOf(click.ParamType[Piece]):
    """Box k of n."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Piece:
        match = re.fullmatch(r"(\d{1,3})/(\d{1,3})", str(value), re.ASCII)
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} is not a box of several, such as 1/2.", param, ctx)
        return Piece(int(match[1]), int(match[2]))


class FileEndingIn(click.Path):
    """A file whose ending says its form."""

    def __init__(self, *endings: str) -> None:
        super().__init__(path_type=Path, readable=False)
        self._endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(str(super().convert(value, param, ctx)))
        if path.suffix.lower() not in self._endings:
            self.fail(f"{str(path)!r} must end in {' or '.join(self._endings)}.", param, ctx)
        return path


verbs = click.Group()
"""Every verb but those that know the window."""


@verbs.group()
def registry() -> None:
    """Authorizations from the ticket system: import, search, show."""


@registry.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out, and list them.")
@json_option
@click.pass_obj
def registry_import(console: Console, file: Path, dry_run: bool, skip_bad: bool) -> None:
    """Import FILE (CSV, XLSX or JSON Lines); importing again changes only what differs."""
    summary = console.desk.registry.import_file(file, dry_run=dry_run, skip_bad=skip_bad)
    if console.as_json:
        console.record(answers.import_answer(summary, console.desk.wording))
        return
    counts = {"added": summary.added, "changed": summary.changed, "unchanged": summary.unchanged}
    console.say("cli.import-dry-run" if dry_run else "cli.imported", rows=summary.rows, units=summary.units, **counts)
    for problem in (*summary.skipped, *summary.warnings):
        click.echo(f"  {console.desk.wording.error(problem)}", err=True)
    if summary.unknown_columns:
        console.say("cli.unknown-columns", columns=", ".join(summary.unknown_columns))


@registry.command("search")
@click.argument("text", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=200, show_default=True, help="Records at the most.")
@json_option
@click.pass_obj
def registry_search(console: Console, text: str, limit: int) -> None:
    """List authorizations by number, customer, tracking or serial number; newest first."""
    found = console.existing_desk.registry.search(storable(text), limit)
    if not found and not console.as_json:
        console.say("cli.nothing-found")
    for record in answers.found_answer(found):
        if console.as_json:
            console.record(record)
        else:
            columns = ("rma_number", "status", "kind", "issued_at", "customer_name")
            console.line(*(record[column] for column in columns))


@registry.command("show")
@click.argument("rma")
@json_option
@click.pass_obj
def registry_show(console: Console, rma: str) -> None:
    """Show all there is on one RMA: units, boxes, shipments, events."""
    answer = answers.history_answer(console.existing_desk.registry.open(storable(rma)), console.desk.wording)
    console.record(answer) if console.as_json else click.echo(_indented(answer))


@verbs.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@json_option
@click.pass_obj
def scan(console: Console, files: tuple[Path, ...]) -> int:
    """Read all codes in pictures of labels and say what each is; records nothing."""
    status = 0
    for file in files:
        try:
            scans = _picture_scans(console, file)
            contents = console.desk.receiving.look(scans)
        except RmaDeskError as error:
            console.problem(error)
            status = max(status, error.exit_status)
            continue
        reads = [answers.scan_answer(each, identifier) for each, identifier in contents.scans]
        if console.as_json:
            console.record({"file": str(file), "reads": reads})
            continue
        console.line(f"{file}:")
        for read in reads:
            console.line(f"  {read['kind']}", read["text"], read["symbology"])
    return status


@verbs.command()
@click.option("--image", "images", type=FILE, multiple=True, help="Picture of the label; may be repeated.")
@click.option("--scan", "texts", multiple=True, help="Text of a code, or a typed number; may be repeated.")
@click.option("--packaging", type=_one_of(PackagingKind), required=True, help="How the goods are packed.")
@click.option("--outer-damage", type=_one_of(OuterDamage), default="none", show_default=True)
@click.option("--marked-on-box", is_flag=True, help="The RMA number is written on the box itself.")
@click.option("--number-state", type=_one_of(NumberState), help="What the label says; default: as read.")
@click.option("--box", "piece", type=BoxOf(), help="Box K of N.")
@click.option("--at", "arrived_at", type=Instant(), help="When it arrived, with offset; default: now.")
@click.option("--edition", help="Edition of the policy to judge by, in place of the registry's or the site's.")
@click.option("--same", is_flag=True, help="Another scan of the box of this RMA that is on record.")
@json_option
@click.pass_obj
def receive(
    console: Console,
    images: tuple[Path, ...],
    texts: tuple[str, ...],
    packaging: str,
    outer_damage: str,
    marked_on_box: bool,
    number_state: str | None,
    piece: Piece | None,
    arrived_at: datetime | None,
    edition: str | None,
    same: bool,
) -> None:
    """Receive one box: read its label, judge it, record it, answer. A refusal is an answer too (status 0)."""
    from rmadesk.services.receiving import BoxAtDock

    if not images and not texts:
        raise click.UsageError("Name what stands on the box: --image FILE, --scan TEXT, or both.")
    if not all(text.strip() for text in texts):
        raise click.UsageError("--scan is empty. Give the text of the code, or leave --scan out.")
    scans = tuple(read for image in images for read in _picture_scans(console, image))
    scans += tuple(Scan(storable(text), ScanSource.KEYED) for text in texts)
    if not scans and not number_state:
        raise RefusedError("no-code-in-picture", file=", ".join(str(image) for image in images))
    receipt = console.desk.receiving.receive(
        BoxAtDock(
            scans=scans,
            packaging=PackagingKind(packaging),
            outer_damage=OuterDamage(outer_damage),
            marked_on_box=marked_on_box,
            number_state=NumberState(number_state) if number_state else None,
            piece=piece,
            arrived_at=arrived_at,
            edition=edition,
            same_box=same,
        )
    )
    if console.as_json:
        console.record(answers.receipt_answer(receipt, console.desk.wording))
    else:
        _say_receipt(console, receipt)


@verbs.command()
@click.argument("box_id")
@json_option
@click.pass_obj
def undo(console: Console, box_id: str) -> None:
    """Undo the receipt of a box, by an event; refused once its goods have moved on."""
    box = console.existing_desk.receiving.void(storable(box_id))
    if console.as_json:
        console.record({"box_id": box.box_id, "voided_by": box.voided_by, "rma_numbers": list(box.rma_numbers)})
    else:
        console.say("cli.undone", box=box.box_id)


@verbs.command()
@click.argument("rma")
@click.option("--serial", help="Serial number of the unit; needed where several are expected.")
@click.option(
    "--state", type=click.Choice(_FOUND_STATES), default="received", show_default=True, help="What was found."
)
@click.option("--disposition", type=_one_of(Disposition), default="none", help="How its return ends.")
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
@click.option("--format", "form", type=click.Choice(["pdf"]), default="pdf", show_default=True)
@click.option("--size", type=click.Choice(["4x6"]), default="4x6", show_default=True, help="Inches.")
@click.option("--dpi", type=click.Choice(["203", "300"]), default="203", show_default=True, help="Of the printer.")
@json_option
@click.pass_obj
def ship(console: Console, rma: str, output: Path, serial: str | None, form: str, size: str, dpi: str) -> None:
    """Order the replacement for an RMA and write its shipping label, once the drawn label reads back exact."""
    label = console.existing_desk.shipping.print_label(
        storable(rma), output, serial_number=storable(serial) if serial else None, dpi=int(dpi)
    )
    if console.as_json:
        console.record(answers.label_answer(label))
    else:
        console.say("cli.label-written", file=str(output), copy=label.shipment.copies)


@verbs.command()
@click.option("--date", "day", type=Day(), help="Site-local date of arrival; default: today.")
@click.option("-o", "--output", type=FileEndingIn(*REPORT_ENDINGS), help="File ending in .pdf, .xlsx or .csv.")
@json_option
@click.pass_obj
def report(console: Console, day: date | None, output: Path | None) -> None:
    """The daily receiving report: each box with verdict and reasons, totals by verdict and by rule."""
    desk = console.existing_desk
    wanted = day or desk.reporting.today()
    figures = desk.reporting.save(wanted, output) if output else desk.reporting.day(wanted)
    if console.as_json:
        console.record({**answers.report_answer(figures, desk.wording), "file": str(output) if output else None})
        return
    console.say("cli.day", arrived_on=wanted.isoformat(), boxes=len(figures.rows))
    for verdict, count in figures.by_verdict:
        click.echo(f"  {count:5}  {desk.wording.text(f'word.verdict.{verdict.value}')}")
    if output:
        console.say("cli.report-written", file=str(output))


@verbs.group()
def db() -> None:
    """The database: check it, make its projections again."""


@db.command("check")
@json_option
@click.pass_obj
def db_check(console: Console) -> int:
    """Verify the file, the chain of events and the seals of personal entries; status 3 where something is wrong."""
    found = console.existing_desk.audit.check()
    answer = answers.chain_answer(found, console.desk.wording)
    if console.as_json:
        console.record(answer)
    elif found.faults:
        console.say("cli.chain-broken", faults=len(found.faults), events=found.events)
        for fault in answer["faults"]:
            click.echo(f"  {fault['reason']}")
    else:
        console.say("cli.chain-whole", events=found.events, head=found.head)
    return 3 if found.faults else 0


@db.command("rebuild")
@json_option
@click.pass_obj
def db_rebuild(console: Console) -> None:
    """Make every table for reading again from the events."""
    applied = console.existing_desk.audit.rebuild()
    console.record({"events": applied}) if console.as_json else console.say("cli.rebuilt", events=applied)


def _picture_scans(console: Console, file: Path) -> tuple[Scan, ...]:
    reads = console.desk.pictures.read_file(file)
    return tuple(Scan(storable(read.text), ScanSource.PICTURE, read) for read in reads)


def _say_receipt(console: Console, receipt: "Receipt") -> None:
    words, box, original = console.desk.wording, receipt.box, receipt.original
    if original:
        console.say("cli.duplicate", box=original.box_id, received_at=original.received_at.isoformat())
    click.echo(f"{words.text(f'word.verdict.{box.verdict.value}')}  {box.box_id}")
    for judged in box.verdicts:
        console.line(f"  RMA {judged.rma_number or '-'}: {words.text(f'word.verdict.{judged.verdict.value}')}")
        for finding in judged.findings:
            click.echo(f"    {words.finding(finding)} [{finding.source}]")


def _indented(answer: dict[str, Any]) -> str:
    import json

    return "\n".join(map(visible, json.dumps(answer, ensure_ascii=False, indent=2).split("\n")))
