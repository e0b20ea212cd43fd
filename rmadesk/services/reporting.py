"""The daily receiving report: the figures, before any ink."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.verdict import Effect, Finding, Verdict
from rmadesk.domain.rma import Box, BoxState
from rmadesk.services.ports import Clock, FileWriter
from rmadesk.services.registry import customer_of
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores

REPORT_FORMS = ("pdf", "xlsx", "csv")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One box of the day: the stored record, and the names of its customers in the order of its RMAs.

    `original` is the receipt that a duplicate repeats, of whatever day.
    """

    box: Box
    customers: tuple[str, ...]
    back_dated: bool
    original: Box | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every verdict, a rule that speaks alike of several RMAs once.

        Alike means with the same effect and source too: two editions may judge one fact differently.
        """
        said: dict[tuple[str, ...], Finding] = {}
        for judged in self.box.verdicts:
            for each in judged.findings:
                key = (each.rule, each.variant, each.effect, each.source, str(sorted(each.figures.items())))
                said.setdefault(key, each)
        return tuple(said.values())


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """How many boxes a rule spoke on, with one effect."""

    rule: str
    effect: Effect
    boxes: int


@dataclass(frozen=True, slots=True)
class DayReport:
    """A site-local day. `rows` are the boxes that count, in order of arrival; duplicates and voided ones are apart.

    `chain_head` is (station, seq, hash) of the newest event: with it on paper, a cut tail shows.
    """

    day: date
    site: str
    time_zone: ZoneInfo
    made_at: datetime
    rows: tuple[ReportRow, ...]
    duplicates: tuple[ReportRow, ...]
    voided: tuple[ReportRow, ...]
    by_verdict: tuple[tuple[Verdict, int], ...]
    by_rule: tuple[RuleTotal, ...]
    chain_head: tuple[str, int, str] | None

    def local(self, instant: datetime) -> datetime:
        """An instant on the site's clock."""
        return instant.astimezone(self.time_zone)


class ReportRenderer(Protocol):
    """Puts the figures of a day into a file."""

    def render(self, report: DayReport, form: str) -> bytes:
        """The file; `form` is one of REPORT_FORMS."""
        ...


class ReportingDesk:
    """Draws up the day, by the same query for the screen and the files."""

    def __init__(self, storage: Storage, clock: Clock, site: Site, renderer: ReportRenderer, files: FileWriter) -> None:
        self._storage = storage
        self._clock = clock
        self._site = site
        self._renderer = renderer
        self._files = files

    def today(self) -> date:
        """The site-local date."""
        return self._clock.now().astimezone(self._site.time_zone).date()

    def day(self, day: date) -> DayReport:
        """The report of a site-local date of arrival."""
        with self._storage.reading() as work:
            rows = [self._row(work, box) for box in work.boxes.arrived_on(day)]
            head = work.events.head(work.station)
        counted = tuple(row for row in rows if row.box.voided_at is None and row.box.state is not BoxState.DUPLICATE)
        return DayReport(
            day=day,
            site=self._site.name,
            time_zone=self._site.time_zone,
            made_at=self._clock.now(),
            rows=counted,
            duplicates=tuple(r for r in rows if r.box.voided_at is None and r.box.state is BoxState.DUPLICATE),
            voided=tuple(r for r in rows if r.box.voided_at is not None),
            by_verdict=_by_verdict(counted),
            by_rule=_by_rule(counted),
            chain_head=(head.station, head.seq, head.hash) if head else None,
        )

    def save(self, day: date, path: Path) -> DayReport:
        """Write the day as the path's ending says; whole, or not at all.

        Raises RefusedError `report-format` for another ending, `file-...` where the file can't be written.
        """
        form = path.suffix.removeprefix(".").lower()
        if form not in REPORT_FORMS:
            raise RefusedError("report-format", file=path.name, known=", ".join(REPORT_FORMS))
        report = self.day(day)
        self._files.write(path, self._renderer.render(report, form))
        return report

    def _row(self, work: Stores, box: Box) -> ReportRow:
        authorizations = [work.authorizations.get(number) for number in box.rma_numbers]
        customers = [customer_of(work, each) for each in authorizations if each]
        names = tuple(dict.fromkeys(each.name for each in customers if each and each.name))
        received_on = box.received_at.astimezone(self._site.time_zone).date()
        original = work.boxes.get(box.duplicate_of) if box.duplicate_of else None
        return ReportRow(box, names, box.arrived_on < received_on, original)


def _by_verdict(rows: Iterable[ReportRow]) -> tuple[tuple[Verdict, int], ...]:
    counts = Counter(row.box.verdict for row in rows)
    return tuple((verdict, counts[verdict]) for verdict in Verdict)


def _by_rule(rows: Iterable[ReportRow]) -> tuple[RuleTotal, ...]:
    """In falling order of boxes, then by rule."""
    counts = Counter(key for row in rows for key in {(finding.rule, finding.effect) for finding in row.findings})
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(RuleTotal(rule, effect, boxes) for (rule, effect), boxes in ordered)
