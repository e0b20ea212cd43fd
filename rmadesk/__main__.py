"""`python -m rmadesk` and the console script; the only module here that knows the window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rmadesk import __version__
from rmadesk.bootstrap import serve_if_worker
from rmadesk.console import FILE, Console, run
from rmadesk.domain.errors import FaultError

if TYPE_CHECKING:
    from rmadesk.demo import Demonstration


class Verbs(click.Group):
    """The window's verbs and, imported only when another is asked for, all the others: the window need not wait."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or _other_verbs().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_other_verbs().list_commands(ctx)})


def _other_verbs() -> click.Group:
    from rmadesk.cli import verbs

    return verbs


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="rmadesk")
@click.option("--db", type=FILE, envvar="RMADESK_DB", help="Database file; default: the station's own.")
@click.option("--user", help="Who works; default: the login's name.")
@click.pass_obj
def program(console: Console, db: Path | None, user: str | None) -> None:
    """The desk where returned goods arrive: receive boxes, judge them by the policy, ship, report."""
    from rmadesk.domain.scan_text import storable

    console.database = db
    console.user = storable(user) if user else None


@program.command()
@click.option("--language", type=click.Choice(["en", "de"]), help="Default: the system's.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Default: the system's.")
@click.pass_obj
def gui(console: Console, language: str | None, theme: str | None) -> int:
    """Open the window."""
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:  # who names a platform knows where it shows
        raise FaultError("no-display")
    from ui.app import run as open_window

    return open_window(console.database, console.user, language, theme)


@program.command()
@click.option("--folder", type=FILE, help="Where its files go; default: beside the station's.")
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
    serve_if_worker(sys.argv[1:])
    sys.exit(run(program))


if __name__ == "__main__":
    main()
