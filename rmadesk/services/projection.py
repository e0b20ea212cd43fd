"""The projector: what each kind of event changes in the tables for reading; the same live and when rebuilding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rmadesk.domain.choices import Choice
from rmadesk.domain.dues import DueDecision, Pause
from rmadesk.domain.events import Event, EventKind
from rmadesk.domain.plain import from_plain
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.refunds import RefundSheet
from rmadesk.domain.rma import Authorization, Box, Shipment, ShipmentState, Unit, UnitProgress
from rmadesk.services.stores import Stores


def apply(event: Event, stores: Stores) -> None:
    """Write the effect of one event, which the log holds already."""
    _EFFECTS[event.kind](event, stores)
    stores.events.index(event, tuple(subjects(event)))


def subjects(event: Event) -> Iterator[str]:
    """What an event is about: `rma:<number>`, `box:<id>`, `unit:<id>`, `policy:<name>`, `customer:<id>`."""
    return _SUBJECTS[event.kind](event.payload)


def _authorization_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"rma:{payload['authorization']['rma_number']}"


def _rma_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"rma:{payload['rma_number']}"


def _box_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"box:{payload['box']['box_id']}"
    yield from dict.fromkeys(f"rma:{each['rma_number']}" for each in payload["box"]["verdicts"] if each["rma_number"])


def _voided_box_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"box:{payload['box_id']}"
    yield from (f"rma:{number}" for number in payload["rma_numbers"])


def _unit_of(record: str) -> Callable[[Mapping[str, Any]], Iterator[str]]:
    """The unit of a record in the payload, and its RMA."""

    def named(payload: Mapping[str, Any]) -> Iterator[str]:
        yield f"unit:{payload[record]['unit_id']}"
        yield f"rma:{payload[record]['rma_number']}"

    return named


def _rma_in(record: str) -> Callable[[Mapping[str, Any]], Iterator[str]]:
    """The RMA of a record in the payload, where it is about one."""

    def named(payload: Mapping[str, Any]) -> Iterator[str]:
        if payload[record]["rma_number"]:
            yield f"rma:{payload[record]['rma_number']}"

    return named


def _policy_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"policy:{payload['policy']['name'] if 'policy' in payload else payload['name']}"


def _customer_of(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"customer:{payload['choice']['customer_id']}"


_SUBJECTS: Mapping[EventKind, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    EventKind.AUTHORIZATION_RECORDED: _authorization_of,
    EventKind.AUTHORIZATION_CLOSED: _rma_of,
    EventKind.BOX_RECEIVED: _box_of,
    EventKind.DUPLICATE_NOTICED: _box_of,
    EventKind.RECEIPT_VOIDED: _voided_box_of,
    EventKind.UNIT_INSPECTED: _unit_of("progress"),
    EventKind.REPLACEMENT_ORDERED: _rma_of,
    EventKind.LABEL_PRINTED: _rma_of,
    EventKind.POLICY_ADOPTED: _policy_of,
    EventKind.CONTRACT_ENDED: _policy_of,
    EventKind.DUE_DECIDED: _rma_in("decision"),
    EventKind.PAUSE_RECORDED: _rma_in("pause"),
    EventKind.REFUND_SHEET_MADE: _unit_of("sheet"),
    EventKind.IDENTIFIER_CHOSEN: _customer_of,
    EventKind.CHOICE_FORGOTTEN: _customer_of,
}


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
    serial = event.payload.get("replacement_serial") or shipment.replacement_serial
    printed = replace(shipment, state=ShipmentState.LABEL_PRINTED, copies=event.payload["copy_number"])
    stores.shipments.save(replace(printed, replacement_serial=serial))


def _policy_adopted(event: Event, stores: Stores) -> None:
    stores.policies.save(from_plain(AdoptedPolicy, event.payload["policy"]))


def _contract_ended(event: Event, stores: Stores) -> None:
    contract = _found(stores.policies.get(event.payload["policy_id"]), event)
    stores.policies.save(replace(contract, applies_to=date.fromisoformat(event.payload["applies_to"])))


def _due_decided(event: Event, stores: Stores) -> None:
    stores.dues.save_decision(from_plain(DueDecision, event.payload["decision"]))


def _pause_recorded(event: Event, stores: Stores) -> None:
    stores.dues.save_pause(from_plain(Pause, event.payload["pause"]))


def _refund_sheet_made(event: Event, stores: Stores) -> None:
    stores.refunds.save(from_plain(RefundSheet, event.payload["sheet"]))


def _identifier_chosen(event: Event, stores: Stores) -> None:
    stores.choices.save(from_plain(Choice, event.payload["choice"]))


def _choice_forgotten(event: Event, stores: Stores) -> None:
    choice = from_plain(Choice, event.payload["choice"])
    stores.choices.forget(choice.customer_id, choice.between)


_EFFECTS: Mapping[EventKind, Callable[[Event, Stores], None]] = {
    EventKind.AUTHORIZATION_RECORDED: _authorization_recorded,
    EventKind.AUTHORIZATION_CLOSED: _authorization_closed,
    EventKind.BOX_RECEIVED: _box_received,
    EventKind.DUPLICATE_NOTICED: _box_received,
    EventKind.RECEIPT_VOIDED: _receipt_voided,
    EventKind.UNIT_INSPECTED: _unit_inspected,
    EventKind.REPLACEMENT_ORDERED: _replacement_ordered,
    EventKind.LABEL_PRINTED: _label_printed,
    EventKind.POLICY_ADOPTED: _policy_adopted,
    EventKind.CONTRACT_ENDED: _contract_ended,
    EventKind.DUE_DECIDED: _due_decided,
    EventKind.PAUSE_RECORDED: _pause_recorded,
    EventKind.REFUND_SHEET_MADE: _refund_sheet_made,
    EventKind.IDENTIFIER_CHOSEN: _identifier_chosen,
    EventKind.CHOICE_FORGOTTEN: _choice_forgotten,
}


def _found(record: Any, event: Event) -> Any:
    if record is None:
        raise LookupError(f"event {event.seq} of {event.station} names a record that no earlier event made")
    return record
