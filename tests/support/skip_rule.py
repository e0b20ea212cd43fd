"""The rule that no test may be skipped, as a pytest plugin: a skip is a test that does not run and yet looks green."""

import sys
from collections.abc import Generator
from typing import Any

import pytest

ALLOWED = "only_on"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test marked `only_on(platform)` on every other platform."""
    for marker in item.iter_markers(ALLOWED):
        if not sys.platform.startswith(marker.args[0]):
            pytest.skip(f"belongs to {marker.args[0]}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skip into a failure that says why the test was to be skipped."""
    report = yield
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and not expected_to_fail and item.get_closest_marker(ALLOWED) is None:
        report.outcome = "failed"
        report.longrepr = f"skipped, and no test may be ({ALLOWED} is the one exception): {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The like for a whole module that skips itself, by `importorskip` for example."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"a whole module skipped itself, and none may: {_reason(report.longrepr)}"
    return report


def _reason(longrepr: object) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
