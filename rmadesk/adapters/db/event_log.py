"""The chain of events over SQL, only ever added to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import NoResultFound

from rmadesk.adapters.db import schema
from rmadesk.domain.errors import FaultError
from rmadesk.domain.events import ChainHead, Event, EventKind

_CHUNK = 500
_UNREADABLE = (ValueError, TypeError, RecursionError)
"""What a row raises that nobody could have written by recording an event."""
_EVENT, _SUBJECT = schema.event, schema.event_subject
_INSERT, _INSERT_SUBJECT = sa.insert(_EVENT), sa.insert(_SUBJECT)
_HEAD = (
    sa.select(_EVENT.c.seq, _EVENT.c.hash)
    .where(_EVENT.c.station == sa.bindparam("station"))
    .order_by(_EVENT.c.seq.desc())
    .limit(1)
)
_AFTER = sa.select(_EVENT).where(_EVENT.c.position > sa.bindparam("position")).order_by(_EVENT.c.position).limit(_CHUNK)
_ABOUT = (
    sa.select(_EVENT)
    .join(_SUBJECT, _SUBJECT.c.position == _EVENT.c.position)
    .where(_SUBJECT.c.subject == sa.bindparam("subject"))
    .order_by(_EVENT.c.position)
)
_AT = sa.select(_EVENT).where(_EVENT.c.position == sa.bindparam("position"))


class SqlEventLog:
    """Events of this file; the head of each chain is read once a transaction, which no other can extend meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads: dict[str, ChainHead] = {}
        self._positions: dict[str, int] = {}

    def append(self, event: Event) -> None:
        added = self._connection.execute(
            _INSERT,
            {
                "id": event.id,
                "station": event.station,
                "seq": event.seq,
                "user": event.user,
                "kind": event.kind.value,
                "version": event.version,
                "payload": event.payload,
                "occurred_at": event.occurred_at,
                "prev_hash": event.prev_hash,
                "hash": event.hash,
            },
        )
        self._heads[event.station] = event.head
        assert added.inserted_primary_key
        self._positions[event.id] = added.inserted_primary_key[0]

    def head(self, station: str) -> ChainHead | None:
        if station not in self._heads:
            row = self._connection.execute(_HEAD, {"station": station}).one_or_none()
            if row is None:
                return None
            self._heads[station] = ChainHead(station, row.seq, row.hash)
        return self._heads[station]

    def all(self) -> Iterator[Event]:
        after, before = 0, -1
        while after > before:
            before = after
            for position, event in self._found(_AFTER, {"position": before}):
                self._positions[event.id] = position
                yield event
                after = position

    def about(self, subject: str) -> tuple[Event, ...]:
        return tuple(event for _, event in self._found(_ABOUT, {"subject": subject}))

    def index(self, event: Event, subjects: Iterable[str]) -> None:
        position = self._positions[event.id]
        rows = [{"subject": subject, "position": position} for subject in subjects]
        if rows:
            self._connection.execute(_INSERT_SUBJECT, rows)

    def _found(self, query: sa.Select[Any], given: Mapping[str, object]) -> Iterator[tuple[int, Event]]:
        """Positions and events. Raises FaultError `event-unreadable` after those before a row that is no event."""
        try:
            found = [(row.position, _event(row)) for row in self._connection.execute(query, given)]
        except _UNREADABLE:
            yield from self._one_by_one(query, given)
        else:
            yield from found

    def _one_by_one(self, query: sa.Select[Any], given: Mapping[str, object]) -> Iterator[tuple[int, Event]]:
        places = query.with_only_columns(_EVENT.c.position, _EVENT.c.station, _EVENT.c.seq)
        for place in self._connection.execute(places, given).all():
            try:
                event = _event(self._connection.execute(_AT, {"position": place.position}).one())
            except (*_UNREADABLE, NoResultFound) as error:  # its entry is in the index, and it itself is gone
                raise FaultError("event-unreadable", station=str(place.station), seq=place.seq) from error
            yield place.position, event


def _event(row: Row[tuple[object, ...]]) -> Event:
    texts = (row.id, row.station, row.user, row.prev_hash, row.hash)
    typed = all(isinstance(text, str) for text in texts) and isinstance(row.seq, int) and isinstance(row.version, int)
    if not typed or not isinstance(row.payload, dict):
        raise ValueError("a column of another type")
    return Event(
        id=row.id,
        station=row.station,
        seq=row.seq,
        user=row.user,
        kind=EventKind(row.kind),
        version=row.version,
        payload=row.payload,
        occurred_at=row.occurred_at,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )
