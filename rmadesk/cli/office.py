"""Verbs of the office: the daily report, and whether the record is whole."""

from datetime import date
from pathlib import Path

import click

from rmadesk.answers import desk as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import Day, FileEndingIn
from rmadesk.console import Console, json_option

REPORT_ENDINGS = (".pdf", ".xlsx", ".csv")


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
