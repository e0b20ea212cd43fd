"""The stores over SQL of what a site decides: adopted policies, what fell due, pauses, refund sheets."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam
from sqlalchemy.engine import Connection

from rmadesk.adapters.db import schema
from rmadesk.adapters.db.rows import as_row, records, select_records
from rmadesk.domain.dues import DueDecision, Pause
from rmadesk.domain.policy.adoption import AdoptedPolicy
from rmadesk.domain.refunds import RefundSheet

_POLICY, _DECISION, _PAUSE, _SHEET = schema.adopted_policy, schema.due_decision, schema.pause, schema.refund_sheet

_POLICIES = select_records(_POLICY, AdoptedPolicy)
_ALL_POLICIES = _POLICIES.order_by(
    _POLICY.c.kind, _POLICY.c.name, _POLICY.c.edition, _POLICY.c.applies_from, _POLICY.c.version
)
_POLICY_OF = _POLICIES.where(_POLICY.c.policy_id == bindparam("policy_id"))
_DECISIONS = select_records(_DECISION, DueDecision).order_by(_DECISION.c.due_id)
_PAUSES = select_records(_PAUSE, Pause).order_by(_PAUSE.c.from_on, _PAUSE.c.pause_id)
_SHEETS_OF = (
    select_records(_SHEET, RefundSheet)
    .where(_SHEET.c.rma_number == bindparam("number"))
    .order_by(_SHEET.c.made_at, _SHEET.c.sheet_id)
)


class SqlPolicyStore:
    """Adopted versions of editions, and contracts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[AdoptedPolicy, ...]:
        return records(self._connection, AdoptedPolicy, _ALL_POLICIES)

    def get(self, policy_id: str) -> AdoptedPolicy | None:
        return next(iter(records(self._connection, AdoptedPolicy, _POLICY_OF, policy_id=policy_id)), None)

    def save(self, policy: AdoptedPolicy) -> None:
        _replace(self._connection, _POLICY, "policy_id", as_row(policy))


class SqlDueStore:
    """Decisions on what fell due, and pauses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def decisions(self) -> tuple[DueDecision, ...]:
        return records(self._connection, DueDecision, _DECISIONS)

    def save_decision(self, decision: DueDecision) -> None:
        _replace(self._connection, _DECISION, "due_id", as_row(decision))

    def pauses(self) -> tuple[Pause, ...]:
        return records(self._connection, Pause, _PAUSES)

    def save_pause(self, pause: Pause) -> None:
        _replace(self._connection, _PAUSE, "pause_id", as_row(pause))


class SqlRefundStore:
    """Refund sheets."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_rma(self, rma_number: str) -> tuple[RefundSheet, ...]:
        return records(self._connection, RefundSheet, _SHEETS_OF, number=rma_number)

    def save(self, sheet: RefundSheet) -> None:
        _replace(self._connection, _SHEET, "sheet_id", as_row(sheet))


def _replace(connection: Connection, table: sa.Table, key: str, row: dict[str, Any]) -> None:
    connection.execute(sa.delete(table).where(table.c[key] == row[key]))
    connection.execute(sa.insert(table), row)
