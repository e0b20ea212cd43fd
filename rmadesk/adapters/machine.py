"""What this machine has: packages, room on its disks, a display."""

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from rmadesk.domain.errors import FaultError


class ThisMachine:
    """The port `Machine`."""

    @property
    def has_display(self) -> bool:
        """Whether a window could be shown; only X11 and Wayland can be without one."""
        if sys.platform in ("win32", "darwin"):
            return True
        return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))

    def has_package(self, name: str) -> bool:
        """Whether a package or module is installed; it is not imported."""
        try:
            return find_spec(name) is not None
        except ModuleNotFoundError:  # the package around it
            return False

    def version_of(self, distribution: str) -> str | None:
        """The version of an installed distribution."""
        try:
            return version(distribution)
        except PackageNotFoundError:
            return None

    def free_bytes(self, path: Path) -> int:
        """Room for this user's files where a file lies, or will lie. Raises FaultError `disk-unreadable`."""
        try:
            return shutil.disk_usage(_nearest(path)).free
        except OSError as error:
            raise FaultError("disk-unreadable", file=str(path), reason=error.strerror or str(error)) from error


def _nearest(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    return next((each for each in (path, *path.absolute().parents) if each.exists()), Path("/"))
