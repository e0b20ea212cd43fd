"""Columns of the due list, and which of its entries ask for somebody's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rmadesk.domain.dues import Due, DueState
from ui.icons import Icons
from ui.models.record_table import Column
from ui.text import Words, capital

_LATE = (DueState.PASSED, DueState.CAME_BACK_LATE, DueState.DUE_TODAY)
_ICONS: Mapping[DueState, str] = {
    DueState.PROPOSED: "proposed",
    DueState.PASSED: "late",
    DueState.CAME_BACK_LATE: "late",
    DueState.DUE_TODAY: "late",
    DueState.PAUSED: "paused",
    DueState.TAKEN: "taken",
    DueState.DECLINED: "close",
    DueState.PAID: "paid",
    DueState.LENGTH_NOT_STATED: "unknown",
    DueState.NO_TERMS: "unknown",
}


class DueFilter(StrEnum):
    """Which part of the list is shown."""

    ACT = "act"
    """Proposals that wait for a word, and what is due today or past."""
    AHEAD = "ahead"
    """What still runs, rests, or is taken."""
    ALL = "all"
    """Everything, what is declined or paid too."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """An entry, and the day as of which it stands so."""

    due: Due
    day: date


def shown_in(due: Due, chosen: DueFilter) -> bool:
    """Whether an entry belongs to a part of the list."""
    if chosen is DueFilter.ALL:
        return True
    acts = due.state is DueState.PROPOSED or due.state in _LATE
    return acts if chosen is DueFilter.ACT else not acts and not due.is_over


def urgency(due: Due) -> int:
    """Proposals first, then what is due today or past, then what runs, then what is over."""
    if due.state is DueState.PROPOSED:
        return 0
    if due.state in _LATE:
        return 1
    return 3 if due.is_over else 2


def due_columns(words: Words, icons: Icons) -> tuple[Column[DueRow], ...]:
    """The due list."""
    return (
        Column(
            QCoreApplication.translate("Dues", "Due"),
            lambda row: words.day(row.due.due_on) if row.due.due_on else "–",
            lambda row: icons.icon(*state_icon(row.due)),
        ),
        Column(QCoreApplication.translate("Dues", "Days"), days_word),
        Column(QCoreApplication.translate("Dues", "What"), lambda row: capital(words.clock(row.due))),
        Column(QCoreApplication.translate("Dues", "Stands"), lambda row: capital(words.due_state(row.due))),
        Column(QCoreApplication.translate("Dues", "RMA"), lambda row: row.due.rma_number),
        Column(QCoreApplication.translate("Dues", "Customer"), lambda row: row.due.customer_id or "–"),
        Column(QCoreApplication.translate("Dues", "Clause"), lambda row: words.clause(row.due)),
    )


def days_word(row: DueRow) -> str:
    """How many days are left, or how many it is past."""
    left = row.due.days_left(row.day)
    if left is None:
        return "–"
    if left == 0:
        return QCoreApplication.translate("Dues", "today")
    if left > 0:
        return QCoreApplication.translate("Dues", "{count} left").format(count=left)
    return QCoreApplication.translate("Dues", "{count} past").format(count=-left)


def state_icon(due: Due) -> tuple[str, str]:
    """Icon and colour of where an entry stands; nothing is told by the colour alone."""
    icon = _ICONS.get(due.state, "running")
    if due.state is DueState.PROPOSED:
        return icon, "hold_mark"
    return icon, "refuse_mark" if due.state in _LATE else "muted"
