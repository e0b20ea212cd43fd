"""The stores over SQL: frozen records in and out; no row leaves this package.

The queries are built once: on the way from scan to verdict, building them anew would cost more than running them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import bindparam
from sqlalchemy.engine import Connection

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.rows import as_row, records, select_records, streamed
from rmadesk.domain.arrivals import CAME_IN, Arrival
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import PersonalEntry
from rmadesk.domain.identifiers import IdentifierKind, rma_key, serial_key, tracking_key
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Box, BoxState, Disposition, JudgedBox, Shipment, Unit, UnitProgress

T = TypeVar("T")

_AUTHORIZATION, _PARCEL, _UNIT = schema.authorization, schema.expected_parcel, schema.unit
_BOX, _BOX_RMA, _BOX_PARCEL = schema.box, schema.box_rma, schema.box_parcel
_PROGRESS, _SHIPMENT, _PERSONAL = schema.unit_progress, schema.shipment, schema.personal

_AUTHORIZATIONS = select_records(_AUTHORIZATION, Authorization)
_AUTHORIZATION_OF = _AUTHORIZATIONS.where(_AUTHORIZATION.c.rma_number == bindparam("number"))
_AUTHORIZATIONS_EXPECTING = (
    _AUTHORIZATIONS.join(_PARCEL, _PARCEL.c.rma_number == _AUTHORIZATION.c.rma_number)
    .where(_PARCEL.c.tracking_number == bindparam("number"))
    .order_by(_AUTHORIZATION.c.rma_number)
)
_AUTHORIZATIONS_WITH_SERIAL = _AUTHORIZATIONS.where(
    _AUTHORIZATION.c.rma_number.in_(sa.select(_UNIT.c.rma_number).where(_UNIT.c.serial_number == bindparam("serial")))
).order_by(_AUTHORIZATION.c.rma_number)
_UNITS = select_records(_UNIT, Unit)
_UNITS_OF = _UNITS.where(_UNIT.c.rma_number == bindparam("number")).order_by(_UNIT.c.place)
_UNIT_OF = _UNITS.where(_UNIT.c.unit_id == bindparam("unit_id"))
_IS_OPEN = _AUTHORIZATION.c.status == RmaStatus.OPEN.value
_AUTHORIZATIONS_OPEN = _AUTHORIZATIONS.where(_IS_OPEN).order_by(_AUTHORIZATION.c.rma_number)
_UNITS_OPEN = (
    _UNITS.join(_AUTHORIZATION, _AUTHORIZATION.c.rma_number == _UNIT.c.rma_number)
    .where(_IS_OPEN)
    .order_by(_UNIT.c.rma_number, _UNIT.c.place)
)

_BOXES = select_records(_BOX, Box)
_BOX_OF = _BOXES.where(_BOX.c.box_id == bindparam("box_id"))
_BOXES_RECENT = _BOXES.order_by(_BOX.c.received_at.desc(), _BOX.c.box_id.desc()).limit(bindparam("limit"))
_BOXES_ARRIVED_ON = _BOXES.where(_BOX.c.arrived_on == bindparam("day")).order_by(
    _BOX.c.arrived_at, _BOX.c.received_at, _BOX.c.box_id
)
_BOXES_OF_RMA = (
    _BOXES.join(_BOX_RMA, _BOX_RMA.c.box_id == _BOX.c.box_id)
    .where(_BOX_RMA.c.rma_number == bindparam("number"))
    .order_by(_BOX.c.received_at, _BOX.c.box_id)
)
_ARRIVALS_OPEN = (
    sa.select(_BOX_RMA.c.rma_number, _BOX.c.arrived_on, _BOX.c.received_at, _BOX.c.scans)
    .join(_BOX, _BOX.c.box_id == _BOX_RMA.c.box_id)
    .join(_AUTHORIZATION, _AUTHORIZATION.c.rma_number == _BOX_RMA.c.rma_number)
    .where(_IS_OPEN, _BOX.c.voided_at.is_(None), _BOX.c.state.in_([state.value for state in CAME_IN]))
    .order_by(_BOX.c.received_at, _BOX.c.box_id, _BOX_RMA.c.rma_number)
)
_BOX_OF_PARCEL = (
    _BOXES.join(_BOX_PARCEL, _BOX_PARCEL.c.box_id == _BOX.c.box_id)
    .where(_BOX_PARCEL.c.number.in_(bindparam("numbers", expanding=True)), _BOX.c.received_at >= bindparam("since"))
    .where(_BOX.c.voided_at.is_(None), _BOX.c.state != BoxState.DUPLICATE.value)
    .order_by(_BOX.c.received_at.desc(), _BOX.c.box_id.desc())
    .limit(1)
)
_BOXES_JUDGED = (
    select_records(_BOX, JudgedBox)
    .where(_BOX.c.arrived_on.between(bindparam("first_on"), bindparam("last_on")))
    .where(_BOX.c.voided_at.is_(None), _BOX.c.state != BoxState.DUPLICATE.value)
    .order_by(_BOX.c.arrived_on, _BOX.c.box_id)
)
_UNIT_WAITS = (
    sa.select(_BOX_RMA.c.box_id)
    .join(_UNIT, _UNIT.c.rma_number == _BOX_RMA.c.rma_number)
    .outerjoin(_PROGRESS, _PROGRESS.c.unit_id == _UNIT.c.unit_id)
    .where(_BOX_RMA.c.box_id == _BOX.c.box_id)
    .where(
        sa.or_(
            _PROGRESS.c.unit_id.is_(None),
            # It was missing when it was looked for, and this box came later.
            sa.and_(_PROGRESS.c.disposition == Disposition.NONE.value, _PROGRESS.c.inspected_at < _BOX.c.received_at),
        )
    )
)
_BOXES_TO_INSPECT = (
    _BOXES.where(_BOX.c.voided_at.is_(None), _BOX.c.state.in_((BoxState.RECEIVED.value, BoxState.QUARANTINED.value)))
    .where(_UNIT_WAITS.exists())
    .order_by(_BOX.c.arrived_at, _BOX.c.box_id)
    .limit(bindparam("limit"))
)

_PROGRESS_OF = select_records(_PROGRESS, UnitProgress).where(_PROGRESS.c.unit_id == bindparam("unit_id"))
_PROGRESS_OF_RMA = (
    select_records(_PROGRESS, UnitProgress)
    .where(_PROGRESS.c.rma_number == bindparam("number"))
    .order_by(_PROGRESS.c.inspected_at, _PROGRESS.c.unit_id)
)
_PROGRESS_OPEN = (
    select_records(_PROGRESS, UnitProgress)
    .join(_AUTHORIZATION, _AUTHORIZATION.c.rma_number == _PROGRESS.c.rma_number)
    .where(_IS_OPEN)
    .order_by(_PROGRESS.c.unit_id)
)
_SHIPMENT_OF = select_records(_SHIPMENT, Shipment).where(_SHIPMENT.c.shipment_id == bindparam("shipment_id"))
_SHIPMENTS_OF_RMA = (
    select_records(_SHIPMENT, Shipment)
    .where(_SHIPMENT.c.rma_number == bindparam("number"))
    .order_by(_SHIPMENT.c.ordered_at, _SHIPMENT.c.shipment_id)
)
_SHIPMENTS_CARRYING = (
    select_records(_SHIPMENT, Shipment)
    .where(_SHIPMENT.c.replacement_serial == bindparam("serial"))
    .order_by(_SHIPMENT.c.ordered_at, _SHIPMENT.c.shipment_id)
)
_PERSONAL_OF = sa.select(_PERSONAL.c.id, _PERSONAL.c.key, _PERSONAL.c.body).where(_PERSONAL.c.id == bindparam("id"))

_INSERT = {table: sa.insert(table) for table in schema.metadata.sorted_tables}


class SqlPersonalStore:
    """Names, addresses and free text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: PersonalEntry) -> None:
        name = entry.body.get("name")
        folded = name.casefold() if name else None
        row = {"id": entry.id, "key": entry.key, "body": entry.body, "name_folded": folded}
        self._connection.execute(_INSERT[_PERSONAL], row)

    def get(self, entry_id: str) -> PersonalEntry | None:
        try:
            row = self._connection.execute(_PERSONAL_OF, {"id": entry_id}).one_or_none()
        except (ValueError, RecursionError) as error:  # no JSON any more
            raise FaultError("entry-unreadable", entry=entry_id) from error
        if row is None:
            return None
        if not isinstance(row.key, bytes) or not isinstance(row.body, dict):
            raise FaultError("entry-unreadable", entry=entry_id)
        return PersonalEntry(row.id, row.key, row.body)


