"""The due list as files: a calendar that RFC 5545 allows, and rows that no spreadsheet takes for formulas."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from rmadesk.adapters.calendars import COLUMNS, DueListFiles
from rmadesk.adapters.wording import LANGUAGES, Catalogue
from rmadesk.domain.dues import Clock, Due, DueDecision, DueOutcome, DueState, Whose

DAY = date(2026, 11, 5)
MADE_AT = datetime(2026, 11, 5, 20, 15, 30, 123456, tzinfo=UTC)
DECISION = DueDecision("218034/invoice/1", "218034", DueOutcome.TAKEN, DAY, MADE_AT, "ana", "entry")
INVOICE = Due(
    due_id="218034/invoice/1",
    clock=Clock.INVOICE,
    rma_number="218034",
    customer_id="C-77",
    unit_id="218034/SN-1",
    serial_number="SN-1",
    starts_on=date(2026, 11, 4),
    due_on=DAY,
    whose=Whose.DESK,
    proposal=True,
    state=DueState.PROPOSED,
    source="Hardware Warranty & Support Procedures: Advanced Replacement and Returns",
    figures={"part_due_on": "2026-11-04", "due_on": "2026-11-05", "paused_days": 0, "returned_on": None},
    amount=Decimal("640.00"),
    currency="USD",
    decision=None,
)
LABEL = replace(
    INVOICE,
    due_id="218034/label-expiry/1",
    clock=Clock.LABEL_EXPIRY,
    due_on=None,
    whose=Whose.CUSTOMER,
    proposal=False,
    state=DueState.LENGTH_NOT_STATED,
    figures={"days": None, "starts_on": "2026-10-05", "due_on": None, "paused_days": 0},
    amount=None,
    currency=None,
)
TAKEN = replace(INVOICE, state=DueState.TAKEN, decision=DECISION)
DECLINED = replace(INVOICE, state=DueState.DECLINED, decision=replace(DECISION, outcome=DueOutcome.DECLINED))
HOSTILE = "a,b;c\\n\\d\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00\u202e日本語 Åsa" + "ß" * 90


def calendar(*dues: Due, language: str = "en") -> bytes:
    return DueListFiles(Catalogue(language, strict=True)).render(dues, DAY, "ics", MADE_AT)


def events(content: bytes) -> list[Event]:
    """The events that a reader finds, in a calendar that it takes as a whole."""
    (parsed,) = Calendar.from_ical(content, multiple=True)
    assert parsed.errors == []
    found = parsed.walk("VEVENT")
    assert all(event.errors == [] for event in found)
    return found


def rows(*dues: Due, language: str = "en") -> list[dict[str, str]]:
    content = DueListFiles(Catalogue(language, strict=True)).render(dues, DAY, "csv", MADE_AT)
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def as_rfc_5545_has_it(content: bytes) -> None:
    """What the standard asks of the file itself: section 3.1 on lines, 3.4 to 3.7 on what must be there, and once."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), "longer lines are folded"
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    text = content.decode("utf-8")
    unfolded = re.sub("\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text), "a control character"
    assert all(re.match(r'[A-Z0-9-]+(;[A-Z0-9-]+=("[^"]*"|[^;:"]+))*:', line) for line in unfolded)
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-1] == "END:VCALENDAR"
    names = [re.split("[;:]", line, maxsplit=1)[0] for line in unfolded]
    assert names.count("PRODID") == names.count("CALSCALE") == 1
    assert unfolded.count("VERSION:2.0") == 1
    assert "METHOD" not in names, "nobody is invited"
    assert "VALARM" not in text
    assert any(line.startswith("BEGIN:V") for line in unfolded[1:]), "a calendar holds something"
    for part in "\n".join(unfolded).split("BEGIN:VEVENT\n")[1:]:
        body = part.split("\nEND:VEVENT")[0].split("\n")
        own = [re.split("[;:]", line, maxsplit=1)[0] for line in body]
        assert sorted(own) == sorted({*own}), "a property twice"
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS"} <= set(own)
        (stamp,) = (line for line in body if line.startswith("DTSTAMP"))
        assert re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", stamp)
        (start,) = (line for line in body if line.startswith("DTSTART"))
        assert re.fullmatch(r"DTSTART;VALUE=DATE:\d{8}", start)
        (status,) = (line for line in body if line.startswith("STATUS"))
        assert status in ("STATUS:CONFIRMED", "STATUS:CANCELLED")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "dues",
    [
        pytest.param((), id="nothing"),
        pytest.param((LABEL,), id="nothing that has a day"),
        pytest.param((INVOICE,), id="one"),
        pytest.param((INVOICE, LABEL, replace(TAKEN, due_id="218035/invoice/1")), id="several"),
        pytest.param((replace(INVOICE, customer_id=HOSTILE, serial_number=HOSTILE, rma_number=HOSTILE),), id="hostile"),
        pytest.param((replace(INVOICE, due_id=f"{HOSTILE}/invoice/1", source=HOSTILE),), id="hostile, in the id"),
        pytest.param((replace(INVOICE, due_on=date.max),), id="the calendar's last day"),
    ],
)
def test_a_calendar_is_as_the_standard_has_it(dues: tuple[Due, ...], language: str) -> None:
    content = calendar(*dues, language=language)
    as_rfc_5545_has_it(content)
    assert len(events(content)) == sum(due.due_on is not None for due in dues)


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_stays_inside_its_property(rma_number: str, customer_id: str, serial_number: str) -> None:
    due = replace(
        INVOICE,
        due_id=f"{rma_number}/invoice/1",
        rma_number=rma_number,
        customer_id=customer_id,
        serial_number=serial_number,
    )
    content = calendar(due, TAKEN)
    as_rfc_5545_has_it(content)
    assert [event["dtstart"].dt for event in events(content)] == [DAY, DAY]


