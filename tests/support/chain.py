"""Events for tests of what holds them; they say nothing that a projector would understand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rmadesk.domain.events import CHAIN_START, Event, EventKind, event_hash

AT = datetime(2026, 11, 20, 14, 42, 7, 123456, tzinfo=UTC)


def event(seq: int, station: str = "here", **changed: Any) -> Event:
    """The event `seq` of a station, with a value of each kind that JSON knows."""
    values = {
        "id": f"{station}-{seq}",
        "user": "ana",
        "kind": EventKind.AUTHORIZATION_CLOSED,
        "version": 1,
        "payload": {"rma_number": "2118", "list": [1, None, True, "ä\n'\"%_"], "object": {"b": 1, "a": {}}},
        "occurred_at": AT + timedelta(seconds=seq),
        "prev_hash": CHAIN_START,
        "hash": "",
    }
    made = Event(station=station, seq=seq, **values | changed)
    return replace(made, hash=event_hash(made))
