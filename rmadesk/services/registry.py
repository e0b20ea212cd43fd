"""The registry: authorizations from the ticket system, found again by number, parcel, serial or customer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import Event, EventKind, PersonalEntry
from rmadesk.domain.identifiers import rma_key
from rmadesk.domain.plain import from_plain, to_plain
from rmadesk.domain.policy.adoption import PolicyKind
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.rma import Authorization, Box, Customer, Shipment, Unit, UnitProgress
from rmadesk.services.ledger import Ledger
from rmadesk.services.ports import RegistryFiles
from rmadesk.services.registry_rows import RmaRows, parse_rows
from rmadesk.services.scan_texts import put_back
from rmadesk.services.stores import Storage, Stores


class BadRowsError(RefusedError):
    """Nothing was imported: `rows` says of each bad row line, column and reason."""

    def __init__(self, file: str, rows: Sequence[RefusedError]) -> None:
        super().__init__("registry-bad-rows", file=file, count=len(rows))
        self.rows = tuple(rows)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did (or, dry, would do), counted in authorizations; `skipped` are the bad rows left out."""

    rows: int
    added: int
    changed: int
    unchanged: int
    units: int
    skipped: tuple[RefusedError, ...]
    warnings: tuple[RefusedError, ...]
    unknown_columns: tuple[str, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True)
class AuthorizationFile:
    """All the desk has on one RMA; `events` oldest first, `customer` null where the entry was erased.

    `notes` are the bench's, by unit id, where there is one that was not erased.
    """

    authorization: Authorization
    customer: Customer | None
    units: tuple[Unit, ...]
    progress: tuple[UnitProgress, ...]
    notes: Mapping[str, str]
    boxes: tuple[Box, ...]
    shipments: tuple[Shipment, ...]
    events: tuple[Event, ...]


class RegistryDesk:
    """Imports, searches and opens authorizations."""

    def __init__(self, storage: Storage, ledger: Ledger, files: RegistryFiles) -> None:
        self._storage = storage
        self._ledger = ledger
        self._files = files

    def import_file(self, path: Path, *, dry_run: bool = False, skip_bad: bool = False) -> ImportSummary:
        """Upsert every authorization of a file in one transaction.

        Raises BadRowsError when a row is bad and `skip_bad` is not given; RefusedError `registry-file-...`.
        """
        parsed = parse_rows(self._files.rows(path))
        if parsed.bad and not skip_bad:
            raise BadRowsError(path.name, parsed.bad)
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        with self._storage.reading() as work:
            changes = [(rma, self._change(work, rma)) for rma in parsed.rmas]
        for _, change in changes:
            counts[change.verb if change else "unchanged"] += 1
        if not dry_run:
            self._record(rma for rma, change in changes if change)
        with self._storage.reading() as work:
            warnings = (*_serials_open_twice(work, parsed.rmas), *_contracts_not_on_file(work, parsed.rmas))
        return ImportSummary(
            rows=parsed.rows,
            **counts,
            units=sum(len(rma.units) for rma in parsed.rmas),
            skipped=tuple(parsed.bad),
            warnings=warnings,
            unknown_columns=tuple(sorted(parsed.unknown_columns)),
            dry_run=dry_run,
        )

    def search(self, text: str, limit: int = 200) -> tuple[tuple[Authorization, Customer | None], ...]:
        """Authorizations that match, with their customers, newest issue first."""
        with self._storage.reading() as work:
            found = work.authorizations.search(text.strip(), limit)
            return tuple((each, customer_of(work, each)) for each in found)

    def count(self) -> int:
        """How many authorizations the registry holds."""
        with self._storage.reading() as work:
            return work.authorizations.count()

    def open(self, rma_number: str) -> AuthorizationFile:
        """The whole history of an RMA. Raises RefusedError `rma-not-in-registry`."""
        with self._storage.reading() as work:
            authorization = known_authorization(work, rma_number)
            number = authorization.rma_number
            progress = work.units.of_rma(number)
            return AuthorizationFile(
                authorization,
                customer_of(work, authorization),
                work.authorizations.units(number),
                progress,
                dict(_notes(work, progress)),
                tuple(put_back(box, work) for box in work.boxes.of_rma(number)),
                work.shipments.of_rma(number),
                work.events.about(f"rma:{number}"),
            )

    def _record(self, changed: Iterable[RmaRows]) -> None:
        """Write what differs, in one transaction; looked at again, since others may have written meanwhile."""
        waiting = list(changed)
        if not waiting:
            return
        with self._storage.writing("registry import") as work:
            for rma in waiting:
                if change := self._change(work, rma):
                    self._ledger.record(work, EventKind.AUTHORIZATION_RECORDED, change.payload, change.personal)
            work.commit()

    def _change(self, work: Stores, rma: RmaRows) -> "_Change | None":
        """What has to be recorded so that the registry says what the rows say; None where it does."""
        existing = work.authorizations.get(rma.authorization.rma_number)
        personal: list[PersonalEntry] = []
        entry = work.personal.get(existing.customer_entry) if existing else None
        if entry is None or entry.body != to_plain(rma.customer):
            entry = self._ledger.personal(to_plain(rma.customer))
            personal.append(entry)
        kept = work.authorizations.units(existing.rma_number) if existing else ()
        units = _merged(kept, rma.units)
        authorization = replace(
            rma.authorization, customer_entry=entry.id, status=_status(existing, rma.authorization.status)
        )
        if existing == authorization and units == kept:
            return None
        payload = {
            "authorization": to_plain(authorization),
            "units": to_plain(units),
            "customer": entry.reference,
        }
        return _Change("changed" if existing else "added", payload, personal)