def test_what_an_event_says() -> None:
    (event,) = events(calendar(INVOICE))
    assert event["uid"] == "218034/invoice/1@rmadesk"
    assert event["dtstamp"].dt == MADE_AT.replace(microsecond=0)
    assert event["dtstart"].dt == DAY
    assert "dtend" not in event, "a day is a whole day without an end"
    assert event["summary"] == "invoice for the replacement: RMA 218034, proposed"
    assert str(event["description"]).split("\n") == [
        "If the part is not back by Nov 4, 2026: invoice the full cost of the replacement, from Nov 5, 2026.",
        "Amount: $640.00.",
        "Clause: Hardware Warranty & Support Procedures: Advanced Replacement and Returns",
        "Unit: SN-1",
        "Customer: C-77",
        "Due id: 218034/invoice/1",
    ]


def test_it_speaks_the_operators_language() -> None:
    (event,) = events(calendar(TAKEN, language="de"))
    assert event["summary"] == "Rechnung über den Ersatz: RMA 218034, angenommen"
    assert "Angenommen von ana am 05.11.2026." in event["description"]
    assert "640,00\N{NO-BREAK SPACE}$" in event["description"]


def test_the_same_entry_has_the_same_id_in_every_file() -> None:
    """So that a calendar which takes in the next file changes what it has, and strikes out what is over."""
    before, after = (events(calendar(due))[0] for due in (INVOICE, DECLINED))
    assert before["uid"] == after["uid"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")


def test_a_row_holds_everything() -> None:
    assert rows(TAKEN) == [
        {
            "due_id": "218034/invoice/1",
            "due_on": "2026-11-05",
            "days_left": "0",
            "clock": "invoice",
            "state": "taken",
            "proposal": "yes",
            "whose": "desk",
            "rma_number": "218034",
            "customer_id": "C-77",
            "serial_number": "SN-1",
            "starts_on": "2026-11-04",
            "amount": "640.00",
            "currency": "USD",
            "decided_on": "2026-11-05",
            "decided_by": "ana",
            "source": "Hardware Warranty & Support Procedures: Advanced Replacement and Returns",
            "detail": (
                "If the part is not back by Nov 4, 2026: invoice the full cost of the replacement, from Nov 5, 2026. "
                "Taken by ana on Nov 5, 2026."
            ),
        }
    ]


def test_what_has_no_day_has_a_row() -> None:
    (row,) = rows(LABEL)
    assert (row["due_on"], row["days_left"], row["amount"], row["decided_by"]) == ("", "", "", "")
    assert row["detail"] == "The label is time-limited; the text does not say for how long."


def test_days_over_are_a_number() -> None:
    (row,) = rows(replace(INVOICE, due_on=date(2026, 11, 1)))
    assert row["days_left"] == "-4"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_are_the_same_in_every_language(language: str) -> None:
    (row,) = rows(INVOICE, language=language)
    assert tuple(row) == COLUMNS


@pytest.mark.parametrize("field", ["due_id", "rma_number", "customer_id", "serial_number", "source"])
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\ufeff=1"])
def test_no_text_from_outside_is_a_formula(field: str, text: str) -> None:
    changed: dict[str, Any] = {field: text}
    (row,) = rows(replace(INVOICE, **changed))
    assert not re.match(r"[\s\ufeff]*[=+\-@]", row[field])


def test_a_row_is_a_line_whatever_stands_in_it() -> None:
    content = DueListFiles(Catalogue("en")).render([replace(INVOICE, customer_id=HOSTILE)], DAY, "csv", MADE_AT)
    assert content.count(b"\r\n") == 2
    assert content.count(b"\n") == 2


DETAILS = [
    (Clock.RMA_EXPIRY, {"starts_on": "2026-10-01", "days": 30}),
    (Clock.MONEY_BACK_ARRIVAL, {"starts_on": "2026-10-01", "days": 30}),
    (Clock.LABEL_EXPIRY, {"starts_on": "2026-10-01", "days": 10}),
    (Clock.PART_DUE, {"starts_on": "2026-10-01", "days": 14}),
    (Clock.SUPPORT_HOLD, {"part_due_on": "2026-10-01"}),
    (Clock.INVOICE, {"part_due_on": "2026-10-01"}),
    (Clock.PAYMENT_DUE, {"starts_on": "2026-10-01", "days": 15}),
    (Clock.TERMINATION, {"payment_due_on": "2026-10-01"}),
    (Clock.LATE_FEE, {"starts_on": "2026-10-01", "percent": "1.5", "months": 2, "months_settled": 1}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", DueState)
@pytest.mark.parametrize(("clock", "figures"), DETAILS, ids=[clock.value for clock, _ in DETAILS])
def test_every_clock_is_told_in_every_state(
    clock: Clock, figures: dict[str, Any], state: DueState, language: str
) -> None:
    """With a strict catalogue: no sentence and no figure is lacking, and what pauses added is said."""
    said = {"starts_on": "2026-10-01", "due_on": "2026-11-05", "returned_on": "2026-11-07", "paused_days": 3}
    decision = DECISION if state in (DueState.TAKEN, DueState.DECLINED, DueState.PAID) else None
    due = replace(INVOICE, clock=clock, state=state, figures=said | figures, decision=decision)
    (row,) = rows(due, language=language)
    assert "3" in row["detail"]
    assert "{" not in row["detail"]
    assert {each for each, _ in DETAILS} == set(Clock)
