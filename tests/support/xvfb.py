"""A real X server without a screen, for tests and screenshots of the real window."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def display(width: int = 1280, height: int = 800) -> Iterator[dict[str, str]]:
    """Start Xvfb on a free display and give the environment that programs need to use it."""
    xvfb = shutil.which("Xvfb")
    assert xvfb, "Xvfb is not installed: run installer/setup-linux.sh"
    read, write = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()  # the server writes it once it is ready
        assert number, "Xvfb did not start"
        environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        yield environment | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(30)
