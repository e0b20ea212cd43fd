"""What holds for the tests of the window: a desk of fakes, a window on it, and quiet about the missing screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.window_fakes import FakeParts
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.tasks import TaskRunner
from ui.text import Words
from ui.theme import Look, Theme
from ui.wedge import ScannerWedge

_HERE = Path(__file__).parent
_OFFSCREEN = "^This plugin does not support (propagateSizeHints|raise|grabbing)"
"""What Qt says of its platform without a screen; a real one is used where these things are the test's subject."""
_NO_GRAPHICS_CARD = ": No RHI backend"
"""Said once a thread of a camera's colours, where there is no graphics card to make them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN, _NO_GRAPHICS_CARD, extend=True))


@dataclass
class Kit:
    """What every page is given."""

    parts: FakeParts
    words: Words
    icons: Icons
    tasks: TaskRunner

    @property
    def given(self) -> tuple[FakeParts, Words, Icons, TaskRunner]:
        return self.parts, self.words, self.icons, self.tasks


@pytest.fixture
def kit(qapp: QApplication) -> Iterator[Kit]:
    look = Look(qapp, Theme.LIGHT)
    parts = FakeParts()
    tasks = TaskRunner()
    yield Kit(parts, Words(parts.wording, parts.site), Icons(lambda: look.colours), tasks)
    for part in vars(parts).values():
        if gate := getattr(part, "gate", None):
            gate.open.set()
    tasks.close()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, kit: Kit) -> MainWindow:
    """The whole window on the dock page, with the scanner's filter, as the program starts it."""
    made = MainWindow(kit.tasks)
    qtbot.addWidget(made)
    wedge = ScannerWedge(made)
    wedge.scanned.connect(made.take_scan)
    qapp.installEventFilter(wedge)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_desk(kit.parts, kit.words, kit.icons, None)
    qtbot.waitUntil(lambda: kit.tasks.idle)
    return made
