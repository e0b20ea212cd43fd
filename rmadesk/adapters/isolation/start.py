"""How a child is started, from source, an installed wheel or a frozen program."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

FROZEN_ARGUMENT = "--isolated-worker"
"""By this a frozen program knows that it is to call `child.serve()` and nothing else."""

_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from rmadesk.adapters.isolation.child import serve; serve()"
_PIPE_SIZE = 1024 * 1024


def started() -> "subprocess.Popen[bytes]":
    """A child that waits for its first message; it finds modules where we do. Raises OSError, ValueError."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # else it reserves memory for every core
        start_new_session=True,  # what the terminal sends to us is not for it
        creationflags=flags,
    )
    if sys.platform == "linux":
        import fcntl

        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # the system allows a user only so much
                assert pipe is not None
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    return process


def _command() -> list[str]:
    if not sys.executable:
        raise ValueError("no interpreter")
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_ARGUMENT]
    # Isolated (-I): neither the folder we stand in nor PYTHON... variables decide what it imports.
    return [sys.executable, "-I", "-c", _BEGIN, *(str(Path(each or ".").absolute()) for each in sys.path)]
