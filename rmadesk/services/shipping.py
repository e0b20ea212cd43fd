"""The way back: a replacement is ordered, its label drawn, read back, and only then written."""

from dataclasses import dataclass, replace
from pathlib import Path

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.identifiers import serial_key
from rmadesk.domain.labels import LabelSpec, ReplacementLabelFacts, ReplacementLabelWords, replacement_label
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Customer, Shipment, ShipmentState, Unit
from rmadesk.domain.scans import Read
from rmadesk.domain.support import SupportTerms
from rmadesk.services.ledger import Ledger
from rmadesk.services.ports import FileWriter, LabelReader, LabelRenderer, Wording
from rmadesk.services.registry import customer_of, known_authorization
from rmadesk.services.replacements import new_serial
from rmadesk.services.site import Site
from rmadesk.services.stores import Storage, Stores

_LABEL_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label that was read back and written; `content` is the file."""

    shipment: Shipment
    spec: LabelSpec
    content: bytes
    path: Path


@dataclass(frozen=True, slots=True)
class _Order:
    shipment: Shipment
    is_new: bool
    authorization: Authorization
    customer: Customer
    unit: Unit | None
    given_serial: str | None


class ShippingDesk:
    """Orders replacements and makes their labels."""

    def __init__(
        self,
        storage: Storage,
        ledger: Ledger,
        renderer: LabelRenderer,
        reader: LabelReader,
        files: FileWriter,
        words: Wording,
        site: Site,
        support: SupportTerms,
    ) -> None:
        self._storage = storage
        self._ledger = ledger
        self._renderer = renderer
        self._reader = reader
        self._files = files
        self._words = words
        self._site = site
        self._support = support

    def print_label(
        self,
        rma_number: str,
        path: Path,
        *,
        serial_number: str | None = None,
        unit_id: str | None = None,
        new_serial_number: str | None = None,
        dpi: int = 203,
    ) -> PrintedLabel:
        """Order the replacement (once a unit), draw its 4 x 6 in label, read it back, write it, and record the print.

        The unit is named by its id, or by its serial number, or is the only one of the RMA. `new_serial_number` is that
        of what goes out in its place; once recorded it stays, whether a further printing repeats it or not.
        Raises RefusedError: `rma-not-in-registry`, `ship-cancelled`, `ship-no-address`, `unit-unknown`,
        `new-serial-...`, `ship-printed-meanwhile`, or why a text can't be printed; FaultError `label-unreadable` when
        the drawn label does not read back exact.
        """
        order = self._order(rma_number, serial_number, unit_id, new_serial_number)
        spec = replacement_label(self._facts(order), dpi)
        content = self._drawn(spec)
        with self._storage.writing("ship") as work:
            if _shipment_of(work, order.shipment) != (None if order.is_new else order.shipment):
                raise RefusedError("ship-printed-meanwhile", rma=order.authorization.written)
            serial = _new_serial(work, order)  # again: another shipment may have taken it while the label was drawn
            if order.is_new:
                ordered = replace(order.shipment, replacement_serial=serial)
                payload = {"rma_number": ordered.rma_number, "shipment": to_plain(ordered)}
                self._ledger.record(work, EventKind.REPLACEMENT_ORDERED, payload)
            self._ledger.record(work, EventKind.LABEL_PRINTED, self._print_payload(order, serial))
            shipment = work.shipments.get(order.shipment.shipment_id)
            with self._files.replacing(path, content):  # neither a label without its record, nor half of one
                work.commit()
        assert shipment
        return PrintedLabel(shipment, spec, content, path)

    def _order(
        self, rma_number: str, serial_number: str | None, unit_id: str | None, given_serial: str | None
    ) -> _Order:
        """The shipment on record for this RMA and unit, or a new one, which is recorded only with its label."""
        with self._storage.reading() as work:
            authorization = known_authorization(work, rma_number)
            if authorization.status is RmaStatus.CANCELLED:
                raise RefusedError("ship-cancelled", rma=authorization.written)
            customer = customer_of(work, authorization)
            if customer is None or not customer.name or not (customer.street or customer.city):
                raise RefusedError("ship-no-address", rma=authorization.written)
            unit = _replaced_unit(work, authorization, serial_number, unit_id)
            new = self._new_shipment(authorization, unit.unit_id if unit else None)
            known = _shipment_of(work, new)
            order = _Order(known or new, known is None, authorization, customer, unit, given_serial)
            _new_serial(work, order)
        return order

    def _new_shipment(self, authorization: Authorization, unit_id: str | None) -> Shipment:
        return Shipment(
            shipment_id=self._ledger.new_id(),
            rma_number=authorization.rma_number,
            unit_id=unit_id,
            state=ShipmentState.ORDERED,
            ordered_at=self._ledger.clock.now(),
            ordered_by=self._ledger.user,
            copies=0,
        )

    def _facts(self, order: _Order) -> ReplacementLabelFacts:
        return ReplacementLabelFacts(
            rma_number=order.authorization.written.upper().removeprefix("RMA").strip("-: "),
            sender=(self._site.name, *self._site.address),
            recipient=address_of(order.customer),
            replaces_serial=order.unit.serial_number if order.unit else None,
            piece=1,
            pieces=1,
            label_id=label_id(order.shipment),
            copy_number=order.shipment.copies + 1,
            printed_on=self._ledger.clock.now().astimezone(self._site.time_zone).date(),
            words=self._label_words(),
            support_phone=self._support.phone_for(order.authorization.country).on_paper,
        )

    def _label_words(self) -> ReplacementLabelWords:
        text = self._words.text
        return ReplacementLabelWords(
            title=text("label.title"),
            no_postage=text("label.no-postage"),
            sender=text("label.from"),
            recipient=text("label.to"),
            rma_number=text("label.rma"),
            replaces_serial=text("label.replaces"),
            piece=text("label.piece"),
            label=text("label.label"),
            copy=text("label.copy"),
            printed=text("label.printed"),
            support=text("label.support"),
        )

    def _drawn(self, spec: LabelSpec) -> bytes:
        """The label's file, once a reader has got every code back from the printer's dots."""
        content = self._renderer.render(spec)
        drawn = self._renderer.rasterise(content, spec.dpi)
        # No budget: a label has to be read at first sight, without the help that a worn one gets.
        reads = self._reader.read_bytes(drawn, spec.title, enough=lambda reads: not _lost(spec, reads), budget=0.0)
        if lost := _lost(spec, reads):
            raise FaultError("label-unreadable", codes=", ".join(lost))
        return content

    def _print_payload(self, order: _Order, serial: str | None) -> dict[str, object]:
        """A serial number that was not known when the replacement was ordered is told with the label."""
        shipment = order.shipment
        payload: dict[str, object] = {
            "rma_number": shipment.rma_number,
            "shipment_id": shipment.shipment_id,
            "label_id": label_id(shipment),
            "copy_number": shipment.copies + 1,
        }
        if serial and not order.is_new and shipment.replacement_serial is None:
            payload["replacement_serial"] = serial
        return payload


def _lost(spec: LabelSpec, reads: tuple[Read, ...]) -> list[str]:
    """The texts of a label's codes that did not come back exact."""
    got = {(read.text, read.symbology) for read in reads}
    return [code.text for code in spec.codes if (code.text, code.symbology) not in got]


