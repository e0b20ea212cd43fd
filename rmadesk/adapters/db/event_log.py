"""The chain of events over SQL, only ever added to."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from rmadesk.adapters.db import schema
from rmadesk.domain.events import Event, EventKind

_CHUNK = 500


class SqlEventLog:
    """Events of this file; the head of each chain is read once a transaction, which no other can extend meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads: dict[str, Event] = {}

    def append(self, event: Event) -> None:
        self._connection.execute(
            sa.insert(schema.event),
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

    def head(self, station: str) -> Event | None:
        if station not in self._heads:
            table = schema.event
            query = sa.select(table).where(table.c.station == station).order_by(table.c.seq.desc()).limit(1)
            row = self._connection.execute(query).one_or_none()
            if row is None:
                return None
            self._heads[station] = _event(row)
        return self._heads[station]

    def all(self) -> Iterator[Event]:
        table, after = schema.event, 0
        while True:
            query = sa.select(table).where(table.c.position > after).order_by(table.c.position).limit(_CHUNK)
            rows = self._connection.execute(query).all()
            if not rows:
                return
            yield from map(_event, rows)
            after = rows[-1].position

    def about(self, subject: str) -> tuple[Event, ...]:
        table, link = schema.event, schema.event_subject
        query = (
            sa.select(table)
            .join(link, link.c.position == table.c.position)
            .where(link.c.subject == subject)
            .order_by(table.c.position)
        )
        return tuple(map(_event, self._connection.execute(query)))

    def index(self, event: Event, subjects: Iterable[str]) -> None:
        table = schema.event
        position = self._connection.execute(sa.select(table.c.position).where(table.c.id == event.id)).scalar_one()
        rows = [{"subject": subject, "position": position} for subject in subjects]
        if rows:
            self._connection.execute(sa.insert(schema.event_subject), rows)


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
