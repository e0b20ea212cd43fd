"""The things of the trade: authorizations, expected units, customers, boxes, shipments; frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rmadesk.domain.identifiers import Ground, IdentifierKind
from rmadesk.domain.policy.facts import (
    Category,
    Family,
    Maker,
    NumberState,
    OuterDamage,
    PackagingKind,
    RmaKind,
    RmaStatus,
)
from rmadesk.domain.policy.verdict import Charge, Finding, Verdict
from rmadesk.domain.scans import ScanSource


class Origin(StrEnum):
    """Who entered an authorization."""

    IMPORT = "import"
    HAND = "hand"


class SupportLevel(StrEnum):
    """The customer's support contract."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    NONE = "none"


class BoxState(StrEnum):
    """Where a box stands physically; independent of the verdict on its contents."""

    RECEIVED = "received"
    REFUSED = "refused"
    QUARANTINED = "quarantined"
    UNMATCHED = "unmatched"
    DUPLICATE = "duplicate"


class UnitState(StrEnum):
    """What the bench found of an expected unit."""

    EXPECTED = "expected"
    RECEIVED = "received"
    MISSING = "missing"
    WRONG_ITEM = "wrong-item"
    SURPLUS = "surplus"


class Disposition(StrEnum):
    """How a unit's return ends."""

    NONE = "none"
    REPAIR = "repair"
    REPLACE = "replace"
    CREDIT = "credit"
    REFUND = "refund"
    RETURN_TO_SENDER = "return-to-sender"
    SCRAP = "scrap"
    NO_FAULT_FOUND = "no-fault-found"


@dataclass(frozen=True, slots=True)
class Customer:
    """Name and address: personal data, kept beside the events. `extra` holds columns the desk does not know."""

    name: str | None
    street: str | None
    city: str | None
    region: str | None
    postal_code: str | None
    country: str | None
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Authorization:
    """One RMA as the ticket system handed it over.

    `rma_number` is the normal form (compared), `written` the form on paper; `country` is ISO 3166 alpha-2;
    `customer_entry` names the personal entry with name and address.
    """

    rma_number: str
    written: str
    issued_at: datetime | None
    status: RmaStatus
    kind: RmaKind | None
    whole_system: bool | None
    edition: str | None
    contract: str | None
    customer_id: str | None
    country: str | None
    language: str | None
    account_paid: bool | None
    support_hold: bool | None
    overdue_amount: Decimal | None
    overdue_since: date | None
    tracking_numbers: tuple[str, ...]
    support_level: SupportLevel | None
    advance_replacement: bool | None
    insured: bool | None
    origin: Origin
    customer_entry: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One expected unit, known by RMA and serial number, or without a serial by part number and its how-manieth."""

    unit_id: str
    rma_number: str
    serial_number: str | None
    part_number: str | None
    nth: int
    description: str | None
    maker: Maker
    family: Family | None
    category: Category
    on_invoice: bool | None
    invoiced_on: date | None
    shipped_on: date | None
    warranty_months: int | None
    extended_to: date | None
    price: Decimal | None
    currency: str | None
    advance_shipped_on: date | None
    advance_replacement_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """What the bench has logged of a unit; `note_entry` names the personal entry with its free text."""

    unit_id: str
    rma_number: str
    state: UnitState
    disposition: Disposition
    inspected_at: datetime
    inspected_by: str
    note_entry: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Box k of n."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a text on a box might have been, or that stood in it beside the rest, and what spoke for it."""

    kind: IdentifierKind
    value: str
    carrier: str | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class BoxScan:
    """One text that stood on the box, raw and as it was taken; `symbology` is null for a typed one.

    `also` is what else stood in the same code; `candidates` all that it could have been, best first. In the record,
    text and candidates of one that is unknown or holds more than numbers are empty, and so is an unknown one's value:
    they stand in the box's personal entry. `step` is what read it from a picture, and says so where a person confirmed
    it; `chosen` what a person said that an ambiguous one is (both null otherwise).
    """

    text: str
    kind: IdentifierKind
    value: str
    source: ScanSource
    symbology: str | None
    confirmed: bool
    position: tuple[tuple[int, ...], ...]
    also: tuple[Candidate, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    step: str | None = None
    chosen: str | None = None

    def values(self, kind: IdentifierKind) -> tuple[str, ...]:
        """The values of one kind that stand in the code."""
        own = (self.value,) if self.kind is kind else ()
        return own + tuple(each.value for each in self.also if each.kind is kind)


@dataclass(frozen=True, slots=True)
class RecordedVerdict:
    """The verdict on one authorization of a box, with all that it rests on, so that it can be replayed exactly.

    `contract` is the one laid over the edition (its version null: named by the registry, but not on file); `currency`
    is that of charges.
    """

    rma_number: str | None
    edition: str
    edition_version: int
    verdict: Verdict
    findings: tuple[Finding, ...]
    pending: tuple[str, ...]
    charges: tuple[Charge, ...]
    case: Mapping[str, object]
    contract: str | None = None
    contract_version: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One parcel at the dock.

    `received_at` is the scan, `arrived_at` what the policy counts on, `arrived_on` its site-local date. `parcel` is
    what the box is known by: its inbound tracking number, else its SSCC. A voided receipt keeps its row. `texts_entry`
    names the personal entry with the texts of unknown scans.
    """

    box_id: str
    station: str
    state: BoxState
    received_at: datetime
    received_by: str
    arrived_at: datetime
    arrived_on: date
    packaging: PackagingKind | None
    outer_damage: OuterDamage
    marked_on_box: bool
    number_state: NumberState
    piece: Piece | None
    parcel: str | None
    tracking_numbers: tuple[str, ...]
    scans: tuple[BoxScan, ...]
    verdict: Verdict
    verdicts: tuple[RecordedVerdict, ...]
    duplicate_of: str | None
    voided_at: datetime | None = None
    voided_by: str | None = None
    texts_entry: str | None = None

    @property
    def rma_numbers(self) -> tuple[str, ...]:
        """The authorizations judged, in the order of the label."""
        return tuple(judged.rma_number for judged in self.verdicts if judged.rma_number is not None)


@dataclass(frozen=True, slots=True)
class JudgedBox:
    """Of a box only what was said of it; `arrived_on` is its site-local date of arrival."""

    box_id: str
    arrived_on: date
    verdicts: tuple[RecordedVerdict, ...]


class ShipmentState(StrEnum):
    """Where an outbound shipment stands."""

    ORDERED = "ordered"
    LABEL_PRINTED = "label-printed"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Shipment:
    """One outbound replacement; `copies` counts the labels printed so far.

    `replacement_serial` (normal form) is the serial number of what goes out in place of the unit.
    """

    shipment_id: str
    rma_number: str
    unit_id: str | None
    state: ShipmentState
    ordered_at: datetime
    ordered_by: str
    copies: int
    replacement_serial: str | None = None
