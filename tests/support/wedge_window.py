"""A window with a button, a field and a field for a PIN behind the scanner's filter, for real keys of a real display.

Run as a program it is the window, and tells each thing that happens on a line of its own; `WedgeWindow` starts it.
"""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

TITLE = "wedge bench"
PLACES = {"button": "F1", "field": "F2", "pin": "F3"}
_PATIENCE_S = 20.0
_QUIET_S = 0.2


@dataclass
class Told:
    """What the window told since it was last asked: times of presses in milliseconds, scans, clicks, fields' texts."""

    presses: list[float] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    clicks: int = 0
    field: str = ""
    pin: str = ""
    focus: str = ""

    @property
    def gaps(self) -> list[float]:
        """Between one key and the next, as the display server timed them."""
        return [later - earlier for earlier, later in zip(self.presses, self.presses[1:], strict=False)]

    @property
    def mean_gap(self) -> float:
        return sum(self.gaps) / len(self.gaps)


class WedgeWindow:
    """The window on a display, and the keyboard before it."""

    def __init__(self, environment: dict[str, str], process: "subprocess.Popen[str]") -> None:
        self._environment = environment
        self._told = Told()
        self._last = time.monotonic()
        assert process.stdout
        self._lines = process.stdout
        threading.Thread(target=self._listen, daemon=True).start()

    def xdotool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        run = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=_PATIENCE_S)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def press(self, place: str, *arguments: str, until: Callable[[Told], bool]) -> Told:
        """Press keys with the focus in a place; gives what came of it once `until` holds and all is quiet."""
        self._told = Told()
        self.xdotool("key", PLACES[place])
        self._wait(lambda: self._told.focus == place)
        self._told = Told(focus=place)
        self.xdotool(*arguments)
        with contextlib.suppress(TimeoutError):
            self._wait(lambda: until(self._told), 3)
        self._wait(lambda: time.monotonic() - self._last > _QUIET_S)
        return self._told

    def _wait(self, what: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
        deadline = time.monotonic() + patience_s
        while not what():
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.005)

    def _listen(self) -> None:
        for line in self._lines:
            self._last = time.monotonic()
            for name, value in json.loads(line).items():
                if name in ("presses", "scans"):
                    getattr(self._told, name).append(value)
                elif name == "clicks":
                    self._told.clicks += 1
                else:
                    setattr(self._told, name, value)


@contextlib.contextmanager
def wedge_window() -> Iterator[WedgeWindow]:
    """Start a display and the window on it."""
    from support.xvfb import display

    with display() as environment:
        process = subprocess.Popen([sys.executable, __file__], env=environment, stdout=subprocess.PIPE, text=True)
        try:
            window = WedgeWindow(environment, process)
            found = window.xdotool("search", "--sync", "--onlyvisible", "--name", TITLE).split()[0]
            window.xdotool("windowfocus", "--sync", found)
            yield window
        finally:
            process.kill()
            process.communicate()


def tell(name: str, value: object) -> None:
    print(json.dumps({name: value}), flush=True)


def main() -> int:
    """The window itself."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
    from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

    from ui.wedge import ScannerWedge

    class Stopwatch(QObject):
        """Sees every key before the scanner's filter does, as the display server timed it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(watched, QWindow) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                tell("presses", event.timestamp())
            return False

    def turn_to(name: str, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            widget.clear()
        widget.setFocus()
        tell("focus", name)

    application = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle(TITLE)
    button, plain, secret = QPushButton("danger"), QLineEdit(), QLineEdit()
    button.clicked.connect(lambda: tell("clicks", 1))
    plain.textChanged.connect(lambda text: tell("field", text))
    secret.textChanged.connect(lambda text: tell("pin", text))
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    column = QVBoxLayout(window)
    for name, widget in (("button", button), ("field", plain), ("pin", secret)):
        column.addWidget(widget)
        QShortcut(QKeySequence(PLACES[name]), window, lambda name=name, widget=widget: turn_to(name, widget))
    wedge = ScannerWedge(window)
    wedge.scanned.connect(lambda text: tell("scans", text))
    stopwatch = Stopwatch(window)
    for each in (wedge, stopwatch):  # the newest filter comes first
        application.installEventFilter(each)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    sys.exit(main())
