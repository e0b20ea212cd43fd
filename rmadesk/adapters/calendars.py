"""The due list as a file: a calendar (RFC 5545) for whoever plans the day, comma-separated values for programs."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from rmadesk.domain.dues import Due
from rmadesk.domain.spreadsheets import guarded
from rmadesk.domain.visible import visible
from rmadesk.services.due_words import amount, clock_word, detail, state_word
from rmadesk.services.ports import Wording

if TYPE_CHECKING:
    from icalendar import Event, Timezone

# The calendar's library is imported where it is used: a list on the screen must not pay for it.

_PRODUCT = "-//rmadesk//due list//EN"
_VERSION = "2.0"
_DOMAIN = "rmadesk"  # of the unique ids: the same entry has the same one in every file

COLUMNS = (
    "due_id",
    "due_on",
    "days_left",
    "clock",
    "state",
    "proposal",
    "whose",
    "rma_number",
    "customer_id",
    "serial_number",
    "starts_on",
    "amount",
    "currency",
    "decided_on",
    "decided_by",
    "source",
    "detail",
)
"""The keys of the comma-separated file, the same in every language."""


class DueListFiles:
    """Implements the port `DueFiles`, sentences in the reader's words."""

    def __init__(self, words: Wording) -> None:
        self._words = words

    def render(self, dues: Sequence[Due], day: date, form: str, made_at: datetime) -> bytes:
        """The list as it stands on `day`; raises KeyError for a form that is not there."""
        return _FORMS[form](dues, day, made_at, self._words)


def _calendar(dues: Sequence[Due], day: date, made_at: datetime, words: Wording) -> bytes:
    """An all-day event for each entry that has a day.

    What was declined or is paid is cancelled: a calendar that took in an earlier file strikes it out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", _VERSION)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", words.text("due.calendar"))
    events = [_event(due, due.due_on, made_at, words) for due in dues if due.due_on]
    for event in events:
        calendar.add_component(event)
    if not events:
        calendar.add_component(_greenwich())
    content: bytes = calendar.to_ical()
    return content


def _event(due: Due, due_on: date, made_at: datetime, words: Wording) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{visible(due.due_id)}@{_DOMAIN}")
    event.add("dtstamp", made_at.replace(microsecond=0))
    event.add("dtstart", due_on)
    event.add(
        "summary",
        words.text("due.summary", rma=due.rma_number, what=clock_word(due, words), now=state_word(due, words)),
    )
    event.add("description", "\n".join(_described(due, words)))
    event.add("status", "CANCELLED" if due.is_over else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _described(due: Due, words: Wording) -> list[str]:
    lines = [detail(due, words), amount(due, words), words.text("due.clause", clause=due.source)]
    if due.serial_number:
        lines.append(words.text("due.unit", serial=due.serial_number))
    if due.customer_id:
        lines.append(words.text("due.customer", customer=due.customer_id))
    return [line for line in (*lines, words.text("due.id", due=due.due_id)) if line]


def _greenwich() -> "Timezone":
    """A calendar must hold something, and this is the least: no event needs it, and no reader shows it."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - the onset of a zone is in its own local time
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def _separated(dues: Sequence[Due], day: date, made_at: datetime, words: Wording) -> bytes:
    """A row an entry, what has no day too. RFC 4180, UTF-8 without a byte order mark."""
    paper = StringIO()
    writer = csv.DictWriter(paper, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for due in dues:
        row = _row(due, day, words)
        writer.writerow({key: guarded(visible(cell)) if isinstance(cell, str) else cell for key, cell in row.items()})
    return paper.getvalue().encode()


def _row(due: Due, day: date, words: Wording) -> dict[str, str | int | None]:
    decision = due.decision
    return {
        "due_id": due.due_id,
        "due_on": due.due_on.isoformat() if due.due_on else "",
        "days_left": due.days_left(day),
        "clock": due.clock.value,
        "state": due.state.value,
        "proposal": "yes" if due.proposal else "no",
        "whose": due.whose.value,
        "rma_number": due.rma_number,
        "customer_id": due.customer_id or "",
        "serial_number": due.serial_number or "",
        "starts_on": due.starts_on.isoformat(),
        "amount": "" if due.amount is None else f"{due.amount:.2f}",
        "currency": due.currency or "",
        "decided_on": decision.decided_on.isoformat() if decision else "",
        "decided_by": decision.decided_by if decision else "",
        "source": due.source,
        "detail": detail(due, words),
    }


_FORMS: Mapping[str, Callable[[Sequence[Due], date, datetime, Wording], bytes]] = MappingProxyType(
    {"ics": _calendar, "csv": _separated}
)
