"""Verbs on coverage: the time line of a serial number, and what a lapse of it costs."""

from __future__ import annotations  # the records are only named here

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from rmadesk.answers import coverage as answers
from rmadesk.cli.group import verbs
from rmadesk.cli.parameters import Amount, Day
from rmadesk.console import Console, json_option
from rmadesk.domain.identifiers import serial_key
from rmadesk.domain.scan_text import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmadesk.domain.coverage_line import CoverageLine, CoverageReading, Span
    from rmadesk.domain.lapse import LapseQuote
    from rmadesk.services.ports import Wording


@verbs.command()
@click.argument("serial")
@click.option("--on", "day", type=Day(), help="Site-local date to look at; default: today.")
@json_option
@click.pass_obj
def coverage(console: Console, serial: str, day: date | None) -> None:
    """Show the coverage of a serial number as a time line, by each edition: spans, sources, gaps, what is unknown."""
    desk = console.existing_desk
    line = desk.coverage.line(storable(serial), day)
    if console.as_json:
        console.record(answers.coverage_answer(line))
        return
    for sentence in _line(line, desk.wording):
        click.echo(sentence)


@verbs.command()
@click.argument("serial")
@click.option("--from", "new_from", type=Day(), required=True, help="Site-local date on which coverage begins anew.")
@click.option("--annual-price", type=Amount(), help="What the coverage costs a year; leave it out for the days alone.")
@json_option
@click.pass_obj
def lapse(console: Console, serial: str, new_from: date, annual_price: Decimal | None) -> None:
    """Quote what taking coverage up again after a lapse costs: the days, their share of a year's price, the fee."""
    desk = console.existing_desk
    key, quotes = serial_key(storable(serial)), desk.coverage.quotes(storable(serial), new_from, annual_price)
    if console.as_json:
        for quote in quotes:
            console.record(answers.lapse_answer(key, quote))
        return
    click.echo(desk.wording.text("lapse.head", serial=key, from_on=new_from.isoformat()))
    for quote in quotes:
        click.echo(_heading(quote.edition, quote.contract, quote.rma_numbers, desk.wording))
        for sentence in _quote(quote, desk.site.currency, desk.wording):
            click.echo(f"  {sentence}")


def _line(line: CoverageLine, words: Wording) -> Iterator[str]:
    yield words.text("coverage.head", serial=line.serial_number, asked_on=line.asked_on.isoformat())
    for place in line.places_taken:
        yield words.text(
            "coverage.replaces",
            serial=place.serial_number or "-",
            replaced_on=place.replaced_on.isoformat(),
            rma=place.rma_number,
        )
    for serial in line.replaced_by:
        yield words.text("coverage.replaced-by", serial=serial)
    for found in line.contradictions:
        figure = words.text(f"word.stated-figure.{found.figure.value}")
        stated = "; ".join(f"{_stated(value, words)} (RMA {', '.join(numbers)})" for value, numbers in found.values)
        yield words.text("coverage.contradiction", figure=figure, stated=stated)
    for read in line.readings:
        numbers = read.statement.rma_numbers if read.statement else ()
        yield _heading(read.edition, read.contract, numbers, words)
        for sentence in _reading(read, line.asked_on, words):
            yield f"  {sentence}"


def _stated(value: str | int | date, words: Wording) -> str:
    if isinstance(value, date):
        return words.day(value)
    return words.text(f"word.family.{value}") if isinstance(value, str) else str(value)


def _heading(edition: str, contract: str | None, rma_numbers: tuple[str, ...], words: Wording) -> str:
    named = words.text("coverage.edition-under", edition=edition, contract=contract) if contract else edition
    if rma_numbers:
        return words.text("coverage.as-stated", edition=named, rma=", ".join(rma_numbers))
    return words.text("coverage.as-replacement", edition=named)


def _reading(read: CoverageReading, day: date, words: Wording) -> Iterator[str]:
    covered, last = read.covers(day), read.last_covered_on
    if last is None:
        yield words.text("coverage.unknown")
    else:
        yield words.text("coverage.yes" if covered else "coverage.no", until_on=last.isoformat())
    gaps = {gap.until_on: gap for gap in read.gaps}
    for span in read.spans:
        yield from (
            words.text("coverage.gap", from_on=gap.from_on.isoformat(), until_on=until.isoformat(), days=gap.days)
            for until, gap in gaps.items()
            if span.from_on and (span.from_on - until).days == 1
        )
        yield _span(span, words)
    if read.lacks:
        yield words.text("coverage.lacks", lacking=", ".join(read.lacks))


def _span(span: Span, words: Wording) -> str:
    until = span.until_on.isoformat()
    if span.from_on is None:
        return words.text("coverage.span-open", until_on=until, rests=_rests(span, words))
    return words.text("coverage.span", from_on=span.from_on.isoformat(), until_on=until, rests=_rests(span, words))


def _rests(span: Span, words: Wording) -> str:
    """What a span rests on."""
    from rmadesk.domain.coverage_line import SpanSource

    if span.citation and span.base:
        return words.text("coverage.rests-on-term", term=_term(span, words), cited=span.citation)
    if span.source is SpanSource.INHERITED:
        return words.text("coverage.rests-on-original", serial=span.original or "-")
    return words.text("coverage.rests-on-extension", until_on=span.until_on.isoformat())


def _term(span: Span, words: Wording) -> str:
    assert span.base
    base_on = span.base_on.isoformat() if span.base_on else None
    return words.text(f"word.coverage-base.{span.base.value}", months=span.months, base_on=base_on)


def _quote(quote: LapseQuote, currency: str, words: Wording) -> Iterator[str]:
    from rmadesk.domain.lapse import LapseOutcome

    match quote.outcome:
        case LapseOutcome.NO_TEXT:
            yield words.text("lapse.no-text")
        case LapseOutcome.UNKNOWN:
            yield words.text("lapse.unknown")
        case LapseOutcome.NO_GAP:
            yield words.text("lapse.no-gap", until_on=_day(quote.last_covered_on))
        case LapseOutcome.QUOTED:
            yield from _quoted(quote, currency, words)


def _quoted(quote: LapseQuote, currency: str, words: Wording) -> Iterator[str]:
    gap = {"gap_from_on": _day(quote.gap_from_on), "gap_until_on": _day(quote.gap_until_on)}
    figures = {"days": quote.gap_days, "year_days": quote.year_days}
    yield words.text("lapse.gap", until_on=_day(quote.last_covered_on), **gap, **figures)
    yield words.text("lapse.fee", cited=quote.citation)
    if quote.prorated is None:
        yield words.text("lapse.share", **figures)
    else:
        money = {"amount": str(quote.prorated), "price": str(quote.annual_price), "currency": currency}
        yield words.text("lapse.amount", **money, **figures)
    yield words.text("lapse.day-basis", **figures)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
