"""The only thread code of the window: work goes to a pool, its result comes back to the GUI thread."""

import itertools
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from rmadesk.domain.errors import FaultError, RmaDeskError

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Lane(Enum):
    """Which one-worker pool: work in one lane runs in the order given, a slow picture never holds up a receipt."""

    DATABASE = "database"
    CRAFT = "craft"
    """Decoding, drawing, files."""
    CAMERA = "camera"
    """The frames of a live camera, one after the other: a picture from a file never waits behind them."""
    FOLDER = "folder"
    """A watched folder, which may lie on a server that does not answer."""


@dataclass(frozen=True, slots=True)
class _Task:
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[RmaDeskError], None]


class _Job:
    """One piece of work; it knows nothing of the window but the function that takes its result.

    Not a QRunnable: PySide6 never lets go of one that a pool has run, nor of the frames and files that it holds.
    """

    def __init__(self, ticket: int, work: Callable[[], object], report: Callable[[int, object, object], None]) -> None:
        self._ticket = ticket
        self._work = work
        self._report = report

    def __call__(self) -> None:
        value: object = None
        error: object = None
        try:
            value = self._work()
        except RmaDeskError as refused:
            error = refused
        except Exception as bug:  # noqa: BLE001 - a thread has nobody above it: logged here, shown by the GUI thread
            _LOG.exception("a bug in background work")
            error = bug
        self._report(self._ticket, value, error)


class TaskRunner(QObject):
    """Runs work off the GUI thread. `bug_found` carries the traceback of what no error of the desk explains."""

    bug_found = Signal(str)
    _ended = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = itertools.count(1)
        self._tasks: dict[int, _Task] = {}
        self._pools = {lane: self._pool() for lane in Lane}
        self._ended.connect(self._on_ended)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[RmaDeskError], None],
        *,
        owner: QObject,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Do `work` in a lane, then call `done` or `failed` on the GUI thread, unless `owner` is gone by then.

        A bug is logged, told by `bug_found`, and ends in `failed` too (code `bug`), so that no page waits for ever.
        """
        ticket = next(self._tickets)
        self._tasks[ticket] = _Task(owner, done, failed)
        self._pools[lane].start(_Job(ticket, work, self._ended.emit))

    @property
    def idle(self) -> bool:
        """Nothing is under way."""
        return not self._tasks

    def close(self) -> None:
        """Drop what has not begun, wait for what has, forget the results."""
        self._tasks.clear()
        for pool in self._pools.values():
            pool.clear()
        for pool in self._pools.values():
            pool.waitForDone()

    def _pool(self) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(1)
        pool.setExpiryTimeout(-1)
        return pool

    @Slot(int, object, object)
    def _on_ended(self, ticket: int, value: object, error: object) -> None:
        task = self._tasks.pop(ticket, None)
        if task is None or not shiboken6.isValid(task.owner):
            return
        if error is None:
            task.done(value)
        elif isinstance(error, RmaDeskError):
            task.failed(error)
        elif isinstance(error, Exception):
            self.bug_found.emit("".join(traceback.format_exception(error)))
            task.failed(FaultError("bug"))
