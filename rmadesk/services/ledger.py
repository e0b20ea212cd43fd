"""The ledger: makes an event of what happened, chains it, and applies its effect, in the caller's transaction."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from rmadesk.domain.events import CHAIN_START, PAYLOAD_VERSION, Event, EventKind, PersonalEntry, event_hash
from rmadesk.services.ports import Clock
from rmadesk.services.projection import apply
from rmadesk.services.stores import UnitOfWork

SEAL_KEY_BYTES = 32


class Ledger:
    """Records events for one user of one station; `new_id` gives UUIDv7 texts."""

    def __init__(self, clock: Clock, new_id: Callable[[], str], user: str) -> None:
        self.clock = clock
        self.new_id = new_id
        self.user = user

    def record(
        self, work: UnitOfWork, kind: EventKind, payload: Mapping[str, Any], personal: Iterable[PersonalEntry] = ()
    ) -> Event:
        """Append the event and write its effect; nothing is durable before `work.commit()`."""
        head = work.events.head(work.station)
        event = Event(
            id=self.new_id(),
            station=work.station,
            seq=head.seq + 1 if head else 1,
            user=self.user,
            kind=kind,
            version=PAYLOAD_VERSION,
            payload=payload,
            occurred_at=self.clock.now(),
            prev_hash=head.hash if head else CHAIN_START,
            hash="",
        )
        event = replace(event, hash=event_hash(event))
        for entry in personal:
            work.personal.add(entry)
        work.events.append(event)
        apply(event, work)
        return event

    def personal(self, body: Mapping[str, Any]) -> PersonalEntry:
        """A new entry for names, addresses or free text, to be recorded with an event that refers to it."""
        return PersonalEntry(self.new_id(), secrets.token_bytes(SEAL_KEY_BYTES), body)
