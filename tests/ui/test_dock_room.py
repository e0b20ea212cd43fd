"""What of the dock's words and numbers a person can read on the usual screen and on the smallest, and for how long."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.verdict import Verdict
from support.window_fakes import NOW, box
from ui.main_window import MainWindow
from ui.pages.dock_page import DockPage
from ui.pages.dock_queue import Picture
from ui.text import Words
from ui.theme import Look, Theme, tokens
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import YieldingLabel

PARCEL = "1ZW41R630321804318"
USUAL, SMALLEST = (1280, 800), (1024, 768)
MANY = dict.fromkeys(Verdict, 88)


@pytest.fixture
def german(qapp: QApplication, kit) -> Iterator[None]:
    translator = QTranslator()
    with as_file(files("resources") / "i18n" / "window_de.qm") as path:
        assert translator.load(str(path))
    qapp.installTranslator(translator)
    kit.words = Words(Catalogue("de", strict=True), kit.parts.site)
    yield
    qapp.removeTranslator(translator)


def dock_of(window: MainWindow) -> DockPage:
    assert isinstance(window.page, DockPage)
    return window.page


def show_at(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    qtbot.wait(1)


@pytest.mark.usefixtures("german")
def test_a_busy_german_day_fits_the_smallest_screen(qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    window: MainWindow = request.getfixturevalue("window")
    counters = dock_of(window).view.counters
    counters.show_counts(MANY)
    counters.show_waiting(88)
    show_at(qtbot, window, SMALLEST)
    assert window.minimumSizeHint().width() <= SMALLEST[0]
    shown = {each.text(): each.shown for each in counters.findChildren(YieldingLabel)}
    assert shown.pop("Annehmen, mit Berechnung").startswith("Annehmen")
    assert all(text == word for word, text in shown.items()), "only the longest gives way"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("size", [USUAL, SMALLEST])
def test_no_german_word_touches_the_edge_of_its_key(
    qtbot: QtBot, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    window: MainWindow = request.getfixturevalue("window")
    dock = dock_of(window)
    dock.take_scan("who knows")
    qtbot.waitUntil(dock.view.centre.packaging.isVisible)
    show_at(qtbot, window, size)
    keys = [each for each in dock.findChildren(KeyButton) if each.isVisible()]
    assert len(keys) > 12
    for key in keys:
        longest = max(map(key._words.fontMetrics().horizontalAdvance, key.words.split()))
        assert key._words.width() >= longest, key.words
        assert key._words.geometry().right() <= key.width() - 8, key.words


def test_words_are_whole_where_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    show_at(qtbot, window, USUAL)
    words = dock_of(window).view.counters.findChildren(YieldingLabel)
    assert len(words) == len(Verdict)
    assert [each.shown for each in words] == [each.text() for each in words]


@pytest.mark.parametrize("size", [USUAL, SMALLEST])
def test_times_and_parcels_stand_there_whole(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    dock = dock_of(window)
    dock.take_scan(PARCEL)
    dock.view.recent.show((box(received_at=NOW.replace(hour=23, minute=58)),))
    qtbot.waitUntil(lambda: bool(dock.view.reads.records))
    show_at(qtbot, window, size)
    for view in (dock.view.recent_view, dock.view.reads_view):
        assert view.columnWidth(0) >= view.sizeHintForColumn(0)


@pytest.mark.parametrize(("size", "hidden"), [(USUAL, False), (SMALLEST, True)])
def test_a_column_without_room_for_a_word_is_left_out(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], hidden: bool
) -> None:
    show_at(qtbot, window, size)
    view = dock_of(window).view
    assert view.recent_view.isColumnHidden(3) is hidden
    assert not view.reads_view.isColumnHidden(1)


@pytest.mark.parametrize(
    ("column", "text", "mode"),
    [
        (1, PARCEL, Qt.TextElideMode.ElideMiddle),
        (1, "218040, 218041", Qt.TextElideMode.ElideRight),
        (2, "Accept with charge", Qt.TextElideMode.ElideRight),
    ],
    ids=["its end tells it from others", "the first of several", "words"],
)
def test_what_goes_of_a_text_too_long_for_its_column(
    window: MainWindow, column: int, text: str, mode: Qt.TextElideMode
) -> None:
    view = dock_of(window).view.recent_view
    model = QStandardItemModel(1, 5)
    model.setItem(0, column, QStandardItem(text))
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    delegate = view.itemDelegateForColumn(column) or view.itemDelegate()
    delegate.initStyleOption(option, model.index(0, column))
    assert option.textElideMode is mode


def test_a_hint_goes_with_what_it_was_about(qtbot: QtBot, window: MainWindow) -> None:
    dock = dock_of(window)
    dock.view.hint("First scan a box.")
    dock.take_scan("218043")
    qtbot.waitUntil(lambda: dock.view.centre.asking)
    assert dock.view._hint.isHidden()


def test_escape_is_the_errors_while_it_says_so_whatever_else_is_open(qtbot: QtBot, window: MainWindow) -> None:
    dock = dock_of(window)
    dock.view.recent.show((box(),))
    dock.why.ask()
    dock._show_error(RefusedError("picture-without-code", file="L.jpg"))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (dock.view.error.isHidden(), dock.why.is_open) == (True, True)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not dock.why.is_open


@pytest.mark.parametrize("theme", Theme)
def test_nothing_here_is_said_in_a_colour_that_can_be_read(
    qtbot: QtBot, qapp: QApplication, kit, window: MainWindow, theme: Theme
) -> None:
    Look(qapp, theme)
    view = dock_of(window).view.recent_view
    said = view.palette().color(QPalette.ColorRole.PlaceholderText)
    assert said == QColor(tokens(theme)["muted"])


def test_a_picture_that_cannot_be_read_leaves_the_dock_ready(qtbot: QtBot, kit, window: MainWindow) -> None:
    dock = dock_of(window)
    kit.parts.pictures.gate.error = RefusedError("picture-damaged", file="L.jpg")
    dock.take_picture(Picture("L.jpg", Path("L.jpg")))
    qtbot.waitUntil(lambda: not dock.view.error.isHidden())
    assert "L.jpg" in dock.view.error.words
    assert "Scan a box" in dock.view.centre._notice.words
