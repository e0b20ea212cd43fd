"""Which expected units have come back, and when: what boxes and the bench say together."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime

from rmadesk.domain.identifiers import IdentifierKind
from rmadesk.domain.rma import Box, BoxScan, BoxState, Unit, UnitProgress, UnitState

CAME_IN = (BoxState.RECEIVED, BoxState.QUARANTINED)
"""Where a box stands whose goods are here; one that was turned away brought nothing back."""
_ABSENT = (UnitState.MISSING, UnitState.WRONG_ITEM)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One box that came in under an RMA: the site-local date, the scan, and the serial numbers read from it."""

    rma_number: str
    arrived_on: date
    received_at: datetime
    serial_numbers: tuple[str, ...]


def arrivals_of(box: Box) -> tuple[Arrival, ...]:
    """What a box brought, for each of its RMAs; nothing where it was voided, turned away or a duplicate."""
    if box.voided_at is not None or box.state not in CAME_IN:
        return ()
    serials = serial_numbers(box.scans)
    return tuple(Arrival(number, box.arrived_on, box.received_at, serials) for number in dict.fromkeys(box.rma_numbers))


def serial_numbers(scans: Iterable[BoxScan]) -> tuple[str, ...]:
    """The serial numbers among what was read from a box, in normal form."""
    return tuple(dict.fromkeys(value for scan in scans for value in scan.values(IdentifierKind.SERIAL)))


def came_back_on(
    unit: Unit, expected: Set[str | None], arrivals: Iterable[Arrival], progress: UnitProgress | None
) -> date | None:
    """When the first box came that held a unit; null: not back yet. `expected` are the serial numbers of its RMA.

    A box that names serial numbers of its RMA holds those units; one that names none is taken to hold them all, until
    the bench finds one missing or another item in its place. The desk's judgement: in doubt nothing is held against
    the customer.
    """
    found = progress is not None and progress.state not in _ABSENT
    days = [
        arrival.arrived_on
        for arrival in arrivals
        if (found or _may_hold(arrival, unit, expected)) and not _looked_in_vain(arrival, progress)
    ]
    return min(days, default=None)


def _may_hold(arrival: Arrival, unit: Unit, expected: Set[str | None]) -> bool:
    named = [serial for serial in arrival.serial_numbers if serial in expected]
    return not named or unit.serial_number in named


def _looked_in_vain(arrival: Arrival, progress: UnitProgress | None) -> bool:
    return progress is not None and progress.state in _ABSENT and arrival.received_at <= progress.inspected_at
