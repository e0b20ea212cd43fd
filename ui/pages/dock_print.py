"""Looks for a printed RMA number in the picture of the box in hand, beside the clerk's work."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.services.printed_numbers import PrintedNumber
from ui.desk_parts import DeskParts
from ui.pages.dock_queue import Picture
from ui.tasks import Lane, TaskRunner

MOST_WAIT_MS = 8000
"""How long a box whose packaging was said waits for the print: longer than reading it takes, shorter than a hold."""
MOST_WAIT_ALONE_MS = 25000
"""How long a picture without a code waits: nothing else can be done with it, and a scan or Esc ends it at once."""
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A number that the print says, and whose authorization it is where the registry knows."""

    number: PrintedNumber
    customer: str | None


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a picture's print; there is no other way to tell that nobody waits for it any more."""

    picture: Picture
    left: tuple[Suggestion, ...] = ()
    done: bool = False


class DockPrint(QObject):
    """One picture at a time. `settled`: the print is read, or nobody waits for it longer; `failed`: what broke."""

    settled = Signal()
    failed = Signal(object)

    def __init__(self, page: QObject, parts: DeskParts, tasks: TaskRunner) -> None:
        super().__init__(page)
        self._parts, self._tasks = parts, tasks
        self._look: _Look | None = None
        self.most_wait_ms = MOST_WAIT_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_waited_long_enough)

    @property
    def looking(self) -> bool:
        """The print is being read."""
        return self._look is not None and not self._look.done

    @property
    def suggestion(self) -> Suggestion | None:
        """The best number that nobody has declined."""
        return next(iter(self._look.left), None) if self._look else None

    def begin(self, picture: Picture) -> None:
        """Read a picture's print; of the one that was read last, nothing is done twice."""
        if self._look and self._look.picture is picture:
            return
        look = self._look = _Look(picture)
        parts = self._parts

        def work() -> tuple[Suggestion, ...]:
            return _suggestions(parts, picture) if self._look is look else ()

        def done(found: tuple[Suggestion, ...]) -> None:
            if self._look is look:
                self._settle(found)

        def failed(error: RmaDeskError) -> None:
            if self._look is look:
                if not isinstance(error, RefusedError):  # a refusal is said of the picture itself, by its reader
                    self.failed.emit(error)
                self._settle(())

        self._tasks.run(work, done, failed, owner=self, lane=Lane.CRAFT)

    def wait(self, *, alone: bool = False) -> None:
        """Somebody waits: from now on it may take only so long. `alone`: the print is all that there is to go by."""
        self._timer.start(MOST_WAIT_ALONE_MS if alone else self.most_wait_ms)

    def decline(self) -> None:
        """The best number is not right."""
        if self._look:
            self._look = replace(self._look, left=self._look.left[1:])

    def forget(self) -> None:
        """The box is done with, or its number is known."""
        self._timer.stop()
        self._look = None

    @Slot()
    def _on_waited_long_enough(self) -> None:
        if self.looking:
            self._settle(())

    def _settle(self, found: tuple[Suggestion, ...]) -> None:
        assert self._look
        self._timer.stop()
        self._look = replace(self._look, left=found[:_MOST_SUGGESTIONS], done=True)
        self.settled.emit()


def _suggestions(parts: DeskParts, picture: Picture) -> tuple[Suggestion, ...]:
    """A worker's task, of seconds."""
    if not parts.printed.there:
        return ()
    content = picture.content
    numbers = (
        parts.printed.suggest_bytes(content(), picture.name)
        if content
        else parts.printed.suggest_file(picture.path or Path())
    )
    return tuple(Suggestion(each, _customer(parts, each)) for each in numbers[:_MOST_SUGGESTIONS])


def _customer(parts: DeskParts, number: PrintedNumber) -> str | None:
    customer = parts.registry.open(number.rma_number).customer if number.known else None
    return customer.name if customer else None
