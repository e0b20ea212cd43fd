"""Bench, registry and report: their empty, busy and error states, and what they are there for."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Disposition, UnitState
from support.window_fakes import TODAY, Gate, bench_item, box
from ui.pages.bench_page import BenchPage
from ui.pages.registry_page import RegistryPage
from ui.pages.report_page import ReportPage

PAGES = {"bench": BenchPage, "registry": RegistryPage, "report": ReportPage}
LOCKED = FaultError("database-locked", file="desk.sqlite", holder="ben")


def gate_of(kit, page: str) -> Gate:
    parts = kit.parts
    return {"bench": parts.inspection, "registry": parts.registry, "report": parts.reporting}[page].gate


def opened(qtbot: QtBot, kit, page: str):
    made = PAGES[page](*kit.given)
    qtbot.addWidget(made)
    made.resize(1168, 748)
    made.show()
    return made


def settled(qtbot: QtBot, kit) -> None:
    qtbot.waitUntil(lambda: kit.tasks.idle)


# ---------------------------------------------------------------------------------------- empty, busy, error, again


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("bench", "Nothing waits at the bench Units come here when"),
        ("registry", "The registry is empty Import what the ticket system"),
        ("report", "No box arrived on Nov 20, 2026 Choose another day"),
    ],
)
def test_an_empty_page_says_what_to_do_next(qtbot: QtBot, kit, page: str, said: str) -> None:
    shown = opened(qtbot, kit, page)
    settled(qtbot, kit)
    assert shown.state.isVisible()
    assert shown.state.words.startswith(said)


@pytest.mark.parametrize(
    ("page", "said"), [("bench", "Reading the queue…"), ("registry", "Searching…"), ("report", "Drawing up the day…")]
)
def test_a_busy_page_says_so(qtbot: QtBot, kit, page: str, said: str) -> None:
    gate_of(kit, page).open.clear()
    shown = opened(qtbot, kit, page)
    qtbot.wait(20)
    assert shown.state.isVisible()
    assert shown.state.words == said


@pytest.mark.parametrize("page", PAGES)
def test_a_failed_page_says_the_desks_sentence_and_can_try_again(qtbot: QtBot, kit, page: str) -> None:
    gate = gate_of(kit, page)
    gate.error = LOCKED
    shown = opened(qtbot, kit, page)
    settled(qtbot, kit)
    assert kit.parts.wording.error(LOCKED) in shown.state.words
    gate.error = None
    qtbot.mouseClick(shown.state.button, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert shown.state.property("notice") == "plain"


# ------------------------------------------------------------------------------------------------------------- bench


@pytest.fixture
def bench(qtbot: QtBot, kit) -> BenchPage:
    kit.parts.inspection.items = (bench_item(), bench_item("218050", Verdict.HOLD))
    made = opened(qtbot, kit, "bench")
    settled(qtbot, kit)
    return made


def test_a_chosen_unit_shows_what_was_claimed_and_why_it_is_held(bench: BenchPage) -> None:
    from PySide6.QtWidgets import QLabel

    bench.queue_view.selectRow(1)
    said = " | ".join(each.text() for each in bench.unit.findChildren(QLabel))
    for words in ("RMA 218050", "Larkspur Genomics Inc.", "Repair", "SN1", "VX-2U12", "Hold", "50 days"):
        assert words in said


def test_an_outcome_is_logged_and_leaves_the_queue(qtbot: QtBot, kit, bench: BenchPage) -> None:
    bench.queue_view.selectRow(0)
    bench.unit.disposition.setCurrentIndex(bench.unit.disposition.findData(Disposition.REPAIR))
    bench.unit.note.setText("fan is dead")
    with qtbot.waitSignal(bench.outcome_logged):
        qtbot.mouseClick(bench.unit.log, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert kit.parts.inspection.logged == [("218043/SN1", UnitState.RECEIVED, Disposition.REPAIR, "fan is dead")]
    assert isinstance(kit.parts.inspection.logged[0][1], UnitState), "bare text would slip past the service's checks"
    assert [item.unit.rma_number for item in bench.queue.records] == ["218050"]


def test_a_refused_outcome_says_why_and_keeps_what_was_typed(qtbot: QtBot, kit, bench: BenchPage) -> None:
    kit.parts.inspection.gate.error = RefusedError("inspect-on-hold", rma="218050")
    bench.queue_view.selectRow(1)
    bench.unit.note.setText("looks fine")
    qtbot.mouseClick(bench.unit.log, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert "218050" in bench.told.words
    assert bench.unit.note.text() == "looks fine"
    assert bench.unit.log.isEnabled()


def test_what_is_missing_has_no_disposition(bench: BenchPage) -> None:
    bench.queue_view.selectRow(0)
    bench.unit.disposition.setCurrentIndex(bench.unit.disposition.findData(Disposition.SCRAP))
    bench.unit.state.setCurrentIndex(bench.unit.state.findData(UnitState.MISSING))
    assert bench.unit.chosen_disposition is Disposition.NONE
    assert not bench.unit.disposition.isEnabled()


def test_a_label_tells_where_it_lies_and_opens(
    qtbot: QtBot, kit, bench: BenchPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened_urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_urls.append)
    path = tmp_path / "label.pdf"
    bench.queue_view.selectRow(0)
    bench.print_label(bench.unit.item, str(path))
    settled(qtbot, kit)
    assert str(path) in bench.told.words
    qtbot.mouseClick(bench.told.button, Qt.MouseButton.LeftButton)
    assert opened_urls == [QUrl.fromLocalFile(str(path))]


def test_what_is_typed_of_a_unit_stays_when_the_queue_is_read_again(qtbot: QtBot, kit, bench: BenchPage) -> None:
    bench.queue_view.selectRow(1)
    bench.unit.disposition.setCurrentIndex(bench.unit.disposition.findData(Disposition.SCRAP))
    bench.unit.note.setText("burnt")
    kit.parts.inspection.items = (bench_item("218050", Verdict.HOLD), bench_item())
    bench.refresh()
    settled(qtbot, kit)
    assert bench.queue_view.chosen_row == 0
    assert (bench.unit.chosen_disposition, bench.unit.note.text()) == (Disposition.SCRAP, "burnt")
    bench.queue_view.selectRow(1)
    assert (bench.unit.chosen_disposition, bench.unit.note.text()) == (Disposition.NONE, ""), "another unit"


def test_the_label_is_ordered_for_the_unit_in_hand(qtbot: QtBot, kit, bench: BenchPage, tmp_path: Path) -> None:
    bench.queue_view.selectRow(1)
    with qtbot.waitSignal(bench.label_printed) as printed:
        bench.print_label(bench.unit.item, str(tmp_path / "label.pdf"))
    assert printed.args[0].unit_id == "218050/SN1"


def test_a_scanned_serial_number_finds_its_row(bench: BenchPage) -> None:
    bench.take_scan("218050")
    assert bench.queue_view.chosen_row == 1
    bench.take_scan("not here")
    assert "not here" in bench.told.words


# ---------------------------------------------------------------------------------------------------------- registry


@pytest.fixture
def registry(qtbot: QtBot, kit) -> RegistryPage:
    kit.parts.registry.numbers = ("218043", "218050", "300001")
    made = opened(qtbot, kit, "registry")
    settled(qtbot, kit)
    return made


def test_typing_searches_once_it_pauses(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    kit.parts.registry.searches.clear()
    qtbot.keyClicks(registry.search, "2180")
    qtbot.waitUntil(lambda: len(registry.found.records) == 2)
    assert kit.parts.registry.searches == ["2180"]
    registry.search.setText("nothing like it")
    qtbot.waitUntil(lambda: "nothing like it" in registry.state.words)


def test_an_old_answer_never_replaces_a_newer_one(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    kit.parts.registry.gate.open.clear()
    for text in ("300001", "218050"):
        registry.search.setText(text)
        registry.refresh()
    kit.parts.registry.gate.open.set()
    settled(qtbot, kit)
    assert [found[0].rma_number for found in registry.found.records] == ["218050"]


def test_the_chosen_authorization_shows_its_whole_history(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    registry.found_view.selectRow(1)
    settled(qtbot, kit)
    said = registry.history.toPlainText()
    for words in ("RMA 218050", "410 Quarry Lane", "SN1", "no outcome yet", "Accept", "Boxes", "What happened"):
        assert words in said
    assert "<fan> is dead" in said, "the bench's note"
    assert "<4711>" in said, "a column that the desk does not know"


def test_what_comes_from_a_file_is_never_markup(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    kit.parts.registry.numbers = ("<b>1</b>",)
    registry.refresh()
    settled(qtbot, kit)
    assert "RMA <b>1</b>" in registry.history.toPlainText()


def test_an_import_is_looked_at_before_it_is_made(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    registry.import_file(Path("registry.csv"))
    settled(qtbot, kit)
    assert kit.parts.registry.imports == [(True, False)]
    assert "2 new, 1 changed" in registry.import_panel.told.words
    assert "colour" in registry.import_panel.told.words
    with qtbot.waitSignal(registry.registry_changed):
        qtbot.mouseClick(registry.import_panel.go, Qt.MouseButton.LeftButton)
    assert kit.parts.registry.imports == [(True, False), (False, False)]
    assert registry.import_panel.go.isHidden()


def test_bad_rows_are_listed_and_can_be_left_out(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    kit.parts.registry.bad = (
        RefusedError("registry-number-empty", line=3, column="rma_number"),
        RefusedError("registry-months", line=7, column="warranty_months", value="7"),
    )
    panel = registry.import_panel
    registry.import_file(Path("registry.csv"))
    settled(qtbot, kit)
    cells = [[panel.bad.index(row, column).data() for column in range(3)] for row in range(2)]
    assert [row[:2] for row in cells] == [["3", "rma_number"], ["7", "warranty_months"]]
    assert all(row[2] for row in cells)
    assert panel.bad_view.isVisible()
    qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert kit.parts.registry.imports == [(True, False), (True, True), (False, True)]


def test_a_file_that_is_no_registry_says_why_and_offers_no_import(qtbot: QtBot, kit, registry: RegistryPage) -> None:
    kit.parts.registry.gate.error = RefusedError("registry-file-empty", file="registry.csv")
    registry.import_file(Path("registry.csv"))
    settled(qtbot, kit)
    assert "registry.csv" in registry.import_panel.told.words
    assert registry.import_panel.go.isHidden()
    kit.parts.registry.gate.error = None
    qtbot.mouseClick(registry.import_panel.leave, Qt.MouseButton.LeftButton)
    assert registry.found_view.isVisible()


# ------------------------------------------------------------------------------------------------------------ report


@pytest.fixture
def report(qtbot: QtBot, kit) -> ReportPage:
    kit.parts.reporting.boxes = (box(), box("218050", Verdict.HOLD, "box-2"))
    made = opened(qtbot, kit, "report")
    settled(qtbot, kit)
    return made


def test_the_day_is_the_sites_and_shows_totals_and_boxes(report: ReportPage) -> None:
    assert report.day.date().toPython() == TODAY
    assert report.totals._total.text() == "2"
    assert [each.text() for each in report.totals._figures.values()] == ["1", "0", "1", "0"]
    assert [row.box.rma_numbers for row in report.boxes.records] == [("218043",), ("218050",)]


def test_days_are_turned_and_today_comes_back(qtbot: QtBot, kit, report: ReportPage) -> None:
    report._turn(-1)
    settled(qtbot, kit)
    assert kit.parts.reporting.days[-1] == date(2026, 11, 19)
    assert report.state.isVisible()
    report._on_today_pressed()
    settled(qtbot, kit)
    assert report.day.date().toPython() == TODAY
    assert len(report.boxes.records) == 2


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_a_day_is_saved_in_each_form(qtbot: QtBot, kit, report: ReportPage, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"report.{form}"
    assert report.saves[form].isEnabled()
    report.save(TODAY, str(path))
    settled(qtbot, kit)
    assert kit.parts.reporting.saved == [path]
    assert str(path) in report.told.words


def test_a_report_that_can_not_be_written_says_why(qtbot: QtBot, kit, report: ReportPage) -> None:
    error = RefusedError("report-format", file="report.odt", known="pdf, xlsx, csv")
    kit.parts.reporting.gate.error = error
    report.save(TODAY, "report.odt")
    settled(qtbot, kit)
    assert report.told.words == kit.parts.wording.error(error)
    assert len(report.boxes.records) == 2, "the page stays usable"