class SqlAuthorizationStore:
    """The registry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, rma_number: str) -> Authorization | None:
        return _one(records(self._connection, Authorization, _AUTHORIZATION_OF, number=rma_number))

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]:
        return records(self._connection, Authorization, _AUTHORIZATIONS_EXPECTING, number=tracking_number)

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]:
        return records(self._connection, Authorization, _AUTHORIZATIONS_WITH_SERIAL, serial=serial_number)

    def units(self, rma_number: str) -> tuple[Unit, ...]:
        return records(self._connection, Unit, _UNITS_OF, number=rma_number)

    def unit(self, unit_id: str) -> Unit | None:
        return _one(records(self._connection, Unit, _UNIT_OF, unit_id=unit_id))

    def open(self) -> tuple[Authorization, ...]:
        return records(self._connection, Authorization, _AUTHORIZATIONS_OPEN)

    def open_units(self) -> tuple[Unit, ...]:
        return records(self._connection, Unit, _UNITS_OPEN)

    def search(self, text: str, limit: int) -> tuple[Authorization, ...]:
        query = _AUTHORIZATIONS.where(sa.or_(*_matches(text))) if text else _AUTHORIZATIONS
        query = query.order_by(_AUTHORIZATION.c.issued_at.desc().nulls_last(), _AUTHORIZATION.c.rma_number)
        return records(self._connection, Authorization, query.limit(limit))

    def count(self) -> int:
        return self._connection.execute(sa.select(sa.func.count()).select_from(_AUTHORIZATION)).scalar_one()

    def save(self, authorization: Authorization, units: Sequence[Unit]) -> None:
        number = authorization.rma_number
        for table in (_UNIT, _PARCEL, _AUTHORIZATION):
            self._connection.execute(sa.delete(table).where(table.c.rma_number == number))
        self._connection.execute(_INSERT[_AUTHORIZATION], as_row(authorization))
        parcels = [{"tracking_number": each, "rma_number": number} for each in authorization.tracking_numbers]
        _insert_all(self._connection, _PARCEL, parcels)
        _insert_all(self._connection, _UNIT, [{**as_row(unit), "place": place} for place, unit in enumerate(units)])


class SqlBoxStore:
    """Received boxes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, box_id: str) -> Box | None:
        return _one(records(self._connection, Box, _BOX_OF, box_id=box_id))

    def save(self, box: Box) -> None:
        """A box is written again only to void it; what it holds never changes."""
        if box.voided_at is not None:
            self._connection.execute(sa.update(_BOX).where(_BOX.c.box_id == box.box_id), as_row(box))
            return
        self._connection.execute(_INSERT[_BOX], as_row(box))
        links = [{"box_id": box.box_id, "rma_number": number} for number in dict.fromkeys(box.rma_numbers)]
        _insert_all(self._connection, _BOX_RMA, links)
        numbers = [{"number": each, "box_id": box.box_id} for each in _parcel_numbers(box)]
        _insert_all(self._connection, _BOX_PARCEL, numbers)

    def recent(self, limit: int) -> tuple[Box, ...]:
        return records(self._connection, Box, _BOXES_RECENT, limit=limit)

    def arrived_on(self, day: date) -> tuple[Box, ...]:
        return records(self._connection, Box, _BOXES_ARRIVED_ON, day=day)

    def of_rma(self, rma_number: str) -> tuple[Box, ...]:
        return records(self._connection, Box, _BOXES_OF_RMA, number=rma_number)

    def open_arrivals(self) -> tuple[Arrival, ...]:
        return tuple(
            Arrival(row.rma_number, row.arrived_on, row.received_at, _serial_numbers(row.scans))
            for row in self._connection.execute(_ARRIVALS_OPEN)
        )

    def same_parcel(self, numbers: Sequence[str], since: datetime) -> Box | None:
        return _one(records(self._connection, Box, _BOX_OF_PARCEL, numbers=list(numbers), since=since))

    def to_inspect(self, limit: int) -> tuple[Box, ...]:
        return records(self._connection, Box, _BOXES_TO_INSPECT, limit=limit)

    def judged(self, first_on: date | None, last_on: date | None) -> Iterator[JudgedBox]:
        span = {"first_on": first_on or date.min, "last_on": last_on or date.max}
        return streamed(self._connection, JudgedBox, _BOXES_JUDGED, **span)


