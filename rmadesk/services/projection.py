"""The projector: what each kind of event changes in the tables for reading; the same live and when rebuilding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rmadesk.domain.events import Event, EventKind
from rmadesk.domain.plain import from_plain
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Box, Shipment, ShipmentState, Unit, UnitProgress
from rmadesk.services.ports import Stores


def apply(event: Event, stores: Stores) -> None:
    """Write the effect of one event, which the log holds already."""
    _EFFECTS[event.kind](event, stores)
    stores.events.index(event, tuple(subjects(event)))


def subjects(event: Event) -> Iterator[str]:
    """What an event is about: `rma:<number>`, `box:<id>`, `unit:<id>`."""
    payload = event.payload
    match event.kind:
        case EventKind.AUTHORIZATION_RECORDED:
            yield f"rma:{payload['authorization']['rma_number']}"
        case EventKind.BOX_RECEIVED | EventKind.DUPLICATE_NOTICED:
            yield f"box:{payload['box']['box_id']}"
            yield from dict.fromkeys(
                f"rma:{each['rma_number']}" for each in payload["box"]["verdicts"] if each["rma_number"]
            )
        case EventKind.RECEIPT_VOIDED:
            yield f"box:{payload['box_id']}"
            yield from (f"rma:{number}" for number in payload["rma_numbers"])
        case EventKind.UNIT_INSPECTED:
            yield f"unit:{payload['progress']['unit_id']}"
            yield f"rma:{payload['progress']['rma_number']}"
        case EventKind.REPLACEMENT_ORDERED | EventKind.LABEL_PRINTED | EventKind.AUTHORIZATION_CLOSED:
            yield f"rma:{payload['rma_number']}"


def _authorization_recorded(event: Event, stores: Stores) -> None:
    units = tuple(from_plain(Unit, unit) for unit in event.payload["units"])
    stores.authorizations.save(from_plain(Authorization, event.payload["authorization"]), units)


def _authorization_closed(event: Event, stores: Stores) -> None:
    number = event.payload["rma_number"]
    authorization = _found(stores.authorizations.get(number), event)
    units = stores.authorizations.units(number)
    stores.authorizations.save(replace(authorization, status=RmaStatus.CLOSED), units)


def _box_received(event: Event, stores: Stores) -> None:
    stores.boxes.save(from_plain(Box, event.payload["box"]))


def _receipt_voided(event: Event, stores: Stores) -> None:
    box = _found(stores.boxes.get(event.payload["box_id"]), event)
    stores.boxes.save(replace(box, voided_at=event.occurred_at, voided_by=event.user))


def _unit_inspected(event: Event, stores: Stores) -> None:
    stores.units.save(from_plain(UnitProgress, event.payload["progress"]))


def _replacement_ordered(event: Event, stores: Stores) -> None:
    stores.shipments.save(from_plain(Shipment, event.payload["shipment"]))


def _label_printed(event: Event, stores: Stores) -> None:
    shipment = _found(stores.shipments.get(event.payload["shipment_id"]), event)
    stores.shipments.save(replace(shipment, state=ShipmentState.LABEL_PRINTED, copies=event.payload["copy_number"]))


_EFFECTS: Mapping[EventKind, Callable[[Event, Stores], None]] = {
    EventKind.AUTHORIZATION_RECORDED: _authorization_recorded,
    EventKind.AUTHORIZATION_CLOSED: _authorization_closed,
    EventKind.BOX_RECEIVED: _box_received,
    EventKind.DUPLICATE_NOTICED: _box_received,
    EventKind.RECEIPT_VOIDED: _receipt_voided,
    EventKind.UNIT_INSPECTED: _unit_inspected,
    EventKind.REPLACEMENT_ORDERED: _replacement_ordered,
    EventKind.LABEL_PRINTED: _label_printed,
}


def _found(record: Any, event: Event) -> Any:
    if record is None:
        raise LookupError(f"event {event.seq} of {event.station} names a record that no earlier event made")
    return record
