"""Boxes before the camera: real frames through Qt, the real decoders, the real window, a real database file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rmadesk.bootstrap import Desk
from rmadesk.domain.rma import Box
from rmadesk.domain.scans import ScanSource
from rmadesk.services.site import Site
from support.camera_frames import Pixel, PluggedCameras, frame, view
from support.demo_day import BOXES
from support.fakes import SetClock
from support.label_pictures import Damage, Scene, degrade, draw_label
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.pages.dock_page import DockPage
from ui.tasks import TaskRunner
from ui.text import Words
from ui.theme import Look, Theme

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
SCENE = Scene(width=1440, height=1080, label_share=0.95)
EMPTY = view(size=(1440, 1080))


@cache
def held(place: int, shake: int) -> Image.Image:
    """One of the day's labels as it is held before the camera, never quite the same twice."""
    damage = Damage(tilt_degrees=2.0 - shake, blur_px=0.6, noise=2.5, fall_off=0.2)
    return degrade(draw_label(BOXES[place].label), damage, 10 * place + shake, SCENE)


class Station:
    """The program's window on a database file, a camera before it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        self.qtbot, self.file = qtbot, folder / "desk.sqlite"
        self.desk = Desk(self.file, user="ana", clock=SetClock(NOON), site=Site(), language="en")
        registry = folder / "registry.csv"
        registry.write_bytes((files("resources") / "demo" / "registry.csv").read_bytes())
        self.desk.registry.import_file(registry)
        self.tasks = TaskRunner()
        self.look = Look(qapp, Theme.LIGHT)
        self.window = MainWindow(self.tasks)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        words = Words(self.desk.wording, self.desk.site)
        self.window.open_desk(self.desk, words, Icons(lambda: self.look.colours), None)
        assert isinstance(self.window.page, DockPage)
        self.dock = self.window.page
        self.cameras = PluggedCameras()
        self.now = 0.0
        self.dock.camera.live._make_cameras = lambda _: self.cameras
        self.dock.camera.live._clock = lambda: self.now
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle, timeout=30_000)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle()

    def see(self, picture: Image.Image, kind: Pixel = Pixel.Format_NV12) -> None:
        """One frame, a fifteenth of a second after the last, and all that follows from it."""
        self.now += 1 / 15
        with self.qtbot.waitSignal(self.dock.camera.live.outlined, timeout=30_000):
            self.cameras.show(frame(picture, kind))
        self.settle()

    def boxes(self) -> tuple[Box, ...]:
        """What stands in the file, oldest first."""
        reader = Desk(self.file, user="auditor")
        try:
            return reader.receiving.recent(100)[::-1]
        finally:
            reader.close()


@pytest.fixture
def station(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Station]:
    made = Station(qtbot, qapp, tmp_path)
    yield made
    made.dock.camera.close()
    made.tasks.close()
    made.desk.close()


def test_two_boxes_before_the_camera_are_two_receipts_however_many_frames(station: Station) -> None:
    station.press(Qt.Key.Key_F6)
    station.qtbot.waitUntil(lambda: bool(station.cameras.running))
    station.see(EMPTY)
    for n in range(12):
        station.see(held(0, n % 3))
    station.press(Qt.Key.Key_1)
    for n in range(18):
        station.see(held(0, n % 3))
    (first,) = station.boxes()
    for _ in range(16):
        station.see(EMPTY)
    for n in range(4):
        station.see(held(1, n % 3), Pixel.Format_YUV420P)
    station.press(Qt.Key.Key_1)
    _, second = station.boxes()
    assert [each.rma_numbers for each in (first, second)] == [("218043",), ("217904",)]
    assert [each.verdict.value for each in (first, second)] == ["accept", "accept"]
    for box, label in zip((first, second), (BOXES[0].label, BOXES[1].label), strict=True):
        assert box.tracking_numbers == (label.tracking_number,)
        assert {scan.text for scan in box.scans} == {code.text for code in label.codes}
        assert {scan.source for scan in box.scans} == {ScanSource.PICTURE}
    assert not station.dock.box.in_hand
    assert station.dock._errors == []
