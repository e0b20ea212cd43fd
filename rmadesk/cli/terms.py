"""Verbs on the terms of service: what the policy says of serving an authorization, and who answers for support."""

from __future__ import annotations  # the desk's records are only named here

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from rmadesk.answers import terms as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import Instant, one_of
from rmadesk.console import Console, json_option
from rmadesk.domain.rma import SupportLevel
from rmadesk.domain.scan_text import storable
from rmadesk.domain.support import SEVERITIES
from rmadesk.domain.visible import visible

_UNITS_SHOWN = 50


@verbs.command("terms")
@click.argument("rma")
@click.option("--identified", type=Instant(), help="When the part to replace was identified; default: now.")
@click.option("--appointment", type=Instant(), help="An appointment to check.")
@click.option("--root-cause", type=Instant(), help="When the root cause analysis was complete.")
@click.option("--parts-onsite", type=Instant(), help="When the parts were onsite.")
@click.option("--at", "asked_at", type=Instant(), help="The instant that is asked about; default: now.")
@json_option
@click.pass_obj
def terms_verb(
    console: Console,
    rma: str,
    identified: datetime | None,
    appointment: datetime | None,
    root_cause: datetime | None,
    parts_onsite: datetime | None,
    asked_at: datetime | None,
) -> None:
    """Say what the policy says of serving RMA: advance replacement, shipping, times, support; each with its clause."""
    from rmadesk.services.service_terms import TermsQuestion

    desk = console.existing_desk
    question = TermsQuestion(asked_at, identified, appointment, root_cause, parts_onsite)
    answer = answers.terms_answer(desk.terms.of(storable(rma), question), desk.support, desk.wording)
    console.record(answer) if console.as_json else _print_terms(console, answer)


@verbs.command("support")
@click.option("--level", type=one_of(SupportLevel), help="Only what concerns this support level.")
@click.option("--country", help="Only the number for this country, of two letters.")
@json_option
@click.pass_obj
def support_verb(console: Console, level: str | None, country: str | None) -> None:
    """List support levels, desk hours, TrueCommand responses, notices and telephone numbers, each with its source."""
    desk = console.desk
    wanted = SupportLevel(level) if level else None
    terms = desk.support.terms
    listed = [each for each in terms.phones if wanted is None or each.levels is None or wanted in each.levels]
    numbers = listed if country is None else [desk.support.phone_for(country)]
    records = list(answers.support_records(desk.support, wanted, numbers, desk.wording))
    for record in records if console.as_json else ():
        console.record(record)
    if not console.as_json:
        _print_support(console, records)


def _print_terms(console: Console, answer: dict[str, Any]) -> None:
    edition = answer["edition"]
    console.say(
        "terms.head", rma=answer["rma_number"], title=edition["title"], version=edition["version"], at=answer["at"]
    )
    if edition["contract"]:
        console.say("terms.contract", contract=edition["contract"])
    _heading(console, "advance-replacement")
    _print_advance(console, answer["advance_replacement"])
    for section in ("return_label", "way_back"):
        _heading(console, section.replace("_", "-"))
        _print_ruling(console, answer[section])
    for section in ("promise", "appointment", "onsite"):
        _heading(console, section)
        _print_sentence(answer[section]["detail"], answer[section]["source"])
    _print_support_now(console, answer["support"])
    _heading(console, "phone")
    for phone in (answer["phone"], *answer["level_phones"]):
        _print_phone(console, phone)
    _heading(console, "notices")
    for notice in answer["notices"]:
        _print_sentence(notice["detail"], notice["source"])


def _print_advance(console: Console, rulings: list[dict[str, Any]]) -> None:
    """One answer where all units have the same; else one for each unit."""
    if len({ruling["variant"] for ruling in rulings}) == 1:
        _print_ruling(console, rulings[0])
        return
    for ruling in rulings[:_UNITS_SHOWN]:
        name = ruling["serial_number"] or ruling["unit_id"]
        click.echo(f"  {console.desk.wording.text('terms.unit', unit=name)}")
        _print_ruling(console, ruling)
    if len(rulings) > _UNITS_SHOWN:
        click.echo("  ...")


def _print_ruling(console: Console, ruling: dict[str, Any]) -> None:
    word = console.desk.wording.text(f"word.answer.{ruling['answer']}")
    _print_sentence(f"{word}: {ruling['detail']}", ruling["source"])


def _print_support_now(console: Console, support: dict[str, Any]) -> None:
    level = console.desk.wording.text(f"word.support-level.{support['level']}") if support["level"] else None
    _heading(console, "support")
    click.echo(f"  {console.desk.wording.text('terms.level', level=level)}")
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for each in support["now"]:
        grouped.setdefault((each["statement"], each["answer"]), []).append(each)
    for (_, answer), members in grouped.items():
        severities = _severities(member["severity"] for member in members)
        word = console.desk.wording.text(f"word.support-answer.{answer}")
        _print_sentence(f"{severities}: {word}. {members[0]['detail']}", members[0]["source"])
    if support["disagreed"]:
        severities = _severities(support["disagreed"])
        click.echo(f"  {console.desk.wording.text('terms.disagree', severities=severities)}")


def _print_support(console: Console, records: list[dict[str, Any]]) -> None:
    words = console.desk.wording
    _heading(console, "severity")
    for severity in SEVERITIES:
        click.echo(f"  {words.text(f'support.severity.{severity}')}")
    section = ""
    for record in records:
        if record["record"] != section:
            section = record["record"]
            _heading(console, section)
        match section:
            case "statement":
                levels = ", ".join(words.text(f"word.support-level.{level}") for level in record["levels"])
                severities = _severities(record["severities"])
                _print_sentence(f"{levels}, {severities}: {record['detail']}", record["source"])
            case "response":
                plan = words.text(f"word.true-command-plan.{record['plan']}", drives=record["drives"])
                _print_sentence(f"{plan}, S{record['severity']}: {record['detail']}", record["source"])
            case "notice":
                _print_sentence(record["detail"], record["source"])
            case _:
                _print_phone(console, record)


def _print_phone(console: Console, phone: dict[str, Any]) -> None:
    kind = console.desk.wording.text(f"word.phone-kind.{phone['kind']}")
    where = ", ".join(filter(None, (phone["country"], phone["place"], kind)))
    numbers = " / ".join(filter(None, (phone["international"], phone["domestic"])))
    _print_sentence(f"{numbers} ({where})", phone["source"])


def _heading(console: Console, section: str) -> None:
    click.echo()
    console.say(f"terms.title.{section}")


def _print_sentence(sentence: str, source: str) -> None:
    click.echo(f"  {visible(sentence)}")
    click.echo(f"    [{visible(source)}]")


def _severities(severities: Iterable[int]) -> str:
    return " ".join(f"S{severity}" for severity in severities)
