"""Pictures of the real window with the demonstration day, a page and state each, written to build/screenshots.

Run as a program: it starts an X server without a screen and itself again under it, for each theme and language. Names
of sets of pictures (those of `SETS`) as arguments take only those; without any, all are taken.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "screenshots"
THEMES, LANGUAGES = ("light", "dark"), ("en", "de")
SMALLEST, SMALL, LARGE = (1024, 768), (1280, 800), (1920, 1080)
_WAIT_S = 30


def main(sets: list[str]) -> int:
    from support.xvfb import display

    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        if not sets or old.name.startswith(tuple(f"{name}-" for name in sets)):
            old.unlink()
    failed = 0
    with display(*LARGE) as environment:
        for theme in THEMES:
            for language in LANGUAGES:
                child = [sys.executable, __file__, "--child", theme, language, *(sets or SETS)]
                failed += subprocess.run(child, env=environment, timeout=300).returncode != 0
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    return 1 if failed else 0


@dataclass
class Studio:
    """The window, and how to wait for it and take its picture."""

    theme: str
    language: str

    def __post_init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from rmadesk.demo import Demonstration
        from ui.app import _translate
        from ui.icons import Icons
        from ui.main_window import MainWindow
        from ui.tasks import TaskRunner
        from ui.text import Words
        from ui.theme import Look, Theme

        running = QApplication.instance()
        self.application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        _translate(self.application, self.language)
        self.look = Look(self.application, Theme(self.theme))
        self.tasks = TaskRunner()
        self.folder = Path(tempfile.mkdtemp(prefix="rmadesk-pictures-"))
        self.day = Demonstration(self.folder, self.language)
        self.desk = self.day.desk
        self.words = Words(self.desk.wording, self.desk.site)
        self.icons = Icons(lambda: self.look.colours)
        self.window = MainWindow(self.tasks)
        self.window.resize(*SMALL)
        self.window.show()

    def open(self) -> None:
        self.window.open_desk(self.desk, self.words, self.icons, lambda: None)
        self.settle()

    def settle(self, until: Callable[[], bool] | None = None) -> None:
        """Until nothing is under way and everything is drawn."""
        deadline = time.monotonic() + _WAIT_S
        self.turn(20)
        while not (self.tasks.idle and (until is None or until())):
            assert time.monotonic() < deadline, "the window is still busy"
            self.turn(20)
        self.turn(60)

    def turn(self, wait_ms: int) -> None:
        """Let the event loop run; unlike QTest.qWait it leaves the interpreter to the workers."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(wait_ms, loop.quit)
        loop.exec()

    def take(self, name: str) -> None:
        path = FOLDER / f"{name}-{self.theme}-{self.language}.png"
        assert self.window.grab().save(str(path)), path


def key_event(text: str) -> "QKeyEvent":
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, ord(text), Qt.KeyboardModifier.NoModifier, text)


SETS = {
    "window": "window_shots",
    "why": "why_shots",
    "due": "due_shots",
    "camera": "camera_shots",
    "questions": "question_shots",
    "scanner": "scanner_shots",
}
"""The sets of pictures by name, and the module that takes each in a window and on a database of its own."""


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    if sys.argv[1:2] != ["--child"]:
        sys.exit(main(sys.argv[1:]))
    for name in sys.argv[4:]:
        studio = Studio(*sys.argv[2:4])
        try:
            import_module(f"support.{SETS[name]}").shoot(studio)
        finally:
            studio.tasks.close()
            studio.window.close()
            studio.desk.close()
