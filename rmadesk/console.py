"""What the command line's verbs share: the desk they work at, where answers go, and how errors are told."""

import errno
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from rmadesk.bootstrap import Desk
from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from rmadesk.domain.visible import visible

FILE = click.Path(path_type=Path, readable=False)  # what can't be read is told by who reads it, in its own words
WRONG_USAGE = 2
ENVIRONMENT_FAILED = 3
SHOWN_BAD_ROWS = 50
_DISK_FAILED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@dataclass
class Console:
    """The desk, made when it is first asked for, and standard output."""

    database: Path | None = None
    user: str | None = None
    as_json: bool = False

    @cached_property
    def desk(self) -> Desk:
        """The station's services."""
        return Desk(self.database, user=self.user)

    @property
    def existing_desk(self) -> Desk:
        """The same, for verbs that make no database: a misspelt name must not look like a day without boxes."""
        try:
            missing = not self.desk.database.exists()
        except OSError:  # told by whoever opens it
            missing = False
        if missing:
            raise RefusedError("database-missing", file=str(self.desk.database))
        return self.desk

    def record(self, answer: Any) -> None:
        """One line of JSON, in ASCII: no terminal, no encoding and no line separator in a text can break it."""
        click.echo(json.dumps(answer))

    def line(self, *cells: str | None) -> None:
        """One line of texts from outside, in which nothing hides."""
        click.echo("\t".join(visible(cell) if cell else "-" for cell in cells))

    def say(self, message: str, **figures: str | int | bool | None) -> None:
        """One sentence in the operator's language."""
        click.echo(self.desk.wording.text(message, **figures))

    def problem(self, error: RmaDeskError) -> None:
        """One clear sentence on standard error, as JSON where JSON was asked for."""
        from rmadesk.services.registry import BadRowsError

        rows = [self.desk.wording.error(row) for row in error.rows] if isinstance(error, BadRowsError) else []
        sentence = self.desk.wording.error(error)
        if self.as_json:
            told: dict[str, Any] = {"code": error.code, "message": sentence, **error.figures}
            if rows:
                told["rows"] = rows
            click.echo(json.dumps({"error": told}), err=True)
            return
        click.echo(f"rmadesk: {sentence}", err=True)
        for row in rows[:SHOWN_BAD_ROWS]:
            click.echo(f"  {row}", err=True)
        if len(rows) > SHOWN_BAD_ROWS:
            click.echo("  ...", err=True)


def json_option(verb: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`: answers, and errors too, as one line of JSON."""

    def remember(context: click.Context, _option: click.Parameter, value: bool) -> None:
        context.ensure_object(Console).as_json = value

    option = click.option(
        "--json", is_flag=True, expose_value=False, callback=remember, help="Print one line of JSON, errors included."
    )
    return option(verb)


def run(program: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit status: 0 done, 1 refused, 2 wrong usage, 3 environment failed or a bug."""
    console = Console()
    try:
        result = program.main(args=arguments, prog_name="rmadesk", standalone_mode=False, obj=console)
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        _usage_problem(error, "--json" in (arguments if arguments is not None else sys.argv))
        return WRONG_USAGE
    except click.Abort:
        return 1
    except RmaDeskError as error:
        console.problem(error)
        return error.exit_status
    except SystemExit:  # by click, where the reader of our output has gone: it has what it wanted
        return 0
    except OSError as error:
        # Adapters translate what befalls their files: what names none befell standard output, which a shell turned
        # into a file.
        if error.filename is not None or error.errno not in _DISK_FAILED:
            return _bug()
        console.problem(FaultError("output-failed", reason=error.strerror))
        return ENVIRONMENT_FAILED
    except Exception:  # noqa: BLE001 - whatever is left is a bug, and is told as one
        return _bug()
    finally:
        if "desk" in console.__dict__:
            console.desk.close()


def _bug() -> int:
    """Told with its traceback, never swallowed."""
    traceback.print_exc()
    click.echo("rmadesk: this is a bug in rmadesk; please report the lines above.", err=True)
    return ENVIRONMENT_FAILED


def _usage_problem(error: click.UsageError, as_json: bool) -> None:
    """One sentence, and where to read on; nothing but a group's name is answered by the help itself."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    message = visible(" ".join(error.format_message().split()))
    if as_json:
        click.echo(json.dumps({"error": {"code": "usage", "message": message}}), err=True)
        return
    command = error.ctx.command_path if error.ctx else "rmadesk"
    click.echo(f"rmadesk: {message} See {command} --help.", err=True)
