"""What the services ask of the record: the stores, the transaction over them, and where transactions come from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from rmadesk.domain.arrivals import Arrival
from rmadesk.domain.choices import Choice
from rmadesk.domain.dues import DueDecision, Pause
from rmadesk.domain.events import ChainHead, Event, PersonalEntry
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.domain.refunds import RefundSheet
from rmadesk.domain.rma import Authorization, Box, JudgedBox, Shipment, Unit, UnitProgress


class EventLog(Protocol):
    """The chain of events, only ever added to."""

    def append(self, event: Event) -> None:
        """Add an event at the end of its station's chain."""
        ...

    def head(self, station: str) -> ChainHead | None:
        """Where a station's chain stands; None before its first event."""
        ...

    def all(self) -> Iterator[Event]:
        """Every event, each station's in order of `seq`, in the order in which this file got them.

        Raises FaultError `event-unreadable` at an entry that was made unreadable behind the desk's back.
        """
        ...

    def about(self, subject: str) -> tuple[Event, ...]:
        """The events about one subject, oldest first; a subject is `rma:<number>`, `box:<id>`, `unit:<id>`,
        `policy:<name>` or `customer:<id>`."""
        ...

    def index(self, event: Event, subjects: Iterable[str]) -> None:
        """Make an event findable under its subjects."""
        ...


class PersonalStore(Protocol):
    """Names, addresses and free text, erasable."""

    def add(self, entry: PersonalEntry) -> None: ...

    def get(self, entry_id: str) -> PersonalEntry | None:
        """The entry, or None where it was erased.

        Raises FaultError `entry-unreadable` for one that was made unreadable behind the desk's back.
        """
        ...


class AuthorizationStore(Protocol):
    """The registry: authorizations and their expected units. All keys are in normal form."""

    def get(self, rma_number: str) -> Authorization | None: ...

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]:
        """The authorizations whose parcels are expected under this number, by RMA number."""
        ...

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]:
        """The authorizations that expect a unit with this serial number, by RMA number."""
        ...

    def units(self, rma_number: str) -> tuple[Unit, ...]:
        """Expected units, in the order of the registry."""
        ...

    def unit(self, unit_id: str) -> Unit | None: ...

    def open(self) -> tuple[Authorization, ...]:
        """Every authorization that is open, by RMA number."""
        ...

    def open_units(self) -> tuple[Unit, ...]:
        """The expected units of them all, by RMA number, in the order of the registry."""
        ...

    def search(self, text: str, limit: int) -> tuple[Authorization, ...]:
        """Authorizations whose number, customer id, tracking or serial number starts with the text, or whose
        customer's name holds it; newest issue first; all of them for an empty text."""
        ...

    def count(self) -> int: ...

    def save(self, authorization: Authorization, units: Sequence[Unit]) -> None:
        """Write an authorization and its units in place of what was there."""
        ...


class BoxStore(Protocol):
    """Received boxes, voided ones included unless said otherwise."""

    def get(self, box_id: str) -> Box | None: ...

    def save(self, box: Box) -> None: ...

    def recent(self, limit: int) -> tuple[Box, ...]:
        """The last boxes received, newest first."""
        ...

    def arrived_on(self, day: date) -> tuple[Box, ...]:
        """Boxes that arrived on a site-local date, in order of arrival, then of receipt."""
        ...

    def of_rma(self, rma_number: str) -> tuple[Box, ...]:
        """Boxes judged under an RMA, oldest first."""
        ...

    def open_arrivals(self) -> tuple[Arrival, ...]:
        """What boxes brought under open authorizations, oldest first; see `domain.arrivals`."""
        ...

    def same_parcel(self, numbers: Sequence[str], since: datetime) -> Box | None:
        """The newest box, neither voided nor a duplicate, received since then under one of these parcel numbers."""
        ...

    def to_inspect(self, limit: int) -> tuple[Box, ...]:
        """Boxes, received or on hold and not voided, that hold a known RMA with a unit that has no outcome and was not
        looked for in this box yet; oldest arrival first."""
        ...

    def judged(self, first_on: date | None, last_on: date | None) -> Iterator[JudgedBox]:
        """What was said of each box, neither voided nor a duplicate, that arrived on these site-local dates, both
        included (null: no limit); by date of arrival, read as it goes: the history may be longer than memory."""
        ...


