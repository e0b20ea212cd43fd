"""What people decided about what fell due, and the pauses that stop clocks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DueOutcome(StrEnum):
    """What became of a proposal or of an invoice; nothing of it is ever done by itself."""

    TAKEN = "taken"
    DECLINED = "declined"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class DueDecision:
    """A named person's word on one proposal; `decided_on` is the site-local date that later clocks count from.

    `reason_entry` names the personal entry with the free text.
    """

    due_id: str
    rma_number: str
    outcome: DueOutcome
    decided_on: date
    decided_at: datetime
    decided_by: str
    reason_entry: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which clocks stand still (force majeure), both days included; null `until_on`: not over yet.

    It moves the desk's own deadlines, and the customer's only where `customers_too` says so; null `rma_number`: of all.
    """

    pause_id: str
    from_on: date
    until_on: date | None
    customers_too: bool
    rma_number: str | None
    recorded_at: datetime
    recorded_by: str
    reason_entry: str
