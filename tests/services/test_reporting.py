"""The day as figures: which boxes are in it, what counts, and that it is written whole in the form asked for."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rmadesk.adapters.db.storage import SqliteStorage
from rmadesk.adapters.files import AtomicFiles
from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.events import EventKind
from rmadesk.domain.plain import to_plain
from rmadesk.domain.policy.facts import RmaStatus
from rmadesk.domain.policy.verdict import Effect, Verdict
from rmadesk.domain.rma import Authorization, Box, BoxState, Customer, Origin
from rmadesk.services.ledger import Ledger
from rmadesk.services.reporting import REPORT_FORMS, ReportingDesk, RuleTotal
from rmadesk.services.site import Site
from support.records import DAY, MORNING, SITE_ZONE, box, box_id, finding, judged
from support.report_days import csv_rows, pages, sheets, unspaced

NOTE, HOLD, REFUSE = Effect.NOTE, Effect.HOLD, Effect.REFUSE


class StoppedClock:
    """A present that tests set."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


class Dock:
    """A station's real database with a reporting desk over it; boxes come in as the events that receiving records."""

    def __init__(self, folder: Path) -> None:
        numbers = count(1)
        self.clock = StoppedClock(datetime(2026, 11, 21, 1, 30, tzinfo=UTC))
        self.storage = SqliteStorage(folder / "desk.sqlite", "ana")
        self.ledger = Ledger(self.clock, lambda: f"0192f3a1-0000-7000-8000-{next(numbers):012d}", "ana")
        self.site = Site(name="Returns desk, San Jose", time_zone=SITE_ZONE)
        self.reporting = ReportingDesk(
            self.storage, self.clock, self.site, ReportFiles(Catalogue("en", strict=True)), AtomicFiles()
        )

    def receive(self, *boxes: Box) -> None:
        with self.storage.writing("test") as work:
            for each in boxes:
                duplicate = each.state is BoxState.DUPLICATE
                kind = EventKind.DUPLICATE_NOTICED if duplicate else EventKind.BOX_RECEIVED
                self.ledger.record(work, kind, {"box": to_plain(each)})
            work.commit()

    def void(self, number: int) -> None:
        with self.storage.writing("test") as work:
            self.ledger.record(work, EventKind.RECEIPT_VOIDED, {"box_id": box_id(number), "rma_numbers": []})
            work.commit()

    def authorize(self, rma_number: str, customer: str | None) -> None:
        with self.storage.writing("test") as work:
            entry = self.ledger.personal(to_plain(Customer(customer, None, None, None, None, None, {})))
            record = authorization(rma_number, entry.id)
            payload = {"authorization": to_plain(record), "units": [], "customer": entry.reference}
            self.ledger.record(work, EventKind.AUTHORIZATION_RECORDED, payload, [entry])
            work.commit()


def authorization(rma_number: str, customer_entry: str) -> Authorization:
    return Authorization(
        rma_number=rma_number, written=rma_number, issued_at=None, status=RmaStatus.OPEN, kind=None, whole_system=None,
        edition=None, contract=None, customer_id=None, country=None, language=None, account_paid=None,
        support_hold=None, overdue_amount=None, overdue_since=None, tracking_numbers=(), support_level=None,
        advance_replacement=None, insured=None, origin=Origin.IMPORT, customer_entry=customer_entry,
    )  # fmt: skip


@pytest.fixture
def dock(tmp_path: Path) -> Iterator[Dock]:
    made = Dock(tmp_path)
    yield made
    made.storage.close()


def numbers(rows: Iterable[object]) -> list[int]:
    return [int(row.box.box_id[-12:]) for row in rows]  # type: ignore[attr-defined]


def test_boxes_that_count_stand_in_order_of_arrival_and_the_others_apart(dock: Dock) -> None:
    dock.receive(
        box(3),
        box(1),
        box(4, state=BoxState.DUPLICATE, duplicate_of=box_id(1)),
        box(2, state=BoxState.QUARANTINED),
        box(5, state=BoxState.UNMATCHED),
        box(6),
        box(7, state=BoxState.DUPLICATE, duplicate_of=box_id(3)),
    )
    dock.void(6)
    dock.void(7)
    report = dock.reporting.day(DAY)
    assert numbers(report.rows) == [1, 2, 3, 5]
    assert numbers(report.duplicates) == [4]
    assert numbers(report.voided) == [6, 7]  # a voided duplicate is voided
    assert {row.box.voided_by for row in report.voided} == {"ana"}


