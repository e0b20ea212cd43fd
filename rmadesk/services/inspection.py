"""The bench: the queue of received units, what was found of each, and how its return ends."""

from dataclasses import dataclass

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import serial_key
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Box, BoxState, Customer, Disposition, Unit, UnitProgress, UnitState
from rmadesk.services.ledger import Ledger
from rmadesk.services.registry import customer_of, known_authorization
from rmadesk.services.stores import Storage, Stores, UnitOfWork

_ABSENT = (UnitState.MISSING,)
_BARRED = {BoxState.REFUSED: "inspect-refused", BoxState.QUARANTINED: "inspect-on-hold"}


@dataclass(frozen=True, slots=True)
class BenchItem:
    """One unit that waits at the bench, with the box it is expected in."""

    box: Box
    authorization: Authorization
    customer: Customer | None
    unit: Unit

    @property
    def on_hold(self) -> bool:
        """A supervisor decides first."""
        return self.box.state is BoxState.QUARANTINED


class InspectionDesk:
    """Lists what waits, and logs what was found and done."""

    def __init__(self, storage: Storage, ledger: Ledger) -> None:
        self._storage = storage
        self._ledger = ledger

    def queue(self, limit: int = 200) -> tuple[BenchItem, ...]:
        """Units without an outcome whose boxes came in and were not turned away; oldest arrival first."""
        with self._storage.reading() as work:
            items: dict[str, BenchItem] = {}
            for box in work.boxes.to_inspect(limit):
                for number in box.rma_numbers:
                    for item in _items(work, box, number):
                        items.setdefault(item.unit.unit_id, item)
            return tuple(items.values())

    def unit_of(self, rma_number: str, serial_number: str | None) -> Unit:
        """The expected unit with this serial number, or the only one of the RMA.

        Raises RefusedError: `rma-not-in-registry`, `unit-unknown`, `unit-not-said` where several are expected.
        """
        with self._storage.reading() as work:
            return unit_named(
                work.authorizations.units(known_authorization(work, rma_number).rma_number), serial_number
            )

    def log_outcome(self, unit_id: str, state: UnitState, disposition: Disposition, note: str = "") -> UnitProgress:
        """Record what was found and how it ends; closes the authorization with its last unit.

        Raises RefusedError: `unit-unknown`, `inspect-not-received`, `inspect-on-hold`, `inspect-refused`,
        `inspect-done`, `inspect-absent-disposition`, `inspect-disposition-missing`.
        """
        _refuse_contradiction(state, disposition)
        with self._storage.writing("inspect") as work:
            unit = _unit(work, unit_id)
            _refuse_unless_at_bench(work, unit)
            entry = self._ledger.personal({"note": note.strip()}) if note.strip() else None
            progress = UnitProgress(
                unit_id=unit_id,
                rma_number=unit.rma_number,
                state=state,
                disposition=disposition,
                inspected_at=self._ledger.clock.now(),
                inspected_by=self._ledger.user,
                note_entry=entry.id if entry else None,
            )
            payload = {"progress": to_plain(progress), "note": entry.reference if entry else None}
            self._ledger.record(work, EventKind.UNIT_INSPECTED, payload, [entry] if entry else [])
            self._close_when_done(work, unit.rma_number)
            work.commit()
        return progress

    def _close_when_done(self, work: UnitOfWork, rma_number: str) -> None:
        """An authorization closes when every expected unit has an outcome."""
        done = {each.unit_id for each in work.units.of_rma(rma_number) if each.disposition is not Disposition.NONE}
        units = work.authorizations.units(rma_number)
        authorization = work.authorizations.get(rma_number)
        if authorization and authorization.status is RmaStatus.OPEN and all(unit.unit_id in done for unit in units):
            self._ledger.record(work, EventKind.AUTHORIZATION_CLOSED, {"rma_number": rma_number})


def unit_named(units: tuple[Unit, ...], serial_number: str | None) -> Unit:
    """The unit of an RMA with this serial number in any writing, or the only one.

    Raises RefusedError: `unit-unknown`, `unit-not-said` where there are several.
    """
    if serial_number is None and len(units) == 1:
        return units[0]
    if serial_number is None:
        raise RefusedError("unit-not-said", serials=", ".join(unit.serial_number or "?" for unit in units))
    for unit in units:
        if unit.serial_number == serial_key(serial_number):
            return unit
    raise RefusedError("unit-unknown", unit=serial_number)


def _items(work: Stores, box: Box, rma_number: str) -> list[BenchItem]:
    authorization = work.authorizations.get(rma_number)
    if authorization is None:
        return []
    done = {each.unit_id for each in work.units.of_rma(rma_number) if _is_settled(each, box)}
    customer = customer_of(work, authorization)
    return [
        BenchItem(box, authorization, customer, unit)
        for unit in work.authorizations.units(rma_number)
        if unit.unit_id not in done
    ]


def _is_settled(progress: UnitProgress, box: Box) -> bool:
    """Whether a unit has its outcome, or was looked for in this box already."""
    return progress.disposition is not Disposition.NONE or progress.inspected_at >= box.received_at


def _unit(work: Stores, unit_id: str) -> Unit:
    unit = work.authorizations.unit(unit_id)
    if unit is None:
        raise RefusedError("unit-unknown", unit=unit_id)
    return unit


def _refuse_contradiction(state: UnitState, disposition: Disposition) -> None:
    if state is UnitState.EXPECTED:
        raise RefusedError("inspect-state-missing")
    if state in _ABSENT and disposition is not Disposition.NONE:
        raise RefusedError("inspect-absent-disposition", state=state.value)
    if state not in _ABSENT and disposition is Disposition.NONE:
        raise RefusedError("inspect-disposition-missing")


def _refuse_unless_at_bench(work: Stores, unit: Unit) -> None:
    logged = work.units.get(unit.unit_id)
    if logged and logged.disposition is not Disposition.NONE:  # a missing one may still come
        raise RefusedError("inspect-done", unit=unit.unit_id)
    boxes = [
        box
        for box in work.boxes.of_rma(unit.rma_number)
        if box.voided_at is None and box.state is not BoxState.DUPLICATE
    ]
    if not boxes:
        raise RefusedError("inspect-not-received", rma=unit.rma_number)
    if not any(box.state not in _BARRED for box in boxes):
        raise RefusedError(_BARRED[boxes[-1].state], rma=unit.rma_number)
