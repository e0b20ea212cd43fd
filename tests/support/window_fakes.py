"""A desk of fakes for the window: services that answer from memory, refuse when told to, or wait."""

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rmadesk.adapters.symbol_pictures import SymbolPictures
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.choices import signature
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState, Whose
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import Ground, Identification, Identifier, IdentifierKind
from rmadesk.domain.policy.comparison import Comparison, Difference, RuleContrast
from rmadesk.domain.policy.facts import Category, Maker, NumberState, OuterDamage, RmaKind, RmaStatus
from rmadesk.domain.policy.verdict import Effect, Finding, Verdict
from rmadesk.domain.rma import (
    Authorization,
    Box,
    BoxState,
    Customer,
    Disposition,
    Origin,
    RecordedVerdict,
    Shipment,
    ShipmentState,
    Unit,
    UnitProgress,
    UnitState,
)
from rmadesk.domain.scans import FrameReading, Read, Scan
from rmadesk.services.contents import Contents
from rmadesk.services.explaining import Citation, Explanation, OpenRule, OtherAnswer
from rmadesk.services.inspection import BenchItem
from rmadesk.services.printed_numbers import PrintedNumber
from rmadesk.services.receiving import BoxAtDock, Outcome, Receipt
from rmadesk.services.registry import AuthorizationFile, BadRowsError, ImportSummary
from rmadesk.services.reporting import DayReport, ReportRow
from rmadesk.services.shipping import PrintedLabel
from rmadesk.services.site import Site
from rmadesk.services.station import Station

NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)  # 14:02 at the site
TODAY = date(2026, 11, 20)
EXPIRED = Finding(
    "rma-expired",
    "other",
    Effect.HOLD,
    "Hardware Warranty: Return Merchandise Authorization",
    {"issued_on": "2026-10-01", "age_days": 50, "valid_days": 30, "last_valid_on": "2026-10-31"},
)
REFUSED = replace(EXPIRED, effect=Effect.REFUSE, source="Support: Returning Products to iXsystems (RMA)")
"""What the other edition makes of the same."""
CUSTOMER = Customer("Larkspur Genomics Inc.", "410 Quarry Lane", "Boulder", "CO", "80302", "US", {})


def authorization(number: str = "218043") -> Authorization:
    return Authorization(
        rma_number=number,
        written=number,
        issued_at=NOW,
        status=RmaStatus.OPEN,
        kind=RmaKind.REPAIR,
        whole_system=True,
        edition=None,
        contract=None,
        customer_id="K-2107",
        country="US",
        language=None,
        account_paid=True,
        support_hold=False,
        overdue_amount=None,
        overdue_since=None,
        tracking_numbers=("1ZW41R630321804318",),
        support_level=None,
        advance_replacement=None,
        insured=None,
        origin=Origin.IMPORT,
        customer_entry="entry",
    )


def unit(number: str = "218043") -> Unit:
    return Unit(
        unit_id=f"{number}/SN1",
        rma_number=number,
        serial_number="SN1",
        part_number="VX-2U12",
        nth=1,
        description="Storage array",
        maker=Maker.VENDOR,
        family=None,
        category=Category.FACTORY,
        on_invoice=True,
        invoiced_on=None,
        shipped_on=None,
        warranty_months=None,
        extended_to=None,
        price=Decimal("4320.00"),
        currency="USD",
        advance_shipped_on=None,
        advance_replacement_cost=None,
    )


def box(number: str = "218043", verdict: Verdict = Verdict.ACCEPT, box_id: str = "box-1", **changed: Any) -> Box:
    findings = (EXPIRED,) if verdict is Verdict.HOLD else ()
    judged = RecordedVerdict(number, "hardware-warranty", 1, verdict, findings, (), (), {})
    made = Box(
        box_id=box_id,
        station="dock-1",
        state=BoxState.QUARANTINED if verdict is Verdict.HOLD else BoxState.RECEIVED,
        received_at=NOW,
        received_by="ana",
        arrived_at=NOW,
        arrived_on=TODAY,
        packaging=None,
        outer_damage=OuterDamage.NONE,
        marked_on_box=False,
        number_state=NumberState.READ,
        piece=None,
        parcel=None,
        tracking_numbers=(),
        scans=(),
        verdict=verdict,
        verdicts=(judged,),
        duplicate_of=None,
    )
    return replace(made, **changed)


def report(boxes: tuple[Box, ...] = (), day: date = TODAY) -> DayReport:
    rows = tuple(ReportRow(each, ("Larkspur Genomics Inc.",), False) for each in boxes)
    counts = tuple((verdict, sum(each.verdict is verdict for each in boxes)) for verdict in Verdict)
    return DayReport(day, "Returns desk", ZoneInfo("America/Los_Angeles"), NOW, rows, (), (), counts, (), None)


