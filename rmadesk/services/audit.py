"""The audit: is the chain whole; and the way to make the projections say what the events say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import CHAIN_START, Event, EventKind, event_hash
from rmadesk.services.projection import apply
from rmadesk.services.stores import Storage, Stores

_PERSONAL_KEYS = {
    EventKind.AUTHORIZATION_RECORDED: "customer",
    EventKind.BOX_RECEIVED: "texts",
    EventKind.DUPLICATE_NOTICED: "texts",
    EventKind.UNIT_INSPECTED: "note",
    EventKind.POLICY_ADOPTED: "reason",
    EventKind.CONTRACT_ENDED: "reason",
    EventKind.DUE_DECIDED: "reason",
    EventKind.PAUSE_RECORDED: "reason",
    EventKind.REFUND_SHEET_MADE: "reason",
}
"""Where an event's payload refers to a personal entry."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `kind` is a message id `audit.<kind>`, `seq` the event where it shows (0: the file itself)."""

    kind: str
    station: str
    seq: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check found; no faults: file and chain are whole. `head` is the newest event's hash."""

    events: int
    head: str
    faults: tuple[Fault, ...]


class AuditDesk:
    """Checks and rebuilds."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def check(self) -> ChainReport:
        """Verify the file's own structure, every event's hash and place, and every personal entry's seal.

        An entry that can't be read at all ends the check: what stands behind it is not looked at.
        """
        faults = [Fault("file", "", 0, note) for note in self._storage.file_faults()]
        heads: dict[str, Event] = {}
        events = 0
        with self._storage.reading() as work:
            try:
                for event in work.events.all():
                    events += 1
                    faults += _faults(event, heads.get(event.station), work)
                    heads[event.station] = event
            except FaultError as error:
                faults.append(_unreadable(error))
            own = heads.get(work.station)
        return ChainReport(events, own.hash if own else CHAIN_START, tuple(faults))

    def rebuild(self) -> int:
        """Make the projections again from the events, in one transaction; the number of events applied.

        Raises FaultError `chain-broken` where an event was changed, moved or lost: nothing is built on that.
        """
        applied = 0
        heads: dict[str, Event] = {}
        with self._storage.writing("rebuild") as work:
            self._storage.clear_projections(work)
            for event in work.events.all():
                if any(_chain_faults(event, heads.get(event.station))):
                    raise FaultError("chain-broken", station=event.station, seq=event.seq)
                apply(event, work)
                heads[event.station] = event
                applied += 1
            work.commit()
        return applied


def _faults(event: Event, before: Event | None, work: Stores) -> Iterator[Fault]:
    yield from _chain_faults(event, before)
    reference = event.payload.get(_PERSONAL_KEYS.get(event.kind, ""))
    if isinstance(reference, Mapping) and _hash_fits(event):  # else it is not the reference that was written
        yield from _entry_faults(event, reference, work)


def _chain_faults(event: Event, before: Event | None) -> Iterator[Fault]:
    if event.seq != (before.seq + 1 if before else 1):
        yield Fault("gap", event.station, event.seq)
    if event.prev_hash != (before.hash if before else CHAIN_START):
        yield Fault("link", event.station, event.seq)
    if not _hash_fits(event):
        yield Fault("hash", event.station, event.seq)


def _hash_fits(event: Event) -> bool:
    try:
        return event_hash(event) == event.hash
    except (TypeError, ValueError):  # a float, or half a character: neither was ever written
        return False


def _entry_faults(event: Event, reference: Mapping[str, str], work: Stores) -> Iterator[Fault]:
    try:
        entry = work.personal.get(reference["id"])
        if entry is None:
            yield Fault("lost", event.station, event.seq)
        elif entry.seal != reference["seal"]:
            yield Fault("seal", event.station, event.seq)
    except FaultError as error:
        if error.code != "entry-unreadable":
            raise
        yield Fault("seal", event.station, event.seq)
    except (TypeError, ValueError):  # a body that was never written by us
        yield Fault("seal", event.station, event.seq)


def _unreadable(error: FaultError) -> Fault:
    if error.code != "event-unreadable":
        raise error
    station, seq = error.figures["station"], error.figures["seq"]
    return Fault("unreadable", str(station), seq if isinstance(seq, int) else 0)