def _new_serial(work: Stores, order: _Order) -> str | None:
    """The serial number, in normal form, that was given for what goes out."""
    if order.given_serial is None:
        return None
    return new_serial(work, order.given_serial, order.unit, order.shipment)


def _shipment_of(work: Stores, wanted: Shipment) -> Shipment | None:
    """The shipment on record for the same RMA and unit."""
    known = work.shipments.of_rma(wanted.rma_number)
    return next((each for each in known if each.unit_id == wanted.unit_id), None)


def label_id(shipment: Shipment) -> str:
    """What the label is called on paper: the last digits of its shipment's id, which are its random part."""
    return shipment.shipment_id.replace("-", "")[-_LABEL_ID_LENGTH:].upper()


def address_of(customer: Customer) -> tuple[str, ...]:
    """Name and address, a line each; empty ones are left out."""
    place = " ".join(filter(None, (customer.city, customer.region, customer.postal_code)))
    return tuple(filter(None, (customer.name, customer.street, place, customer.country)))


def _replaced_unit(
    work: Stores, authorization: Authorization, serial_number: str | None, unit_id: str | None
) -> Unit | None:
    """The unit to replace: the one named, or the only one; null when several are expected and none is named."""
    units = work.authorizations.units(authorization.rma_number)
    if serial_number is None and unit_id is None:
        return units[0] if len(units) == 1 else None
    wanted = serial_key(serial_number) if serial_number else None
    for unit in units:
        if unit.unit_id == unit_id or (wanted and unit.serial_number == wanted):
            return unit
    raise RefusedError("unit-unknown", unit=serial_number or unit_id)
