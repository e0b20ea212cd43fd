"""The camera at the dock: what it reads joins the box in hand, its view gives way to the questions, keys close it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import FaultError
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.scans import FrameReading, Read, ScanSource
from rmadesk.services.station import Station
from support.camera_frames import SECOND, WEBCAM, PluggedCameras, read, view
from ui.main_window import MainWindow, PageName
from ui.pages.dock_page import DockPage
from ui.theme import Theme, tokens
from ui.widgets.key_button import SMALLEST

BOX = view(size=(640, 360))
OUTLINE = ((100, 100), (300, 100), (300, 160), (100, 160))


class Dock:
    """The dock page under a camera, and the clock that the camera goes by."""

    def __init__(self, qtbot: QtBot, window: MainWindow, kit) -> None:
        assert isinstance(window.page, DockPage)
        self.qtbot, self.window, self.kit, self.page = qtbot, window, kit, window.page
        self.cameras = PluggedCameras([WEBCAM])
        self.now = 0.0
        self.beeps = 0
        camera = self.page.camera
        camera.live._make_cameras = lambda _: self.cameras
        camera.live._clock = lambda: self.now
        camera._beep = self._beep

    @property
    def finder(self):
        return self.page.camera.finder

    @property
    def texts(self) -> list[str]:
        return [each[0].text for each in self.page.view.reads.records]

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def open(self) -> None:
        self.press(Qt.Key.Key_F6)
        self.qtbot.waitUntil(lambda: self.page.camera.live.device is not None)

    def see(self, *reads: Read, module_px: float = 3.0) -> None:
        """The camera sees a box, and all that follows from it is done."""
        self.kit.parts.frames.reading = FrameReading(reads, module_px)
        before = self.kit.parts.frames.looks
        self.cameras.show(BOX)
        self.qtbot.waitUntil(lambda: self.kit.parts.frames.looks > before and self.kit.tasks.idle)

    def see_nothing_for(self, seconds: float) -> None:
        for _ in range(3):
            self.now += seconds / 3
            self.see()

    def thaw(self) -> None:
        self.finder._freeze.setInterval(1)
        self.finder._freeze.start()
        self.qtbot.waitUntil(lambda: not self.finder.frozen)

    def _beep(self) -> None:
        self.beeps += 1


@pytest.fixture
def dock(qtbot: QtBot, window: MainWindow, kit) -> Iterator[Dock]:
    made = Dock(qtbot, window, kit)
    yield made
    made.page.camera.close()


def label(text: str = "218043", **changed) -> Read:
    return read(text, position=OUTLINE, **changed)


# ----------------------------------------------------------------------------------------------------- what it reads


def test_a_box_before_the_camera_is_received_with_one_key_even_while_the_picture_stands_still(dock: Dock) -> None:
    dock.open()
    dock.see(label())
    dock.see(label(), label("1ZW41R630321804318"))
    assert dock.texts == ["218043", "1ZW41R630321804318"]
    assert dock.finder.frozen
    dock.press(Qt.Key.Key_1)
    dock.qtbot.waitUntil(lambda: bool(dock.kit.parts.receiving.received))
    (box,) = dock.kit.parts.receiving.received
    assert box.packaging is PackagingKind.ORIGINAL
    assert [(scan.text, scan.source) for scan in box.scans] == [
        ("218043", ScanSource.PICTURE),
        ("1ZW41R630321804318", ScanSource.PICTURE),
    ]
    assert box.scans[0].read
    assert box.scans[0].read.position == OUTLINE


def test_thirty_frames_of_a_box_are_one_receipt_and_the_next_box_needs_no_other_key(dock: Dock) -> None:
    dock.open()
    for n in range(15):
        dock.now = n / 15
        dock.see(label())
    dock.press(Qt.Key.Key_1)
    dock.qtbot.waitUntil(lambda: len(dock.kit.parts.receiving.received) == 1 and dock.kit.tasks.idle)
    for n in range(15):
        dock.now = 1 + n / 15
        dock.see(label())
    assert len(dock.kit.parts.receiving.received) == 1
    assert not dock.page.box.in_hand
    assert dock.beeps == 1
    dock.see_nothing_for(1.2)
    dock.see(label("218044"))
    assert dock.texts == ["218044"]
    assert dock.beeps == 2
    dock.press(Qt.Key.Key_2)
    dock.qtbot.waitUntil(lambda: len(dock.kit.parts.receiving.received) == 2)


def test_a_code_that_is_not_sure_is_outlined_where_it_stands_but_not_taken(dock: Dock) -> None:
    dock.open()
    dock.see(label("4006381333931", confirmed=False, symbology="EAN-13"))
    assert dock.texts == []
    assert not dock.finder.frozen
    picture = dock.finder.picture
    image = picture.grab().toImage()
    for (x, y), (to_x, to_y) in zip(OUTLINE, (*OUTLINE[1:], OUTLINE[0]), strict=True):
        on_line = picture.place((x + to_x) / 2, (y + to_y) / 2)
        near = [
            image.pixelColor(round(on_line.x()) + dx, round(on_line.y()) + dy).name()
            for dx in range(-12, 13)
            for dy in range(-12, 13)
        ]
        assert tokens(Theme.LIGHT)["hold"].lower() in near
    inside = picture.place(200, 130)
    assert image.pixelColor(round(inside.x()), round(inside.y())).red() == pytest.approx(150, abs=12)
    dock.finder._stale.setInterval(1)
    dock.finder._stale.start()
    dock.qtbot.waitUntil(lambda: picture.reads == ())  # no look renews them: the code may be elsewhere by now


def test_a_box_put_aside_is_not_taken_up_again_while_it_lies_there(dock: Dock) -> None:
    dock.open()
    dock.see(label())
    dock.thaw()
    dock.press(Qt.Key.Key_Escape)
    assert not dock.page.box.in_hand
    assert dock.page.camera.in_front  # ready for a box
    dock.now = 1.0
    dock.see(label())
    assert not dock.page.box.in_hand
    assert "Taken already" in dock.finder.words


# ------------------------------------------------------------------------------------------------ what stands in front


def test_it_stands_still_for_a_moment_then_gives_way_to_the_questions(dock: Dock) -> None:
    dock.open()
    assert dock.page.camera.in_front
    dock.see(label())
    assert dock.finder.frozen
    assert dock.page.camera.in_front
    assert "One code taken" in dock.finder.words
    assert dock.finder.picture.accessibleDescription() == "218043"
    shown = dock.finder.picture._image
    dock.see(label(), label("unsure", confirmed=False))
    assert [each.text for each in dock.finder.picture.reads] == ["218043"]
    assert dock.finder.picture._image.cacheKey() == shown.cacheKey()
    dock.thaw()
    assert not dock.page.camera.in_front
    assert dock.page.view.centre.asking


def test_the_verdict_stays_until_the_camera_is_asked_for(dock: Dock) -> None:
    dock.open()
    dock.see(label())
    dock.thaw()
    dock.press(Qt.Key.Key_1)
    dock.qtbot.waitUntil(lambda: dock.page.view.centre.coloured == "accept")
    dock.see()
    assert dock.page.view.centre.coloured == "accept"
    dock.press(Qt.Key.Key_F6)
    assert dock.page.camera.in_front
    assert dock.page.view.centre.coloured == ""


def test_letters_and_digits_answer_no_question_that_is_not_on_screen(dock: Dock) -> None:
    dock.open()
    dock.page.take_scan("218043")
    dock.qtbot.waitUntil(lambda: dock.texts == ["218043"])
    assert not dock.page.camera.in_front  # a scanner works beside it
    assert dock.page.camera.is_open
    dock.press(Qt.Key.Key_F6)
    dock.press(Qt.Key.Key_1)
    assert dock.kit.parts.receiving.received == []
    dock.press(Qt.Key.Key_F6)
    assert dock.page.view.centre.asking
    dock.press(Qt.Key.Key_1)
    dock.qtbot.waitUntil(lambda: bool(dock.kit.parts.receiving.received))


# ------------------------------------------------------------------------------------------------------- open, close


def test_esc_and_its_own_key_close_it_but_an_error_goes_first(dock: Dock) -> None:
    closed = (False, False, "")
    for key in (Qt.Key.Key_F6, Qt.Key.Key_Escape):
        dock.open()
        if key is Qt.Key.Key_Escape:
            dock.page._show_error(FaultError("database-full", file="desk.sqlite"))
            dock.press(key)
            assert dock.page.camera.in_front
        dock.press(key)
        assert (dock.page.camera.is_open, dock.page.camera.in_front, dock.cameras.running) == closed


def test_the_stations_camera_opens_and_whoever_turns_to_another_has_that_from_then_on(dock: Dock) -> None:
    dock.kit.parts.station = Station(camera=SECOND.device_id)
    dock.cameras.plug(WEBCAM, SECOND)
    dock.open()
    shown = [each for each in dock.finder.findChildren(QAbstractButton) if each.isVisible()]
    assert [each.accessibleName() for each in shown] == ["Other camera (F7)", "Close camera (Esc)"]
    assert min(each.height() for each in shown) >= SMALLEST
    assert dock.finder.accessibleName() == "Camera"
    dock.press(Qt.Key.Key_F7)
    dock.qtbot.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    assert not dock.page.camera.is_open
    dock.open()
    assert dock.cameras.starts == ["usb-2", "usb-1", "usb-1"]


def test_turning_to_another_page_lets_go_of_the_camera(dock: Dock) -> None:
    dock.open()
    dock.window.turn_to(PageName.BENCH)
    assert dock.cameras.running == ""
    dock.window.turn_to(PageName.DOCK)
    assert not dock.page.camera.is_open
    assert dock.page.view.centre.ready


# ------------------------------------------------------------------------------------------------------ what hinders


def test_without_a_camera_there_are_words_and_the_dock_goes_on(dock: Dock) -> None:
    dock.cameras.plug()
    dock.press(Qt.Key.Key_F6)
    dock.qtbot.waitUntil(lambda: "No camera is connected" in dock.finder.words)
    dock.page.take_scan("218043")
    dock.qtbot.waitUntil(lambda: dock.page.view.centre.asking and dock.texts == ["218043"])
    assert not dock.page.camera.in_front


def test_pulled_out_with_a_box_in_hand_it_says_so_and_the_box_stays(dock: Dock) -> None:
    dock.open()
    dock.see(label())
    dock.thaw()
    dock.cameras.plug()
    assert "Dock webcam was unplugged" in dock.finder.words
    assert dock.page.camera.in_front
    dock.press(Qt.Key.Key_Escape)
    assert dock.page.view.centre.asking
    assert dock.texts == ["218043"]


def test_try_again_looks_for_a_camera_once_more(dock: Dock) -> None:
    dock.open()
    dock.cameras.failed.emit("busy")
    assert "can't be used" in dock.finder.words
    dock.qtbot.mouseClick(dock.finder.notice.button, Qt.MouseButton.LeftButton)
    dock.qtbot.waitUntil(lambda: dock.page.camera.live.device is not None)


def test_bars_too_small_ask_to_come_closer(dock: Dock) -> None:
    dock.open()
    for module_px, words in ((1.59, "Come closer"), (1.6, "Show the label to the camera")):
        dock.see(module_px=module_px)
        assert words in dock.finder.words
