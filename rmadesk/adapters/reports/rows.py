"""What each cell of the daily report holds: built once, so that PDF, XLSX and CSV can't disagree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from rmadesk.adapters.reports import cells
from rmadesk.adapters.reports.cells import EMPTY, Cell
from rmadesk.domain.policy.verdict import DESK, Charge, Finding, Verdict
from rmadesk.services.ports import Wording
from rmadesk.services.reporting import DayReport, ReportRow

HASH_SHOWN = 16
"""Hex digits of the chain's head on paper: enough that nobody makes another chain with the same."""


class Section(StrEnum):
    """Where a box stands in the report; only `counted` ones are in the totals."""

    COUNTED = "counted"
    DUPLICATE = "duplicate"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding as the reader is told it; `about` is empty where it holds for the whole box."""

    finding: Finding
    about: str
    effect: Cell
    rule: Cell
    sentence: str
    source: Cell


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One box of the report: its cells by column key."""

    section: Section
    number: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    original: int | None
    cells: Mapping[str, Cell]

    def shown(self, key: str) -> str:
        """What a cell shows to a reader."""
        return self.cells[key].shown

    def lines(self, key: str) -> tuple[str, ...]:
        """The lines of a cell; none for an empty one."""
        return tuple(filter(None, self.shown(key).split("\n")))


@dataclass(frozen=True, slots=True)
class Total:
    """One line of the totals."""

    name: Cell
    effect: Cell
    boxes: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole report, worded. `chain_head` is station, number of the entry and whole hash."""

    title: str
    site: str
    time_zone: str
    made_at: Cell
    lines: tuple[BoxLine, ...]
    by_verdict: tuple[Total, ...]
    by_rule: tuple[Total, ...]
    chain_head: tuple[str, int, str] | None

    def of(self, section: Section) -> tuple[BoxLine, ...]:
        """The boxes of one section, in order."""
        return tuple(line for line in self.lines if line.section is section)


@dataclass(frozen=True, slots=True)
class _View:
    """A row of the report as the columns look at it."""

    report: DayReport
    wording: Wording
    row: ReportRow
    section: Section
    number: int
    original: tuple[int, ReportRow] | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (the same in every language), the message that is its title, and its cell."""

    key: str
    title: str
    cell: Callable[[_View], Cell]


def sheet(report: DayReport, wording: Wording) -> Sheet:
    """Every cell of the report."""
    rows = [
        (section, row)
        for section, rows in (
            (Section.COUNTED, report.rows),
            (Section.DUPLICATE, report.duplicates),
            (Section.VOIDED, report.voided),
        )
        for row in rows
    ]
    numbered = {row.box.box_id: (number, row) for number, (_, row) in enumerate(rows, start=1)}
    views = (
        _View(report, wording, row, section, number, numbered.get(row.box.duplicate_of or ""), _reasons(row, wording))
        for number, (section, row) in enumerate(rows, start=1)
    )
    return Sheet(
        title=cells.one_line(wording.text("report.title", arrived_on=report.day.isoformat())),
        site=cells.one_line(report.site),
        time_zone=cells.one_line(report.time_zone.key or str(report.time_zone)),
        made_at=cells.moment(wording, report.local(report.made_at)),
        lines=tuple(map(_line, views)),
        by_verdict=tuple(
            Total(cells.word(wording, "verdict", verdict), EMPTY, boxes) for verdict, boxes in report.by_verdict
        ),
        by_rule=tuple(
            Total(_rule(wording, total.rule), cells.word(wording, "effect", total.effect), total.boxes)
            for total in report.by_rule
        ),
        chain_head=report.chain_head,
    )


def chain_line(report: Sheet, wording: Wording) -> str:
    """The head of the chain as it stands on paper."""
    if report.chain_head is None:
        return cells.one_line(wording.text("report.chain-empty"))
    station, seq, digest = report.chain_head
    return cells.one_line(wording.text("report.chain-head", station=station, seq=seq, hash=digest[:HASH_SHOWN]))


def _line(view: _View) -> BoxLine:
    return BoxLine(
        view.section,
        view.number,
        view.row.box.verdict,
        view.reasons,
        view.original[0] if view.original else None,
        {column.key: column.cell(view) for column in COLUMNS},
    )


def _rule(wording: Wording, rule: str) -> Cell:
    return Cell(rule, cells.one_line(wording.text(f"rule.{rule}")))


def _reasons(row: ReportRow, wording: Wording) -> tuple[Reason, ...]:
    """Every finding of every verdict: one that is said alike of several RMAs once, with their numbers."""
    verdicts = row.box.verdicts
    said: dict[tuple[str, ...], tuple[Finding, list[str | None]]] = {}
    for judged in verdicts:
        for each in judged.findings:
            key = (each.rule, each.variant, each.effect, each.source, repr(sorted(each.figures.items())))
            said.setdefault(key, (each, []))[1].append(judged.rma_number)
    return tuple(
        Reason(
            finding=finding,
            about="" if len(about) == len(verdicts) else ", ".join(number or "?" for number in about),
            effect=cells.word(wording, "effect", finding.effect),
            rule=_rule(wording, finding.rule),
            sentence=cells.one_line(wording.finding(finding)),
            source=_source(wording, finding),
        )
        for finding, about in said.values()
    )


def _source(wording: Wording, finding: Finding) -> Cell:
    return cells.word(wording, "source", DESK) if finding.source == DESK else cells.text(finding.source)


def _about(reason: Reason) -> str:
    return f"{reason.about}: {reason.sentence}" if reason.about else reason.sentence


