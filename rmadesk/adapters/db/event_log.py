"""The chain of events over SQL, only ever added to."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from rmadesk.adapters.db import schema
from rmadesk.domain.events import Event, EventKind

_CHUNK = 500
_EVENT, _SUBJECT = schema.event, schema.event_subject
_INSERT, _INSERT_SUBJECT = sa.insert(_EVENT), sa.insert(_SUBJECT)
_HEAD = sa.select(_EVENT).where(_EVENT.c.station == sa.bindparam("station")).order_by(_EVENT.c.seq.desc()).limit(1)
_AFTER = sa.select(_EVENT).where(_EVENT.c.position > sa.bindparam("position")).order_by(_EVENT.c.position).limit(_CHUNK)
_ABOUT = (
    sa.select(_EVENT)
    .join(_SUBJECT, _SUBJECT.c.position == _EVENT.c.position)
    .where(_SUBJECT.c.subject == sa.bindparam("subject"))
    .order_by(_EVENT.c.position)
)


class SqlEventLog:
    """Events of this file; the head of each chain is read once a transaction, which no other can extend meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads: dict[str, Event] = {}
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
        self._heads[event.station] = event
        assert added.inserted_primary_key
        self._positions[event.id] = added.inserted_primary_key[0]

    def head(self, station: str) -> Event | None:
        if station not in self._heads:
            row = self._connection.execute(_HEAD, {"station": station}).one_or_none()
            if row is None:
                return None
            self._heads[station] = _event(row)
        return self._heads[station]

    def all(self) -> Iterator[Event]:
        after = 0
        while True:
            rows = self._connection.execute(_AFTER, {"position": after}).all()
            if not rows:
                return
            for row in rows:
                self._positions[row.id] = row.position
                yield _event(row)
            after = rows[-1].position

    def about(self, subject: str) -> tuple[Event, ...]:
        return tuple(map(_event, self._connection.execute(_ABOUT, {"subject": subject})))

    def index(self, event: Event, subjects: Iterable[str]) -> None:
        position = self._positions[event.id]
        rows = [{"subject": subject, "position": position} for subject in subjects]
        if rows:
            self._connection.execute(_INSERT_SUBJECT, rows)


def _event(row: Row[tuple[object, ...]]) -> Event:
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
