"""Clocks: what falls due of an authorization without anyone scanning, as it stands on a given day.

Days are counted between site-local dates; a deadline of N days after D is met up to and including D + N, and days of a
pause do not count. A proposal is there the day after the deadline it rests on, and nothing is ever done by itself. A
clock runs by the terms in force on the day it starts: what was agreed then is what the customer was told.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from rmadesk.domain.advance_clocks import advance_clocks, open_invoice_clocks
from rmadesk.domain.clock_case import ClockCase, Reading, Source, TermsOn
from rmadesk.domain.dues import Clock, Due, DueState
from rmadesk.domain.pauses import Deadline
from rmadesk.domain.policy.calendar import months_after, whole_months
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.policy.money import in_cents, percentage
from rmadesk.domain.rma import Unit

_CLOCKS = tuple(Clock)


def dues_of(case: ClockCase, terms_on: TermsOn, day: date) -> tuple[Due, ...]:
    """The clocks of one authorization on a site-local day, in the order of its units and of `Clock`.

    A rule or a clock that the edition does not have gives none. An authorization that is closed or cancelled has none
    either, but for an invoice that was taken and is not paid.
    """
    reading = Reading(case, terms_on, day)
    if case.authorization.status is not RmaStatus.OPEN:
        return tuple(due for unit in case.units for due in open_invoice_clocks(reading, unit))
    found = [*_rma_expiry(reading)]
    for unit in case.units:
        found += _money_back(reading, unit)
        found += advance_clocks(reading, unit)
    return (*found, *_late_fees(reading))


def in_order(due: Due) -> tuple[date, str, int, str]:
    """The order of the due list: by day, what has none last."""
    return due.due_on or date.max, due.rma_number, _CLOCKS.index(due.clock), due.due_id


def _rma_expiry(reading: Reading) -> Iterator[Due]:
    """The RMA's number expires. Hardware Warranty: Return Merchandise Authorization; Support: Returning Products to
    iXsystems (RMA)."""
    issued_at = reading.case.authorization.issued_at
    if issued_at is None:
        return
    issued_on = _local_date(reading, issued_at)
    due_id = reading.due_id(Clock.RMA_EXPIRY)
    if reading.terms_on(issued_on) is None:
        yield reading.no_terms(Clock.RMA_EXPIRY, due_id, issued_on)
    elif source := reading.rule("rma-expired", issued_on):
        days = source.terms.whole("valid_days")
        yield from _until_back(reading, Clock.RMA_EXPIRY, due_id, issued_on, days, source, _all_back_on(reading))


def _local_date(reading: Reading, instant: datetime) -> date:
    return instant.astimezone(reading.case.time_zone).date()


def _all_back_on(reading: Reading) -> date | None:
    """When the last of the expected units came; null while one is missing."""
    if not reading.case.units:
        return min((each.arrived_on for each in reading.arrivals), default=None)
    days = [reading.came_back_on(unit) for unit in reading.case.units]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


def _money_back(reading: Reading, unit: Unit) -> Iterator[Due]:
    """Goods for which money is given back must have arrived. Support: Money Back Guarantee."""
    kind, shipped_on = reading.case.authorization.kind, unit.shipped_on
    if kind is None or not kind.gives_money_back or shipped_on is None:
        return
    due_id = reading.unit_due_id(Clock.MONEY_BACK_ARRIVAL, unit)
    if reading.terms_on(shipped_on) is None:
        yield reading.no_terms(Clock.MONEY_BACK_ARRIVAL, due_id, shipped_on, unit)
    elif source := reading.rule("money-back-late", shipped_on):
        days, returned_on = source.terms.whole("arrival_days"), reading.came_back_on(unit)
        yield from _until_back(reading, Clock.MONEY_BACK_ARRIVAL, due_id, shipped_on, days, source, returned_on, unit)


def _until_back(
    reading: Reading,
    clock: Clock,
    due_id: str,
    starts_on: date,
    days: int,
    source: Source,
    returned_on: date | None,
    unit: Unit | None = None,
) -> Iterator[Due]:
    """A customer's clock that goods which came in time end."""
    ends = reading.customers(starts_on, days)
    if returned_on and (ends.due_on is None or returned_on <= ends.due_on):
        return
    yield reading.due(
        clock,
        due_id,
        starts_on,
        ends,
        source,
        unit=unit,
        state=DueState.CAME_BACK_LATE if returned_on else None,
        figures={"days": days, "returned_on": returned_on.isoformat() if returned_on else None},
    )


def _late_fees(reading: Reading) -> Iterator[Due]:
    """The fee on an overdue invoice: a proposal once a whole month is over, and what the next month will add.

    Support: Payment; simple, without fees on fees, the desk's reading. Months go by the calendar, pauses or not, as the
    rule at the door counts them. What was taken or declined is not proposed again: a proposal is for the months since.
    """
    account = reading.case.authorization
    amount, since = account.overdue_amount, account.overdue_since
    if amount is None or since is None:
        return
    months = whole_months(since, reading.day)
    if reading.terms_on(since) is None:
        yield reading.no_terms(Clock.LATE_FEE, reading.due_id(Clock.LATE_FEE, since, months + 1), since)
    elif source := reading.rule("late-fee", since):
        settled = 0
        decided = set(_decided_months(reading, since, months + 1))
        for month in sorted(decided | {max(months, 1), months + 1}):
            yield from _late_fee(reading, source, amount, since, month, settled)
            settled = month if month in decided else settled


def _decided_months(reading: Reading, since: date, last: int) -> Iterator[int]:
    """The months up to `last` whose fee somebody took or declined, found by what was decided: an invoice may be overdue
    for more months than anybody would look through."""
    first_part = reading.due_id(Clock.LATE_FEE, since, "")
    for due_id in reading.case.decisions:
        if due_id.startswith(first_part) and reading.decision(due_id):
            month = int(due_id.removeprefix(first_part))
            if month <= last:
                yield month


def _late_fee(
    reading: Reading, source: Source, overdue: Decimal, since: date, month: int, settled: int
) -> Iterator[Due]:
    """The fee once `month` months are over, less that of the first `settled` ones; a fee of nothing is none."""
    percent = source.terms.decimal("percent")
    so_far, then = percentage(overdue, percent, settled), percentage(overdue, percent, month)
    if then == so_far:
        return
    yield reading.due(
        Clock.LATE_FEE,
        reading.due_id(Clock.LATE_FEE, since, month),
        since,
        Deadline(months_after(since, month)),
        source,
        proposal=True,
        money=(then - so_far, reading.case.currency),
        figures={
            "overdue_amount": in_cents(overdue),
            "months": month,
            "months_settled": settled,
            "percent": format(percent, "f"),
            "fee_settled": in_cents(so_far),
            "fee_then": in_cents(then),
        },
    )
