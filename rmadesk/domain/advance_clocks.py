"""The nested clocks of an advance replacement: label, part, support hold, invoice, payment, termination.

Hardware Warranty: Advanced Replacement and Returns; Support: Returning Products to iXsystems (RMA). The chain runs by
the terms in force when the replacement was shipped; the payment of an invoice, and what follows from it, by those in
force when the invoice was taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rmadesk.domain.clock_case import Reading, Source
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState
from rmadesk.domain.pauses import Deadline
from rmadesk.domain.rma import Unit

PART_RULE, PART_DAYS = "advance-return-late", "return_days"
"""The rule that charges a late part says how long the customer has: one figure in one place."""


def advance_clocks(reading: Reading, unit: Unit) -> Iterator[Due]:
    """Every clock of a unit whose replacement went out in advance, while its authorization is open.

    A part that came back in time ends them; one that came late ends them too, and says so, unless the invoice was
    taken: that one is still to be paid. What a person took or declined stays on the list.
    """
    shipped_on = unit.advance_shipped_on
    if shipped_on is None:
        return
    if reading.terms_on(shipped_on) is None:
        yield reading.no_terms(Clock.PART_DUE, reading.unit_due_id(Clock.PART_DUE, unit), shipped_on, unit)
        return
    part = _part(reading, unit, shipped_on)
    if not part.settled:
        yield from _label(reading, unit, shipped_on)
        yield from part.due
    yield from _proposals(reading, unit, part)
    yield from _payment_clocks(reading, unit, part)


def open_invoice_clocks(reading: Reading, unit: Unit) -> Iterator[Due]:
    """What is left of the clocks once the authorization is closed: an invoice that was taken and is not paid."""
    decisions = _Invoice.of(reading, unit)
    if unit.advance_shipped_on is None or not decisions.taken or decisions.paid:
        return
    part = _part(reading, unit, unit.advance_shipped_on)
    yield _proposal(reading, unit, part, Clock.INVOICE)
    yield from _payment_clocks(reading, unit, part)


@dataclass(frozen=True, slots=True)
class _Invoice:
    """What was decided of the invoice for a unit; a payment stands under the id of the payment that was due."""

    taken: DueDecision | None
    paid: DueDecision | None

    @classmethod
    def of(cls, reading: Reading, unit: Unit) -> "_Invoice":
        decided = reading.decision(reading.unit_due_id(Clock.INVOICE, unit))
        paid = reading.decision(reading.unit_due_id(Clock.PAYMENT_DUE, unit))
        return cls(decided if decided and decided.outcome is DueOutcome.TAKEN else None, paid)


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a defective part stands: its deadline (null: the text sets none), and when it came back."""

    source: Source | None
    starts_on: date
    ends: Deadline | None
    returned_on: date | None
    due: tuple[Due, ...]
    paid: bool

    @property
    def in_time(self) -> bool:
        """It came back no later than it had to."""
        if self.returned_on is None:
            return False
        due_on = self.ends.due_on if self.ends else None
        return due_on is None or self.returned_on <= due_on

    @property
    def settled(self) -> bool:
        """Nobody waits for it: it is back in time, or its replacement is paid."""
        return self.in_time or self.paid


def _part(reading: Reading, unit: Unit, shipped_on: date) -> _Part:
    source = reading.rule(PART_RULE, shipped_on)
    returned_on = reading.came_back_on(unit)
    paid = _Invoice.of(reading, unit).paid is not None
    if source is None:
        return _Part(None, shipped_on, None, returned_on, (), paid)
    days = source.terms.whole(PART_DAYS)
    ends = reading.customers(shipped_on, days)
    due = reading.due(
        Clock.PART_DUE,
        reading.unit_due_id(Clock.PART_DUE, unit),
        shipped_on,
        ends,
        source,
        unit=unit,
        state=DueState.CAME_BACK_LATE if returned_on else None,
        figures={"days": days, "returned_on": returned_on.isoformat() if returned_on else None},
    )
    return _Part(source, shipped_on, ends, returned_on, (due,), paid)


def _label(reading: Reading, unit: Unit, shipped_on: date) -> Iterator[Due]:
    """The prepaid label; counted from the advance shipment, the desk's reading."""
    source = reading.clock(Clock.LABEL_EXPIRY, shipped_on)
    if source is None or reading.came_back_on(unit):
        return
    stated = source.terms.states("days")
    days = source.terms.whole("days") if stated else None
    ends = Deadline(None) if days is None else reading.customers(shipped_on, days)
    yield reading.due(
        Clock.LABEL_EXPIRY,
        reading.unit_due_id(Clock.LABEL_EXPIRY, unit),
        shipped_on,
        ends,
        source,
        unit=unit,
        state=None if stated else DueState.LENGTH_NOT_STATED,
        figures={"days": days},
    )


def _proposals(reading: Reading, unit: Unit, part: _Part) -> Iterator[Due]:
    """Support hold and invoice, the day after the part was due; what was decided of them stays."""
    if part.ends is None:
        return
    for clock in (Clock.SUPPORT_HOLD, Clock.INVOICE):
        decided = reading.decision(reading.unit_due_id(clock, unit))
        still_wanted = part.returned_on is None and not part.paid
        if reading.clock(clock, part.starts_on) and (decided or still_wanted):
            yield _proposal(reading, unit, part, clock)


def _proposal(reading: Reading, unit: Unit, part: _Part, clock: Clock) -> Due:
    source = reading.clock(clock, part.starts_on)
    part_due_on = part.ends.due_on if part.ends else None
    ends = reading.desks(part_due_on, source.terms.whole("days_after")) if source else Deadline(None)
    is_invoice = clock is Clock.INVOICE
    return reading.due(
        clock,
        reading.unit_due_id(clock, unit),
        part_due_on or part.starts_on,
        ends,
        source,
        unit=unit,
        proposal=True,
        decision=_Invoice.of(reading, unit).paid if is_invoice else None,
        money=_cost(reading, unit) if is_invoice else None,
        figures={
            "part_due_on": part_due_on.isoformat() if part_due_on else None,
            "returned_on": part.returned_on.isoformat() if part.returned_on else None,
        },
    )


def _payment_clocks(reading: Reading, unit: Unit, part: _Part) -> Iterator[Due]:
    """Payment and termination, which an invoice starts that a person took; not where the part was back in time."""
    invoice = _Invoice.of(reading, unit)
    if invoice.taken is None or part.in_time:
        return
    taken_on = invoice.taken.decided_on
    source = reading.clock(Clock.PAYMENT_DUE, taken_on)
    if source is None:
        return
    days = source.terms.whole("days")
    ends = reading.customers(taken_on, days)
    yield reading.due(
        Clock.PAYMENT_DUE,
        reading.unit_due_id(Clock.PAYMENT_DUE, unit),
        taken_on,
        ends,
        source,
        unit=unit,
        money=_cost(reading, unit),
        figures={"days": days},
    )
    due_id = reading.unit_due_id(Clock.TERMINATION, unit)
    source = reading.clock(Clock.TERMINATION, taken_on)
    if source and (invoice.paid is None or reading.decision(due_id)):
        yield reading.due(
            Clock.TERMINATION,
            due_id,
            ends.due_on or taken_on,
            reading.desks(ends.due_on, source.terms.whole("days_after")),
            source,
            unit=unit,
            proposal=True,
            money=_cost(reading, unit),
            figures={"payment_due_on": ends.due_on.isoformat() if ends.due_on else None},
        )


def _cost(reading: Reading, unit: Unit) -> tuple[Decimal | None, str]:
    return unit.advance_replacement_cost, unit.currency or reading.case.currency
