"""Verbs on the settings of the site and of this station's devices."""

import json
from pathlib import Path
from typing import Any

import click

from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import FileEndingIn
from rmadesk.console import Console, json_option
from rmadesk.domain.scan_text import storable
from rmadesk.services.station import SCANNER_TEST_TEXT


@verbs.group("settings")
def settings_group() -> None:
    """The settings of the site and of this station: read and change them."""


@settings_group.command("get")
@click.argument("key", required=False)
@json_option
@click.pass_obj
def get(console: Console, key: str | None) -> None:
    """The value of one setting, or all of them; with --json one record {"key", "value"} a line."""
    settings = console.desk.settings
    found = settings.entries() if key is None else {key: settings.get(key)}
    for name, value in found.items():
        if console.as_json:
            console.record({"key": name, "value": value})
        elif key is None:
            console.line(name, _shown(value))
        else:
            console.line(_shown(value))


@settings_group.command("set")
@click.argument("key")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@json_option
@click.pass_obj
def set_value(console: Console, key: str, values: tuple[str, ...]) -> None:
    """Change a setting in the file; an empty VALUE puts its default back. `site.address` takes a VALUE for each line,
    tables a key for each entry, such as site.shelves.hold."""
    settings = console.desk.settings
    value = settings.set(key, [storable(value) for value in values])
    warnings = [console.desk.wording.error(warning) for warning in settings.warnings()]
    if console.as_json:
        console.record({"key": key, "value": value, "warnings": warnings})
        return
    console.line(key, _shown(value))
    for warning in warnings:
        click.echo(f"  {warning}", err=True)


@settings_group.command("symbol")
@click.option("-o", "--output", type=FileEndingIn(".png"), required=True, help="File ending in .png.")
@click.option("--bars", is_flag=True, help="A Code 128, which lasers read too; default: a QR code.")
@json_option
@click.pass_obj
def symbol(console: Console, output: Path, bars: bool) -> None:
    """Write the symbol that scanners are tested by, to be printed; the window's F12 tells what it says."""
    symbols = console.desk.symbols
    console.desk.files.write(output, symbols.linear(SCANNER_TEST_TEXT) if bars else symbols.square(SCANNER_TEST_TEXT))
    if console.as_json:
        console.record({"file": str(output), "text": SCANNER_TEST_TEXT})
    else:
        console.line(str(output))


def _shown(value: Any) -> str:
    """A value on one line; what has parts as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
