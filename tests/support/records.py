"""Builds records of the trade for tests: a box with what a test says of it, everything else in order."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from rmadesk.domain.errors import Figure
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import DESK, Charge, Effect, Finding, Verdict, highest, verdict_of
from rmadesk.domain.rma import Box, BoxState, Piece, RecordedVerdict
from rmadesk.services.reporting import DayReport, ReportRow, RuleTotal

SITE_ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2026, 11, 20)
MORNING = datetime(2026, 11, 20, 14, 42, 7, 123456, tzinfo=UTC)
"""06:42 at the site on DAY, with the fractions of a second that a clock gives."""
CLAUSE = "Hardware Warranty & Support Procedures: Packaging requirements"

_FIGURES: dict[str, dict[str, Figure]] = {
    "rma-expired": {"issued_on": "2026-10-01", "age_days": 50, "valid_days": 30},
    "packaging-not-accepted": {"packaging": "other", "accepted": "original, supplied"},
    "packaging-damage": {"amount": None},
    "outer-damage": {"outer_damage": "crushed"},
    "rma-not-open": {"status": "closed"},
    "transit-damage": {"liable": "carrier"},
    "rma-issued-in-future": {"issued_on": "2026-11-21", "arrived_on": "2026-11-20"},
}


def finding(rule: str, effect: Effect, *, variant: str = "default", source: str = DESK, **figures: Figure) -> Finding:
    """What a rule found, on figures that its sentence needs."""
    return Finding(rule, variant, effect, source, {**_FIGURES.get(rule, {}), **figures})


def judged(
    rma_number: str | None,
    *findings: Finding,
    charges: Iterable[tuple[str | None, str]] = (),
    edition: str = "hardware-warranty",
    pending: tuple[str, ...] = (),
) -> RecordedVerdict:
    """The verdict on one authorization; `charges` are (amount or None for by hand, currency)."""
    return RecordedVerdict(
        rma_number=rma_number,
        edition=edition,
        edition_version=1,
        verdict=verdict_of(findings),
        findings=findings,
        pending=pending,
        charges=tuple(Charge("packaging-damage", Decimal(amount) if amount else None, cur) for amount, cur in charges),
        case={},
    )


def box(
    number: int,
    *verdicts: RecordedVerdict,
    state: BoxState = BoxState.RECEIVED,
    arrived_at: datetime | None = None,
    received_after: timedelta = timedelta(),
    received_by: str = "ana",
    packaging: PackagingKind | None = PackagingKind.ORIGINAL,
    outer_damage: OuterDamage = OuterDamage.NONE,
    number_state: NumberState = NumberState.READ,
    marked_on_box: bool = False,
    piece: Piece | None = None,
    tracking_numbers: tuple[str, ...] | None = None,
    parcel: str | None = None,
    duplicate_of: str | None = None,
    voided_at: datetime | None = None,
    voided_by: str | None = None,
) -> Box:
    """Box `number` of the day: each arrives a minute after the one before, and is received as it arrives."""
    arrived = arrived_at or MORNING + timedelta(minutes=number)
    tracking = (f"1Z999AA1{number:010d}",) if tracking_numbers is None else tracking_numbers
    held = verdicts or (judged(f"{218000 + number}"),)
    return Box(
        box_id=box_id(number),
        station="0192f000-dock-1",
        state=state,
        received_at=arrived + received_after,
        received_by=received_by,
        arrived_at=arrived,
        arrived_on=arrived.astimezone(SITE_ZONE).date(),
        packaging=packaging,
        outer_damage=outer_damage,
        marked_on_box=marked_on_box,
        number_state=number_state,
        piece=piece,
        parcel=parcel or (tracking[0] if tracking else None),
        tracking_numbers=tracking,
        scans=(),
        verdict=highest(each.verdict for each in held),
        verdicts=held,
        duplicate_of=duplicate_of,
        voided_at=voided_at,
        voided_by=voided_by,
    )


def box_id(number: int) -> str:
    """The id that `box` gives to box `number`."""
    return f"0192f3a0-0000-7000-8000-{number:012d}"


def row(received: Box, *customers: str) -> ReportRow:
    """The box as the report has it."""
    return ReportRow(received, customers, received.arrived_on < received.received_at.astimezone(SITE_ZONE).date())


def day_report(
    *rows: ReportRow,
    site: str = "Returns desk, San Jose",
    time_zone: ZoneInfo = SITE_ZONE,
    chain_head: tuple[str, int, str] | None = ("0192f000-dock-1", 128, "3fa9c2d1" * 8),
) -> DayReport:
    """The report of these boxes, with totals counted here by hand: not by the code under test."""
    voided = tuple(each for each in rows if each.box.voided_at)
    duplicates = tuple(each for each in rows if not each.box.voided_at and each.box.state is BoxState.DUPLICATE)
    counted = tuple(each for each in rows if each not in voided and each not in duplicates)
    spoken: dict[tuple[str, Effect], int] = {}
    for each in counted:
        for key in {(said.rule, said.effect) for verdict in each.box.verdicts for said in verdict.findings}:
            spoken[key] = spoken.get(key, 0) + 1
    ordered = sorted(spoken.items(), key=lambda each: (-each[1], each[0]))
    return DayReport(
        day=DAY,
        site=site,
        time_zone=time_zone,
        made_at=datetime(2026, 11, 21, 1, 30, 15, tzinfo=UTC),
        rows=counted,
        duplicates=duplicates,
        voided=voided,
        by_verdict=tuple((kind, sum(each.box.verdict is kind for each in counted)) for kind in Verdict),
        by_rule=tuple(RuleTotal(rule, effect, boxes) for (rule, effect), boxes in ordered),
        chain_head=chain_head,
    )
