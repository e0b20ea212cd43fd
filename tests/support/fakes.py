"""Stand-ins for the world behind the ports, held to the same contract tests as the real ones."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from rmadesk.domain.arrivals import Arrival, arrivals_of
from rmadesk.domain.choices import Choice
from rmadesk.domain.dues import DueDecision, Pause
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import ChainHead, Event, PersonalEntry
from rmadesk.domain.identifiers import IdentifierKind, rma_key, serial_key, tracking_key
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.refunds import RefundSheet
from rmadesk.domain.rma import Authorization, Box, BoxState, Disposition, JudgedBox, Shipment, Unit, UnitProgress

_LATEST = datetime.max.replace(tzinfo=UTC)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class SetClock:
    """The port `Clock`, standing still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def forward(self, by: timedelta) -> None:
        self._now += by


def counted_ids() -> Callable[[], str]:
    """Ids of the form of a UUIDv7 that sort in the order in which they were given."""
    counter = itertools.count(1)
    return lambda: f"0192f3a0-{next(counter):04x}-7000-8000-000000000000"


@dataclass(slots=True)
class _State:
    """All that one commit made; a unit of work changes a copy, and its commit puts the copy in place."""

    events: list[Event] = field(default_factory=list)
    subjects: dict[str, list[str]] = field(default_factory=dict)
    personal: dict[str, PersonalEntry] = field(default_factory=dict)
    authorizations: dict[str, Authorization] = field(default_factory=dict)
    units: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    progress: dict[str, UnitProgress] = field(default_factory=dict)
    shipments: dict[str, Shipment] = field(default_factory=dict)
    policies: dict[str, AdoptedPolicy] = field(default_factory=dict)
    decisions: dict[str, DueDecision] = field(default_factory=dict)
    pauses: dict[str, Pause] = field(default_factory=dict)
    sheets: dict[str, RefundSheet] = field(default_factory=dict)
    choices: dict[tuple[str, tuple[str, ...]], Choice] = field(default_factory=dict)

    def copy(self) -> "_State":
        return _State(
            list(self.events),
            {subject: list(ids) for subject, ids in self.subjects.items()},
            dict(self.personal),
            dict(self.authorizations),
            dict(self.units),
            dict(self.boxes),
            dict(self.progress),
            dict(self.shipments),
            dict(self.policies),
            dict(self.decisions),
            dict(self.pauses),
            dict(self.sheets),
            dict(self.choices),
        )


