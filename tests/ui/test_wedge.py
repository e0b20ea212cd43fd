"""The filter in a real application: scans wherever the focus is, and every typed key where it was meant to go."""

from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.wedge import EXEMPT, ScannerWedge

GAPS = (0.3, 1, 2, 4, 6, 9, 12, 16, 22, 30)


@dataclass
class Bench:
    window: QWidget
    field: QLineEdit
    button: QPushButton
    scans: list[str] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Bench:
    window = QWidget()
    made = Bench(window, QLineEdit(), QPushButton("danger"))
    layout = QVBoxLayout(window)
    layout.addWidget(made.field)
    layout.addWidget(made.button)
    made.button.clicked.connect(lambda: made.clicks.append("clicked"))
    qtbot.addWidget(window)
    wedge = ScannerWedge(window)
    wedge.scanned.connect(made.scans.append)
    qapp.installEventFilter(wedge)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


class Keys:
    """Key events with times of our own making, sent to the window of the system as a display server would."""

    def __init__(self, window: QWidget) -> None:
        self._target = window.windowHandle()
        self._at = 10_000.0

    def press(self, text: str, gap: float, key: int = 0, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self._at += gap
        code = key or (ord(text.upper()) if text else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers or Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(int(self._at))
            QCoreApplication.sendEvent(self._target, event)

    def type(self, text: str, gap: float) -> None:
        for each in text:
            self.press(each, gap)

    def enter(self, gap: float) -> None:
        self.press("\r", gap, Qt.Key.Key_Return)

    def scan(self, text: str, gap: float) -> None:
        self._at += 1000
        self.type(text, gap)
        self.enter(gap)


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("focus", ["nothing", "field", "button"])
def test_a_burst_is_a_scan_wherever_the_focus_is(bench: Bench, gap: float, focus: str) -> None:
    {"nothing": bench.window, "field": bench.field, "button": bench.button}[focus].setFocus()
    Keys(bench.window).scan("RMA:218043", gap)
    assert bench.scans == ["RMA:218043"]
    assert (bench.field.text(), bench.clicks) == ("", [])


def test_scans_in_a_row_are_all_caught(bench: Bench) -> None:
    bench.button.setFocus()
    keys = Keys(bench.window)
    for number in range(10):
        keys.scan(f"2180{number:02}", GAPS[number])
    assert bench.scans == [f"2180{number:02}" for number in range(10)]
    assert bench.clicks == []


@pytest.mark.parametrize("gap", [41, 60, 81, 120])
def test_typing_reaches_the_field_whole(qtbot: QtBot, bench: Bench, gap: float) -> None:
    bench.field.setFocus()
    typed = "Hello, dock 2!"
    Keys(bench.window).type(typed, gap)
    qtbot.waitUntil(lambda: bench.field.text() == typed)
    assert bench.scans == []


def test_typed_enter_reaches_what_has_the_focus(qtbot: QtBot, bench: Bench) -> None:
    entered: list[str] = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    bench.field.setFocus()
    keys = Keys(bench.window)
    keys.type("218043", 90)
    keys.enter(90)
    assert entered == ["218043"]
    assert bench.scans == []


def test_keys_go_to_the_field_they_were_meant_for(qtbot: QtBot, bench: Bench) -> None:
    """The focus moves on while a key is still held."""
    bench.field.setFocus()
    Keys(bench.window).type("7", 90)
    bench.button.setFocus()
    qtbot.waitUntil(lambda: bench.field.text() == "7")


def test_a_space_presses_and_lets_go_of_its_button(qtbot: QtBot, bench: Bench) -> None:
    bench.button.setFocus()
    Keys(bench.window).press(" ", 90, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bench.clicks == ["clicked"])
    assert not bench.button.isDown()


def test_the_group_separator_is_kept(bench: Bench) -> None:
    keys = Keys(bench.window)
    keys.type("0109506", 5)
    keys.press("\x1d", 40, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    keys.type("21ABC", 5)
    keys.enter(5)
    assert bench.scans == ["0109506\x1d21ABC"]


@pytest.mark.parametrize(
    ("key", "text", "modifiers"),
    [
        pytest.param(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.NoModifier, id="enter"),
        pytest.param(Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier, id="enter of the number pad"),
        pytest.param(Qt.Key.Key_Tab, "\t", Qt.KeyboardModifier.NoModifier, id="tab"),
        pytest.param(Qt.Key.Key_J, "\n", Qt.KeyboardModifier.ControlModifier, id="line feed as a chord"),
        pytest.param(10, "\n", Qt.KeyboardModifier.NoModifier, id="line feed as a key"),
    ],
)
def test_each_way_to_end_a_burst(bench: Bench, key: int, text: str, modifiers: Qt.KeyboardModifier) -> None:
    bench.button.setFocus()
    keys = Keys(bench.window)
    keys.type("218043", 5)
    keys.press(text, 5, key, modifiers)
    assert bench.scans == ["218043"]
    assert bench.button.hasFocus()
    assert bench.clicks == []


@pytest.mark.parametrize("kind", ["secret", "by property"])
def test_a_field_for_a_pin_takes_its_keys_as_they_come(bench: Bench, kind: str) -> None:
    if kind == "secret":
        bench.field.setEchoMode(QLineEdit.EchoMode.Password)
    else:
        bench.field.setProperty(EXEMPT, True)
    bench.field.setFocus()
    Keys(bench.window).scan("123456", 2)
    assert bench.field.text() == "123456"
    assert bench.scans == []


def test_editing_keys_pass_at_once_and_after_what_was_typed(bench: Bench) -> None:
    bench.field.setFocus()
    keys = Keys(bench.window)
    keys.type("12", 5)
    keys.press("", 5, Qt.Key.Key_Backspace)
    assert bench.field.text() == "1"


def test_a_key_for_a_widget_that_is_gone_is_left_to_qt(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python object of a drop-down's list outlives the list: asking it anything is an error."""
    gone = QWidget()
    shiboken6.delete(gone)
    monkeypatch.setattr("ui.wedge._target", lambda _watched: gone)
    bench.field.setFocus()
    Keys(bench.window).type("ab", 5)
    assert bench.field.text() == "ab"
