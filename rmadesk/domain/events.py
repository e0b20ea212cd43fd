"""What happened, past tense: every change is one event, chained to the one before it on the same station."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

PAYLOAD_VERSION = 1
CHAIN_START = "0" * 64
"""`prev_hash` of a station's first event."""
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class EventKind(StrEnum):
    """The kinds of events; each is defined by the service that records it."""

    AUTHORIZATION_RECORDED = "AuthorizationRecorded"
    AUTHORIZATION_CLOSED = "AuthorizationClosed"
    BOX_RECEIVED = "BoxReceived"
    DUPLICATE_NOTICED = "DuplicateNoticed"
    RECEIPT_VOIDED = "ReceiptVoided"
    UNIT_INSPECTED = "UnitInspected"
    REPLACEMENT_ORDERED = "ReplacementOrdered"
    LABEL_PRINTED = "LabelPrinted"
    POLICY_ADOPTED = "PolicyAdopted"
    CONTRACT_ENDED = "ContractEnded"
    DUE_DECIDED = "DueDecided"
    PAUSE_RECORDED = "PauseRecorded"
    REFUND_SHEET_MADE = "RefundSheetMade"
    IDENTIFIER_CHOSEN = "IdentifierChosen"
    CHOICE_FORGOTTEN = "ChoiceForgotten"


@dataclass(frozen=True, slots=True)
class PersonalEntry:
    """Names, addresses and free text, kept beside the events: the event holds `id` and `seal`, never the body.

    `seal` is the HMAC-SHA256 of the canonical body under `key` (32 random bytes, kept in the same row): erasing the
    row erases the person, and the chain stays whole.
    """

    id: str
    key: bytes
    body: Mapping[str, Any]

    @property
    def seal(self) -> str:
        """Hex digest that the event carries."""
        return hmac.new(self.key, canonical(self.body), hashlib.sha256).hexdigest()

    @property
    def reference(self) -> dict[str, str]:
        """What an event's payload carries in place of the body."""
        return {"id": self.id, "seal": self.seal}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a station's chain; `seq` counts from 1 without gaps, `occurred_at` is aware UTC."""

    id: str
    station: str
    seq: int
    user: str
    kind: EventKind
    version: int
    payload: Mapping[str, Any]
    occurred_at: datetime
    prev_hash: str
    hash: str

    @property
    def head(self) -> "ChainHead":
        """Where the chain stands once this event is in it."""
        return ChainHead(self.station, self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where a station's chain stands: the place and hash of its newest event."""

    station: str
    seq: int
    hash: str


def canonical(value: object) -> bytes:
    """The one JSON text of a value made of objects, lists, text, whole numbers, booleans and nulls.

    Raises TypeError on a float: its text form is not the same everywhere.
    """
    _refuse_floats(value)
    return _CANONICAL.encode(value).encode()


def event_hash(event: Event) -> str:
    """SHA-256 over the canonical form of everything in the event but its own hash."""
    return hashlib.sha256(
        canonical(
            {
                "id": event.id,
                "station": event.station,
                "seq": event.seq,
                "user": event.user,
                "kind": event.kind,
                "version": event.version,
                "payload": event.payload,
                "occurred_at": event.occurred_at.isoformat(),
                "prev_hash": event.prev_hash,
            }
        )
    ).hexdigest()


def _refuse_floats(value: object) -> None:
    kind = type(value)
    if kind is str:
        return
    if kind is dict:
        for part in value.values():  # type: ignore[attr-defined]
            _refuse_floats(part)
    elif kind is list or kind is tuple:
        for part in value:  # type: ignore[attr-defined]
            _refuse_floats(part)
    elif isinstance(value, float):
        raise TypeError(f"a float in an event: {value!r}")