class Gate:
    """Every call of a fake passes here: it can be held up, and made to fail."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.error: Exception | None = None

    def __call__(self) -> None:
        assert self.open.wait(30)
        if self.error:
            raise self.error


CARRIED = tuple(
    Identifier(IdentifierKind.TRACKING, "", "", carrier=carrier, ground=Ground.CARRIER_CHECK, form=form)
    for carrier, form in (("FedEx", "Express, 12 digits"), ("Purolator", "12 digits"))
)
"""What an ambiguous text could be."""


@dataclass
class FakeReceiving:
    gate: Gate = field(default_factory=Gate)
    known: tuple[str, ...] = ("218043", "218044")
    ambiguous: tuple[str, ...] = ()
    verdict: Verdict = Verdict.ACCEPT
    original: Box | None = None
    received: list[BoxAtDock] = field(default_factory=list)
    voided: list[str] = field(default_factory=list)
    looks: int = 0

    def look(self, scans: tuple[Scan, ...]) -> Contents:
        self.gate()
        self.looks += 1
        thought = tuple(map(self._identify, scans))
        identified = tuple((scan, each.identifier) for scan, each in zip(scans, thought, strict=True))
        numbers = tuple(each.value for _, each in identified if each.kind is IdentifierKind.RMA)
        parcels = tuple(each.value for _, each in identified if each.kind is IdentifierKind.TRACKING)
        return Contents(identified, numbers, tuple(map(authorization, numbers)), parcels, None, thought)

    def enough(self, reads: tuple[Read, ...]) -> bool:
        return any(read.text in self.known for read in reads)

    def receive(self, at_dock: BoxAtDock) -> Receipt:
        self.gate()
        self.received.append(at_dock)
        made = box(at_dock.scans[0].text, self.verdict, f"box-{len(self.received)}", packaging=at_dock.packaging)
        if self.original:
            made = replace(made, state=BoxState.DUPLICATE, duplicate_of=self.original.box_id)
        return Receipt(made, Outcome.DUPLICATE if self.original else Outcome.RECEIVED, self.original)

    def void(self, box_id: str) -> Box:
        self.gate()
        self.voided.append(box_id)
        return box(box_id=box_id, voided_at=NOW, voided_by="ana")

    def recent(self, limit: int) -> tuple[Box, ...]:
        return ()

    def _identify(self, scan: Scan) -> Identification:
        number = scan.text.removeprefix("RMA-")
        kind = IdentifierKind.RMA if number in self.known else IdentifierKind.UNKNOWN
        identifier = Identifier(kind, number, scan.text, number in self.known)
        if scan.text not in self.ambiguous or scan.chosen is not None:
            chosen = next((each for each in CARRIED if signature(each) == scan.chosen), identifier)
            return Identification(scan.text, replace(chosen, text=scan.text), remembered=scan.chosen is not None)
        both = tuple(replace(each, value=scan.text, text=scan.text) for each in CARRIED)
        return Identification(scan.text, both[0], candidates=both, ambiguous=True)


def explanation(judged: RecordedVerdict) -> Explanation:
    """Both editions find what is found; the other one refuses it."""
    contrasts = tuple(RuleContrast(each.rule, Difference.EFFECT, each, REFUSED) for each in judged.findings)
    other = Verdict.REFUSE if contrasts else Verdict.ACCEPT
    answer = OtherAnswer("support-page", "Support", 2, Comparison(judged.verdict, other, contrasts, ()), None)
    open_rules = (OpenRule("transit-damage", (Citation("desk", None),)),)
    return Explanation(judged, "Hardware Warranty", judged.findings, open_rules, (answer,))


@dataclass
class FakeExplaining:
    gate: Gate = field(default_factory=Gate)
    asked: list[Box] = field(default_factory=list)

    def explain(self, box: Box) -> tuple[Explanation, ...]:
        self.gate()
        self.asked.append(box)
        return tuple(map(explanation, box.verdicts))


def due(clock: Clock = Clock.INVOICE, state: DueState = DueState.PROPOSED, **changed: Any) -> Due:
    """An entry of the due list, two days past."""
    on = {
        "starts_on": "2026-10-18",
        "part_due_on": "2026-11-17",
        "due_on": "2026-11-18",
        "payment_due_on": "2026-12-05",
    }
    made = Due(
        due_id=f"218043/{clock.value}/SN1",
        clock=clock,
        rma_number="218043",
        customer_id="K-2107",
        unit_id="218043/SN1",
        serial_number="SN1",
        starts_on=date(2026, 10, 18),
        due_on=date(2026, 11, 18),
        whose=Whose.DESK,
        proposal=clock in (Clock.INVOICE, Clock.SUPPORT_HOLD, Clock.TERMINATION),
        state=state,
        source="Hardware Warranty: Advanced Replacement and Returns",
        figures={**on, "days": 30},
        amount=Decimal("640.00"),
        currency="USD",
        decision=None,
    )
    return replace(made, **changed)


@dataclass
class FakeDues:
    gate: Gate = field(default_factory=Gate)
    listed: tuple[Due, ...] = ()
    words: list[tuple[str, DueOutcome, str]] = field(default_factory=list)
    payments: list[tuple[str, date, str]] = field(default_factory=list)
    saved: list[tuple[int, Path]] = field(default_factory=list)
    asked: int = 0

    def today(self) -> date:
        return TODAY

    def on(self, day: date | None = None, within: int | None = None) -> tuple[Due, ...]:
        self.gate()
        assert day == TODAY
        self.asked += 1
        return self.listed

    def decide(self, due_id: str, outcome: DueOutcome, reason: str) -> Due:
        self.gate()
        if not reason.strip():
            raise RefusedError("reason-missing")
        self.words.append((due_id, outcome, reason))
        decision = DueDecision(due_id, "218043", outcome, TODAY, NOW, "ana", "entry")
        changes = {"state": DueState(outcome.value), "decision": decision}
        self.listed = tuple(replace(each, **changes) if each.due_id == due_id else each for each in self.listed)
        return next(each for each in self.listed if each.due_id == due_id)

    def paid(self, due_id: str, on: date, reason: str) -> DueDecision:
        self.gate()
        self.payments.append((due_id, on, reason))
        self.listed = tuple(each for each in self.listed if each.due_id != due_id)
        return DueDecision(due_id, "218043", DueOutcome.PAID, on, NOW, "ana", "entry")

    def save(self, dues: tuple[Due, ...], day: date, path: Path) -> None:
        self.gate()
        self.saved.append((len(dues), path))


@dataclass
class FakePictures:
    gate: Gate = field(default_factory=Gate)
    texts: tuple[str, ...] = ("218043",)
    unsure: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)

    def read_file(self, path: Path, **_: Any) -> tuple[Read, ...]:
        return self._read(path.name)

    def read_bytes(self, content: bytes, name: str, **_: Any) -> tuple[Read, ...]:
        assert content.startswith(b"\x89PNG")
        return self._read(name)

    def _read(self, name: str) -> tuple[Read, ...]:
        self.gate()
        self.names.append(name)
        corners = ((0, 0), (1, 0), (1, 1), (0, 1))
        return tuple(
            Read(text, text.encode(), "ean-13" if text in self.unsure else "code-128", False, corners, sure, "fake")
            for text in self.texts
            for sure in (text not in self.unsure,)
        )


@dataclass
class FakeChoices:
    gate: Gate = field(default_factory=Gate)
    remembered: list[tuple[str, str, str | None]] = field(default_factory=list)

    def remember(self, customer_id: str, identification: Identification, chosen: Identifier) -> None:
        self.gate()
        self.remembered.append((customer_id, identification.text, chosen.carrier))


@dataclass
class FakePrinted:
    """Reads in the print what it is told to; by itself this machine can't."""

    gate: Gate = field(default_factory=Gate)
    there: bool = False
    numbers: tuple[PrintedNumber, ...] = ()
    names: list[str] = field(default_factory=list)

    def suggest_file(self, path: Path) -> tuple[PrintedNumber, ...]:
        return self._suggest(path.name)

    def suggest_bytes(self, content: bytes, name: str) -> tuple[PrintedNumber, ...]:
        assert content.startswith(b"\x89PNG")
        return self._suggest(name)

    def _suggest(self, name: str) -> tuple[PrintedNumber, ...]:
        self.names.append(name)
        self.gate()
        return self.numbers


