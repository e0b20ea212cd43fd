"""Work comes back on the GUI thread, or not at all when its page is gone; bugs are shown, never swallowed."""

import logging
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from ui.tasks import Lane, TaskRunner


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


def never(_: object) -> None:
    raise AssertionError("must not be called")


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, tasks: TaskRunner) -> None:
    threads: list[int] = []
    results: list[tuple[int, int]] = []
    tasks.run(
        lambda: threads.append(threading.get_ident()) or 7,
        lambda value: results.append((value, threading.get_ident())),
        never,
        owner=tasks,
    )
    qtbot.waitUntil(lambda: bool(results))
    assert results == [(7, threading.get_ident())]
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize("error", [RefusedError("nothing-scanned"), FaultError("database-full", file="x")])
def test_an_error_of_the_desk_goes_to_its_page(qtbot: QtBot, tasks: TaskRunner, error: RmaDeskError) -> None:
    def work() -> None:
        raise error

    seen: list[RmaDeskError] = []
    tasks.run(work, never, seen.append, owner=tasks)
    qtbot.waitUntil(lambda: seen == [error])


def test_a_bug_is_logged_and_shown_and_ends_the_wait(
    qtbot: QtBot, tasks: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[RmaDeskError] = []
    with (
        caplog.at_level(logging.ERROR),
        qtbot.waitSignal(tasks.bug_found) as shown,
    ):
        tasks.run(lambda: 1 // 0, never, seen.append, owner=tasks)
    assert "ZeroDivisionError" in shown.args[0]
    assert caplog.records[0].exc_info is not None
    assert [error.code for error in seen] == ["bug"]


def test_one_lane_keeps_the_order_and_never_waits_for_the_other(qtbot: QtBot, tasks: TaskRunner) -> None:
    gate = threading.Event()
    order: list[str] = []
    tasks.run(gate.wait, lambda _: order.append("slow picture"), never, owner=tasks, lane=Lane.CRAFT)
    for number in range(20):
        tasks.run(lambda n=number: str(n), order.append, never, owner=tasks)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == [str(number) for number in range(20)]
    gate.set()
    qtbot.waitUntil(lambda: order[-1] == "slow picture")


def test_a_result_for_a_closed_page_is_dropped(qtbot: QtBot, tasks: TaskRunner) -> None:
    gate = threading.Event()
    page = QObject()
    tasks.run(gate.wait, never, never, owner=page)
    page.deleteLater()
    qtbot.waitUntil(lambda: not _alive(page))
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)


def test_closing_waits_for_what_has_begun_and_drops_the_rest(qtbot: QtBot) -> None:
    runner = TaskRunner()
    begun, done = threading.Event(), []
    runner.run(lambda: (begun.set(), done.append("first")), never, never, owner=runner)
    runner.run(lambda: None, never, never, owner=runner)
    assert begun.wait(10)
    runner.close()
    assert done == ["first"]
    assert runner.idle


def _alive(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)


def test_work_that_is_done_is_let_go_of_with_all_that_it_held(qtbot: QtBot, tasks: TaskRunner) -> None:
    class Frame:
        """Something large."""

    alive: weakref.WeakSet[Frame] = weakref.WeakSet()
    done: list[bool] = []
    for _ in range(50):
        frame = Frame()
        alive.add(frame)
        tasks.run(lambda frame=frame: frame is not None, done.append, never, owner=tasks, lane=Lane.CAMERA)
        del frame
        qtbot.waitUntil(lambda: tasks.idle)
    tasks.run(lambda: True, done.append, never, owner=tasks, lane=Lane.CAMERA)
    qtbot.waitUntil(lambda: len(done) == 51)
    assert len(alive) == 0
