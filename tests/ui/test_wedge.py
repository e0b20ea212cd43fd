"""The filter in a real application: scans wherever the focus is, and every typed key where it was meant to go."""

import sys
from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rmadesk.services.station import ScanSuffix, WedgeLimits, WedgeSettings
from ui.wedge import EXEMPT, ScannerWedge

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
GAPS = (0.3, 1, 2, 4, 6, 9, 12, 16, 22, 30)


@dataclass
class Bench:
    window: QWidget
    field: QLineEdit
    button: QPushButton
    wedge: ScannerWedge
    scans: list[str] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Bench:
    window = QWidget()
    wedge = ScannerWedge(window)
    made = Bench(window, QLineEdit(), QPushButton("danger"), wedge)
    layout = QVBoxLayout(window)
    layout.addWidget(made.field)
    layout.addWidget(made.button)
    made.button.clicked.connect(lambda: made.clicks.append("clicked"))
    qtbot.addWidget(window)
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
        code = key or (ord(text.upper()[0]) if text else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers or Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(int(self._at))
            QCoreApplication.sendEvent(self._target, event)

    def send(
        self, kind: QEvent.Type, key: int, gap: float, modifiers: Qt.KeyboardModifier, text: str = "", code: int = 0
    ) -> None:
        """A key that only goes down, or only comes up; `code` is its place on the keyboard."""
        self._at += gap
        event = QKeyEvent(kind, key, modifiers, code, 0, 0, text)
        event.setTimestamp(int(self._at))
        QCoreApplication.sendEvent(self._target, event)

    def numbered(self, digits: str, gap: float, keys: dict[str, int] | None = None, made: str = "") -> None:
        """A character as Alt and its number on the number pad; `made` is what Windows makes of it besides."""
        self.send(QEvent.Type.KeyPress, Qt.Key.Key_Alt, gap, ALT)
        for digit in digits:
            self.press(digit, gap, (keys or {}).get(digit, 0), ALT | Qt.KeyboardModifier.KeypadModifier)
        self.send(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, gap, Qt.KeyboardModifier.NoModifier)
        if made:
            self.press(made, 0, 0x1FFFFFF)

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


# ------------------------------------------------------------------------------ characters that no key stands for

NUM_LOCK_OFF = {"0": Qt.Key.Key_Insert, "2": Qt.Key.Key_Down, "9": Qt.Key.Key_PageUp}


@pytest.mark.parametrize("made", ["", "\x1d"], ids=["the system makes nothing of it", "the system makes it too"])
@pytest.mark.parametrize("keys", [{}, NUM_LOCK_OFF], ids=["Num Lock on", "Num Lock off"])
@pytest.mark.parametrize("digits", ["029", "0029", "29"])
def test_a_group_separator_may_come_as_a_number(bench: Bench, digits: str, keys: dict[str, int], made: str) -> None:
    bench.button.setFocus()
    keyboard = Keys(bench.window)
    keyboard.type("0109506", 5)
    keyboard.numbered(digits, 8, keys, made)
    keyboard.type("21ABC", 5)
    keyboard.enter(5)
    assert bench.scans == ["0109506\x1d21ABC"]
    assert bench.clicks == []


def test_a_scanner_may_send_every_character_as_a_number(bench: Bench) -> None:
    keyboard = Keys(bench.window)
    for sign in "RMA:218043\xfc":
        keyboard.numbered(f"0{ord(sign)}", 6)
    keyboard.numbered("013", 6)
    assert bench.scans == ["RMA:218043\xfc"]


def test_a_number_typed_by_hand_is_left_to_the_system(qtbot: QtBot, bench: Bench) -> None:
    bench.field.setFocus()
    Keys(bench.window).numbered("0176", 120, made="\xb0")
    qtbot.waitUntil(lambda: bench.field.text().endswith("\xb0"))
    assert bench.scans == []


@pytest.mark.parametrize(
    ("sign", "key", "modifiers", "text"),
    [
        pytest.param("\x1d", Qt.Key.Key_BracketRight, CONTROL, "", id="GS without a text"),
        pytest.param("\x1e", Qt.Key.Key_AsciiCircum, CONTROL | Qt.KeyboardModifier.ShiftModifier, "", id="RS"),
        pytest.param("\x1e", Qt.Key.Key_6, CONTROL | Qt.KeyboardModifier.ShiftModifier, "\x1e", id="RS by its text"),
        pytest.param("\x04", Qt.Key.Key_D, CONTROL, "\x04", id="EOT"),
        pytest.param("`", Qt.Key.Key_Dead_Grave, Qt.KeyboardModifier.NoModifier, "", id="dead key"),
        pytest.param("@", Qt.Key.Key_At, CONTROL | ALT, "@", id="AltGr"),
        pytest.param("", Qt.Key.Key_CapsLock, Qt.KeyboardModifier.NoModifier, "", id="Caps Lock breaks nothing"),
    ],
)
def test_a_sign_of_several_keys_stays_in_its_scan(
    bench: Bench, sign: str, key: int, modifiers: Qt.KeyboardModifier, text: str
) -> None:
    bench.button.setFocus()
    keyboard = Keys(bench.window)
    keyboard.type("[)>06", 5)
    keyboard.press(text, 15, key, modifiers)
    keyboard.type("218043", 5)
    keyboard.enter(5)
    assert bench.scans == [f"[)>06{sign}218043"]


RIGHT_BRACKET = {"win32": 0x1B}.get(sys.platform, 35)


@pytest.mark.parametrize(("gap", "scans"), [(15, ["0109506\x1d21ABC"]), (500, ["21ABC"])], ids=["in a scan", "alone"])
def test_the_key_of_the_bracket_is_a_separator_on_a_keyboard_that_has_another_sign_there(
    bench: Bench, gap: float, scans: list[str]
) -> None:
    """A scanner presses Ctrl and that key; on a German keyboard it is the plus."""
    keyboard = Keys(bench.window)
    keyboard.type("0109506", 5)
    keyboard.send(QEvent.Type.KeyPress, Qt.Key.Key_Plus, gap, CONTROL, "+", code=RIGHT_BRACKET)
    keyboard.type("21ABC", 5 if gap == 15 else 30)
    keyboard.enter(5)
    assert bench.scans == scans


def test_what_an_input_method_makes_of_a_scans_keys_stays_in_it(bench: Bench) -> None:
    bench.field.setFocus()
    keyboard = Keys(bench.window)
    keyboard.type("2180", 5)
    made = QInputMethodEvent()
    made.setCommitString("\xe9")
    QCoreApplication.sendEvent(bench.field, made)
    keyboard.type("43", 5)
    keyboard.enter(5)
    assert (bench.scans, bench.field.text()) == (["2180\xe943"], "")


def test_what_an_input_method_makes_of_typing_comes_in_its_place(qtbot: QtBot, bench: Bench) -> None:
    bench.field.setFocus()
    Keys(bench.window).type("caf", 5)
    made = QInputMethodEvent()
    made.setCommitString("\xe9")
    QCoreApplication.sendEvent(bench.field, made)
    qtbot.waitUntil(lambda: bench.field.text() == "caf\xe9")


# ----------------------------------------------------------------------------------------------- the station's scanner


def test_a_prefix_is_taken_off_and_makes_a_short_slow_scan_one(bench: Bench) -> None:
    bench.button.setFocus()
    bench.wedge.configure(WedgeSettings(prefix="\x02"))
    keyboard = Keys(bench.window)
    for text, gap in (("7", 60), ("218043", 5)):
        keyboard.press("\x02", 1000, Qt.Key.Key_B, CONTROL)
        keyboard.type(text, gap)
        keyboard.enter(gap)
    keyboard.scan("217904", 5)
    assert bench.scans == ["7", "218043", "217904"]
    assert bench.clicks == []


def test_a_scanner_without_a_suffix_ends_its_scans_by_silence(qtbot: QtBot, bench: Bench) -> None:
    bench.field.setFocus()
    bench.wedge.configure(WedgeSettings(suffix=ScanSuffix.NONE))
    keyboard = Keys(bench.window)
    keyboard.type("218043", 5)
    qtbot.waitUntil(lambda: bench.scans == ["218043"])
    keyboard.press("7", 500)
    qtbot.waitUntil(lambda: bench.field.text() == "7")
    keyboard.scan("217904", 5)
    assert bench.scans == ["218043", "217904"]


@pytest.mark.parametrize(
    ("suffix", "keys", "scans"),
    [
        (ScanSuffix.ENTER, "21\t8043\r", ["21\t8043"]),
        (ScanSuffix.TAB, "21\r8043\t", ["21\n8043"]),
        (ScanSuffix.ENTER_OR_TAB, "2180\t2179\r", ["2180", "2179"]),
    ],
)
def test_of_a_scanner_with_one_end_the_other_is_text(
    bench: Bench, suffix: ScanSuffix, keys: str, scans: list[str]
) -> None:
    bench.wedge.configure(WedgeSettings(suffix=suffix))
    keyboard = Keys(bench.window)
    for each in keys:
        keyboard.press(each, 5, {"\t": Qt.Key.Key_Tab, "\r": Qt.Key.Key_Return}.get(each, 0))
    assert bench.scans == scans


def test_tab_alone_moves_on_at_a_station_whose_scanner_sends_enter(bench: Bench) -> None:
    bench.wedge.configure(WedgeSettings(suffix=ScanSuffix.ENTER))
    bench.field.setFocus()
    Keys(bench.window).press("\t", 5, Qt.Key.Key_Tab)
    assert bench.button.hasFocus()


@pytest.mark.parametrize(("gap", "scans"), [(50, ["218043"]), (70, [])])
def test_a_slow_scanner_has_limits_of_its_own(bench: Bench, gap: float, scans: list[str]) -> None:
    bench.wedge.configure(WedgeSettings(limits=WedgeLimits(4, 60, 120)))
    Keys(bench.window).scan("218043", gap)
    assert bench.scans == scans


def test_a_scan_from_another_keyboard_is_put_right_and_typing_is_not(qtbot: QtBot, bench: Bench) -> None:
    bench.wedge.configure(WedgeSettings(remap={"\xdf": "-", "z": "y", "y": "z"}))
    bench.field.setFocus()
    keyboard = Keys(bench.window)
    keyboard.scan("218\xdf043z", 5)
    keyboard.press("z", 500)
    qtbot.waitUntil(lambda: bench.field.text() == "z")
    assert bench.scans == ["218-043y"]


def test_what_is_held_when_the_settings_change_is_typing(bench: Bench) -> None:
    bench.field.setFocus()
    Keys(bench.window).type("21", 5)
    bench.wedge.configure(WedgeSettings(suffix=ScanSuffix.NONE))
    assert bench.field.text() == "21"
