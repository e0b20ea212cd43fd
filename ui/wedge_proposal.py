"""From a few scans of the test symbol to what the station should be set to, and what only the scanner can put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rmadesk.services.station import ScanSuffix, WedgeSettings
from ui.wedge_calibration import Calibration, calibrate
from ui.wedge_layout import Finding, LayoutReport, Trouble, compare


@dataclass(frozen=True, slots=True)
class TestScan:
    """One scan of the symbol as its keys came: text, gaps in milliseconds, and whether Enter or Tab ended it."""

    __test__ = False  # no class of tests, whatever its name

    text: str
    gaps: tuple[float, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the scans say; `settings` are what the station should use from now on, null where none would do."""

    report: LayoutReport
    calibration: Calibration
    settings: WedgeSettings | None

    @property
    def changes(self) -> bool:
        """There is something to put right here, at the station."""
        return self.settings is not None


def propose(scans: Sequence[TestScan], current: WedgeSettings) -> Proposal:
    """What follows from scans of the test symbol; `current` is what they were not yet put right by."""
    report = _report(scans)
    calibration = calibrate([scan.gaps for scan in scans])
    hopeless = {Trouble.NOT_THE_SYMBOL, Trouble.CAPS_LOCK} & {finding.trouble for finding in report.findings}
    if hopeless or calibration.limits is None:
        return Proposal(report, calibration, None)
    unended = not any(scan.ended for scan in scans)
    wanted = replace(
        current,
        suffix=ScanSuffix.NONE if unended else _with_end(current.suffix),
        limits=calibration.limits,
        remap=report.remap,
    )
    return Proposal(report, calibration, wanted if wanted != current else None)


def _report(scans: Sequence[TestScan]) -> LayoutReport:
    """Of scans that differ the shortest says most, and characters were lost."""
    texts = {scan.text for scan in scans}
    ended = all(scan.ended for scan in scans)
    report = compare(min(texts, key=lambda text: (len(text), text), default=""), ended=ended)
    known = {finding.trouble for finding in report.findings}
    if len(texts) < 2 or known & {Trouble.LOST_CHARACTERS, Trouble.NOT_THE_SYMBOL}:
        return report
    return replace(report, findings=(Finding(Trouble.LOST_CHARACTERS), *report.findings), remap={})


def _with_end(suffix: ScanSuffix) -> ScanSuffix:
    return ScanSuffix.ENTER_OR_TAB if suffix is ScanSuffix.NONE else suffix
