"""The verb that examines the station."""

import click

from rmadesk.answers.checkup import examined_answer
from rmadesk.cli.group import verbs
from rmadesk.console import ENVIRONMENT_FAILED, Console, json_option
from rmadesk.services.checkup import Condition


@verbs.command()
@json_option
@click.pass_obj
def doctor(console: Console) -> int:
    """Examine this station: what works, what is missing, what to do; status 3 where a needed part is broken."""
    status = 0
    for found in console.desk.checkup.examine():
        answer = examined_answer(found, console.desk.wording)
        if console.as_json:
            console.record(answer)
        else:
            click.echo(f"{console.desk.wording.text(f'word.condition.{found.condition.value}'):13} {answer['says']}")
        if found.condition is Condition.BROKEN:
            status = ENVIRONMENT_FAILED
    return status