@pytest.mark.parametrize(
    ("arrived_at", "day"),
    [
        pytest.param("2026-11-20T08:00:00+00:00", DAY, id="local midnight"),
        pytest.param("2026-11-20T07:59:59+00:00", date(2026, 11, 19), id="a second before local midnight"),
        pytest.param("2026-11-21T07:59:59+00:00", DAY, id="the day's last second"),
        pytest.param("2026-11-21T08:00:00+00:00", date(2026, 11, 21), id="the next local midnight"),
        pytest.param("2026-11-21T00:30:00+00:00", DAY, id="already tomorrow in UTC"),
        pytest.param("2026-11-01T08:30:00+00:00", date(2026, 11, 1), id="the hour before clocks go back"),
        pytest.param("2026-11-01T09:30:00+00:00", date(2026, 11, 1), id="the same hour again"),
    ],
)
def test_a_day_is_the_sites_own(dock: Dock, arrived_at: str, day: date) -> None:
    dock.receive(box(1, arrived_at=datetime.fromisoformat(arrived_at)))
    found = {each: len(dock.reporting.day(each).rows) for each in (day - timedelta(1), day, day + timedelta(1))}
    assert found == {day - timedelta(1): 0, day: 1, day + timedelta(1): 0}


@pytest.mark.parametrize(
    ("later", "back_dated"),
    [
        pytest.param(timedelta(0), False, id="at once"),
        pytest.param(timedelta(hours=17, minutes=16), False, id="late the same evening"),
        pytest.param(timedelta(hours=17, minutes=17), True, id="after midnight"),
        pytest.param(timedelta(seconds=-30), False, id="a clock that lags"),
    ],
)
def test_a_box_is_back_dated_when_it_was_received_on_a_later_day(
    dock: Dock, later: timedelta, back_dated: bool
) -> None:
    dock.receive(box(1, received_after=later))  # arrives 06:43:07 local
    (row,) = dock.reporting.day(DAY).rows
    assert row.back_dated is back_dated


def test_totals_count_boxes_not_findings_and_leave_out_what_does_not_count(dock: Dock) -> None:
    crushed, closed = finding("outer-damage", NOTE), finding("rma-not-open", HOLD)
    dock.receive(
        box(1),
        box(2, judged("1", crushed, closed), judged("2", crushed, closed)),
        box(3, judged("3", crushed)),
        box(4, judged("4", closed), state=BoxState.DUPLICATE, duplicate_of=box_id(2)),
        box(5, judged("5", finding("rma-number-missing", REFUSE))),
        box(6, judged("6", closed)),
    )
    dock.void(6)
    report = dock.reporting.day(DAY)
    assert report.by_verdict == (
        (Verdict.ACCEPT, 2),
        (Verdict.ACCEPT_WITH_CHARGE, 0),
        (Verdict.HOLD, 1),
        (Verdict.REFUSE, 1),
    )
    assert report.by_rule == (
        RuleTotal("outer-damage", NOTE, 2),
        RuleTotal("rma-not-open", HOLD, 1),
        RuleTotal("rma-number-missing", REFUSE, 1),
    )


def test_two_editions_that_judge_one_fact_differently_both_count(dock: Dock) -> None:
    strict, mild = (finding("packaging-not-accepted", effect) for effect in (HOLD, NOTE))
    dock.receive(box(1, judged("1", strict), judged("2", mild, edition="support-page")))
    report = dock.reporting.day(DAY)
    assert report.by_rule == (
        RuleTotal("packaging-not-accepted", HOLD, 1),
        RuleTotal("packaging-not-accepted", NOTE, 1),
    )
    assert report.rows[0].findings == (strict, mild)


