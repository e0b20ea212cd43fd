"""Verbs on the registry: import, search, show."""

import json
from pathlib import Path
from typing import Any

import click

from rmadesk.answers import desk as answers
from rmadesk.cli.group import verbs
from rmadesk.console import FILE, Console, json_option
from rmadesk.domain.scan_text import storable
from rmadesk.domain.visible import visible


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


def _indented(answer: dict[str, Any]) -> str:
    return "\n".join(map(visible, json.dumps(answer, ensure_ascii=False, indent=2).split("\n")))
