"""The day's counters at the dock: boxes by verdict, and how many scans wait."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from rmadesk.domain.policy.verdict import Verdict
from ui.icons import Icons
from ui.text import Words
from ui.widgets.labels import YieldingLabel, label

_ICON, _GAP = 22, 4


class DayCounters(QFrame):
    """One line; null counts are shown as a dash until they are known."""

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._total = label(role="heading")
        self._waiting = label(role="heading")
        self._by_verdict = {verdict: label(role="heading") for verdict in Verdict}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Today")))
        row.addWidget(self._total)
        row.addSpacing(_GAP)
        for verdict, count in self._by_verdict.items():
            icon = QLabel()
            icon.setPixmap(icons.verdict(verdict).pixmap(QSize(_ICON, _ICON)))
            row.addWidget(icon)
            row.addWidget(YieldingLabel(words.verdict(verdict)))
            row.addWidget(count)
            row.addSpacing(_GAP)
        row.addStretch(1)
        row.addWidget(self._waiting)
        self.show_counts(None)

    def show_counts(self, counts: Mapping[Verdict, int] | None) -> None:
        """Boxes of the day by verdict."""
        self._total.setText("–" if counts is None else str(sum(counts.values())))
        for verdict, count in self._by_verdict.items():
            count.setText("–" if counts is None else str(counts.get(verdict, 0)))

    def show_waiting(self, waiting: int) -> None:
        """How many scans and pictures wait; silent at none."""
        self._waiting.setText(self.tr("Waiting: {count}").format(count=waiting) if waiting else "")

    @property
    def words(self) -> str:
        """The line as text."""
        counts = (each.text() for each in self._by_verdict.values())
        return " ".join((self._total.text(), *counts, self._waiting.text())).strip()
