"""Coverage by serial number over the registry and the replacements, and the dock that judges by an end taken over."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.domain.coverage_line import CoverageReading, SpanSource
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.lapse import LapseOutcome
from rmadesk.domain.policy.coverage import CoverageLack
from rmadesk.domain.rma import RecordedVerdict
from rmadesk.services.coverage import CoverageDesk
from support.databases import fresh_database
from support.desk import TestDesk
from support.policy_records import adopted
from support.registry import row

LABEL = Path("label.pdf")
HARDWARE, SUPPORT = "hardware-warranty", "support-page"
TODAY = date(2026, 11, 20)
"""At the site, by the test desk's clock."""


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def coverage(desk: TestDesk) -> CoverageDesk:
    return CoverageDesk(desk.storage, desk.policy_book, desk.clock, desk.site)


def readings(desk: TestDesk, serial: str, on: date | None = None) -> dict[tuple[Any, ...], CoverageReading]:
    found = coverage(desk).line(serial, on).readings
    return {(each.edition, *(each.statement.rma_numbers if each.statement else ())): each for each in found}


def ship(desk: TestDesk, rma_number: str, new: str, **said: Any) -> None:
    desk.shipping.print_label(rma_number, LABEL, new_serial_number=new, **said)


# ------------------------------------------------------------------------------------------------------------ the line


def test_a_line_is_drawn_by_every_edition_the_site_s_first(desk: TestDesk) -> None:
    desk.expect("1", serial_number="a", invoiced_on="2025-12-01", shipped_on="2025-12-03", warranty_months="24")
    found = readings(desk, " A ")
    assert list(found) == [(HARDWARE, "1"), (SUPPORT, "1")]
    assert [each.last_covered_on for each in found.values()] == [date(2027, 12, 1), date(2027, 12, 3)]
    line = coverage(desk).line("A")
    assert (line.serial_number, line.asked_on, line.contradictions, line.replaced_by) == ("A", TODAY, (), ())


def test_rmas_that_state_the_same_stand_together_others_apart(desk: TestDesk) -> None:
    desk.import_rows(
        row("1", serial_number="A"),
        row("2", serial_number="A"),
        row("3", serial_number="A", invoiced_on="2024-02-29"),
        row("4", serial_number="B"),
    )
    assert list(readings(desk, "A")) == [(HARDWARE, "1", "2"), (HARDWARE, "3"), (SUPPORT, "1", "2"), (SUPPORT, "3")]
    (found,) = coverage(desk).line("A").contradictions
    assert found.values == ((date(2025, 12, 1), ("1", "2")), (date(2024, 2, 29), ("3",)))


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        pytest.param(date(2025, 11, 30), False, id="the day before the invoice"),
        pytest.param(date(2025, 12, 1), True, id="the day of the invoice"),
        pytest.param(date(2028, 12, 1), True, id="the last covered day"),
        pytest.param(date(2028, 12, 2), False, id="the day after"),
    ],
)
def test_a_day_is_covered_or_not(desk: TestDesk, on: date, covered: bool) -> None:
    desk.expect("1", serial_number="A")
    assert readings(desk, "A", on)[HARDWARE, "1"].covers(on) is covered