def printed(number: str = "218043", *, known: bool = True) -> PrintedNumber:
    """A number that the print says."""
    return PrintedNumber(number, f"RMA # {number}", 0.97, known, ((0, 0), (1, 0), (1, 1), (0, 1)))


@dataclass
class FakeFrames:
    """What the next frames of a camera hold."""

    gate: Gate = field(default_factory=Gate)
    reading: FrameReading = field(default_factory=lambda: FrameReading((), None))
    looks: int = 0

    def read_frame(self, pixels: bytes, width: int, height: int, **_: Any) -> FrameReading:
        self.gate()
        self.looks += 1
        return self.reading


@dataclass
class FakeInspection:
    gate: Gate = field(default_factory=Gate)
    items: tuple[BenchItem, ...] = ()
    logged: list[tuple[str, UnitState, Disposition, str]] = field(default_factory=list)

    def queue(self, limit: int = 200) -> tuple[BenchItem, ...]:
        self.gate()
        return self.items

    def log_outcome(self, unit_id: str, state: UnitState, disposition: Disposition, note: str = "") -> UnitProgress:
        self.gate()
        self.logged.append((unit_id, state, disposition, note))
        self.items = tuple(item for item in self.items if item.unit.unit_id != unit_id)
        return UnitProgress(unit_id, "218043", state, disposition, NOW, "ana", None)


