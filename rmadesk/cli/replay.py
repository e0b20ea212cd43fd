"""The verb that judges recorded cases again."""

from datetime import date
from typing import TYPE_CHECKING

import click

from rmadesk.answers.replay import replay_answer
from rmadesk.cli.parameters import Day
from rmadesk.cli.policy import policy
from rmadesk.console import ENVIRONMENT_FAILED, Console, json_option
from rmadesk.domain.scan_text import storable

if TYPE_CHECKING:
    from rmadesk.services.replay import Replay, RuleChanges

_SOME_NOT_JUDGED = 1


@policy.command("replay")
@click.option("--edition", metavar="EDITION[@VERSION]|FILE", help="What to judge by; default: the terms on record.")
@click.option("--from", "first_on", type=Day(), help="First site-local day of arrival.")
@click.option("--to", "last_on", type=Day(), help="Last site-local day of arrival.")
@json_option
@click.pass_obj
def policy_replay(console: Console, edition: str | None, first_on: date | None, last_on: date | None) -> int:
    """Judge recorded cases again and say what would change, rule by rule; nothing is written.

    Without --edition each is judged under the edition, version and contract on record, and nothing may change: status 3
    if anything does. EDITION judges all cases by the version in force on each day of arrival, EDITION@VERSION by that
    one. FILE, which need not be adopted, is a version of an edition and judges the cases of that edition, or a contract
    and judges those of the authorizations that name it. Voided receipts and duplicates are left out. Status 1 where
    some can't be judged again.
    """
    if first_on and last_on and last_on < first_on:
        raise click.UsageError("--to is before --from: no day lies between them.")
    found = console.existing_desk.replaying.replay(storable(edition) if edition else None, first_on, last_on)
    if console.as_json:
        console.record(replay_answer(found, console.desk.wording))
    else:
        _say_replay(console, found)
    if found.exact and found.changed:
        return ENVIRONMENT_FAILED
    return _SOME_NOT_JUDGED if found.unjudged else 0


def _say_replay(console: Console, found: "Replay") -> None:
    console.say(
        "cli.replayed-exact" if found.exact else "cli.replayed",
        verdicts=found.verdicts,
        boxes=found.boxes,
        changed=found.changed,
    )
    for rule in found.rules:
        click.echo(f"  {console.desk.wording.text(f'rule.{rule.rule}')}: {_counted(console, rule)}")
    for turn in found.turns:
        if turn.before is not turn.after:
            console.say("cli.replay-turn", verdicts=turn.verdicts, before=turn.before.value, verdict=turn.after.value)
    for each in found.examples:
        console.line(f"  {each.box_id}", each.rma_number, ", ".join(each.rules))
    for gone in found.unjudged:
        console.say("cli.replay-unjudged", verdicts=gone.verdicts, box=gone.box_id)
        click.echo(f"  {console.desk.wording.error(gone.error)}")


def _counted(console: Console, rule: "RuleChanges") -> str:
    counts = {
        "gained": rule.gained,
        "lost": rule.lost,
        "effect": rule.effect,
        "amount": rule.amount,
        "other": rule.other,
    }
    words = console.desk.wording
    return ", ".join(f"{words.text(f'word.change.{change}')} {count}" for change, count in counts.items() if count)
