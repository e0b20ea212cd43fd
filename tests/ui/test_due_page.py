"""The due list in the window: what asks for a word comes first, and nothing happens without one and its reason."""

from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.dues import Clock, DueOutcome, DueState
from rmadesk.domain.errors import FaultError
from support.window_fakes import due
from ui.models.due_columns import DueFilter, DueRow, days_word
from ui.pages.due_page import DuePage
from ui.text import Words

TODAY = date(2026, 11, 20)
PROPOSED = due()
PASSED = due(Clock.PART_DUE, DueState.PASSED)
RUNNING = due(Clock.RMA_EXPIRY, DueState.RUNNING, due_on=date(2026, 11, 25), amount=None, currency=None)
UNPAID = due(Clock.PAYMENT_DUE, DueState.RUNNING, due_on=date(2026, 12, 5))
DECLINED = due(Clock.SUPPORT_HOLD, DueState.DECLINED)
LISTED = (PASSED, PROPOSED, DECLINED, RUNNING, UNPAID)


@pytest.fixture
def page(qtbot: QtBot, kit) -> DuePage:
    kit.parts.dues.listed = LISTED
    return opened(qtbot, kit)


def opened(qtbot: QtBot, kit) -> DuePage:
    made = DuePage(*kit.given)
    qtbot.addWidget(made)
    made.resize(1168, 748)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: kit.tasks.idle)
    return made


def settled(qtbot: QtBot, kit) -> None:
    qtbot.waitUntil(lambda: kit.tasks.idle)


def clocks(page: DuePage) -> list[Clock]:
    return [row.due.clock for row in page.dues.records]


def choose(page: DuePage, clock: Clock) -> None:
    page.dues_view.selectRow(clocks(page).index(clock))


def said(page: DuePage) -> str:
    return " | ".join(each.text() for each in page.panel.findChildren(QLabel) if each.isVisible())


def cells(page: DuePage, row: int) -> list[str]:
    return [page.dues.data(page.dues.index(row, column)) for column in range(page.dues.columnCount())]


# ---------------------------------------------------------------------------------------------------------- the list


def test_what_asks_for_a_word_and_what_is_past_come_first(page: DuePage) -> None:
    assert page.chosen is DueFilter.ACT
    assert clocks(page) == [Clock.INVOICE, Clock.PART_DUE]
    assert cells(page, 0) == [
        "Nov 18, 2026",
        "2 past",
        "Invoice for the replacement",
        "Proposed",
        "218043",
        "K-2107",
        "Hardware Warranty: Advanced Replacement and Returns",
    ]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (DueFilter.ACT, [Clock.INVOICE, Clock.PART_DUE]),
        (DueFilter.AHEAD, [Clock.RMA_EXPIRY, Clock.PAYMENT_DUE]),
        (DueFilter.ALL, [Clock.INVOICE, Clock.PART_DUE, Clock.RMA_EXPIRY, Clock.PAYMENT_DUE, Clock.SUPPORT_HOLD]),
    ],
)
def test_each_part_of_the_list_has_its_button_and_its_count(
    qtbot: QtBot, page: DuePage, part: DueFilter, shown: list[Clock]
) -> None:
    button = page.filters[part]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clocks(page) == shown
    assert button.isChecked()
    assert button.text().endswith(f"({len(shown)})")


@pytest.mark.parametrize(
    ("due_on", "word"),
    [
        (date(2026, 11, 19), "1 past"),
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "1 left"),
        (None, "–"),
    ],
)
def test_days_left_and_past(due_on: date | None, word: str) -> None:
    assert days_word(DueRow(replace(RUNNING, due_on=due_on), TODAY)) == word


@pytest.mark.parametrize("state", DueState)
def test_an_entry_in_any_state_is_in_a_part_and_has_an_icon(qtbot: QtBot, kit, state: DueState) -> None:
    kit.parts.dues.listed = (due(state=state, figures={**PROPOSED.figures, "returned_on": "2026-11-19"}),)
    page = opened(qtbot, kit)
    page.show_part(DueFilter.ALL)
    assert len(page.dues.records) == 1
    assert not page.dues.data(page.dues.index(0, 0), Qt.ItemDataRole.DecorationRole).isNull()
    page.dues_view.selectRow(0)
    assert said(page)


