"""What the dock has received: the last boxes, and the day's count by verdict."""

from collections import Counter
from datetime import date

from PySide6.QtCore import QObject, Signal

from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.receiving import Outcome, Receipt
from ui.desk_parts import DeskParts
from ui.pages.dock_layout import DockLayout
from ui.tasks import TaskRunner

RECENT = 10


class DockDay(QObject):
    """Keeps list and counters right; `failed` carries what could not be read."""

    failed = Signal(object)

    def __init__(self, page: QObject, parts: DeskParts, tasks: TaskRunner, view: DockLayout) -> None:
        super().__init__(page)
        self._parts, self._tasks, self._view = parts, tasks, view
        self._counts: Counter[Verdict] | None = None
        self._day: date | None = None

    def load(self) -> None:
        """Read the last boxes and count the day."""
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.recent(RECENT), self._view.recent.show, self.failed.emit, owner=self)
        self.load_counts()

    def load_counts(self) -> None:
        """Count the day."""
        parts = self._parts

        def work() -> tuple[date, Counter[Verdict]]:
            report = parts.reporting.day(parts.reporting.today())
            return report.day, Counter(dict(report.by_verdict))

        self._tasks.run(work, self._on_counted, self.failed.emit, owner=self)

    def add(self, receipt: Receipt) -> None:
        """One more; the day itself is only asked for when it has changed."""
        self._view.recent.show((receipt.box, *self._view.recent.records)[:RECENT])
        if receipt.outcome is Outcome.DUPLICATE:
            return
        if self._counts is None or receipt.box.arrived_on != self._day:
            self.load_counts()
            return
        self._counts[receipt.box.verdict] += 1
        self._view.counters.show_counts(self._counts)

    def _on_counted(self, counted: tuple[date, Counter[Verdict]]) -> None:
        self._day, self._counts = counted
        self._view.counters.show_counts(self._counts)
