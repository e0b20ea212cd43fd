"""Opens the view on why a box was judged as it was over the dock page, asks the desk for it, and closes it again."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.rma import Box
from rmadesk.services.explaining import Explanation
from ui.desk_parts import DeskParts
from ui.pages.dock_layout import DockLayout
from ui.tasks import TaskRunner
from ui.text import Words


class DockWhy(QObject):
    """What the dock does to explain a box; whatever else the dock has to show closes it."""

    def __init__(self, page: QObject, parts: DeskParts, words: Words, tasks: TaskRunner, view: DockLayout) -> None:
        super().__init__(page)
        self._parts, self._words, self._tasks, self._view = parts, words, tasks, view
        self._box: Box | None = None
        view.why.closed.connect(self.close)
        view.why.retried.connect(self._on_retried)
        view.centre.turned.connect(self.close)
        view.centre.verdict.why_wanted.connect(self.open)
        view.recent_view.doubleClicked.connect(self._on_row_opened)

    @property
    def is_open(self) -> bool:
        """The view is on screen."""
        return self._box is not None

    @Slot(object)
    def open(self, box: Box) -> None:
        """Explain a box on record."""
        self._box = box
        self._view.why.show_busy(box)
        self._view.show_why(True)
        parts = self._parts

        def explained(explanations: tuple[Explanation, ...]) -> None:
            if self._box is box:
                self._view.why.show_explanations(explanations)

        def failed(error: RmaDeskError) -> None:
            if self._box is box:
                self._view.why.show_failure(self._words.error(error))

        self._tasks.run(lambda: parts.explaining.explain(box), explained, failed, owner=self)

    @Slot()
    def close(self) -> None:
        """Back to what was there before."""
        if self._box is not None:
            self._box = None
            self._view.show_why(False)

    @Slot()
    def ask(self) -> None:
        """Open the chosen one of the last boxes, else the one whose verdict was shown last; close an open one."""
        if self.is_open:
            self.close()
        elif box := self._asked_for():
            self.open(box)
        else:
            self._view.hint(self.tr("There is no box to explain yet."))

    def take_key(self, event: QKeyEvent) -> bool:
        """While it is open, letters and digits are its own: the questions on a box in hand are not on screen."""
        if not self.is_open:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return self._view.why.take_key(event) or (bool(event.text()) and event.text().isprintable())

    def _asked_for(self) -> Box | None:
        row = self._view.recent_view.chosen_row
        if row is not None:
            return self._view.recent.record(row)
        return next(iter(self._view.recent.records), None)

    @Slot()
    def _on_retried(self) -> None:
        if box := self._box:
            self.open(box)

    def _on_row_opened(self, _: object) -> None:
        self.ask()
