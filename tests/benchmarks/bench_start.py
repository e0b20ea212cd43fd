"""How long until the program is there: the first paint of its window, and an answer on the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks.measure import Benchmark, Pair, Side

# The process ends with the first paint: how long it would take to close is not asked.
_OURS = """
import functools, os, sys
import ui.app
from rmadesk.__main__ import program
from rmadesk.console import run

def painted():
    os.write(1, b"painted")
    os._exit(0)

ui.app.run = functools.partial(ui.app.run, on_first_paint=painted)
run(program, ["--db", sys.argv[1], "gui"])
"""
_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os.write(1, b"painted")
        os._exit(0)

application = QApplication(sys.argv[:1])
window = Window()
window.resize(1200, 800)
window.show()
application.exec()
"""


def _until_painted(code: str, folder: Path) -> Side:
    command = [sys.executable, "-c", code, str(folder / "desk.sqlite")]
    environment = _environment(folder) | {"QT_QPA_PLATFORM": "offscreen"}

    def side() -> float:
        start = perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            told = process.stdout.read(7)
            seconds = perf_counter() - start
            _, err = process.communicate(timeout=60)
        if told != b"painted":
            raise RuntimeError(f"no window was painted: {err.decode()}")
        return seconds

    return side


def _until_ended(arguments: Sequence[str], folder: Path) -> Side:
    command = [sys.executable, *arguments]

    def side() -> float:
        start = perf_counter()
        subprocess.run(command, env=_environment(folder), check=True, capture_output=True)
        return perf_counter() - start

    return side


def _environment(folder: Path) -> dict[str, str]:
    """A home of its own, so that nobody's settings are measured, and compiled modules kept in it, as an installed
    program has them, even where this environment forbids to write them."""
    left_out = ("RMADESK", "XDG_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


@contextmanager
def _windows(folder: Path) -> Iterator[Pair]:
    yield Pair(ours=_until_painted(_OURS, folder), baseline=_until_painted(_BARE, folder))


@contextmanager
def _command_lines(folder: Path) -> Iterator[Pair]:
    ours = _until_ended(["-m", "rmadesk", "--version"], folder)
    yield Pair(ours=ours, baseline=_until_ended(["-c", "pass"], folder))


FIRST_PAINT = Benchmark(
    name="first_paint",
    baseline_is="a bare PySide6 QMainWindow of the same size, from the start of its process to its first paint",
    goal=2.0,
    repetitions=9,
    warm_up=2,
    prepare=_windows,
)
CLI_START = Benchmark(
    name="cli_start",
    baseline_is="`python -c pass`, beside `rmadesk --version`",
    goal=None,
    repetitions=15,
    warm_up=2,
    prepare=_command_lines,
)
