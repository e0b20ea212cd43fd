"""The whole program with a scanner at a serial port and a watched folder: what they bring is on record."""

import os
import shutil
import tty
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from support.real_screen import Screen, screen_with_registry, wait_for


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with screen_with_registry(tmp_path) as made:
        yield made


def pressed_two_and_received(screen: Screen, number: str) -> bool:
    """The questions come with the picture; until then the key means nothing."""
    screen.xdotool("key", "2")
    return bool(screen.boxes(number))


def test_a_serial_scan_and_a_dropped_picture_put_boxes_on_record(screen: Screen, tmp_path: Path) -> None:
    near, far = os.openpty()
    tty.setraw(far)
    folder = tmp_path / "scans"
    folder.mkdir()
    for key, value in (("serial.port", os.ttyname(far)), ("watch.folder", str(folder))):
        run = screen.rmadesk("settings", "set", key, value)
        assert run.returncode == 0, run.stderr
    with screen.window():
        os.write(near, b"RMA:2180")
        os.write(near, b"43\r\n")
        screen.xdotool("key", "1")
        wait_for(lambda: bool(screen.boxes("218043")))
        with as_file(files("resources") / "demo" / "labels" / "02.jpg") as picture:
            shutil.copy(picture, folder / "scan0001.jpg.part")
        (folder / "scan0001.jpg.part").rename(folder / "scan0001.jpg")
        wait_for(lambda: pressed_two_and_received(screen, "217904"))
    (box,) = screen.boxes("217904")
    assert {scan["source"] for scan in box["scans"]} == {"picture"}
    assert (folder / "scan0001.jpg").exists()
    os.close(near)
    os.close(far)
