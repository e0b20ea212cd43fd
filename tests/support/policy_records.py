"""Records of what a site decides, for tests: in order, but for what a test says of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from rmadesk.domain.dues import DueDecision, DueOutcome, Pause
from rmadesk.domain.policy.adoption import AdoptedPolicy, PolicyKind
from rmadesk.domain.refunds import RefundSheet

AT = datetime(2026, 11, 20, 14, 42, 7, 123456, tzinfo=UTC)


def adopted(policy_id: str, **changed: Any) -> AdoptedPolicy:
    """A contract over the default edition, for the year."""
    values: dict[str, Any] = {
        "kind": PolicyKind.CONTRACT,
        "name": "Contoso 2026",
        "edition": "hardware-warranty",
        "version": 1,
        "applies_from": date(2026, 1, 1),
        "applies_to": date(2026, 12, 31),
        "text": 'name = "Contoso 2026"\n# »ß«\n',
        "adopted_at": AT,
        "adopted_by": "mia",
        "reason_entry": "reason-1",
    }
    return AdoptedPolicy(policy_id=policy_id, **values | changed)


def decision(due_id: str, **changed: Any) -> DueDecision:
    """A proposal that somebody took."""
    values: dict[str, Any] = {
        "rma_number": "2118",
        "outcome": DueOutcome.TAKEN,
        "decided_on": date(2026, 11, 20),
        "decided_at": AT,
        "decided_by": "mia",
        "reason_entry": "reason-2",
    }
    return DueDecision(due_id=due_id, **values | changed)


def pause(pause_id: str, **changed: Any) -> Pause:
    """A pause that is over, of every clock of the desk's own."""
    values: dict[str, Any] = {
        "from_on": date(2026, 11, 1),
        "until_on": date(2026, 11, 5),
        "customers_too": False,
        "rma_number": None,
        "recorded_at": AT,
        "recorded_by": "mia",
        "reason_entry": "reason-3",
    }
    return Pause(pause_id=pause_id, **values | changed)


def sheet(sheet_id: str, **changed: Any) -> RefundSheet:
    """A refund less the restocking fee."""
    values: dict[str, Any] = {
        "rma_number": "2118",
        "unit_id": "2118/SN1",
        "edition": "support-page",
        "edition_version": 1,
        "price": Decimal("1000.00"),
        "restocking_fee": Decimal("200.00"),
        "waived": False,
        "amount": Decimal("800.00"),
        "currency": "USD",
        "made_at": AT,
        "made_by": "mia",
        "reason_entry": None,
    }
    return RefundSheet(sheet_id=sheet_id, **values | changed)
