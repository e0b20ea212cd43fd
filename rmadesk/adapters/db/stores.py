"""The stores over SQL: frozen records in and out; no row leaves this package."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.rows import as_record, as_row
from rmadesk.domain.events import PersonalEntry
from rmadesk.domain.identifiers import rma_key, serial_key, tracking_key
from rmadesk.domain.rma import Authorization, Box, BoxState, Shipment, Unit, UnitProgress

_TO_INSPECT = (BoxState.RECEIVED, BoxState.QUARANTINED)


class SqlPersonalStore:
    """Names, addresses and free text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: PersonalEntry) -> None:
        name = entry.body.get("name")
        self._connection.execute(
            sa.insert(schema.personal),
            {"id": entry.id, "key": entry.key, "body": entry.body, "name_folded": name.casefold() if name else None},
        )

    def get(self, entry_id: str) -> PersonalEntry | None:
        table = schema.personal
        row = self._connection.execute(sa.select(table).where(table.c.id == entry_id)).one_or_none()
        return PersonalEntry(row.id, row.key, row.body) if row else None


class SqlAuthorizationStore:
    """The registry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, rma_number: str) -> Authorization | None:
        table = schema.authorization
        row = self._connection.execute(sa.select(table).where(table.c.rma_number == rma_number)).one_or_none()
        return as_record(Authorization, row) if row else None

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]:
        parcel = schema.expected_parcel
        numbers = sa.select(parcel.c.rma_number).where(parcel.c.tracking_number == tracking_number)
        return self._among(numbers)

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]:
        return self._among(sa.select(schema.unit.c.rma_number).where(schema.unit.c.serial_number == serial_number))

    def units(self, rma_number: str) -> tuple[Unit, ...]:
        table = schema.unit
        rows = self._connection.execute(
            sa.select(table).where(table.c.rma_number == rma_number).order_by(table.c.place)
        )
        return tuple(as_record(Unit, row) for row in rows)

    def search(self, text: str, limit: int) -> tuple[Authorization, ...]:
        table = schema.authorization
        query = sa.select(table)
        if text:
            query = query.where(sa.or_(*_matches(text)))
        query = query.order_by(table.c.issued_at.desc().nulls_last(), table.c.rma_number).limit(limit)
        return tuple(as_record(Authorization, row) for row in self._connection.execute(query))

    def count(self) -> int:
        return self._connection.execute(sa.select(sa.func.count()).select_from(schema.authorization)).scalar_one()

    def save(self, authorization: Authorization, units: Sequence[Unit]) -> None:
        number = authorization.rma_number
        for table in (schema.unit, schema.expected_parcel, schema.authorization):
            self._connection.execute(sa.delete(table).where(table.c.rma_number == number))
        self._connection.execute(sa.insert(schema.authorization), as_row(authorization))
        _insert_all(
            self._connection,
            schema.expected_parcel,
            [{"tracking_number": each, "rma_number": number} for each in authorization.tracking_numbers],
        )
        _insert_all(
            self._connection, schema.unit, [{**as_row(unit), "place": place} for place, unit in enumerate(units)]
        )

    def _among(self, numbers: sa.Select[Any]) -> tuple[Authorization, ...]:
        table = schema.authorization
        query = sa.select(table).where(table.c.rma_number.in_(numbers)).order_by(table.c.rma_number)
        return tuple(as_record(Authorization, row) for row in self._connection.execute(query))


class SqlBoxStore:
    """Received boxes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, box_id: str) -> Box | None:
        table = schema.box
        row = self._connection.execute(sa.select(table).where(table.c.box_id == box_id)).one_or_none()
        return as_record(Box, row) if row else None

    def save(self, box: Box) -> None:
        """A box is written again only to void it; what it holds never changes."""
        if box.voided_at is not None:
            self._connection.execute(sa.update(schema.box).where(schema.box.c.box_id == box.box_id), as_row(box))
            return
        self._connection.execute(sa.insert(schema.box), as_row(box))
        links = [{"box_id": box.box_id, "rma_number": number} for number in dict.fromkeys(box.rma_numbers)]
        _insert_all(self._connection, schema.box_rma, links)
        numbers = dict.fromkeys((*box.tracking_numbers, *((box.parcel,) if box.parcel else ())))
        _insert_all(
            self._connection, schema.box_parcel, [{"number": number, "box_id": box.box_id} for number in numbers]
        )

    def recent(self, limit: int) -> tuple[Box, ...]:
        table = schema.box
        return self._boxes(sa.select(table).order_by(table.c.received_at.desc(), table.c.box_id.desc()).limit(limit))

    def arrived_on(self, day: date) -> tuple[Box, ...]:
        table = schema.box
        return self._boxes(
            sa.select(table).where(table.c.arrived_on == day).order_by(table.c.arrived_at, table.c.box_id)
        )

    def of_rma(self, rma_number: str) -> tuple[Box, ...]:
        table, link = schema.box, schema.box_rma
        query = sa.select(table).join(link, link.c.box_id == table.c.box_id).where(link.c.rma_number == rma_number)
        return self._boxes(query.order_by(table.c.received_at, table.c.box_id))

    def same_parcel(self, numbers: Sequence[str], since: datetime) -> Box | None:
        table, link = schema.box, schema.box_parcel
        query = (
            sa.select(table)
            .join(link, link.c.box_id == table.c.box_id)
            .where(link.c.number.in_(numbers), table.c.received_at >= since)
            .where(table.c.voided_at.is_(None), table.c.state != BoxState.DUPLICATE.value)
            .order_by(table.c.received_at.desc(), table.c.box_id.desc())
            .limit(1)
        )
        return next(iter(self._boxes(query)), None)

    def to_inspect(self, limit: int) -> tuple[Box, ...]:
        table, link, unit, progress = schema.box, schema.box_rma, schema.unit, schema.unit_progress
        waiting = (
            sa.select(link.c.box_id)
            .join(unit, unit.c.rma_number == link.c.rma_number)
            .outerjoin(progress, progress.c.unit_id == unit.c.unit_id)
            .where(link.c.box_id == table.c.box_id, progress.c.unit_id.is_(None))
        )
        query = (
            sa.select(table)
            .where(table.c.voided_at.is_(None), table.c.state.in_([state.value for state in _TO_INSPECT]))
            .where(waiting.exists())
            .order_by(table.c.arrived_at, table.c.box_id)
            .limit(limit)
        )
        return self._boxes(query)

    def _boxes(self, query: sa.Select[Any]) -> tuple[Box, ...]:
        return tuple(as_record(Box, row) for row in self._connection.execute(query))