class UnitStore(Protocol):
    """What the bench has logged."""

    def get(self, unit_id: str) -> UnitProgress | None: ...

    def of_rma(self, rma_number: str) -> tuple[UnitProgress, ...]: ...

    def of_open(self) -> tuple[UnitProgress, ...]:
        """What was logged of the units of open authorizations, by unit id."""
        ...

    def save(self, progress: UnitProgress) -> None: ...


class ShipmentStore(Protocol):
    """Outbound shipments."""

    def get(self, shipment_id: str) -> Shipment | None: ...

    def of_rma(self, rma_number: str) -> tuple[Shipment, ...]:
        """Oldest first."""
        ...

    def with_replacement_serial(self, serial_number: str) -> tuple[Shipment, ...]:
        """The shipments in which a unit with this serial number went out, oldest first."""
        ...

    def save(self, shipment: Shipment) -> None: ...


class PolicyStore(Protocol):
    """Adopted versions of editions, and contracts; none is ever removed."""

    def all(self) -> tuple[AdoptedPolicy, ...]:
        """By kind, name, edition, day from which it applies, and version."""
        ...

    def get(self, policy_id: str) -> AdoptedPolicy | None: ...

    def save(self, policy: AdoptedPolicy) -> None: ...


class AdoptedTexts(Protocol):
    """Adopted policies, for reading."""

    def all(self) -> tuple[AdoptedPolicy, ...]:
        """As `PolicyStore` gives them."""
        ...


class HoldsPolicies(Protocol):
    """What the policy book looks into: the stores of a transaction, or what a long run found there when it began."""

    @property
    def policies(self) -> AdoptedTexts: ...


class DueStore(Protocol):
    """What people decided about what fell due, and pauses."""

    def decisions(self) -> tuple[DueDecision, ...]:
        """By due id."""
        ...

    def save_decision(self, decision: DueDecision) -> None: ...

    def pauses(self) -> tuple[Pause, ...]:
        """By first day."""
        ...

    def save_pause(self, pause: Pause) -> None: ...


class RefundStore(Protocol):
    """Refund sheets."""

    def of_rma(self, rma_number: str) -> tuple[RefundSheet, ...]:
        """Oldest first."""
        ...

    def save(self, sheet: RefundSheet) -> None: ...


class ChoiceStore(Protocol):
    """What customers' ambiguous texts were said to be; at most one answer to a question."""

    def remembered(self, customer_id: str, between: tuple[str, ...]) -> str | None:
        """The signature that was chosen for this customer among these, in the order of `choices.signatures`."""
        ...

    def of_customer(self, customer_id: str) -> tuple[Choice, ...]:
        """By what it was chosen between."""
        ...

    def save(self, choice: Choice) -> None:
        """Write an answer in place of an earlier one to the same question."""
        ...

    def forget(self, customer_id: str, between: tuple[str, ...]) -> None:
        """Take an answer back, where there is one."""
        ...


class Stores(Protocol):
    """All stores of one transaction."""

    @property
    def events(self) -> EventLog: ...

    @property
    def personal(self) -> PersonalStore: ...

    @property
    def authorizations(self) -> AuthorizationStore: ...

    @property
    def boxes(self) -> BoxStore: ...

    @property
    def units(self) -> UnitStore: ...

    @property
    def shipments(self) -> ShipmentStore: ...

    @property
    def policies(self) -> PolicyStore: ...

    @property
    def dues(self) -> DueStore: ...

    @property
    def refunds(self) -> RefundStore: ...

    @property
    def choices(self) -> ChoiceStore: ...


class UnitOfWork(Stores, Protocol):
    """One transaction: what is not committed when the block is left is undone."""

    @property
    def station(self) -> str:
        """Id of the station whose chain this file extends."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make it durable; it is on disk when this returns."""
        ...


class Storage(Protocol):
    """Where units of work come from. Every call may raise FaultError (`database-...`)."""

    def writing(self, purpose: str) -> UnitOfWork:
        """The only writer until it is left; waits up to 5 s for another, then says who holds it."""
        ...

    def reading(self) -> UnitOfWork:
        """A consistent view that can't write."""
        ...

    def file_faults(self) -> tuple[str, ...]:
        """What the database engine itself finds wrong with the file; nothing when it is whole."""
        ...

    def clear_projections(self, work: UnitOfWork) -> None:
        """Empty every table that is made from the events."""
        ...
