"""Deadlines in days that stand still while a pause lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rmadesk.domain.dues import Pause, Whose
from rmadesk.domain.policy.calendar import days_after


@dataclass(frozen=True, slots=True)
class PausedSpan:
    """Days that do not count, both ends included; null `until_on`: from then on none does."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a deadline is met, null while a pause runs on; `paused_days` is what pauses added to it."""

    due_on: date | None
    paused_days: int = 0


def paused_spans(pauses: Iterable[Pause], rma_number: str, whose: Whose) -> tuple[PausedSpan, ...]:
    """When the clocks of an authorization stand still for the desk or for its customer: in order, none touching."""
    spans: list[PausedSpan] = []
    for pause in sorted(pauses, key=lambda each: each.from_on):
        if pause.rma_number not in (None, rma_number) or (whose is Whose.CUSTOMER and not pause.customers_too):
            continue
        before = spans[-1] if spans else None
        if before and (before.until_on is None or pause.from_on <= days_after(before.until_on, 1)):
            spans[-1] = PausedSpan(before.from_on, _latest(before.until_on, pause.until_on))
        else:
            spans.append(PausedSpan(pause.from_on, pause.until_on))
    return tuple(spans)


def deadline(starts_on: date, days: int, spans: Iterable[PausedSpan] = ()) -> Deadline:
    """The first day by which `days` days without a pause have passed after `starts_on`; `spans` as `paused_spans` gives
    them."""
    next_day, due_on, paused_days = days_after(starts_on, 1), days_after(starts_on, days), 0
    for span in spans:
        first = max(span.from_on, next_day)
        if first > due_on:
            break
        if span.until_on is None:
            return Deadline(None, paused_days)
        stood = max((span.until_on - first).days + 1, 0)
        due_on, paused_days = days_after(due_on, stood), paused_days + stood
    return Deadline(due_on, paused_days)


def _latest(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
