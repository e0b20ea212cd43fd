"""Runs a piece of Python as somebody who may not do everything, whoever runs the tests."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534

# The rights are dropped after the imports, not by `subprocess.run(user=...)`: the clone and its interpreter may lie
# where nobody else may go, and then the child would not even start.
_CHILD = """
import importlib, os, sys
for module in {modules!r}:
    importlib.import_module(module)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({user})
    os.setuid({user})
{code}
"""


def run_unprivileged(code: str, *arguments: object, modules: tuple[str, ...]) -> str:
    """What the code prints; it finds the arguments in `sys.argv[1:]`, and `modules` are imported while it still may."""
    script = _CHILD.format(modules=modules, user=NOBODY, code=code)
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def folder_open_to_all() -> Iterator[Path]:
    """A folder that another user may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="rmadesk-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in [folder, *folder.iterdir()]:
            path.chmod(0o755)  # so that it can be removed