def _pairs(said: Iterable[Cell]) -> Cell:
    """Cells of one line each as the lines of one cell."""
    return cells.both((str(each.value), each.shown) for each in said)


def _verdicts(view: _View) -> Cell:
    """The verdict on each authorization; nothing where the label named none."""
    told = {each: view.wording.text(f"word.verdict.{each}") for each in Verdict}
    judged = [(each.rma_number, each.verdict) for each in view.row.box.verdicts if each.rma_number is not None]
    return cells.both((f"{number}: {verdict}", f"{number}: {told[verdict]}") for number, verdict in judged)


def _editions(view: _View) -> Cell:
    judged = dict.fromkeys((each.edition, each.edition_version) for each in view.row.box.verdicts)
    return cells.lines(f"{edition} {version}" for edition, version in judged)


def _pending(view: _View) -> Cell:
    pending = dict.fromkeys(chain.from_iterable(each.pending for each in view.row.box.verdicts))
    return cells.both((rule, view.wording.text(f"rule.{rule}")) for rule in pending)


def _charges(view: _View) -> Cell:
    """Every charge of every verdict, each with its RMA where there are several."""
    verdicts = view.row.box.verdicts

    def told() -> Iterator[tuple[str, str]]:
        for judged in verdicts:
            number = f"{judged.rma_number or '?'}: " if len(verdicts) > 1 else ""
            for charge in judged.charges:
                value, shown = _charge(view.wording, charge)
                yield number + value, number + shown

    return cells.both(told())


def _charge(wording: Wording, charge: Charge) -> tuple[str, str]:
    if charge.amount is None:
        return "by hand", wording.text("report.charge-by-hand")
    amount = format(charge.amount, "f")
    return f"{amount} {charge.currency}", wording.text("report.charge", amount=amount, currency=charge.currency)


def _packaging(view: _View) -> Cell:
    kind = view.row.box.packaging
    if kind is None:
        return Cell("", cells.one_line(view.wording.text("report.packaging-unknown")))
    return cells.word(view.wording, "packaging-kind", kind)


def _sscc(view: _View) -> Cell:
    parcel = view.row.box.parcel
    return EMPTY if parcel in view.row.box.tracking_numbers else cells.text(parcel)


def _duplicate_of(view: _View) -> Cell:
    """The receipt that this one repeats: its arrival, and its number where it stands in this report, else its id."""
    repeated = view.row.box.duplicate_of
    if repeated is None:
        return EMPTY
    original = str(view.original[0]) if view.original else repeated
    box = view.row.original or (view.original[1].box if view.original else None)
    if box:
        original += f" ({cells.moment(view.wording, view.report.local(box.arrived_at)).shown})"
    return Cell(cells.one_line(repeated), cells.one_line(view.wording.text("report.duplicate-of", box=original)))


def _voided_at(view: _View) -> Cell:
    voided = view.row.box.voided_at
    return cells.moment(view.wording, view.report.local(voided) if voided else None)


def _section(view: _View) -> Cell:
    return Cell(view.section.value, cells.one_line(view.wording.text(f"report.section-{view.section}")))


COLUMNS: tuple[Column, ...] = (
    Column("number", "report.number", lambda v: cells.count(v.number)),
    Column("section", "report.section", _section),
    Column("arrived_at", "report.arrived", lambda v: cells.moment(v.wording, v.report.local(v.row.box.arrived_at))),
    Column("received_at", "report.received", lambda v: cells.moment(v.wording, v.report.local(v.row.box.received_at))),
    Column("back_dated", "report.back-dated-flag", lambda v: cells.flag(v.wording, v.row.back_dated)),
    Column("state", "report.state", lambda v: cells.word(v.wording, "box-state", v.row.box.state)),
    Column("rma_numbers", "report.rma", lambda v: cells.lines(v.row.box.rma_numbers)),
    Column("customers", "report.customer", lambda v: cells.lines(v.row.customers)),
    Column("tracking_numbers", "report.tracking", lambda v: cells.lines(v.row.box.tracking_numbers)),
    Column("sscc", "report.sscc", _sscc),
    Column("piece", "report.piece", lambda v: cells.text(str(v.row.box.piece or ""))),
    Column("packaging", "report.packaging", _packaging),
    Column("outer_damage", "report.damage", lambda v: cells.word(v.wording, "outer-damage", v.row.box.outer_damage)),
    Column(
        "number_state", "report.number-state", lambda v: cells.word(v.wording, "number-state", v.row.box.number_state)
    ),
    Column("marked_on_box", "report.marked-on-box", lambda v: cells.flag(v.wording, v.row.box.marked_on_box)),
    Column("verdict", "report.verdict", lambda v: cells.word(v.wording, "verdict", v.row.box.verdict)),
    Column("rma_verdicts", "report.rma-verdicts", _verdicts),
    Column("reasons", "report.reasons", lambda v: cells.lines(map(_about, v.reasons))),
    Column("effects", "report.effect", lambda v: _pairs(each.effect for each in v.reasons)),
    Column("rules", "report.rule", lambda v: _pairs(each.rule for each in v.reasons)),
    Column("sources", "report.source", lambda v: _pairs(each.source for each in v.reasons)),
    Column("editions", "report.edition", _editions),
    Column("pending", "report.pending", _pending),
    Column("charges", "report.charges", _charges),
    Column("received_by", "report.received-by", lambda v: cells.text(v.row.box.received_by)),
    Column("duplicate_of", "report.original", _duplicate_of),
    Column("voided_at", "report.voided-at", _voided_at),
    Column("voided_by", "report.voided-by", lambda v: cells.text(v.row.box.voided_by)),
    Column("box_id", "report.box-id", lambda v: cells.text(v.row.box.box_id)),
)
