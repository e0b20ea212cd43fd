"""The dock: three actions for a clean box, nothing coloured before the commit, and nothing that came in is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.policy.facts import NumberState, OuterDamage, PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.scans import Read, ScanSource
from support.window_fakes import box
from ui.main_window import MainWindow
from ui.pages.dock_page import DockPage
from ui.pages.dock_queue import Picture
from ui.widgets.key_button import SMALLEST


@pytest.fixture
def dock(window: MainWindow) -> DockPage:
    assert isinstance(window.page, DockPage)
    return window.page


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """A key with nothing in particular in focus, as the display server delivers it."""
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def texts(dock: DockPage) -> list[str]:
    return [read[0].text for read in dock.view.reads.records]


def settled(qtbot: QtBot, dock: DockPage) -> None:
    qtbot.waitUntil(lambda: dock._tasks.idle)


# --------------------------------------------------------------------------------------------------- three actions


def test_scan_then_packaging_key_receives_and_shows_the_verdict(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage
) -> None:
    dock.take_scan("218043")
    qtbot.waitUntil(lambda: texts(dock) == ["218043"])
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "accept")
    received = kit.parts.receiving.received
    assert [(each.packaging, [scan.text for scan in each.scans]) for each in received] == [
        (PackagingKind.ORIGINAL, ["218043"])
    ]
    assert "shelf A" in dock.view.centre.verdict.accessibleName()
    assert dock.view.counters.words.startswith("1 1 0 0 0")
    assert dock.view.recent.records[0].rma_numbers == ("218043",)
    dock.take_scan("218044")
    qtbot.waitUntil(lambda: dock.view.centre.asking)
    assert dock.view.centre.coloured == ""


@pytest.mark.parametrize(("key", "kind"), list(zip("12345", PackagingKind, strict=True)))
def test_each_kind_of_packaging_has_its_key(
    qtbot: QtBot, kit, window: MainWindow, dock: DockPage, key: str, kind: PackagingKind
) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    press(qtbot, window, Qt.Key(ord(key)))
    qtbot.waitUntil(lambda: bool(kit.parts.receiving.received))
    assert kit.parts.receiving.received[0].packaging is kind


def test_the_key_may_come_before_the_look_up_is_done(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    kit.parts.receiving.gate.open.clear()
    dock.take_scan("218043")
    dock.take_key(key_event("2"))
    kit.parts.receiving.gate.open.set()
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "accept")
    assert kit.parts.receiving.received[0].packaging is PackagingKind.SUPPLIED


def test_damage_and_a_number_on_the_box_go_along(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    for key in ("c", "w", "b", "4"):
        assert dock.take_key(key_event(key))
    settled(qtbot, dock)
    received = kit.parts.receiving.received[0]
    assert (received.outer_damage, received.marked_on_box, received.number_state) == (OuterDamage.WET, True, None)


def test_the_clerk_can_say_that_the_number_is_unreadable(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_scan("who knows")
    settled(qtbot, dock)
    for key in ("u", "1"):
        assert dock.take_key(key_event(key))
    settled(qtbot, dock)
    assert kit.parts.receiving.received[0].number_state is NumberState.UNREADABLE


def test_what_was_said_of_one_box_is_not_said_of_the_next(qtbot: QtBot, kit, dock: DockPage) -> None:
    for text in ("218043", "218044"):
        dock.take_scan(text)
        settled(qtbot, dock)
        if text == "218043":
            dock.take_key(key_event("t"))
        dock.take_key(key_event("1"))
        settled(qtbot, dock)
    damages = [each.outer_damage for each in kit.parts.receiving.received]
    assert damages == [OuterDamage.TORN, OuterDamage.NONE]


# ---------------------------------------------------------------------------------------- nothing before the commit


def test_nothing_is_coloured_before_the_commit(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    kit.parts.receiving.gate.open.clear()
    dock.take_key(key_event("1"))
    ticks: list[str] = []
    for _ in range(20):
        QApplication.sendPostedEvents()
        qtbot.wait(5)
        ticks.append(dock.view.centre.coloured)
    assert set(ticks) == {""}, "a colour before the record"
    assert dock.view.recent.records == ()
    assert dock.view.counters.words.startswith("0 ")
    kit.parts.receiving.gate.open.set()
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "accept")


def test_a_stray_enter_presses_nothing(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    pressed: list[QAbstractButton] = []
    for button in window.findChildren(QAbstractButton):
        button.clicked.connect(lambda _=False, button=button: pressed.append(button))
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)
    for _ in range(2):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            press(qtbot, window, key)
        dock.take_scan("218043")
        settled(qtbot, dock)
    assert pressed == []
    assert kit.parts.receiving.received == []


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.ACCEPT, "Nothing speaks against it."),
        (Verdict.HOLD, "50 days"),
    ],
)
def test_the_verdict_says_why_and_what_to_do(qtbot: QtBot, kit, dock: DockPage, verdict: Verdict, said: str) -> None:
    kit.parts.receiving.verdict = verdict
    dock.take_scan("218043")
    settled(qtbot, dock)
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: dock.view.centre.coloured == verdict.value)
    assert said in dock.view.centre.verdict.accessibleName()
    assert f"shelf {kit.parts.site.shelves[verdict]}" in dock.view.centre.verdict.accessibleName()


def test_a_duplicate_is_no_error_and_says_who_received_it_when(qtbot: QtBot, kit, dock: DockPage) -> None:
    kit.parts.receiving.original = box(box_id="first")
    dock.take_scan("218043")
    settled(qtbot, dock)
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "neutral")
    assert "14:02 by ana" in dock.view.centre.verdict.accessibleName()
    assert dock.view.error.isHidden()
    assert dock.view.counters.words.startswith("0 "), "a duplicate is no box of the day"


# --------------------------------------------------------------------------------------------- scans, pictures, digits


def test_quick_scans_wait_and_are_all_taken(qtbot: QtBot, kit, dock: DockPage) -> None:
    kit.parts.receiving.gate.open.clear()
    for number in range(50):
        dock.take_scan(f"S{number}")
    assert dock.view.counters.words.endswith("Waiting: 49")
    kit.parts.receiving.gate.open.set()
    qtbot.waitUntil(lambda: len(texts(dock)) == 50)
    assert texts(dock) == [f"S{number}" for number in range(50)]


def test_scans_during_the_commit_belong_to_the_next_box(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    kit.parts.receiving.gate.open.clear()
    dock.take_key(key_event("1"))
    dock.take_scan("218044")
    kit.parts.receiving.gate.open.set()
    qtbot.waitUntil(lambda: texts(dock) == ["218044"])
    assert [[scan.text for scan in each.scans] for each in kit.parts.receiving.received] == [["218043"]]


def test_the_same_code_twice_at_once_is_taken_once(qtbot: QtBot, dock: DockPage) -> None:
    dock.take_scan("218043")
    dock.take_scan("218043")
    settled(qtbot, dock)
    assert texts(dock) == ["218043"]


def test_a_typed_number_is_marked_as_keyed(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    press(qtbot, window, Qt.Key.Key_F3)
    assert dock.view.number.hasFocus()
    dock.view.number.setText("218043")
    qtbot.mouseClick(dock.view.keys["enter"], Qt.MouseButton.LeftButton)
    settled(qtbot, dock)
    assert not dock.view.number.hasFocus()
    assert [(scan.text, scan.source) for scan in dock._queue.box] == [("218043", ScanSource.KEYED)]
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bool(kit.parts.receiving.received))


def test_dropped_pictures_are_a_box_each(qtbot: QtBot, kit, dock: DockPage) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(f"/labels/{name}.jpg") for name in ("a", "b")])
    dock.intake.take_dropped(content)
    qtbot.waitUntil(lambda: texts(dock) == ["218043"])
    settled(qtbot, dock)
    assert kit.parts.pictures.names == ["a.jpg"]
    kit.parts.pictures.texts = ("218044",)
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: texts(dock) == ["218044"])
    assert [each.scans[0].source for each in kit.parts.receiving.received] == [ScanSource.PICTURE]


def test_a_pasted_picture_is_read(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: texts(dock) == ["218043"])
    assert kit.parts.pictures.names == ["the pasted picture"]


def read(text: str, *, confirmed: bool = True) -> Read:
    return Read(text, text.encode(), "Code128", False, ((0, 0), (1, 0), (1, 1), (0, 1)), confirmed, "camera")


def test_what_a_camera_sees_at_once_belongs_to_the_box_in_hand(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_reads((read("218043"), read("1Z999")))
    settled(qtbot, dock)
    assert texts(dock) == ["218043", "1Z999"]
    dock.take_reads((read("1Z999"), read("218043")))
    dock.take_reads(())
    dock.take_reads((read("218043"), read("SN1")))
    settled(qtbot, dock)
    assert texts(dock) == ["218043", "1Z999", "SN1"]
    assert {scan.source for scan in dock._queue.box} == {ScanSource.PICTURE}


# -------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize("service", ["receiving", "pictures"])
def test_an_error_is_said_in_the_desks_words_and_the_page_stays_usable(
    qtbot: QtBot, kit, dock: DockPage, service: str
) -> None:
    fault = FaultError("database-locked", file="desk.sqlite", holder="ben")
    gate = getattr(kit.parts, service).gate
    gate.error = fault
    if service == "pictures":
        dock.take_picture(Picture("label.jpg", Path("label.jpg")))
    else:
        dock.take_scan("218043")
    qtbot.waitUntil(lambda: not dock.view.error.isHidden())
    assert dock.view.error.words == kit.parts.wording.error(fault)
    gate.error = None
    dock._on_escape()
    assert dock.view.error.isHidden()
    dock.take_scan("218044")
    settled(qtbot, dock)
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "accept")


def test_a_failed_receipt_keeps_the_box_in_hand(qtbot: QtBot, kit, dock: DockPage) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    kit.parts.receiving.gate.error = FaultError("database-full", file="desk.sqlite")
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: not dock.view.error.isHidden())
    assert dock.view.centre.coloured == ""
    assert dock.view.centre.asking
    kit.parts.receiving.gate.error = None
    dock.take_key(key_event("1"))
    qtbot.waitUntil(lambda: dock.view.centre.coloured == "accept")
    assert not dock.view.error.isHidden(), "an error stays until it is acknowledged"


def test_a_picture_without_a_code_says_what_to_do(qtbot: QtBot, kit, dock: DockPage) -> None:
    kit.parts.pictures.texts = ()
    dock.take_picture(Picture("cat.jpg", Path("cat.jpg")))
    qtbot.waitUntil(lambda: not dock.view.error.isHidden())
    assert "cat.jpg" in dock.view.error.words
    assert not dock.view.centre.asking


# ---------------------------------------------------------------------------------------------------------- undo


def test_undo_says_what_it_reverses_and_takes_it_back(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.take_scan("218043")
    settled(qtbot, dock)
    dock.take_key(key_event("1"))
    settled(qtbot, dock)
    press(qtbot, window, Qt.Key.Key_F8)
    assert dock.view.centre.asking_undo
    said = dock.view.centre._undo_text.text()
    assert "218043" in said
    assert "14:02 by ana" in said
    assert kit.parts.receiving.voided == []
    press(qtbot, window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: kit.parts.receiving.voided == ["box-1"])
    settled(qtbot, dock)
    assert dock.view.recent.records[0].voided_at is not None


def test_undo_can_be_declined(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.view.recent.show((box(),))
    press(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not dock.view.centre.asking_undo
    assert kit.parts.receiving.voided == []


def test_a_refused_undo_says_why(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.view.recent.show((box(),))
    kit.parts.receiving.gate.error = RefusedError("void-label-printed", rma="218043")
    press(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: not dock.view.error.isHidden())
    assert "218043" in dock.view.error.words


def test_scans_during_the_question_wait_for_its_answer(qtbot: QtBot, kit, window: MainWindow, dock: DockPage) -> None:
    dock.view.recent.show((box(),))
    press(qtbot, window, Qt.Key.Key_F8)
    dock.take_scan("218044")
    assert dock.view.centre.asking_undo
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: texts(dock) == ["218044"])


# -------------------------------------------------------------------------------------------------------- layout


@pytest.mark.parametrize("state", ["ready", "asking", "undo"])
def test_every_visible_button_is_large_enough_for_gloves(
    qtbot: QtBot, dock: DockPage, window: MainWindow, state: str
) -> None:
    if state == "asking":
        dock.take_scan("who knows")
        settled(qtbot, dock)
    if state == "undo":
        dock.view.recent.show((box(),))
        dock._on_undo_asked()
    dock.view.show_error("Something is wrong.", 1)
    qtbot.waitUntil(lambda: dock.view.error.button.height() > 0)
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    assert len(buttons) >= 9
    small = {each.accessibleName() or each.text(): each.height() for each in buttons if each.height() < SMALLEST}
    assert small == {}


def test_the_centre_takes_half_of_the_window(dock: DockPage, window: MainWindow) -> None:
    centre = dock.view.centre
    assert (window.width(), window.height()) == (1280, 800)
    assert centre.height() >= 0.47 * window.height()
    assert centre.width() >= 0.85 * window.width()


def test_no_long_name_makes_the_window_larger_than_a_small_screen(
    qtbot: QtBot, kit, dock: DockPage, window: MainWindow
) -> None:
    long = "RMA " + "NUMBER " * 40
    for _ in range(2):
        dock.take_scan(long)
        settled(qtbot, dock)
        dock.view.show_error(long, 2)
        dock.view.hint(long)
        dock.take_key(key_event("1"))
        settled(qtbot, dock)
        dock.take_scan("who knows")
        settled(qtbot, dock)
        dock._on_escape()
    least = window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 800) == (True, True), least


def key_event(text: str):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
