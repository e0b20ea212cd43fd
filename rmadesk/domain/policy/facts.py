"""The facts of one case: what the desk knows about a box, its authorization and its item when it judges."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo


class NumberState(StrEnum):
    """What the label says where the RMA number should stand."""

    READ = "read"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"


class RmaStatus(StrEnum):
    """State of an authorization; expiry is computed, never stored."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RmaKind(StrEnum):
    """What the customer is to get."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    CREDIT = "credit"
    REFUND = "refund"

    @property
    def gives_money_back(self) -> bool:
        """Credit and refund, as against repair and replacement under warranty."""
        return self in (RmaKind.CREDIT, RmaKind.REFUND)


class PackagingKind(StrEnum):
    """How the goods are packed; `supplied` is the vendor's replacement packaging."""

    ORIGINAL = "original"
    SUPPLIED = "supplied"
    EQUIVALENT = "equivalent"
    OTHER = "other"
    NONE = "none"


class OuterDamage(StrEnum):
    """What the clerk sees on the outside of the box."""

    NONE = "none"
    CRUSHED = "crushed"
    WET = "wet"
    TORN = "torn"
    OPENED = "opened"


class Maker(StrEnum):
    """Whose product it is."""

    VENDOR = "vendor"
    OTHER = "other"


class Family(StrEnum):
    """Product family, which decides the length of the standard warranty."""

    RACKMOUNT_SERVER = "rackmount-server"
    TRUENAS_ENTERPRISE = "truenas-enterprise"
    TRUENAS_MINI = "truenas-mini"
    OTHER = "other"


class Category(StrEnum):
    """How the item came into the system; all but `factory` may be outside the warranty."""

    FACTORY = "factory"
    SOFTWARE = "software"
    EXTERNAL_DEVICE = "external-device"
    ADDED_ACCESSORY = "added-accessory"
    THIRD_PARTY = "third-party"
    NOT_FACTORY_INSTALLED = "not-factory-installed"


class DamageCause(StrEnum):
    """What damaged the item, as the bench finds it."""

    NONE = "none"
    ACCIDENT = "accident"
    MISUSE = "misuse"
    NEGLIGENCE = "negligence"
    PHYSICAL_DAMAGE = "physical-damage"
    NATURAL_DISASTER = "natural-disaster"
    WAR = "war"
    TERRORISM = "terrorism"
    ELECTRICAL = "electrical"
    UNAUTHORIZED_SERVICE = "unauthorized-service"
    NON_COMPLIANT_USE = "non-compliant-use"
    POOR_MAINTENANCE = "poor-maintenance"


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """What stands on the parcel's label; null means not looked at yet."""

    number_state: NumberState | None
    marked_on_box: bool | None


@dataclass(frozen=True, slots=True)
class RmaFacts:
    """The authorization in the registry."""

    issued_at: datetime | None
    status: RmaStatus | None
    kind: RmaKind | None
    whole_system: bool | None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The customer's account on arrival; amounts in the account's currency."""

    paid: bool | None
    support_hold: bool | None
    overdue_amount: Decimal | None
    overdue_since: date | None


@dataclass(frozen=True, slots=True)
class PackagingFacts:
    """The box itself."""

    kind: PackagingKind | None
    outer_damage: OuterDamage | None
    insured: bool | None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The returned unit; `warranty_months` and `price` null inside a given item mean that there is none."""

    maker: Maker | None
    family: Family | None
    category: Category | None
    on_invoice: bool | None
    invoiced_on: date | None
    shipped_on: date | None
    warranty_months: int | None
    extended_to: date | None
    complete: bool | None
    resellable: bool | None
    damage_cause: DamageCause | None
    transit_damage: bool | None
    removable_media: bool | None
    foreign_parts: bool | None
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class AdvanceFacts:
    """An advance replacement was sent, even where every value is null."""

    shipped_on: date | None
    replacement_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one case; `rma`, `account`, `packaging`, `item` and `advance` may be null: unknown, or do not apply.

    `arrived_at` is an aware instant; all counting is on dates local to `site_time_zone`, which the case works out once:
    `arrived_on`, and `issued_on`, null where there is no authorization or nobody knows when it was issued.
    """

    edition: str
    site_time_zone: ZoneInfo
    arrived_at: datetime
    label: LabelFacts
    rma: RmaFacts | None
    account: AccountFacts | None
    packaging: PackagingFacts | None
    item: ItemFacts | None
    advance: AdvanceFacts | None

    arrived_on: date = field(init=False, compare=False, repr=False)
    issued_on: date | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        issued_at = self.rma.issued_at if self.rma else None
        object.__setattr__(self, "arrived_on", self.local_date(self.arrived_at))
        object.__setattr__(self, "issued_on", None if issued_at is None else self.local_date(issued_at))

    def local_date(self, instant: datetime) -> date:
        """The site-local date of an aware instant."""
        return instant.astimezone(self.site_time_zone).date()