class MemoryStorage:
    """The port `Storage` in memory."""

    def __init__(self, station: str = "memory-station") -> None:
        self.station = station
        self.state = _State()
        self.writer = ""

    def writing(self, purpose: str) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self, purpose)

    def reading(self) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self, None)

    def file_faults(self) -> tuple[str, ...]:
        return ()

    def clear_projections(self, work: "MemoryUnitOfWork") -> None:
        work.change()
        held = work.state
        for table in (held.subjects, held.authorizations, held.units, held.boxes, held.progress, held.shipments):
            table.clear()
        for table in (held.policies, held.decisions, held.pauses, held.sheets, held.choices):
            table.clear()

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryUnitOfWork:
    """The port `UnitOfWork` on a copy of the storage's state."""

    def __init__(self, storage: MemoryStorage, purpose: str | None) -> None:
        self._storage = storage
        self._purpose = purpose
        self.station = storage.station

    def __enter__(self) -> Self:
        if self._purpose is not None:
            if self._storage.writer:
                raise FaultError("database-locked", file="memory", holder=self._storage.writer)
            self._storage.writer = self._purpose
        self.state = self._storage.state.copy() if self._purpose is not None else self._storage.state
        self.events = _Events(self)
        self.personal = _Personal(self)
        self.authorizations = _Authorizations(self)
        self.boxes = _Boxes(self)
        self.units = _Units(self)
        self.shipments = _Shipments(self)
        self.policies = _Policies(self)
        self.dues = _Dues(self)
        self.refunds = _Refunds(self)
        self.choices = _Choices(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._purpose is not None:
            self._storage.writer = ""

    def commit(self) -> None:
        self.change()
        self._storage.state = self.state.copy()

    def is_open(self, rma_number: str) -> bool:
        """Whether the registry has an open authorization of this number."""
        known = self.state.authorizations.get(rma_number)
        return known is not None and known.status is RmaStatus.OPEN

    def change(self) -> None:
        """Refuse what a reading view can't do."""
        if self._purpose is None:
            raise FaultError("database-read-only", file="memory")


def _in_utc(record: Any) -> Any:
    """The record as it comes back from any store: every instant in UTC."""
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    instants = {name: value.astimezone(UTC) for name, value in values.items() if isinstance(value, datetime)}
    return replace(record, **instants)


class _Store:
    def __init__(self, work: MemoryUnitOfWork) -> None:
        self._work = work

    @property
    def _held(self) -> _State:
        return self._work.state

    @property
    def _changed(self) -> _State:
        self._work.change()
        return self._work.state


class _Events(_Store):
    def append(self, event: Event) -> None:
        if any(event.id == each.id or (event.station, event.seq) == (each.station, each.seq) for each in self.all()):
            raise ValueError(f"UNIQUE: event {event.id} is on record already")
        self._changed.events.append(event)

    def head(self, station: str) -> ChainHead | None:
        heads = (event.head for event in self._held.events if event.station == station)
        return max(heads, key=lambda each: each.seq, default=None)

    def all(self) -> Iterator[Event]:
        return iter(tuple(self._held.events))

    def about(self, subject: str) -> tuple[Event, ...]:
        wanted = set(self._held.subjects.get(subject, ()))
        return tuple(event for event in self._held.events if event.id in wanted)

    def index(self, event: Event, subjects: Iterable[str]) -> None:
        for subject in subjects:
            self._changed.subjects.setdefault(subject, []).append(event.id)


class _Personal(_Store):
    def add(self, entry: PersonalEntry) -> None:
        self._changed.personal[entry.id] = entry

    def get(self, entry_id: str) -> PersonalEntry | None:
        return self._held.personal.get(entry_id)


class _Authorizations(_Store):
    def get(self, rma_number: str) -> Authorization | None:
        return self._held.authorizations.get(rma_number)

    def expecting(self, tracking_number: str) -> tuple[Authorization, ...]:
        return self._where(lambda each: tracking_number in each.tracking_numbers)

    def with_serial(self, serial_number: str) -> tuple[Authorization, ...]:
        return self._where(lambda each: serial_number in self._serials(each))

    def units(self, rma_number: str) -> tuple[Unit, ...]:
        return self._held.units.get(rma_number, ())

    def unit(self, unit_id: str) -> Unit | None:
        return next((unit for units in self._held.units.values() for unit in units if unit.unit_id == unit_id), None)

    def open(self) -> tuple[Authorization, ...]:
        return self._where(lambda each: each.status is RmaStatus.OPEN)

    def open_units(self) -> tuple[Unit, ...]:
        return tuple(unit for each in self.open() for unit in self.units(each.rma_number))

    def search(self, text: str, limit: int) -> tuple[Authorization, ...]:
        found = self._where(lambda each: not text or self._matches(each, text))
        return tuple(sorted(found, key=lambda each: _LATEST - (each.issued_at or _EARLIEST)))[:limit]

    def count(self) -> int:
        return len(self._held.authorizations)

    def save(self, authorization: Authorization, units: Sequence[Unit]) -> None:
        self._changed.authorizations[authorization.rma_number] = _in_utc(authorization)
        self._changed.units[authorization.rma_number] = tuple(units)

    def _where(self, fits: Callable[[Authorization], bool]) -> tuple[Authorization, ...]:
        return tuple(each for _, each in sorted(self._held.authorizations.items()) if fits(each))

    def _serials(self, authorization: Authorization) -> tuple[str, ...]:
        return tuple(unit.serial_number for unit in self.units(authorization.rma_number) if unit.serial_number)

    def _matches(self, each: Authorization, text: str) -> bool:
        entry = self._held.personal.get(each.customer_entry)
        name = entry.body.get("name") if entry else None
        starts = [
            ((each.rma_number,), rma_key(text)),
            ((each.customer_id or "",), text),
            (each.tracking_numbers, tracking_key(text)),
            (self._serials(each), serial_key(text)),
        ]
        by_start = any(
            key and value.lower().startswith(key.lower()) for values, key in starts for value in values if value
        )
        return by_start or bool(name and text.casefold() in name.casefold())


class _Boxes(_Store):
    def get(self, box_id: str) -> Box | None:
        return self._held.boxes.get(box_id)

    def save(self, box: Box) -> None:
        self._changed.boxes[box.box_id] = _in_utc(box)

    def recent(self, limit: int) -> tuple[Box, ...]:
        return self._sorted(lambda box: (box.received_at, box.box_id))[::-1][:limit]

    def arrived_on(self, day: date) -> tuple[Box, ...]:
        boxes = self._sorted(lambda box: (box.arrived_at, box.received_at, box.box_id))
        return tuple(box for box in boxes if box.arrived_on == day)

    def of_rma(self, rma_number: str) -> tuple[Box, ...]:
        boxes = self._sorted(lambda box: (box.received_at, box.box_id))
        return tuple(box for box in boxes if rma_number in box.rma_numbers)

    def open_arrivals(self) -> tuple[Arrival, ...]:
        boxes = self._sorted(lambda box: (box.received_at, box.box_id))
        return tuple(
            arrival
            for box in boxes
            for arrival in sorted(arrivals_of(box), key=lambda each: each.rma_number)
            if self._work.is_open(arrival.rma_number)
        )

    def same_parcel(self, numbers: Sequence[str], since: datetime) -> Box | None:
        for box in self.recent(len(self._held.boxes)):
            counts = box.voided_at is None and box.state is not BoxState.DUPLICATE and box.received_at >= since
            containers = {value for scan in box.scans for value in scan.values(IdentifierKind.SSCC)}
            if counts and not {box.parcel, *box.tracking_numbers, *containers}.isdisjoint(numbers):
                return box
        return None

    def to_inspect(self, limit: int) -> tuple[Box, ...]:
        boxes = self._sorted(lambda box: (box.arrived_at, box.box_id))
        return tuple(box for box in boxes if self._waits(box))[:limit]

    def judged(self, first_on: date | None, last_on: date | None) -> Iterator[JudgedBox]:
        for box in self._sorted(lambda box: (box.arrived_on, box.box_id)):
            within = (first_on or date.min) <= box.arrived_on <= (last_on or date.max)
            if within and box.voided_at is None and box.state is not BoxState.DUPLICATE:
                yield JudgedBox(box.box_id, box.arrived_on, box.verdicts)

    def _waits(self, box: Box) -> bool:
        here = box.voided_at is None and box.state in (BoxState.RECEIVED, BoxState.QUARANTINED)
        units = (unit for number in box.rma_numbers for unit in self._held.units.get(number, ()))
        return here and any(self._unsettled(unit.unit_id, box) for unit in units)

    def _unsettled(self, unit_id: str, box: Box) -> bool:
        logged = self._held.progress.get(unit_id)
        return logged is None or (logged.disposition is Disposition.NONE and logged.inspected_at < box.received_at)

    def _sorted(self, key: Callable[[Box], tuple[object, ...]]) -> tuple[Box, ...]:
        return tuple(sorted(self._held.boxes.values(), key=key))  # type: ignore[arg-type]


class _Units(_Store):
    def get(self, unit_id: str) -> UnitProgress | None:
        return self._held.progress.get(unit_id)

    def of_rma(self, rma_number: str) -> tuple[UnitProgress, ...]:
        found = (each for each in self._held.progress.values() if each.rma_number == rma_number)
        return tuple(sorted(found, key=lambda each: (each.inspected_at, each.unit_id)))

    def of_open(self) -> tuple[UnitProgress, ...]:
        found = (each for each in self._held.progress.values() if self._work.is_open(each.rma_number))
        return tuple(sorted(found, key=lambda each: each.unit_id))

    def save(self, progress: UnitProgress) -> None:
        self._changed.progress[progress.unit_id] = progress


class _Shipments(_Store):
    def get(self, shipment_id: str) -> Shipment | None:
        return self._held.shipments.get(shipment_id)

    def of_rma(self, rma_number: str) -> tuple[Shipment, ...]:
        return self._where(lambda each: each.rma_number == rma_number)

    def with_replacement_serial(self, serial_number: str) -> tuple[Shipment, ...]:
        return self._where(lambda each: each.replacement_serial == serial_number)

    def save(self, shipment: Shipment) -> None:
        self._changed.shipments[shipment.shipment_id] = shipment

    def _where(self, fits: Callable[[Shipment], bool]) -> tuple[Shipment, ...]:
        found = (each for each in self._held.shipments.values() if fits(each))
        return tuple(sorted(found, key=lambda each: (each.ordered_at, each.shipment_id)))


class _Policies(_Store):
    def all(self) -> tuple[AdoptedPolicy, ...]:
        def place(each: AdoptedPolicy) -> tuple[Any, ...]:
            return each.kind, each.name, each.edition, each.applies_from, each.version

        return tuple(sorted(self._held.policies.values(), key=place))

    def get(self, policy_id: str) -> AdoptedPolicy | None:
        return self._held.policies.get(policy_id)

    def save(self, policy: AdoptedPolicy) -> None:
        self._changed.policies[policy.policy_id] = _in_utc(policy)


class _Dues(_Store):
    def decisions(self) -> tuple[DueDecision, ...]:
        return tuple(sorted(self._held.decisions.values(), key=lambda each: each.due_id))

    def save_decision(self, decision: DueDecision) -> None:
        self._changed.decisions[decision.due_id] = _in_utc(decision)

    def pauses(self) -> tuple[Pause, ...]:
        return tuple(sorted(self._held.pauses.values(), key=lambda each: (each.from_on, each.pause_id)))

    def save_pause(self, pause: Pause) -> None:
        self._changed.pauses[pause.pause_id] = _in_utc(pause)


class _Refunds(_Store):
    def of_rma(self, rma_number: str) -> tuple[RefundSheet, ...]:
        found = (each for each in self._held.sheets.values() if each.rma_number == rma_number)
        return tuple(sorted(found, key=lambda each: (each.made_at, each.sheet_id)))

    def save(self, sheet: RefundSheet) -> None:
        self._changed.sheets[sheet.sheet_id] = _in_utc(sheet)


class _Choices(_Store):
    def remembered(self, customer_id: str, between: tuple[str, ...]) -> str | None:
        choice = self._held.choices.get((customer_id, between))
        return choice.chosen if choice else None

    def of_customer(self, customer_id: str) -> tuple[Choice, ...]:
        return tuple(each for (customer, _), each in sorted(self._held.choices.items()) if customer == customer_id)

    def save(self, choice: Choice) -> None:
        self._changed.choices[choice.customer_id, choice.between] = _in_utc(choice)

    def forget(self, customer_id: str, between: tuple[str, ...]) -> None:
        self._changed.choices.pop((customer_id, between), None)
