"""Verbs on policy: list, show, diff, check, adopt, end."""

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk.answers import policy as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import Day
from rmadesk.cli.tables import print_table
from rmadesk.console import FILE, Console, json_option
from rmadesk.domain.scan_text import storable

if TYPE_CHECKING:
    from rmadesk.domain.policy.edition import Edition
    from rmadesk.domain.policy.listing import Statement
    from rmadesk.services.policies import PolicyDesk, PolicyOnFile
    from rmadesk.services.ports import Wording

_COLUMNS = ("kind", "name", "version", "applies-from", "applies-to", "stands", "from-whom", "over", "customer")
_NUMBERS = frozenset({_COLUMNS.index("version")})


@verbs.group()
def policy() -> None:
    """The terms by which returns are judged: editions, their versions, customers' contracts.

    A contract is a file that sets single figures and effects in its edition's place. Their keys are those that show
    prints; docs/contracts.md says more. Such as:

    \b
    contract = "ACME-2027"
    edition = "hardware-warranty"
    version = 1
    applies_from = 2027-01-01
    [rules.rma-expired]
    valid_days = 60
    other = { effect = "note" }
    """


@policy.command("list")
@json_option
@click.pass_obj
def policy_list(console: Console) -> None:
    """List every version of every edition and contract, and which is in force today."""
    found = _desk(console).on_file()
    if console.as_json:
        for each in found:
            console.record(answers.on_file_answer(each))
        return
    words = console.desk.wording
    headings = [words.text(f"cli.policy-column.{column}") for column in _COLUMNS]
    print_table(headings, [_on_file(each, words) for each in found], numbers=_NUMBERS)


@policy.command("show")
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--contract", help="Lay this contract over it.")
@json_option
@click.pass_obj
def policy_show(console: Console, name: str, contract: str | None) -> None:
    """Show every effect, figure and source of an edition, a contract or a policy file."""
    edition = _desk(console).terms(storable(name), storable(contract) if contract else None)
    if console.as_json:
        console.record(answers.terms_answer(edition))
    else:
        _say_terms(console, edition)


@policy.command("diff")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@json_option
@click.pass_obj
def policy_diff(console: Console, left: str, right: str) -> None:
    """Say rule by rule what differs between A and B: EDITION[@VERSION], CONTRACT[@VERSION] or a policy FILE."""
    comparison = _desk(console).compare(storable(left), storable(right))
    if console.as_json:
        console.record(answers.comparison_answer(comparison))
        return
    if not comparison.differences:
        console.say("cli.policy-same")
        return
    keys = [".".join(filter(None, (each.section, each.name, each.key))) for each in comparison.differences]
    said = [(_said(console, each.left), _said(console, each.right)) for each in comparison.differences]
    headings = (console.desk.wording.text("cli.policy-column.key"), left, right)
    print_table(headings, [(key, *both) for key, both in zip(keys, said, strict=True)])


@policy.command("check")
@click.argument("files", metavar="[FILE]...", type=FILE, nargs=-1)
@json_option
@click.pass_obj
def policy_check(console: Console, files: tuple[Path, ...]) -> int:
    """Say all that is wrong with policy FILEs; without one, with all that is on file. Status 1 if anything is."""
    faults = _desk(console).check_files(files) if files else console.existing_desk.policies.check()
    for fault in faults:
        if console.as_json:
            console.record(answers.fault_answer(fault, console.desk.wording))
        else:
            click.echo(console.desk.wording.error(fault))
    if not faults and not console.as_json:
        console.say("cli.policy-sound")
    return 1 if faults else 0


@policy.command("adopt")
@click.argument("file", type=FILE)
@click.option("--from", "applies_from", type=Day(), required=True, help="First day on which it applies.")
@click.option("--reason", required=True, help="Why; kept with the record.")
@json_option
@click.pass_obj
def policy_adopt(console: Console, file: Path, applies_from: date, reason: str) -> None:
    """Put FILE in force: a new version of an edition, or a customer's contract. Its text is kept for ever."""
    adopted = console.desk.policies.adopt(file, applies_from, storable(reason))
    if console.as_json:
        console.record(answers.adopted_answer(adopted))
    else:
        first_on = adopted.applies_from.isoformat()
        console.say("cli.policy-adopted", name=adopted.name, version=adopted.version, first_on=first_on)


@policy.command("end")
@click.argument("contract")
@click.option("--on", "last_on", type=Day(), required=True, help="Its last day; that before its first withdraws it.")
@click.option("--reason", required=True, help="Why; kept with the record.")
@click.option("--edition", help="Which, where the contract stands over two editions.")
@json_option
@click.pass_obj
def policy_end(console: Console, contract: str, last_on: date, reason: str, edition: str | None) -> None:
    """End a customer's CONTRACT."""
    ended = console.existing_desk.policies.end(storable(contract), last_on, storable(reason), edition)
    if console.as_json:
        console.record(answers.adopted_answer(ended))
    else:
        console.say("cli.contract-ended", name=ended.name, version=ended.version, last_on=last_on.isoformat())


def _desk(console: Console) -> "PolicyDesk":
    """That of the database that was named, which must be there; else the station's own, made when there is none."""
    return (console.existing_desk if console.database else console.desk).policies


def _on_file(each: "PolicyOnFile", words: "Wording") -> tuple[str | None, ...]:
    return (
        words.text(f"word.policy-kind.{each.kind.value}"),
        each.name,
        str(each.version),
        words.day(each.applies_from),
        words.day(each.applies_to) if each.applies_to else None,
        words.text("cli.policy-in-force") if each.in_force else None,
        each.adopted_by or words.text("cli.policy-shipped"),
        None if each.name == each.edition else each.edition,
        each.customer,
    )


def _say_terms(console: Console, edition: "Edition") -> None:
    from rmadesk.domain.policy.listing import RULES, statements

    first_on = edition.applies_from.isoformat()
    console.say("cli.policy-terms", name=edition.id, version=edition.version, title=edition.title, first_on=first_on)
    if edition.contract:
        console.say("cli.policy-under", contract=edition.contract, version=edition.contract_version)
    for (section, name), said in groupby(statements(edition), key=lambda each: (each.section, each.name)):
        title = console.desk.wording.text(f"rule.{name}") if section == RULES else None
        click.echo()
        console.line(f"{section}.{name}", *([title] if title else []))
        for each in said:
            cells = (each.key, each.value) if each.key else ()
            cited = [text for text in (each.source, _contract(console, each)) if text]
            console.line("   ", *cells, *cited)


def _said(console: Console, said: "Statement | None") -> str | None:
    if said is None:
        return None
    contract = _contract(console, said)
    return (said.value or said.source or "") + (f" ({contract})" if contract else "")


def _contract(console: Console, said: "Statement") -> str | None:
    return console.desk.wording.text("cli.policy-by-contract", contract=said.contract) if said.contract else None
