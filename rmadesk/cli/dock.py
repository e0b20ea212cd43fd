"""Verbs of the dock: look at pictures, receive a box, undo a receipt."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk.answers import desk as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import BoxOf, Instant, one_of
from rmadesk.console import FILE, Console, json_option
from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.domain.identifiers import IdentifierKind, rma_key
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.rma import Piece
from rmadesk.domain.scan_text import storable
from rmadesk.domain.scans import Scan, ScanSource

if TYPE_CHECKING:
    from rmadesk.services.printed_numbers import PrintedNumber
    from rmadesk.services.receiving import Receipt


@verbs.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--print", "with_print", is_flag=True, help="Also say which RMA numbers the print may say; takes seconds."
)
@json_option
@click.pass_obj
def scan(console: Console, files: tuple[Path, ...], with_print: bool) -> int:
    """Read all codes in pictures of labels and say what each is; records nothing."""
    status = 0
    for file in files:
        try:
            scans = _picture_scans(console, file, every_page=True)
            contents = console.desk.receiving.look(scans)
        except RmaDeskError as error:
            status = max(status, _told(console, error))
            continue
        printed = None
        if with_print:
            try:
                printed = console.desk.printed.suggest_file(file)
            except RmaDeskError as error:
                status = max(status, _told(console, error))
                if not scans:
                    continue
        reads = list(map(answers.scan_answer, scans, contents.identifications))
        if console.as_json:
            console.record({"file": str(file), "reads": reads, **answers.suggestions_answer(printed)})
        else:
            _say_reads(console, file, reads)
            _say_printed(console, printed)
    return status


@verbs.command()
@click.option("--image", "images", type=FILE, multiple=True, help="Picture of the label; may be repeated.")
@click.option("--scan", "texts", multiple=True, help="Text of a code, or a typed number; may be repeated.")
@click.option(
    "--printed",
    "confirmed",
    multiple=True,
    help="RMA number proposed from the print, and found right; may be repeated.",
)
@click.option("--packaging", type=one_of(PackagingKind), required=True, help="How the goods are packed.")
@click.option("--outer-damage", type=one_of(OuterDamage), default="none", show_default=True)
@click.option("--marked-on-box", is_flag=True, help="The RMA number is written on the box itself.")
@click.option("--number-state", type=one_of(NumberState), help="What the label says; default: as read.")
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
    confirmed: tuple[str, ...],
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

    if not images and not texts and not confirmed:
        raise click.UsageError("Name what stands on the box: --image FILE, --scan TEXT, or both.")
    _refuse_empty(texts, confirmed)
    scans = tuple(read for image in images for read in _picture_scans(console, image))
    scans += tuple(Scan(storable(text), ScanSource.KEYED) for text in texts)
    scans += tuple(console.desk.printed.confirmed(number) for number in confirmed)
    if not scans and not number_state:
        raise _nothing_read(console, images)
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
    if not console.as_json:
        _say_receipt(console, receipt)  # before the print is read, which takes seconds: it is on record by now
    printed = _printed(console, images) if not number_state and _lacks_number(receipt) else None
    if console.as_json:
        console.record(answers.receipt_answer(receipt, console.desk.wording) | answers.suggestions_answer(printed))
    else:
        _say_printed(console, printed)


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


def _told(console: Console, error: RmaDeskError) -> int:
    """Of one picture of several: the others are looked at all the same. The exit status that it asks for."""
    console.problem(error)
    return error.exit_status


def _say_reads(console: Console, file: Path, reads: "list[answers.Answer]") -> None:
    console.line(f"{file}:")
    for read in reads:
        kind = console.desk.wording.text(f"word.identifier-kind.{read['kind']}")
        page = (console.desk.wording.text("cli.read-page", page=read["page"]),) if "page" in read else ()
        doubt = () if read["confirmed"] else (console.desk.wording.text("cli.read-doubtful"),)
        console.line(f"  {kind}", read["text"], read["symbology"], *page, *doubt)
    if not reads:
        console.line(f"  {console.desk.wording.text('cli.no-code')}")


def _picture_scans(console: Console, file: Path, *, every_page: bool = False) -> tuple[Scan, ...]:
    """One box's label may come in several pictures; of what is only looked at, each page may be another's."""
    reads = console.desk.pictures.read_file(file, enough=console.desk.receiving.enough, every_page=every_page)
    return tuple(Scan(storable(read.text), ScanSource.PICTURE, read) for read in reads)


def _refuse_empty(texts: tuple[str, ...], confirmed: tuple[str, ...]) -> None:
    if not all(text.strip() for text in texts):
        raise click.UsageError("--scan is empty. Give the text of the code, or leave --scan out.")
    if not all(rma_key(number) for number in confirmed):
        raise click.UsageError("--printed is empty. Give the RMA number, or leave --printed out.")


def _nothing_read(console: Console, images: tuple[Path, ...]) -> RefusedError:
    """What to do about pictures without a code: where the print says a number, to confirm it."""
    file = ", ".join(str(image) for image in images)
    numbers = [each.rma_number for each in _printed(console, images) or ()]
    if numbers:
        return RefusedError("no-code-but-print", file=file, numbers=", ".join(numbers))
    return RefusedError("no-code-in-picture", file=file)


def _lacks_number(receipt: "Receipt") -> bool:
    return receipt.original is None and all(scan.kind is not IdentifierKind.RMA for scan in receipt.box.scans)


def _printed(console: Console, images: tuple[Path, ...]) -> "tuple[PrintedNumber, ...] | None":
    """What the print may say, picture by picture; None where nobody can look. An offer, so that its failure is none."""
    if not images or not console.desk.printed.there:
        return None
    try:
        return tuple(each for image in images for each in console.desk.printed.suggest_file(image))
    except RmaDeskError:
        return None


def _say_printed(console: Console, printed: "tuple[PrintedNumber, ...] | None") -> None:
    if printed is not None and not printed:
        console.say("cli.print-nothing")
    for each in printed or ():
        console.say("cli.print-known" if each.known else "cli.print-unknown", number=each.rma_number)


def _say_receipt(console: Console, receipt: "Receipt") -> None:
    words, box, original = console.desk.wording, receipt.box, receipt.original
    if original:
        console.say("cli.duplicate", box=original.box_id, received_at=original.received_at.isoformat())
    click.echo(f"{words.text(f'word.verdict.{box.verdict.value}')}  {box.box_id}")
    for judged in box.verdicts:
        console.line(f"  RMA {judged.rma_number or '-'}: {words.text(f'word.verdict.{judged.verdict.value}')}")
        for finding in judged.findings:
            click.echo(f"    {words.finding(finding)} [{words.source(finding)}]")
