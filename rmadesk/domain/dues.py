"""What falls due, what people decided about it, and the pauses that stop clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rmadesk.domain.errors import Figure


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


class Clock(StrEnum):
    """What falls due without anyone scanning, in the order in which one thing leads to the next."""

    RMA_EXPIRY = "rma-expiry"
    MONEY_BACK_ARRIVAL = "money-back-arrival"
    LABEL_EXPIRY = "label-expiry"
    PART_DUE = "part-due"
    SUPPORT_HOLD = "support-hold"
    INVOICE = "invoice"
    PAYMENT_DUE = "payment-due"
    TERMINATION = "termination"
    LATE_FEE = "late-fee"


class Whose(StrEnum):
    """Who has to act by the day: pauses move the desk's days, and the customer's only where a manager says so."""

    CUSTOMER = "customer"
    DESK = "desk"


class DueState(StrEnum):
    """Where a clock stands on a given day.

    `length-not-stated`: the text sets a limit and no length; `no-terms`: no text on file says what applies.
    """

    RUNNING = "running"
    DUE_TODAY = "due-today"
    PASSED = "passed"
    PAUSED = "paused"
    CAME_BACK_LATE = "came-back-late"
    PROPOSED = "proposed"
    TAKEN = "taken"
    DECLINED = "declined"
    PAID = "paid"
    LENGTH_NOT_STATED = "length-not-stated"
    NO_TERMS = "no-terms"


@dataclass(frozen=True, slots=True)
class Due:
    """One clock of an authorization or of one of its units, as it stands on a given day.

    A deadline is met up to and including `due_on`; a proposal is there from `due_on` on. `due_on` is null where nobody
    can say the day: a pause runs on, or the text gives no length. `source` cites the text, the contract too where one
    overrides it. `amount` in `currency` (ISO 4217) is what it is about, null where unknown or where no money is.
    """

    due_id: str
    clock: Clock
    rma_number: str
    customer_id: str | None
    unit_id: str | None
    serial_number: str | None
    starts_on: date
    due_on: date | None
    whose: Whose
    proposal: bool
    state: DueState
    source: str
    figures: Mapping[str, Figure]
    amount: Decimal | None
    currency: str | None
    decision: DueDecision | None

    @property
    def is_over(self) -> bool:
        """Nobody has anything to do about it any more."""
        return self.state in (DueState.DECLINED, DueState.PAID)

    def days_left(self, day: date) -> int | None:
        """Days from `day` to the due day, less than 0 once it is past; null without a due day."""
        return (self.due_on - day).days if self.due_on else None
