"""A run of the program on a real database: paint first, open after, and show a bug as one."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from rmadesk.bootstrap import Desk
from ui.app import _Program
from ui.pages.dock_page import DockPage
from ui.tasks import Lane

Start = Callable[[Path], _Program]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Programs without their event loop, which is the test's own."""
    begun: list[_Program] = []
    painted: list[bool] = []

    def make(database: Path) -> _Program:
        desk = Desk(database, user="ana", language="en")
        program = _Program(qapp, desk, "en", "light", None, False, lambda: painted.append(database.exists()))
        program.painted_before_database = painted  # type: ignore[attr-defined]
        begun.append(program)
        program._window.show()
        return program

    yield make
    for program in begun:
        program._let_go()
        program._window.close()
        program._window.deleteLater()


def test_the_window_paints_before_the_database_is_touched(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    database = tmp_path / "desk.sqlite"
    program = start(database)
    qtbot.waitUntil(lambda: isinstance(program._window.page, DockPage), timeout=20_000)
    assert program.painted_before_database == [False]
    assert database.exists()
    assert program._fault is None


def test_a_database_that_can_not_be_opened_is_told_and_can_be_tried_again(
    qtbot: QtBot, start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "letter.txt"
    database.write_text("Dear customer,\n" * 400, encoding="utf-8")
    program = start(database)
    qtbot.waitUntil(lambda: program._fault is not None, timeout=20_000)
    assert "letter.txt" in program._window.first_screen.words
    assert "letter.txt" in capsys.readouterr().err
    database.unlink()
    program._window.retried.emit()
    qtbot.waitUntil(lambda: isinstance(program._window.page, DockPage), timeout=20_000)
    assert program._fault is None


class SlowPrint:
    """In place of the reader of print: takes its time, unless it is closed."""

    def __init__(self) -> None:
        self.begun, self._closed = threading.Event(), threading.Event()

    def read(self) -> bool:
        self.begun.set()
        return self._closed.wait(timeout=20)

    def close(self) -> None:
        self._closed.set()


def test_closing_waits_for_no_print(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "desk.sqlite")
    qtbot.waitUntil(lambda: isinstance(program._window.page, DockPage), timeout=20_000)
    reader, read = SlowPrint(), []
    program._desk.__dict__["print_reader"] = reader
    program._tasks.run(lambda: read.append(reader.read()), print, print, owner=program, lane=Lane.CRAFT)
    qtbot.waitUntil(reader.begun.is_set)
    program._let_go()
    assert read == [True]


def test_a_bug_is_shown_with_its_traceback_and_the_window_goes_on(
    qtbot: QtBot, start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = start(tmp_path / "desk.sqlite")
    try:
        1 // 0  # noqa: B018
    except ZeroDivisionError as error:
        program._on_uncaught(type(error), error, error.__traceback__)
    (box,) = program._window.findChildren(QMessageBox)
    assert box.isVisible()
    assert "ZeroDivisionError" in box.detailedText()
    assert "a bug in the window" in caplog.text
    box.accept()
    qtbot.waitUntil(lambda: isinstance(program._window.page, DockPage), timeout=20_000)
