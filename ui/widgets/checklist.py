"""Rules that are still open, as what the bench has to look at: a question each, with the rule and its clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.labels import label

_ICON = 22


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list; `below` is what stands under the question in small letters."""

    question: str
    below: str


class Checklist(QWidget):
    """The questions in the order of the rules, in `columns` columns, read line by line."""

    def __init__(self, icons: Icons, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Replace them all."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for place, check in enumerate(checks):
            row, column = divmod(place, self._columns)
            self._grid.addWidget(self._line(check), row, column, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(" ".join(check.question for check in checks))

    def _line(self, check: Check) -> QWidget:
        line = QWidget()
        box = QLabel()
        box.setPixmap(self._icons.icon("question", "muted").pixmap(QSize(_ICON, _ICON)))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(check.question, wrap=True))
        if check.below:
            texts.addWidget(label(check.below, role="quiet", wrap=True))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        line.setAccessibleName(". ".join(filter(None, (check.question, check.below))))
        return line
