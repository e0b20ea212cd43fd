"""The test of a scanner in the window: three scans as keys, what is said of them, and the station set to it."""

import io
from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest
import shiboken6
import zxingcpp
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rmadesk.adapters.symbol_pictures import SymbolPictures
from rmadesk.domain.errors import RefusedError
from rmadesk.services.station import SCANNER_TEST_TEXT, ScanSuffix, Station, WedgeLimits, WedgeSettings
from ui.main_window import MainWindow
from ui.wedge_layout import Trouble
from ui.wedge_proposal import TestScan, propose
from ui.widgets.scanner_test import ScannerTest

GERMAN = 'ß?-`ÖöZY\x1dzyÄ"§+'
GOOD = TestScan(SCANNER_TEST_TEXT, (5.0,) * 15, ended=True)


def scan(text: str = SCANNER_TEST_TEXT, gap: float = 5.0, *, ended: bool = True) -> TestScan:
    return TestScan(text, (gap,) * 15, ended)


# ------------------------------------------------------------------------------------------------------ what follows


def test_a_good_scanner_changes_nothing_but_the_limits() -> None:
    made = propose([GOOD] * 3, WedgeSettings())
    assert made.report.good
    assert made.settings == WedgeSettings(limits=WedgeLimits(4, 20, 60))
    assert propose([GOOD] * 3, made.settings).settings is None


def test_a_scanner_of_another_country_is_put_right() -> None:
    made = propose([scan(GERMAN)] * 3, WedgeSettings())
    assert made.settings
    assert made.settings.put_right(GERMAN) == SCANNER_TEST_TEXT


def test_a_remap_that_is_no_longer_needed_goes() -> None:
    made = propose([GOOD] * 3, WedgeSettings(remap={"ß": "-"}))
    assert made.settings
    assert made.settings.remap == {}


@pytest.mark.parametrize(
    ("before", "ended", "after"),
    [
        (ScanSuffix.ENTER_OR_TAB, False, ScanSuffix.NONE),
        (ScanSuffix.NONE, True, ScanSuffix.ENTER_OR_TAB),
        (ScanSuffix.TAB, True, ScanSuffix.TAB),
    ],
)
def test_silence_is_waited_for_only_where_nothing_ends_a_scan(
    before: ScanSuffix, ended: bool, after: ScanSuffix
) -> None:
    made = propose([scan(ended=ended)] * 3, WedgeSettings(suffix=before))
    assert made.settings
    assert made.settings.suffix is after


@pytest.mark.parametrize(
    "scans",
    [
        pytest.param([scan("218043")] * 3, id="another code"),
        pytest.param([scan(SCANNER_TEST_TEXT.swapcase())] * 3, id="Caps Lock"),
        pytest.param([scan(gap=90)] * 3, id="typed by hand"),
        pytest.param([GOOD, GOOD], id="two scans"),
        pytest.param([], id="none"),
    ],
)
def test_nothing_is_set_by_what_is_no_test(scans: list[TestScan]) -> None:
    assert propose(scans, WedgeSettings()).settings is None


def test_scans_that_differ_lose_characters() -> None:
    made = propose([GOOD, GOOD, scan(SCANNER_TEST_TEXT[1:])], WedgeSettings())
    assert Trouble.LOST_CHARACTERS in [finding.trouble for finding in made.report.findings]
    made = propose([GOOD, GOOD, scan(SCANNER_TEST_TEXT.replace("-", "/"))], WedgeSettings())
    assert Trouble.LOST_CHARACTERS in [finding.trouble for finding in made.report.findings]
    assert made.report.remap == {}


# ---------------------------------------------------------------------------------------------------------- the symbol


@pytest.mark.parametrize(("kind", "symbology"), [("linear", "Code 128"), ("square", "QR Code")])
def test_the_symbol_says_its_text_separator_included(kind: str, symbology: str) -> None:
    drawn = getattr(SymbolPictures(), kind)(SCANNER_TEST_TEXT)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))
    assert (code.bytes, str(code.format)) == (SCANNER_TEST_TEXT.encode(), symbology)


@pytest.mark.parametrize("text", ["", "x" * 20_000], ids=["empty", "too long"])
def test_what_no_symbol_holds_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="label-code-text"):
        SymbolPictures().linear(text)


# ---------------------------------------------------------------------------------------------------------- the window


