"""Starts the real program: as a process of its own, or in this one where starting it a hundred times would be slow."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rmadesk.__main__ import program
from rmadesk.console import run

TIMEOUT_S = 120
NOBODY = 65534

# The rights are dropped once all is imported that a verb imports late: the clone and its interpreter may lie where
# nobody else may go.
_UNPRIVILEGED = f"""
import contextlib, io, os, sys, tempfile
from rmadesk.__main__ import program
from rmadesk.console import run
with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    desk = ["--db", os.path.join(folder, "desk.sqlite")]
    registry = os.path.join(folder, "registry.csv")
    with open(registry, "w") as file:
        file.write("rma_number\\n1\\n")
    run(program, [*desk, "registry", "import", registry])
    run(program, [*desk, "receive", "--scan", "RMA-100", "--packaging", "original"])
    run(program, [*desk, "report", "-o", os.path.join(folder, "report.csv")])
    with contextlib.redirect_stderr(io.StringIO()):
        run(program, [*desk, "scan", registry])
        run(program, [*desk, "assess", registry])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
sys.exit(run(program, sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command line came to."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """The one line of JSON on standard output; that it is one line is part of the promise."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def problem(self) -> Any:
        """The one line of JSON on standard error."""
        (line,) = self.err.splitlines()
        return json.loads(line)["error"]


class FixedClock:
    """A clock that stands still."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def now(self) -> datetime:
        return self._instant


class Program:
    """The program at one database, with a home of its own, so that nobody's settings decide what a test says."""

    def __init__(self, home: Path, now: datetime | None = None) -> None:
        self.home = home
        self.database = home / "desk.sqlite"
        self._now = now

    @property
    def environment(self) -> dict[str, str]:
        """Of the process: the home, and nothing of rmadesk's own from outside."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RMADESK", "XDG_"))}
        own = {"HOME": str(self.home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        return kept | own | {"PYTHONWARNINGS": "error"}

    @property
    def command(self) -> list[str]:
        """What starts it, up to the verb."""
        return [sys.executable, "-m", "rmadesk", "--db", str(self.database)]

    def here(self, *arguments: object) -> Done:
        """Run a verb in this process, at the hour that was given."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.ExitStack() as stack:
            stack.enter_context(patch.dict(os.environ, self.environment, clear=True))
            stack.enter_context(contextlib.redirect_stdout(out))
            stack.enter_context(contextlib.redirect_stderr(err))
            if self._now:
                stack.enter_context(patch("rmadesk.bootstrap.station.SystemClock", lambda: FixedClock(self._now)))
            status = run(program, ["--db", str(self.database), *map(str, arguments)])
        return Done(status, out.getvalue(), err.getvalue())

    def must(self, *arguments: object) -> Done:
        """The same of a verb that has to succeed."""
        done = self.here(*arguments)
        assert done.status == 0, done.err
        return done

    def start(self, *arguments: object, stdin: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """Begin a verb as a process of its own."""
        return subprocess.Popen(
            [*self.command, *(each if isinstance(each, bytes) else str(each) for each in arguments)],
            env=self.environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def process(self, *arguments: object) -> Done:
        """Run a verb as a process of its own; arguments may be bytes."""
        return finished(self.start(*arguments))

    def unprivileged(self, *arguments: object) -> Done:
        """Run a verb as somebody who may not do everything, whoever runs the tests."""
        return finished(
            subprocess.Popen(
                [sys.executable, "-c", _UNPRIVILEGED, "--db", str(self.database), *map(str, arguments)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )


def finished(process: "subprocess.Popen[bytes]") -> Done:
    """What a process came to, once it has ended."""
    try:
        out, err = process.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Done(process.returncode, out.decode(), err.decode())
