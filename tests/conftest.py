"""What holds for all tests: no display needed, no test skipped, the same examples each time, the slowest test last."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["support.skip_rule"]

# Tests that need a real X server start their own; a Qt that finds none would end the whole run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine must not turn a right answer red; and under CI the examples are the same each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_LAST = Path("tests/end_to_end/test_installed_wheel.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the test of the built wheel at the end: it is the slowest, and the others say more about what is wrong."""
    items.sort(key=lambda item: item.path.as_posix().endswith(_LAST.as_posix()))