def test_an_empty_list_explains_itself(qtbot: QtBot, kit) -> None:
    page = opened(qtbot, kit)
    assert page.state.words.startswith("No clock is running Clocks start when an RMA is issued")


def test_a_quiet_day_offers_the_whole_list(qtbot: QtBot, kit) -> None:
    kit.parts.dues.listed = (RUNNING,)
    page = opened(qtbot, kit)
    assert page.state.words.startswith("Nothing to decide and nothing overdue")
    qtbot.mouseClick(page.state.button, Qt.MouseButton.LeftButton)
    assert clocks(page) == [Clock.RMA_EXPIRY]


def test_a_busy_and_a_failed_list_say_so_and_can_be_read_again(qtbot: QtBot, kit) -> None:
    kit.parts.dues.gate.open.clear()
    page = DuePage(*kit.given)
    qtbot.addWidget(page)
    page.show()
    assert page.state.words == "Looking what falls due…"
    fault = FaultError("database-locked", file="desk.sqlite", holder="ben")
    kit.parts.dues.gate.error = fault
    kit.parts.dues.gate.open.set()
    settled(qtbot, kit)
    assert kit.parts.wording.error(fault) in page.state.words
    kit.parts.dues.gate.error, kit.parts.dues.listed = None, LISTED
    qtbot.mouseClick(page.state.button, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert clocks(page) == [Clock.INVOICE, Clock.PART_DUE]


# ------------------------------------------------------------------------------------------------------ somebody's word


def test_a_chosen_proposal_shows_what_it_rests_on(page: DuePage) -> None:
    choose(page, Clock.INVOICE)
    words = said(page)
    for expected in (
        "Invoice for the replacement – RMA 218043",
        "If the part is not back by Nov 17, 2026: invoice the full cost of the replacement",
        "Amount: $640.00.",
        "Hardware Warranty: Advanced Replacement and Returns – Serial number SN1",
        "A proposal: nothing happens until somebody takes it.",
    ):
        assert expected in words


@pytest.mark.parametrize(("key", "outcome"), [("take", DueOutcome.TAKEN), ("decline", DueOutcome.DECLINED)])
def test_a_proposal_is_taken_or_declined_with_a_reason_by_keys(
    qtbot: QtBot, kit, page: DuePage, key: str, outcome: DueOutcome
) -> None:
    page.dues_view.setFocus()
    for step in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(page.dues_view, step)
    page.panel.reason.setFocus()
    qtbot.keyClicks(page.panel.reason, "called twice")
    button: QPushButton = getattr(page.panel, key)
    button.setFocus()
    with qtbot.waitSignal(page.decided):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    settled(qtbot, kit)
    assert kit.parts.dues.words == [(PROPOSED.due_id, outcome, "called twice")]
    assert clocks(page) == [Clock.PART_DUE], "read again"
    assert f"invoice for the replacement, RMA 218043 – {outcome.value}." in page.told.words
    assert page.panel.row is None
    assert page.panel.reason.text() == ""


def test_without_a_reason_nothing_is_recorded_and_it_is_asked_for(qtbot: QtBot, kit, page: DuePage) -> None:
    choose(page, Clock.INVOICE)
    qtbot.mouseClick(page.panel.take, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert kit.parts.dues.words == []
    assert page.told.property("notice") == "error"
    assert QApplication.focusWidget() is page.panel.reason
    assert page.panel.take.isEnabled()


def test_enter_in_the_reason_decides_nothing(qtbot: QtBot, kit, page: DuePage) -> None:
    choose(page, Clock.INVOICE)
    page.panel.reason.setText("because")
    qtbot.keyClick(page.panel.reason, Qt.Key.Key_Return)
    settled(qtbot, kit)
    assert kit.parts.dues.words == []


def test_a_failed_word_keeps_what_was_typed(qtbot: QtBot, kit, page: DuePage) -> None:
    choose(page, Clock.INVOICE)
    page.panel.reason.setText("because")
    assert page.in_use
    fault = FaultError("database-locked", file="desk.sqlite", holder="ben")
    kit.parts.dues.gate.error = fault
    qtbot.mouseClick(page.panel.decline, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert kit.parts.wording.error(fault) in page.told.words
    assert page.panel.reason.text() == "because"


def test_an_invoice_can_be_noted_as_paid_on_a_day(qtbot: QtBot, kit, page: DuePage) -> None:
    page.show_part(DueFilter.AHEAD)
    choose(page, Clock.PAYMENT_DUE)
    assert not page.panel.take.isVisible()
    assert page.panel.paid_on.date() == QDate(2026, 11, 20)
    page.panel.paid_on.setDate(QDate(2026, 11, 19))
    page.panel.reason.setText("bank statement")
    qtbot.mouseClick(page.panel.note_payment, Qt.MouseButton.LeftButton)
    settled(qtbot, kit)
    assert kit.parts.dues.payments == [(UNPAID.due_id, date(2026, 11, 19), "bank statement")]
    assert clocks(page) == [Clock.RMA_EXPIRY]


@pytest.mark.parametrize("clock", [Clock.PART_DUE, Clock.RMA_EXPIRY, Clock.SUPPORT_HOLD])
def test_where_nothing_is_to_be_decided_nothing_can_be(page: DuePage, clock: Clock) -> None:
    page.show_part(DueFilter.ALL)
    choose(page, clock)
    assert "There is nothing to decide." in said(page)
    assert not [each for each in page.panel.findChildren(QPushButton) if each.isVisible()]


def test_what_is_typed_stays_when_the_list_is_read_again_but_not_for_another(qtbot: QtBot, kit, page: DuePage) -> None:
    kit.parts.dues.listed = (*LISTED, due(Clock.TERMINATION))
    page.refresh()
    settled(qtbot, kit)
    choose(page, Clock.INVOICE)
    page.panel.reason.setText("because")
    page.refresh()
    settled(qtbot, kit)
    assert (page.panel.row.due.clock, page.panel.reason.text()) == (Clock.INVOICE, "because")
    choose(page, Clock.TERMINATION)
    assert page.panel.reason.text() == ""


# --------------------------------------------------------------------------------------------------- files, look, words


@pytest.mark.parametrize("form", ["ics", "csv"])
def test_the_whole_list_is_saved_and_can_be_opened(
    qtbot: QtBot, kit, page: DuePage, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened_urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_urls.append)
    path = tmp_path / f"due.{form}"
    assert page.saves[form].isEnabled()
    page.save(str(path))
    settled(qtbot, kit)
    assert kit.parts.dues.saved == [(len(LISTED), path)]
    assert str(path) in page.told.words
    qtbot.mouseClick(page.told.button, Qt.MouseButton.LeftButton)
    assert opened_urls == [QUrl.fromLocalFile(str(path))]


def test_every_button_is_large_enough_and_no_text_makes_it_wider_than_a_small_screen(
    qtbot: QtBot, kit, page: DuePage
) -> None:
    choose(page, Clock.INVOICE)
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) >= 7
    qtbot.waitUntil(lambda: all(each.height() >= 56 for each in buttons))
    assert page.minimumSizeHint().width() <= 912


def test_it_speaks_german(qtbot: QtBot, kit, qapp: QApplication) -> None:
    translator = QTranslator()
    with as_file(files("resources") / "i18n" / "window_de.qm") as path:
        assert translator.load(str(path))
    qapp.installTranslator(translator)
    try:
        kit.parts.dues.listed = LISTED
        kit.words = Words(Catalogue("de", strict=True), kit.parts.site)
        page = opened(qtbot, kit)
        choose(page, Clock.INVOICE)
        assert page.filters[DueFilter.ACT].text() == "Zu entscheiden und überfällig (2)"
        assert cells(page, 0)[:4] == ["18.11.2026", "seit 2", "Rechnung über den Ersatz", "Vorgeschlagen"]
        assert "Ein Vorschlag: Es geschieht nichts, bis ihn jemand annimmt." in said(page)
    finally:
        qapp.removeTranslator(translator)