@dataclass
class FakeShipping:
    gate: Gate = field(default_factory=Gate)

    def print_label(self, rma_number: str, path: Path, *, unit_id: str | None = None) -> PrintedLabel:
        self.gate()
        shipment = Shipment("ship-1", rma_number, unit_id, ShipmentState.LABEL_PRINTED, NOW, "ana", 1)
        return PrintedLabel(shipment, None, b"%PDF", path)  # type: ignore[arg-type]


@dataclass
class FakeRegistry:
    gate: Gate = field(default_factory=Gate)
    numbers: tuple[str, ...] = ()
    bad: tuple[RefusedError, ...] = ()
    searches: list[str] = field(default_factory=list)
    imports: list[tuple[bool, bool]] = field(default_factory=list)

    def search(self, text: str, limit: int = 200) -> tuple[tuple[Authorization, Customer | None], ...]:
        self.gate()
        self.searches.append(text)
        return tuple((authorization(each), CUSTOMER) for each in self.numbers if each.startswith(text))

    def open(self, rma_number: str) -> AuthorizationFile:
        return AuthorizationFile(
            authorization(rma_number),
            replace(CUSTOMER, extra={"cost centre": "<4711>"}),
            (unit(rma_number),),
            (),
            {unit(rma_number).unit_id: "<fan> is dead"},
            (box(rma_number),),
            (),
            (),
        )

    def import_file(self, path: Path, *, dry_run: bool = False, skip_bad: bool = False) -> ImportSummary:
        self.gate()
        self.imports.append((dry_run, skip_bad))
        if self.bad and not skip_bad:
            raise BadRowsError(path.name, self.bad)
        if not dry_run:
            self.numbers = ("218043",)
        return ImportSummary(3, 2, 1, 0, 3, self.bad, (), ("colour",), dry_run)


@dataclass
class FakeReporting:
    gate: Gate = field(default_factory=Gate)
    boxes: tuple[Box, ...] = ()
    days: list[date] = field(default_factory=list)
    saved: list[Path] = field(default_factory=list)

    def today(self) -> date:
        return TODAY

    def day(self, day: date) -> DayReport:
        self.gate()
        self.days.append(day)
        return report(self.boxes if day == TODAY else (), day)

    def save(self, day: date, path: Path) -> DayReport:
        self.gate()
        self.saved.append(path)
        return report(self.boxes, day)


@dataclass
class FakeParts:
    """Stands for the desk; each service is there from the start."""

    database: Path = Path("desk.sqlite")
    user: str = "ana"
    site: Site = field(default_factory=Site)
    station: Station = field(default_factory=Station)
    symbols: SymbolPictures = field(default_factory=SymbolPictures)
    wording: Catalogue = field(default_factory=lambda: Catalogue("en"))
    pictures: FakePictures = field(default_factory=FakePictures)
    frames: FakeFrames = field(default_factory=FakeFrames)
    printed: FakePrinted = field(default_factory=FakePrinted)
    receiving: FakeReceiving = field(default_factory=FakeReceiving)
    choices: FakeChoices = field(default_factory=FakeChoices)
    explaining: FakeExplaining = field(default_factory=FakeExplaining)
    dues: FakeDues = field(default_factory=FakeDues)
    registry: FakeRegistry = field(default_factory=FakeRegistry)
    inspection: FakeInspection = field(default_factory=FakeInspection)
    shipping: FakeShipping = field(default_factory=FakeShipping)
    reporting: FakeReporting = field(default_factory=FakeReporting)

    def save_station(self, station: Station) -> None:
        self.station = station


def bench_item(number: str = "218043", verdict: Verdict = Verdict.ACCEPT) -> BenchItem:
    return BenchItem(box(number, verdict), authorization(number), CUSTOMER, unit(number))
