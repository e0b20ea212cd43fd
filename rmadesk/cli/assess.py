"""The verb that judges cases from a file or a pipe, apart from any box."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from rmadesk.answers.assess import line_answer
from rmadesk.cli.group import verbs
from rmadesk.console import FILE, Console
from rmadesk.domain.scan_text import storable

_SOME_LINE_WAS_BAD = 1
_STANDARD_INPUT = Path("-")


@verbs.command()
@click.argument("file", type=FILE, default=_STANDARD_INPUT)
@click.option("--contract", help="Lay this contract over the edition on the days on which it is in force.")
@click.pass_obj
def assess(console: Console, file: Path, contract: str | None) -> int:
    """Judge cases and record nothing: JSON Lines in, from FILE or standard input, and JSON Lines out, in order.

    A line is a case, or an object that holds one under "case". Each is judged by the terms in force on its local day of
    arrival. A line that is no case is answered by {"line", "error": {"path", "message"}}, the rest goes on, and the
    exit status is 1. Blank lines are passed over.
    """
    words, status = console.desk.wording, 0
    with _standard_input() if file == _STANDARD_INPUT else console.desk.case_files.open(file) as stream:
        for assessed in console.desk.assessing.lines(stream, storable(contract) if contract else None):
            sys.stdout.write(json.dumps(line_answer(assessed, words)) + "\n")
            sys.stdout.flush()  # whoever writes a case into a pipe waits for its answer
            if assessed.error:
                status = _SOME_LINE_WAS_BAD
    return status


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # a window's process has none
        raise click.UsageError("There is no standard input. Name a FILE.")
    return sys.stdin.buffer