def test_a_duplicate_knows_the_receipt_it_repeats_of_another_day(dock: Dock) -> None:
    early = box(1, arrived_at=MORNING - timedelta(days=3))
    dock.receive(early, box(2, state=BoxState.DUPLICATE, duplicate_of=box_id(1)))
    (duplicate,) = dock.reporting.day(DAY).duplicates
    assert duplicate.original == early
    content = ReportFiles(Catalogue("en", strict=True)).render(dock.reporting.day(DAY), "pdf")
    assert f"Sameasbox{box_id(1)}(Nov17,202606:42)" in "".join(pages(content))


def test_customers_are_named_once_in_the_order_of_their_rmas(dock: Dock) -> None:
    for number, customer in (("1", "Acme"), ("2", "Kent"), ("3", "Acme"), ("4", None)):
        dock.authorize(number, customer)
    dock.receive(box(1, *(judged(number) for number in ("2", "1", "3", "4", "not in the registry"))))
    (row,) = dock.reporting.day(DAY).rows
    assert row.customers == ("Kent", "Acme")


def test_the_head_of_the_chain_is_the_newest_event(dock: Dock) -> None:
    assert dock.reporting.day(DAY).chain_head is None
    dock.receive(box(1), box(2))
    dock.void(1)
    with dock.storage.reading() as work:
        head = work.events.head(work.station)
    assert head is not None
    assert dock.reporting.day(DAY).chain_head == (head.station, 3, head.hash)
    assert dock.reporting.day(date(2020, 1, 1)).chain_head == (head.station, 3, head.hash)


def test_today_is_the_sites_date(dock: Dock) -> None:
    assert dock.reporting.today() == DAY  # half past one in UTC is the evening before at the site
    dock.clock.instant = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    assert dock.reporting.today() == date(2026, 11, 21)


def test_instants_are_told_on_the_sites_clock(dock: Dock) -> None:
    local = dock.reporting.day(DAY).local(MORNING)
    assert (local.tzinfo, local.hour, local.minute) == (ZoneInfo("America/Los_Angeles"), 6, 42)


@pytest.mark.parametrize("name", ["day.pdf", "day.xlsx", "day.csv", "DAY.PDF"])
def test_the_names_ending_chooses_the_form(dock: Dock, tmp_path: Path, name: str) -> None:
    dock.authorize("218001", "Müller")
    dock.receive(box(1))
    report = dock.reporting.save(DAY, tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert numbers(report.rows) == [1]
    read_back = {
        ".pdf": lambda: "".join(pages(content)),
        ".xlsx": lambda: repr(sheets(content)),
        ".csv": lambda: repr(csv_rows(content)),
    }[Path(name.lower()).suffix]()
    assert "218001" in read_back
    assert unspaced("Müller") in read_back


def test_a_report_replaces_the_one_before(dock: Dock, tmp_path: Path) -> None:
    dock.reporting.save(DAY, tmp_path / "day.csv")
    dock.receive(box(1))
    dock.reporting.save(DAY, tmp_path / "day.csv")
    assert len(csv_rows((tmp_path / "day.csv").read_bytes())) == 1


@pytest.mark.parametrize("name", ["day.docx", "day", "day.pdf.gz", ".pdf", "day."])
def test_another_form_is_refused_with_the_known_ones_and_nothing_is_written(
    dock: Dock, tmp_path: Path, name: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(RefusedError) as refused:
        dock.reporting.save(DAY, tmp_path / name)
    assert refused.value.code == "report-format"
    assert refused.value.figures == {"file": name, "known": ", ".join(REPORT_FORMS)}
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_is_refused(dock: Dock, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        dock.reporting.save(DAY, tmp_path / "nowhere" / "day.pdf")
    assert refused.value.code == "folder-missing"


def test_an_empty_day_has_figures_too(dock: Dock) -> None:
    report = dock.reporting.day(date(2020, 2, 29))
    assert (report.rows, report.duplicates, report.voided, report.by_rule) == ((), (), (), ())
    assert report.by_verdict == tuple((verdict, 0) for verdict in Verdict)
    assert report.made_at == dock.clock.instant
    assert report.site == "Returns desk, San Jose"