class Scanner:
    """Sends keys with times of its own to whatever window is in front."""

    def __init__(self, dialog: ScannerTest) -> None:
        self._dialog = dialog
        self._at = 50_000.0

    def scan(self, text: str = SCANNER_TEST_TEXT, gap: float = 5.0, end: str = "\r") -> None:
        self._at += 2000
        for sign in text + end:
            key = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(sign, 0)
            if sign == "\x1d":
                self._send(sign, gap, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
            else:
                self._send(sign, gap, key or ord(sign.upper()[0]), Qt.KeyboardModifier.NoModifier)

    def _send(self, text: str, gap: float, key: int, modifiers: Qt.KeyboardModifier) -> None:
        self._at += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(int(self._at))
            QCoreApplication.sendEvent(self._dialog.windowHandle(), event)


@pytest.fixture
def dialog(qtbot: QtBot, kit, window: MainWindow) -> Iterator[ScannerTest]:
    qtbot.keyClick(window, Qt.Key.Key_F12)
    (made,) = window.findChildren(ScannerTest)
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: kit.tasks.idle)
    qtbot.waitUntil(made.pad.hasFocus)
    yield made
    if shiboken6.isValid(made):
        made.reject()


def test_three_scans_are_judged_and_the_desk_is_set_to_the_scanner(
    qtbot: QtBot, kit, window: MainWindow, dialog: ScannerTest
) -> None:
    changed: list[Station] = []
    window.station_changed.connect(changed.append)
    assert not dialog.keys["use"].isEnabled()
    scanner = Scanner(dialog)
    for end in ("\r", "\t", "\r"):
        scanner.scan(GERMAN, end=end)
    assert "ß" in dialog.words
    assert "US" in dialog.words
    assert "DE" in dialog.words
    qtbot.keyClick(dialog.pad, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(changed))
    assert kit.parts.station == changed[0]
    assert changed[0].scanner.put_right("Z+") == "Y]"
    assert kit.parts.receiving.looks == 0, "no scan of the test goes to the dock"


def test_a_scan_that_nothing_ends_is_taken_after_a_silence(qtbot: QtBot, dialog: ScannerTest) -> None:
    scanner = Scanner(dialog)
    for taken in (1, 2, 0):
        scanner.scan(end="")
        qtbot.waitUntil(lambda taken=taken: len(dialog._scans) == (taken or 3))
    assert "Enter" in dialog.words
    assert dialog.keys["use"].isEnabled()


def test_another_test_begins_anew(qtbot: QtBot, dialog: ScannerTest) -> None:
    scanner = Scanner(dialog)
    for _ in range(3):
        scanner.scan("218043123456789")
    assert "not the test symbol" in dialog.words
    qtbot.keyClick(dialog.pad, Qt.Key.Key_F6)
    assert "not the test symbol" not in dialog.words
    scanner.scan()
    assert len(dialog._scans) == 1


def test_what_can_not_be_saved_is_told(qtbot: QtBot, kit, dialog: ScannerTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_parts: object, _station: Station) -> None:
        raise RefusedError("file-not-writable", path="/etc/config.toml")

    monkeypatch.setattr(type(kit.parts), "save_station", refuse)
    scanner = Scanner(dialog)
    for _ in range(3):
        scanner.scan()
    dialog.keys["use"].click()
    qtbot.waitUntil(lambda: "/etc/config.toml" in dialog.words)
    assert dialog.keys["use"].isEnabled()


def test_its_buttons_are_large_and_a_stray_enter_presses_none(qtbot: QtBot, dialog: ScannerTest) -> None:
    for button in dialog.findChildren(QPushButton):
        assert button.height() >= 56
        assert not button.isDefault()
    qtbot.keyClick(dialog.pad, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.pad, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_both_symbols_are_shown_on_white(dialog: ScannerTest) -> None:
    scanner = Scanner(dialog)
    for _ in range(3):
        scanner.scan("#" + GERMAN.replace("\x1d", ""), gap=60)
    assert dialog.findings.height() >= dialog.findings.heightForWidth(dialog.findings.width())
    for paper in dialog._symbols:
        assert paper.contentsRect().contains(paper.pixmap().rect().translated(16, 16)), "nothing is cut"
        assert not paper.pixmap().isNull()
        assert paper.grab().toImage().pixelColor(2, 2).name() == "#ffffff"


def test_it_speaks_german(qtbot: QtBot, kit, qapp: QApplication) -> None:
    translator = QTranslator()
    with as_file(files("resources") / "i18n" / "window_de.qm") as path:
        assert translator.load(str(path))
    qapp.installTranslator(translator)
    try:
        test = ScannerTest(kit.parts, kit.words, kit.tasks)
        qtbot.addWidget(test)
        for each in [TestScan(GERMAN.replace("\x1d", ""), (5.0,) * 14, ended=False)] * 3:
            test.pad.scan_taken.emit(each)
        assert "Tastatur" in test.words
        assert "Trennzeichen" in test.words
    finally:
        qapp.removeTranslator(translator)
