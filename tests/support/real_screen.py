"""The whole program in a real window on a display without a screen, its keyboard, and what another process reads."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from support.xvfb import display

PATIENCE_S = 60
READY = "dock 1"
"""Stands in the window's title once the desk is open."""

READ_BOXES = """
import json, sys
from pathlib import Path
from rmadesk.bootstrap import Desk
from rmadesk.domain.plain import to_plain
print(json.dumps([to_plain(box) for box in Desk(Path(sys.argv[1])).registry.open(sys.argv[2]).boxes]))
"""


class Screen:
    """A display with a keyboard."""

    def __init__(self, environment: dict[str, str], database: Path) -> None:
        self.environment = environment
        self.database = database

    def rmadesk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rmadesk", "--db", str(self.database), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S)

    def xdotool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    @contextlib.contextmanager
    def window(self, title: str = READY) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-m", "rmadesk", "--db", str(self.database), "--user", "ana", "gui"]
        program = subprocess.Popen(
            [*command, "--language", "en"], env=self.environment, stderr=subprocess.PIPE, text=True
        )
        try:
            self.focus(title)
            yield program
        finally:
            program.kill()
            program.communicate()

    def focus(self, title: str) -> str:
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self.xdotool("windowfocus", "--sync", found)
        return found

    def close_by_keys(self) -> None:
        """From the first screen's sentence to its key `Close`."""
        self.focus("^rmadesk$")
        self.xdotool("key", "--delay", "200", "Tab", "Tab", "space")

    def scan(self, text: str, delay_ms: int) -> None:
        self.xdotool("type", "--delay", str(delay_ms), "--args", "1", text, "key", "Return")

    def boxes(self, number: str) -> list[dict[str, object]]:
        """What another process reads of an authorization's boxes."""
        command = [sys.executable, "-c", READ_BOXES, str(self.database), number]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S)
        assert run.returncode == 0, run.stderr
        boxes: list[dict[str, object]] = json.loads(run.stdout)
        return boxes


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline, "it did not happen"


@contextlib.contextmanager
def screen_with_registry(home: Path) -> Iterator[Screen]:
    """A display, and a database in `home` into which the demonstration's registry is imported."""
    with display() as environment:
        made = Screen(environment | {"XDG_CONFIG_HOME": str(home), "HOME": str(home)}, home / "desk.sqlite")
        registry = home / "registry.csv"
        registry.write_bytes((files("resources") / "demo" / "registry.csv").read_bytes())
        run = made.rmadesk("registry", "import", str(registry))
        assert run.returncode == 0, run.stderr
        yield made