def test_today_is_the_site_s(desk: TestDesk) -> None:
    desk.expect("1", serial_number="A")
    desk.clock.set(datetime(2026, 11, 21, 7, 59, tzinfo=UTC))
    assert coverage(desk).line("A").asked_on == date(2026, 11, 20)
    desk.clock.set(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
    assert coverage(desk).line("A").asked_on == date(2026, 11, 21)


def test_what_is_not_known_is_said_by_edition(desk: TestDesk) -> None:
    desk.expect("1", serial_number="A", warranty_months="", invoiced_on="")
    found = readings(desk, "A")
    assert found[HARDWARE, "1"].lacks == (CoverageLack.INVOICE_DATE,)
    assert found[SUPPORT, "1"].lacks == (CoverageLack.MONTHS,)
    assert found[HARDWARE, "1"].covers(TODAY) is None


@pytest.mark.parametrize("serial", ["Z", "", "  ", "\u202e"])
def test_a_serial_number_that_nobody_knows(desk: TestDesk, serial: str) -> None:
    desk.expect("1", serial_number="")
    with pytest.raises(RefusedError) as raised:
        coverage(desk).line(serial)
    assert raised.value.code == "coverage-serial-unknown"


def test_a_contract_in_force_sets_another_term(desk: TestDesk) -> None:
    text = (
        'contract = "Contoso 2026"\nedition = "hardware-warranty"\nversion = 1\napplies_from = 2026-01-01\n'
        "[rules.warranty-expired]\nmonths_for_rackmount_server = 48\n"
    )
    with desk.storage.writing("test") as work:
        work.policies.save(adopted("p1", text=text))
        work.commit()
    desk.import_rows(
        row("1", serial_number="A", warranty_months="", contract="Contoso 2026"),
        row("2", serial_number="B", warranty_months=""),
    )
    found = readings(desk, "A")[HARDWARE, "1"]
    assert (found.last_covered_on, found.contract) == (date(2029, 12, 1), "Contoso 2026")
    assert (found.spans[0].citation or "").endswith("; contract Contoso 2026")
    assert readings(desk, "A")[SUPPORT, "1"].contract is None
    assert readings(desk, "A", date(2025, 12, 31))[HARDWARE, "1"].last_covered_on == date(2028, 12, 1), "not yet"
    assert readings(desk, "B")[HARDWARE, "2"].last_covered_on == date(2028, 12, 1)
    (quote, _) = coverage(desk).quotes("A", date(2029, 12, 3), None)
    assert (quote.gap_days, quote.contract) == (1, "Contoso 2026")
    ship(desk, "1", "C")
    assert readings(desk, "C")[HARDWARE,].last_covered_on == date(2029, 12, 1), "by the original's contract"


# ----------------------------------------------------------------------------------------------------- a unit's place


def test_a_replacement_takes_over_the_original_s_end(desk: TestDesk) -> None:
    desk.expect("1", serial_number="A")
    ship(desk, "1", "B")
    line = coverage(desk).line("b")
    assert [(each.serial_number, each.rma_number, each.replaced_on) for each in line.places_taken] == [
        ("A", "1", TODAY)
    ]
    assert [each.last_covered_on for each in line.readings] == [date(2028, 12, 1), date(2028, 12, 3)]
    assert [(each.from_on, each.until_on, each.source, each.original) for each in line.readings[0].spans] == [
        (TODAY, date(2028, 12, 1), SpanSource.INHERITED, "A")
    ]
    assert coverage(desk).line("A").replaced_by == ("B",)


def test_a_chain_is_followed_to_the_latest_end(desk: TestDesk) -> None:
    """A until 2028; B itself until 2030; C has nothing of its own."""
    desk.import_rows(row("1", serial_number="A"), row("2", serial_number="B", invoiced_on="2027-01-01"))
    ship(desk, "1", "B")
    ship(desk, "2", "C")
    assert readings(desk, "C")[HARDWARE,].last_covered_on == date(2030, 1, 1)
    desk.import_rows(row("2", serial_number="B", invoiced_on="", family="", warranty_months=""))
    assert readings(desk, "C")[HARDWARE,].last_covered_on == date(2028, 12, 1), "B's own is not known, A's is"
    assert [each.serial_number for each in coverage(desk).line("C").places_taken] == ["B", "A"]


def judged(desk: TestDesk, rma_number: str) -> RecordedVerdict:
    desk.clock.forward(timedelta(minutes=1))
    (verdict,) = desk.receive(f"RMA-{rma_number}", piece="1/1").box.verdicts
    return verdict


def speaks(verdict: RecordedVerdict, rule: str) -> bool:
    return any(finding.rule == rule for finding in verdict.findings)


OWN = {"family": "other", "warranty_months": "", "serial_number": "B"}


@pytest.mark.parametrize(
    ("invoiced_on", "expired"),
    [
        pytest.param("2023-11-10", False, id="the original's last covered day is the day of issue"),
        pytest.param("2023-11-09", True, id="it is the day before"),
    ],
)
def test_the_dock_judges_a_replacement_by_the_end_taken_over(desk: TestDesk, invoiced_on: str, expired: bool) -> None:
    desk.import_rows(row("1", serial_number="A", invoiced_on=invoiced_on), row("2", **OWN))
    assert speaks(judged(desk, "2"), "warranty-unknown"), "of itself nothing is known"
    ship(desk, "1", "B")
    desk.import_rows(row("3", **OWN))
    verdict = judged(desk, "3")
    assert not speaks(verdict, "warranty-unknown")
    assert speaks(verdict, "warranty-expired") is expired
    assert verdict.case["item"]["extended_to"] == str(date.fromisoformat(invoiced_on).replace(year=2026))  # type: ignore[index]


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        pytest.param("2028-11-30", "2028-12-01", id="the inherited one is later"),
        pytest.param("2028-12-01", "2028-12-01", id="the same"),
        pytest.param("2028-12-02", "2028-12-02", id="its own is later"),
    ],
)
def test_of_its_own_extension_and_the_end_taken_over_the_later_counts(desk: TestDesk, own: str, kept: str) -> None:
    desk.import_rows(row("1", serial_number="A"), row("2", **OWN, extended_to=own))
    ship(desk, "1", "B")
    assert judged(desk, "2").case["item"]["extended_to"] == kept  # type: ignore[index]


def test_a_unit_in_nobody_s_place_is_judged_by_its_own_end(desk: TestDesk) -> None:
    desk.import_rows(row("1", serial_number="A"), row("2", serial_number="B"))
    ship(desk, "1", "X")
    assert judged(desk, "2").case["item"]["extended_to"] is None  # type: ignore[index]


def test_a_receipt_asks_for_the_serial_number_once(tmp_path: Path) -> None:
    with closing(SqliteStorage(fresh_database(tmp_path), "ana")) as storage:
        desk = TestDesk(storage)
        desk.import_rows(row("1", serial_number="A"), row("2", serial_number="B"))
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if "replacement_serial = " in statement:
                asked.append(statement)

        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            judged(desk, "2")
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
        assert len(asked) == 1


# ----------------------------------------------------------------------------------------------------------- the lapse


def test_a_lapse_is_quoted_for_each_edition_and_statement(desk: TestDesk) -> None:
    desk.import_rows(row("1", serial_number="A"), row("2", serial_number="A", invoiced_on="2025-12-02"))
    quotes = coverage(desk).quotes("a", date(2028, 12, 3), Decimal("365.00"))
    assert [(each.edition, each.rma_numbers, each.outcome, each.gap_days, each.prorated) for each in quotes] == [
        (HARDWARE, ("1",), LapseOutcome.QUOTED, 1, Decimal("1.00")),
        (HARDWARE, ("2",), LapseOutcome.NO_GAP, 0, None),
        (SUPPORT, ("1",), LapseOutcome.NO_TEXT, 0, None),
        (SUPPORT, ("2",), LapseOutcome.NO_TEXT, 0, None),
    ]


def test_a_lapse_counts_from_the_end_taken_over(desk: TestDesk) -> None:
    desk.expect("1", serial_number="A")
    ship(desk, "1", "B")
    (quote, _) = coverage(desk).quotes("B", date(2029, 1, 1), None)
    assert (quote.last_covered_on, quote.gap_days) == (date(2028, 12, 1), 30)
