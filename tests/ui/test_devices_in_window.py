"""What devices bring and what ails them, in the window: pictures for the dock, words above every page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import RefusedError
from rmadesk.services.station import SerialSettings, Station, WatchSettings
from ui.devices.attached import AttachedDevices
from ui.main_window import MainWindow, PageName
from ui.pages.dock_page import DockPage

GONE = RefusedError("serial-port-lost", port="/dev/ttyACM0")


@pytest.mark.parametrize("name", [PageName.DOCK, PageName.REPORT])
def test_a_picture_from_a_device_is_read_at_the_dock(qtbot: QtBot, kit, window: MainWindow, name: PageName) -> None:
    window.turn_to(name)
    window.take_picture_file(Path("/srv/scans/scan0001.png"))
    qtbot.waitUntil(lambda: kit.parts.pictures.names == ["scan0001.png"])
    assert isinstance(window.page, DockPage)


def test_a_picture_takes_nobody_from_the_page_he_works_on(
    qtbot: QtBot, kit, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.turn_to(PageName.BENCH)
    bench = window.page
    monkeypatch.setattr(type(bench), "in_use", property(lambda _: True), raising=False)
    window.take_picture_file(Path("/srv/scans/scan0001.png"))
    qtbot.waitUntil(lambda: kit.parts.pictures.names == ["scan0001.png"])
    assert window.page is bench


def test_why_a_device_brings_nothing_stands_above_every_page_until_it_is_over(window: MainWindow) -> None:
    window.show_device_error("serial", GONE)
    assert window._notices
    window.turn_to(PageName.REPORT)
    assert window._notices.isVisible()
    assert "/dev/ttyACM0" in window._notices.words
    window.show_device_error("folder", RefusedError("watch-folder-missing", folder="/srv/scans"))
    assert "1 more" in [each.text() for each in window._notices.findChildren(QPushButton)][-1]
    window.clear_device_error("serial")
    assert "/srv/scans" in window._notices.words
    window.clear_device_error("folder")
    assert not window._notices.isVisible()


def test_a_notice_that_is_read_goes_and_a_device_has_one_at_most(qtbot: QtBot, window: MainWindow) -> None:
    window.show_device_error("serial", RefusedError("serial-port-missing", port="COM3"))
    window.show_device_error("serial", GONE)
    assert window._notices
    (button,) = [each for each in window._notices.findChildren(QPushButton) if each.isVisible()]
    assert button.height() >= 56
    assert window.focusWidget() is not button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window._notices.words == ""
    assert not window._notices.isVisible()


def test_pictures_from_before_are_counted_in_words(window: MainWindow) -> None:
    window.show_left_alone(3)
    window.redress()
    assert window._notices
    assert window._notices.words.startswith("3 pictures")
    window.show_device_error("serial", GONE)
    assert "/dev/ttyACM0" in window._notices.words, "what hinders comes first"
    window.clear_device_error("serial")
    assert window._notices.words.startswith("3 pictures")


def test_a_station_without_devices_starts_none(kit, window: MainWindow) -> None:
    devices = AttachedDevices(Station(), kit.tasks, window)
    devices.start()
    assert devices.children() == []


def test_the_devices_errors_name_their_device(qtbot: QtBot, kit, window: MainWindow, tmp_path: Path) -> None:
    station = Station(serial=SerialSettings(str(tmp_path / "none")), watch=WatchSettings(folder=tmp_path / "nowhere"))
    devices = AttachedDevices(station, kit.tasks, window)
    failed: list[tuple[str, str]] = []
    devices.failed.connect(lambda device, error: failed.append((device, error.code)))
    devices.start()
    wanted = {("serial", "serial-port-missing"), ("folder", "watch-folder-missing")}
    qtbot.waitUntil(lambda: set(failed) == wanted)
