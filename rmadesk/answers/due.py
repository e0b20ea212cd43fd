"""The answers of the verbs on the due list."""

from __future__ import annotations  # the records are only named here: whoever has one has imported its module

from typing import TYPE_CHECKING, Any

from rmadesk.domain.plain import to_plain
from rmadesk.services.due_words import detail

if TYPE_CHECKING:
    from datetime import date

    from rmadesk.domain.dues import Due, DueDecision, Pause
    from rmadesk.services.dues import RecordedPause
    from rmadesk.services.ports import Wording

Answer = dict[str, Any]


def due_answer(due: Due, day: date, words: Wording) -> Answer:
    """What `due` prints, a record each: an entry as it stands on `day`."""
    return {
        "due_id": due.due_id,
        "clock": due.clock.value,
        "rma_number": due.rma_number,
        "customer_id": due.customer_id,
        "unit_id": due.unit_id,
        "serial_number": due.serial_number,
        "starts_on": due.starts_on.isoformat(),
        "due_on": due.due_on.isoformat() if due.due_on else None,
        "days_left": due.days_left(day),
        "whose": due.whose.value,
        "proposal": due.proposal,
        "state": due.state.value,
        "source": due.source,
        "detail": detail(due, words),
        "figures": dict(due.figures),
        "amount": None if due.amount is None else f"{due.amount:.2f}",
        "currency": due.currency,
        "decision": decision_answer(due.decision) if due.decision else None,
    }


def decision_answer(decision: DueDecision) -> Answer:
    """Who decided what, and when; why stands in a personal entry."""
    return {
        "due_id": decision.due_id,
        "outcome": decision.outcome.value,
        "decided_on": decision.decided_on.isoformat(),
        "decided_at": decision.decided_at.isoformat(),
        "decided_by": decision.decided_by,
    }


def pause_answer(pause: Pause) -> Answer:
    """One pause."""
    answer: Answer = to_plain(pause)
    del answer["reason_entry"]
    return answer


def recorded_pause_answer(recorded: RecordedPause) -> Answer:
    """What `due pauses` prints, a record each; the reason null where it was erased."""
    return {**pause_answer(recorded.pause), "reason": recorded.reason}
