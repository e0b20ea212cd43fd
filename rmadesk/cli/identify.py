"""The verb that says what scanned texts are, and remembers what somebody says they are."""

from __future__ import annotations  # the records are only named here

import sys
from itertools import islice
from typing import TYPE_CHECKING

import click

from rmadesk.cli.group import verbs
from rmadesk.console import Console, json_option
from rmadesk.domain.scan_text import storable
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.domain.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmadesk.domain.identifiers import Identification, Identifier

_STANDARD_INPUT = "-"
_AT_ONCE = 500
_SOURCES = (ScanSource.SCANNER, ScanSource.PICTURE, ScanSource.KEYED)


@verbs.command()
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
@click.option("--customer", help="Whose box the text stands on: what was said of their texts before counts.")
@click.option(
    "--source",
    type=click.Choice([source.value for source in _SOURCES]),
    default=ScanSource.SCANNER.value,
    show_default=True,
    help="How the text came in: commands count from the scanner only.",
)
@click.option(
    "--is", "said", metavar="CARRIER|N", help="Remember for --customer: it is this carrier's, or the Nth listed."
)
@json_option
@click.pass_obj
def identify(console: Console, texts: tuple[str, ...], customer: str | None, source: str, said: str | None) -> None:
    """Say what scanned texts are, on what ground, and what else they could be; - reads texts line by line."""
    if said is not None and (not customer or len(texts) != 1 or texts == (_STANDARD_INPUT,)):
        raise click.UsageError("--is needs --customer and one TEXT.")
    customer_id = storable(customer) if customer else None
    scans = (Scan(storable(text), ScanSource(source)) for text in _all(texts))
    if said is not None and customer_id:
        _remember(console, next(scans), customer_id, storable(said))
        scans = (Scan(storable(text), ScanSource(source)) for text in texts)
    while some := tuple(islice(scans, _AT_ONCE)):
        for identification in console.desk.identifying.identify(some, customer_id):
            _tell(console, identification)


def _all(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == _STANDARD_INPUT:
            lines = sys.stdin.buffer
            yield from (line.rstrip(b"\r\n").decode("utf-8", "replace") for line in lines)
        else:
            yield text


def _remember(console: Console, scan: Scan, customer_id: str, said: str) -> None:
    """Record what somebody says a text is; who may be meant stands in the order of the candidates."""
    desk = console.existing_desk
    (identification,) = desk.identifying.identify((scan,), customer_id)
    desk.choices.remember(customer_id, identification, _meant(identification, said))


def _meant(identification: Identification, said: str) -> Identifier:
    from rmadesk.domain.identifiers import Identifier, IdentifierKind

    listed = identification.candidates
    if said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= len(listed):
        return listed[int(said[:4]) - 1]
    for each in listed:
        if said.casefold() in _names(each):
            return each
    return Identifier(IdentifierKind.UNKNOWN, said, identification.text, carrier=said)  # which is refused


def _names(identifier: Identifier) -> tuple[str, ...]:
    """What people may call it by: whose it is, or what sort of thing."""
    kind: str = identifier.kind.value
    return (kind, identifier.carrier.casefold()) if identifier.carrier else (kind,)


def _tell(console: Console, identification: Identification) -> None:
    if console.as_json:
        from rmadesk.answers.identify import identify_answer

        console.record(identify_answer(identification))
        return
    words = console.desk.wording
    click.echo(visible(identification.text) or '""')
    click.echo(f"  {_described(console, identification.identifier)}")
    if identification.identifier.page:
        click.echo(f"  {visible(identification.identifier.page)}")
    for each in identification.also:
        click.echo(f"  + {_described(console, each)}")
    for field, value in identification.details:
        click.echo(f"    {visible(field)}: {visible(value)}")
    if len(identification.candidates) > 1:
        click.echo(f"  {words.text('identify.candidates')}")
        for place, each in enumerate(identification.candidates, start=1):
            click.echo(f"    {place} {_described(console, each)}")
    if identification.ambiguous:
        click.echo(f"  {words.text('identify.ambiguous')}")
    if identification.remembered:
        click.echo(f"  {words.text('identify.remembered')}")


def _described(console: Console, identifier: Identifier) -> str:
    """The sort of number, the number, whose it is, and on what ground."""
    words = console.desk.wording
    kind = words.text(f"word.identifier-kind.{identifier.kind.value}")
    named = " ".join(part for part in (identifier.carrier, identifier.service) if part)
    whose = f", {named}" if named else ""
    return (
        f"{kind} {visible(identifier.value)}{visible(whose)} ({words.text(f'word.ground.{identifier.ground.value}')})"
    )
