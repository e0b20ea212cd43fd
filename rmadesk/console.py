"""What the command line's verbs share: the desk they work at, where answers go, and how errors are told."""

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
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.registry import BadRowsError

WRONG_USAGE = 2
ENVIRONMENT_FAILED = 3
SHOWN_BAD_ROWS = 50


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

    def record(self, answer: Any) -> None:
        """One line of JSON."""
        click.echo(json.dumps(answer, ensure_ascii=False))

    def say(self, message: str, **figures: str | int | bool | None) -> None:
        """One sentence in the operator's language."""
        click.echo(self.desk.wording.text(message, **figures))

    def problem(self, error: RmaDeskError) -> None:
        """One clear sentence on standard error, as JSON where JSON was asked for."""
        rows = [self.desk.wording.error(row) for row in error.rows] if isinstance(error, BadRowsError) else []
        sentence = self.desk.wording.error(error)
        if self.as_json:
            told: dict[str, Any] = {"code": error.code, "message": sentence, **error.figures}
            if rows:
                told["rows"] = rows
            click.echo(json.dumps({"error": told}, ensure_ascii=False), err=True)
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
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, and there is nobody to tell
        return 0
    except Exception:  # noqa: BLE001 - whatever is left is a bug, and is told as one
        traceback.print_exc()
        click.echo("rmadesk: this is a bug in rmadesk; please report the lines above.", err=True)
        return ENVIRONMENT_FAILED
    finally:
        if "desk" in console.__dict__:
            console.desk.close()


def _usage_problem(error: click.UsageError, as_json: bool) -> None:
    if as_json:
        told = {"error": {"code": "usage", "message": error.format_message()}}
        click.echo(json.dumps(told, ensure_ascii=False), err=True)
    else:
        error.show()
