"""Labels with a name or a role in the style sheet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str = "", *, name: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """A label of plain text: what comes from a scan or a file is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class YieldingLabel(QLabel):
    """Some words on a line that may run short of room: the first is always there, the others as far as they fit."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)

    @property
    def shown(self) -> str:
        """What of it can be read."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()  # which looks up the style's font before it measures
        first, *others = self.text().split(" ")
        if not others:
            return whole
        return QSize(self.fontMetrics().horizontalAdvance(f"{first}…"), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown == self.text():
            super().paintEvent(event)
        else:
            QPainter(self).drawText(self.rect(), self.alignment(), self.shown)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again, on the widget and all in it."""
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().polish(each)
