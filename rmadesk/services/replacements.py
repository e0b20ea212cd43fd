"""Which unit stepped into whose place: replacements followed back to the original."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rmadesk.domain.coverage_line import inherited_end
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.identifiers import serial_key
from rmadesk.domain.policy.coverage import coverage_terms
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.rma import Shipment, ShipmentState, Unit
from rmadesk.services.stores import Stores


@dataclass(frozen=True, slots=True)
class Replacement:
    """One unit that went out in place of another; `original` is the one it replaced, as its RMA states it."""

    shipment: Shipment
    original: Unit


def originals(work: Stores, serial_number: str) -> Iterator[Replacement]:
    """The units in whose place this one (serial in normal form) stands: the one it replaced, the one that had replaced,
    and so on; one query by serial for each, and none twice whatever the record says."""
    seen: set[str] = set()
    wanted: str | None = serial_number
    while wanted:
        seen.add(wanted)
        replacement = _replacement(work, wanted)
        if replacement is None or replacement.original.serial_number in seen:
            return
        yield replacement
        wanted = replacement.original.serial_number


def inherited_to(work: Stores, serial_number: str | None, edition: Edition) -> date | None:
    """The last covered day that a unit takes over, under `edition`, from those in whose place it stands.

    Null: it stands in nobody's, or nobody's end is known.
    """
    terms = coverage_terms(edition)
    if not serial_number or terms is None:
        return None
    return inherited_end((each.original for each in originals(work, serial_number)), terms)


def new_serial(work: Stores, given: str, unit: Unit | None, shipment: Shipment) -> str:
    """The normal form of the serial number that goes out in this shipment, which takes the place of `unit`.

    Raises RefusedError: `new-serial-empty`, `new-serial-without-unit`, `new-serial-own`, `new-serial-differs` where
    another one is on record for the shipment, `new-serial-taken` where another replacement carries it, and
    `new-serial-original` where the unit itself stands in its place.
    """
    serial = serial_key(given)
    if not serial:
        raise RefusedError("new-serial-empty")
    if unit is None:
        raise RefusedError("new-serial-without-unit", serial=serial)
    if serial == unit.serial_number:
        raise RefusedError("new-serial-own", serial=serial)
    recorded = shipment.replacement_serial
    if recorded and recorded != serial:
        raise RefusedError("new-serial-differs", serial=serial, recorded=recorded)
    for other in _carrying(work, serial):
        if other.shipment_id != shipment.shipment_id:
            raise RefusedError("new-serial-taken", serial=serial, rma=other.rma_number)
    before = originals(work, unit.serial_number) if unit.serial_number else ()
    if any(each.original.serial_number == serial for each in before):
        raise RefusedError("new-serial-original", serial=serial, unit=unit.serial_number)
    return serial


def _replacement(work: Stores, serial_number: str) -> Replacement | None:
    for shipment in reversed(_carrying(work, serial_number)):
        original = work.authorizations.unit(shipment.unit_id) if shipment.unit_id else None
        if original:
            return Replacement(shipment, original)
    return None


def _carrying(work: Stores, serial_number: str) -> tuple[Shipment, ...]:
    """The shipments that stand in which a unit with this serial number went out."""
    found = work.shipments.with_replacement_serial(serial_number)
    return tuple(each for each in found if each.state is not ShipmentState.VOIDED)
