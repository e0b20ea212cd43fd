"""The whole program with a scanner at a serial port and a watched folder: what they bring is on record."""

import contextlib
import os
import shutil
import sqlite3
import time
import tomllib
import tty
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from rmadesk.services.station import SCANNER_TEST_TEXT
from support.real_screen import Screen, screen_with_registry, wait_for


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with screen_with_registry(tmp_path) as made:
        yield made


def received(screen: Screen) -> int:
    """How many boxes are on record."""
    with contextlib.closing(sqlite3.connect(f"{screen.database.as_uri()}?mode=ro", uri=True)) as database:
        (count,) = database.execute("SELECT count(*) FROM event WHERE kind = 'BoxReceived'").fetchone()
    return int(count)


def holds(process: int, device: str) -> bool:
    """Whether the program has opened the device; what was sent to a port before that is thrown away by it."""
    entries = Path(f"/proc/{process}/fd").iterdir()
    return any(os.path.realpath(entry) == device for entry in entries)


def press_until_received(screen: Screen, key: str, boxes: int) -> None:
    """The questions come with what a device brings; until then, and after, the key means nothing."""

    def pressed() -> bool:
        screen.xdotool("key", key)
        time.sleep(0.2)
        return received(screen) == boxes

    wait_for(pressed)


def test_a_serial_scan_and_a_dropped_picture_put_boxes_on_record(screen: Screen, tmp_path: Path) -> None:
    near, far = os.openpty()
    tty.setraw(far)
    folder = tmp_path / "scans"
    folder.mkdir()
    for key, value in (("serial.port", os.ttyname(far)), ("watch.folder", str(folder))):
        run = screen.rmadesk("settings", "set", key, value)
        assert run.returncode == 0, run.stderr
    with screen.window() as program:
        wait_for(lambda: holds(program.pid, os.ttyname(far)))
        os.write(near, b"RMA:2180")
        os.write(near, b"43\r\n")
        press_until_received(screen, "1", 1)
        with as_file(files("resources") / "demo" / "labels" / "02.jpg") as picture:
            shutil.copy(picture, folder / "scan0001.jpg.part")
        (folder / "scan0001.jpg.part").rename(folder / "scan0001.jpg")
        press_until_received(screen, "2", 2)
    (box,) = screen.boxes("218043")
    assert {scan["source"] for scan in box["scans"]} == {"scanner"}
    (box,) = screen.boxes("217904")
    assert {scan["source"] for scan in box["scans"]} == {"picture"}
    assert (folder / "scan0001.jpg").exists()
    os.close(near)
    os.close(far)


def test_a_scanner_is_tested_by_its_keys_and_the_desk_is_set_to_it(screen: Screen, tmp_path: Path) -> None:
    with screen.window():
        screen.xdotool("key", "F12")
        screen.focus("Test the scanner")
        for _ in range(3):
            head, tail = SCANNER_TEST_TEXT.split("\x1d")
            screen.xdotool(*_typed(head), "key", "--delay", "6", "ctrl+bracketright", *_typed(tail), *_ENTER)
        screen.xdotool("key", "--delay", "200", "F5")
        settings = tmp_path / "rmadesk" / "config.toml"
        wait_for(settings.exists)
    found = tomllib.loads(settings.read_text(encoding="utf-8"))
    assert found.keys() == {"scanner"}
    assert found["scanner"].keys() <= {"mean_gap_ms", "largest_gap_ms"}, "nothing else is wrong with these keys"


def _typed(text: str) -> tuple[str, ...]:
    return ("type", "--delay", "6", "--args", "1", "--", text)


_ENTER = ("key", "--delay", "6", "Return")
