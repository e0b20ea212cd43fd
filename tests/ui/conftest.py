"""What holds for the tests of the window."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_OFFSCREEN = "^This plugin does not support (propagateSizeHints|raise|grabbing)"
"""What Qt says of its platform without a screen; a real one is used where these things are the test's subject."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN, extend=True))