class SqlUnitStore:
    """What the bench has logged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, unit_id: str) -> UnitProgress | None:
        return _one(records(self._connection, UnitProgress, _PROGRESS_OF, unit_id=unit_id))

    def of_rma(self, rma_number: str) -> tuple[UnitProgress, ...]:
        return records(self._connection, UnitProgress, _PROGRESS_OF_RMA, number=rma_number)

    def of_open(self) -> tuple[UnitProgress, ...]:
        return records(self._connection, UnitProgress, _PROGRESS_OPEN)

    def save(self, progress: UnitProgress) -> None:
        _replace(self._connection, _PROGRESS, "unit_id", as_row(progress))


class SqlShipmentStore:
    """Outbound shipments."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, shipment_id: str) -> Shipment | None:
        return _one(records(self._connection, Shipment, _SHIPMENT_OF, shipment_id=shipment_id))

    def of_rma(self, rma_number: str) -> tuple[Shipment, ...]:
        return records(self._connection, Shipment, _SHIPMENTS_OF_RMA, number=rma_number)

    def with_replacement_serial(self, serial_number: str) -> tuple[Shipment, ...]:
        return records(self._connection, Shipment, _SHIPMENTS_CARRYING, serial=serial_number)

    def save(self, shipment: Shipment) -> None:
        _replace(self._connection, _SHIPMENT, "shipment_id", as_row(shipment))


