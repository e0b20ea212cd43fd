"""What the services ask of the world: stores, clock, readers, renderers, words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from rmadesk.domain.arrivals import Arrival
from rmadesk.domain.dues import DueDecision, Pause
from rmadesk.domain.errors import Figure, RmaDeskError
from rmadesk.domain.events import ChainHead, Event, PersonalEntry
from rmadesk.domain.labels import LabelSpec
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.domain.policy.edition import Edition
from rmadesk.domain.policy.verdict import Finding
from rmadesk.domain.refunds import RefundSheet
from rmadesk.domain.rma import Authorization, Box, JudgedBox, Shipment, Unit, UnitProgress
from rmadesk.domain.scans import Read


class Clock(Protocol):
    """The present."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


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
        """The events about one subject, oldest first; a subject is `rma:<number>`, `box:<id>`, `unit:<id>` or
        `policy:<name>`."""
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


class Editions(Protocol):
    """The editions of the policy that ship."""

    def ids(self) -> tuple[str, ...]:
        """Their ids, in order."""
        ...

    def get(self, edition_id: str) -> Edition:
        """The newest version. Raises RefusedError `edition-unknown`."""
        ...

    def versions(self, edition_id: str) -> tuple[Edition, ...]:
        """All versions that ship, oldest first. Raises RefusedError `edition-unknown`."""
        ...


class PolicyFiles(Protocol):
    """Reads the policy files that a manager names."""

    def read(self, path: Path) -> str:
        """The text of a file. Raises RefusedError or FaultError `policy-file-...`."""
        ...


class Holidays(Protocol):
    """Public holidays, by country (ISO 3166-1 alpha-2)."""

    def known(self, country: str) -> bool:
        """Whether there is a calendar for a country, and at least one holiday in it."""
        ...

    def is_holiday(self, country: str, day: date) -> bool:
        """Whether a day is a public holiday there, or observed as one.

        Raises RefusedError `holiday-country-unknown`, `holiday-year-unknown`.
        """
        ...


class Carriers(Protocol):
    """What is known of carriers' numbers."""

    def recognise(self, text: str) -> tuple[str, str] | None:
        """Carrier's name and tracking number of a text that has a carrier's form and check digit."""
        ...


class LabelReader(Protocol):
    """Reads the codes in a picture."""

    def read_file(self, path: Path) -> tuple[Read, ...]:
        """All codes, in reading order. Raises RefusedError `picture-...`."""
        ...

    def read_bytes(self, content: bytes, name: str) -> tuple[Read, ...]:
        """The same from memory; `name` is what messages call it."""
        ...


class LabelRenderer(Protocol):
    """Draws a label."""

    def render(self, spec: LabelSpec) -> bytes:
        """The label's file. Raises RefusedError where a text can't be drawn."""
        ...

    def rasterise(self, rendered: bytes, dpi: int) -> bytes:
        """The picture (PNG) that a printer of `dpi` dots per inch makes of it."""
        ...


class RegistryFiles(Protocol):
    """Reads what the ticket system hands over."""

    def rows(self, path: Path) -> Iterable[tuple[int, Mapping[str, str]]]:
        """(line, column -> text) of each row. Raises RefusedError `registry-file-...`."""
        ...


class CaseFiles(Protocol):
    """Opens files of cases."""

    def open(self, path: Path) -> BinaryIO:
        """The file, for reading. Raises RefusedError or FaultError `case-file-...`, while it is read too."""
        ...


class FileWriter(Protocol):
    """Writes whole files or none."""

    def write(self, path: Path, content: bytes) -> None:
        """Write next to the target, then rename over it. Raises RefusedError or FaultError `file-...`."""
        ...

    def replacing(self, path: Path, content: bytes) -> AbstractContextManager[None]:
        """The same around a block: whole and on disk beside the target when it begins, renamed when it ends well.

        Nothing is left of it when the block raises.
        """
        ...


class Wording(Protocol):
    """Puts codes and figures into the operator's words."""

    def text(self, message: str, **figures: Figure) -> str:
        """The sentence of a message id."""
        ...

    def finding(self, finding: Finding) -> str:
        """One plain sentence for the clerk, figures included."""
        ...

    def change(self, finding: Finding) -> str:
        """What would have to be otherwise for the finding not to stand, figures included."""
        ...

    def source(self, finding: Finding) -> str:
        """The text and heading a finding rests on, or that it is the desk's own; and the contract over it."""
        ...

    def question(self, rule: str) -> str:
        """What somebody has to find out before a pending rule can speak."""
        ...

    def error(self, error: RmaDeskError) -> str:
        """What happened, where, and what to do."""
        ...

    def day(self, day: date) -> str:
        """A date in the reader's form."""
        ...