@dataclass(frozen=True, slots=True)
class _Change:
    """One authorization to record; `verb` is how the summary counts it."""

    verb: str
    payload: Mapping[str, Any]
    personal: list[PersonalEntry]


def known_authorization(work: Stores, rma_number: str) -> Authorization:
    """The authorization of a number in any writing. Raises RefusedError `rma-not-in-registry`."""
    authorization = work.authorizations.get(rma_key(rma_number))
    if authorization is None:
        raise RefusedError("rma-not-in-registry", rma=rma_number)
    return authorization


def customer_of(work: Stores, authorization: Authorization) -> Customer | None:
    """Name and address, or None where they were erased."""
    entry = work.personal.get(authorization.customer_entry)
    return from_plain(Customer, entry.body) if entry else None


def _notes(work: Stores, progress: Iterable[UnitProgress]) -> Iterator[tuple[str, str]]:
    for each in progress:
        if each.note_entry and (entry := work.personal.get(each.note_entry)):
            yield each.unit_id, entry.body["note"]


def _serials_open_twice(work: Stores, rmas: Iterable[RmaRows]) -> Iterator[RefusedError]:
    """The serial numbers of a file that are expected under two open RMAs, wherever the other one comes from.

    Says the same before and after the file is recorded.
    """
    open_after: dict[str, bool] = {}
    expected: dict[str, dict[str, None]] = {}
    for rma in rmas:
        given = rma.authorization
        status = _status(work.authorizations.get(given.rma_number), given.status)
        open_after[given.rma_number] = status is RmaStatus.OPEN
        for serial in filter(None, (unit.serial_number for unit in rma.units)):
            expected.setdefault(serial, {})[given.rma_number] = None
    for serial, numbers in expected.items():
        for other in work.authorizations.with_serial(serial):
            numbers[other.rma_number] = None
            open_after.setdefault(other.rma_number, other.status is RmaStatus.OPEN)
        for number, other_number in combinations((each for each in numbers if open_after[each]), 2):
            yield RefusedError("registry-serial-open-twice", value=serial, rma=number, other=other_number)


def _contracts_not_on_file(work: Stores, rmas: Iterable[RmaRows]) -> Iterator[RefusedError]:
    """The contracts that a file names and nobody adopted; boxes are judged without them."""
    adopted = {each.name for each in work.policies.all() if each.kind is PolicyKind.CONTRACT}
    named = Counter(rma.authorization.contract for rma in rmas)
    for name, count in named.items():
        if name and name not in adopted:
            yield RefusedError("registry-contract-not-on-file", contract=name, count=count)


def _merged(kept: tuple[Unit, ...], given: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The given units in place of their earlier form; units absent from a newer file are left as they are."""
    by_id = {unit.unit_id: unit for unit in kept} | {unit.unit_id: unit for unit in given}
    return tuple(by_id.values())


def _status(existing: Authorization | None, given: RmaStatus) -> RmaStatus:
    """An import can close an authorization, but not reopen it."""
    if existing and existing.status is not RmaStatus.OPEN and given is RmaStatus.OPEN:
        return existing.status
    return given
