"""`python -m rmadesk` and the console script; the only module here that knows the window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk.cli import program
from rmadesk.console import Console, run

if TYPE_CHECKING:
    from rmadesk.demo import Demonstration


@program.command()
@click.option("--language", type=click.Choice(["en", "de"]), help="Default: the system's.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Default: the system's.")
@click.pass_obj
def gui(console: Console, language: str | None, theme: str | None) -> int:
    """Open the window."""
    from ui.app import run as open_window

    return open_window(console.database, console.user, language, theme)


@program.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where its files go; default: beside the station's."
)
@click.option("--headless", is_flag=True, help="Receive the whole day without a window.")
@click.option("--language", type=click.Choice(["en", "de"]), help="Default: the system's.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Default: the system's.")
@click.pass_obj
def demo(console: Console, folder: Path | None, headless: bool, language: str | None, theme: str | None) -> int:
    """A demonstration day, begun anew: in the window, or with no display received headless."""
    from rmadesk.demo import Demonstration, default_folder

    day = Demonstration(folder or default_folder(), language)
    if not headless and has_display():
        from ui.app import run_demonstration

        return run_demonstration(day, theme)
    _play(day)
    return 0


def _play(day: "Demonstration") -> None:
    day.import_registry()
    with click.progressbar(day.receive(day.boxes), length=len(day.boxes), label="Receiving", file=sys.stderr) as bar:
        for _ in bar:
            pass
    played = day.finish()
    words = day.desk.wording
    click.echo(words.text("cli.day", arrived_on=played.report.day.isoformat(), boxes=len(played.report.rows)))
    for verdict, count in played.report.by_verdict:
        click.echo(f"  {count:5}  {words.text(f'word.verdict.{verdict.value}')}")
    for name, path in (("label", played.label), *(("report", each) for each in played.reports)):
        if path:
            click.echo(words.text(f"cli.{name}-lies", file=str(path)))
    click.echo(words.text("cli.database-lies", file=str(played.database)))
    day.desk.close()


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(program))


if __name__ == "__main__":
    main()
