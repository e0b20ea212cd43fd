"""From the gaps of a few test scans to limits that tell this scanner from typing, or the reason why none can."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rmadesk.services.station import WedgeLimits

SCANS_NEEDED = 3
_FEWEST_GAPS = 8
_MEAN_BOUNDS_MS = (20.0, 60.0)
_LARGEST_BOUNDS_MS = (60.0, 150.0)
"""Wide enough for a computer that stalls; above them quick typists begin, who make 41 to 83 ms a key."""
_MARGIN, _MEAN_ADDED_MS, _LARGEST_ADDED_MS = 1.5, 5.0, 20.0
_LEAST_MARGIN = 1.2


class Unfit(Enum):
    """Why there are no limits for a scanner."""

    TOO_FEW = "too-few"
    """Scans, or keys in one of them."""
    TOO_SLOW = "too-slow"
    """Its keys come as slowly as a typist's."""
    UNEVEN = "uneven"
    """It stops within a scan for as long as a typist between keys."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured, in milliseconds, and the limits that follow; `unfit` says why there are none."""

    slowest_mean_ms: float
    largest_gap_ms: float
    limits: WedgeLimits | None
    unfit: Unfit | None = None


def calibrate(scans: Sequence[Sequence[float]]) -> Calibration:
    """Limits from the gaps of several scans of the test symbol, the end key's gap included."""
    gaps = [gap for scan in scans for gap in scan]
    slowest = max((sum(scan) / len(scan) for scan in scans if scan), default=0.0)
    largest = max(gaps, default=0.0)
    if len(scans) < SCANS_NEEDED or any(len(scan) < _FEWEST_GAPS for scan in scans):
        return Calibration(slowest, largest, None, Unfit.TOO_FEW)
    mean_limit = _within(slowest * _MARGIN + _MEAN_ADDED_MS, _MEAN_BOUNDS_MS)
    largest_limit = _within(largest * _MARGIN + _LARGEST_ADDED_MS, _LARGEST_BOUNDS_MS)
    if mean_limit < slowest * _LEAST_MARGIN:
        return Calibration(slowest, largest, None, Unfit.TOO_SLOW)
    if largest_limit < largest * _LEAST_MARGIN:
        return Calibration(slowest, largest, None, Unfit.UNEVEN)
    limits = WedgeLimits(WedgeLimits().fewest_keys, round(mean_limit), round(max(mean_limit, largest_limit)))
    return Calibration(slowest, largest, limits)


def _within(value: float, bounds: tuple[float, float]) -> float:
    low, high = bounds
    return min(max(value, low), high)