def _matches(text: str) -> list[sa.ColumnElement[bool]]:
    """The ways in which an authorization matches what somebody types; LIKE's own signs are taken as they are."""
    number = _AUTHORIZATION.c.rma_number
    by_name = _PERSONAL.c.name_folded.contains(text.casefold(), autoescape=True)
    matches: list[sa.ColumnElement[bool]] = [
        _AUTHORIZATION.c.customer_id.startswith(text, autoescape=True),
        _AUTHORIZATION.c.customer_entry.in_(sa.select(_PERSONAL.c.id).where(by_name)),
    ]
    # A text of which a key leaves nothing (a hyphen alone) is the start of no number, and not of every one.
    if key := rma_key(text):
        matches.append(number.startswith(key, autoescape=True))
    if key := tracking_key(text):
        by_parcel = _PARCEL.c.tracking_number.startswith(key, autoescape=True)
        matches.append(number.in_(sa.select(_PARCEL.c.rma_number).where(by_parcel)))
    if key := serial_key(text):
        by_serial = _UNIT.c.serial_number.startswith(key, autoescape=True)
        matches.append(number.in_(sa.select(_UNIT.c.rma_number).where(by_serial)))
    return matches


def _parcel_numbers(box: Box) -> Iterable[str]:
    """All that the parcel may be known by when it comes again: tracking numbers, and container codes beside them."""
    containers = (value for scan in box.scans for value in scan.values(IdentifierKind.SSCC))
    return dict.fromkeys((*box.tracking_numbers, *containers, *((box.parcel,) if box.parcel else ())))


def _serial_numbers(scans: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Those among a box's scans, read from the column without making records of them all."""
    serial = IdentifierKind.SERIAL.value
    held = (each for scan in scans for each in (scan, *scan.get("also", ())))
    return tuple(dict.fromkeys(each["value"] for each in held if each["kind"] == serial))


def _one(found: tuple[T, ...]) -> T | None:
    return found[0] if found else None


def _insert_all(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_INSERT[table], rows)


def _replace(connection: Connection, table: sa.Table, key: str, row: dict[str, Any]) -> None:
    connection.execute(sa.delete(table).where(table.c[key] == row[key]))
    connection.execute(_INSERT[table], row)
