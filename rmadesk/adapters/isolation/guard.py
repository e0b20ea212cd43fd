"""Kills a child that takes too long over a job, or too much memory."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from rmadesk.adapters.isolation.confines import resident

_LOOKS_EVERY_S = 0.05


class Offence(Enum):
    """Why a child was killed."""

    TIME = "time"
    MEMORY = "memory"


class Guard:
    """Watches one child from a thread of its own, so that whoever waits for it may wait without a clock.

    `kill` ends the child, and may be called when it has ended already.
    """

    def __init__(self, kill: Callable[[], None]) -> None:
        self.offence: Offence | None = None
        self._kill = kill
        self.most_memory = 0
        self._pid: int | None = None
        self._deadline: float | None = None
        self._closed = False
        self._changed = threading.Condition()
        threading.Thread(target=self._watch, name="guard", daemon=True).start()

    @contextmanager
    def over(self, seconds: float, pid: int | None = None) -> Iterator[None]:
        """Around one job of at most `seconds`; without `pid` its memory is not looked at."""
        with self._changed:
            self._deadline, self._pid = time.monotonic() + seconds, pid
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._deadline = None

    def close(self) -> None:
        """Watch no longer."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                if self._deadline is None:
                    self._changed.wait()
                    continue
                left = self._deadline - time.monotonic()
                self._changed.wait(min(max(left, 0), _LOOKS_EVERY_S))
                self._look()

    def _look(self) -> None:
        if self._deadline is None or self._closed:
            return
        if time.monotonic() >= self._deadline:
            self.offence = Offence.TIME
        elif self._pid is not None and resident(self._pid) > self.most_memory:
            self.offence = Offence.MEMORY
        else:
            return
        self._deadline = None
        self._kill()