class SqlUnitStore:
    """What the bench has logged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, unit_id: str) -> UnitProgress | None:
        table = schema.unit_progress
        row = self._connection.execute(sa.select(table).where(table.c.unit_id == unit_id)).one_or_none()
        return as_record(UnitProgress, row) if row else None

    def of_rma(self, rma_number: str) -> tuple[UnitProgress, ...]:
        table = schema.unit_progress
        query = sa.select(table).where(table.c.rma_number == rma_number).order_by(table.c.inspected_at, table.c.unit_id)
        return tuple(as_record(UnitProgress, row) for row in self._connection.execute(query))

    def save(self, progress: UnitProgress) -> None:
        _replace(self._connection, schema.unit_progress, "unit_id", as_row(progress))


class SqlShipmentStore:
    """Outbound shipments."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, shipment_id: str) -> Shipment | None:
        table = schema.shipment
        row = self._connection.execute(sa.select(table).where(table.c.shipment_id == shipment_id)).one_or_none()
        return as_record(Shipment, row) if row else None

    def of_rma(self, rma_number: str) -> tuple[Shipment, ...]:
        table = schema.shipment
        query = (
            sa.select(table).where(table.c.rma_number == rma_number).order_by(table.c.ordered_at, table.c.shipment_id)
        )
        return tuple(as_record(Shipment, row) for row in self._connection.execute(query))

    def save(self, shipment: Shipment) -> None:
        _replace(self._connection, schema.shipment, "shipment_id", as_row(shipment))


def _matches(text: str) -> list[sa.ColumnElement[bool]]:
    """The ways in which an authorization matches what somebody types; LIKE's own signs are taken as they are."""
    authorization, parcel, unit, personal = (
        schema.authorization,
        schema.expected_parcel,
        schema.unit,
        schema.personal,
    )
    number = authorization.c.rma_number
    matches = [
        authorization.c.customer_id.startswith(text, autoescape=True),
        number.in_(
            sa.select(parcel.c.rma_number).where(
                parcel.c.tracking_number.startswith(tracking_key(text), autoescape=True)
            )
        ),
        number.in_(
            sa.select(unit.c.rma_number).where(unit.c.serial_number.startswith(serial_key(text), autoescape=True))
        ),
        authorization.c.customer_entry.in_(
            sa.select(personal.c.id).where(personal.c.name_folded.contains(text.casefold(), autoescape=True))
        ),
    ]
    if key := rma_key(text):
        matches.append(number.startswith(key, autoescape=True))
    return matches


def _insert_all(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _replace(connection: Connection, table: sa.Table, key: str, row: dict[str, Any]) -> None:
    connection.execute(sa.delete(table).where(table.c[key] == row[key]))
    connection.execute(sa.insert(table), row)
