"""One transaction on the database, with its stores."""

from types import TracebackType
from typing import Self

import sqlalchemy as sa

from rmadesk.adapters.db.choice_store import SqlChoiceStore
from rmadesk.adapters.db.event_log import SqlEventLog
from rmadesk.adapters.db.holders import Holder
from rmadesk.adapters.db.policy_stores import SqlDueStore, SqlPolicyStore, SqlRefundStore
from rmadesk.adapters.db.stores import (
    SqlAuthorizationStore,
    SqlBoxStore,
    SqlPersonalStore,
    SqlShipmentStore,
    SqlUnitStore,
)

READ = sa.text("BEGIN")
WRITE = sa.text("BEGIN IMMEDIATE")
_COMMIT, _ROLLBACK = sa.text("COMMIT"), sa.text("ROLLBACK")


class SqlUnitOfWork:
    """Begins when entered; rolled back when left without `commit`.

    The connection is in the driver's autocommit mode, so that BEGIN IMMEDIATE, COMMIT and ROLLBACK are ours to say.
    """

    def __init__(
        self,
        engine: sa.Engine,
        station: str,
        begin: sa.TextClause,
        holder: Holder | None = None,
        note: tuple[str, str] = ("", ""),
    ) -> None:
        self._engine = engine
        self.station = station
        self._begin = begin
        self._holder = holder
        self._note = note

    def __enter__(self) -> Self:
        self._connection = self._engine.connect()
        try:
            self._connection.execute(self._begin)
        except BaseException:
            self._connection.close()
            raise
        if self._holder:
            self._holder.note(*self._note)
        self._open = True
        self.events = SqlEventLog(self._connection)
        self.personal = SqlPersonalStore(self._connection)
        self.authorizations = SqlAuthorizationStore(self._connection)
        self.boxes = SqlBoxStore(self._connection)
        self.units = SqlUnitStore(self._connection)
        self.shipments = SqlShipmentStore(self._connection)
        self.policies = SqlPolicyStore(self._connection)
        self.dues = SqlDueStore(self._connection)
        self.refunds = SqlRefundStore(self._connection)
        self.choices = SqlChoiceStore(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._open and self._connection.connection.in_transaction:  # a full disk rolls back by itself
                self._let_go()
                self._connection.execute(_ROLLBACK)
        finally:
            self._connection.close()

    def commit(self) -> None:
        """Make it durable: with `synchronous=FULL` it is on disk when this returns."""
        self._let_go()
        self._connection.execute(_COMMIT)
        self._open = False

    def clear(self, tables: tuple[sa.Table, ...]) -> None:
        """Delete every row of these tables."""
        for table in tables:
            self._connection.execute(sa.delete(table))

    def _let_go(self) -> None:
        if self._holder:
            self._holder.clear()
