"""Plain horizontal bars, drawn in the theme's colours: a label, a bar, a figure."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tokens

_ROW, _THICKNESS, _FIGURE = 28, 16, 48
_LABEL_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `token` names its colour."""

    label: str
    figure: int
    token: str


class Bars(QWidget):
    """Bars of one scale, the longest as wide as there is room."""

    def __init__(self, colours: Callable[[], Tokens], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Replace them all."""
        self._bars = bars
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.figure}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, max(1, len(self._bars)) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        longest = max((bar.figure for bar in self._bars), default=1) or 1
        left = self.width() * _LABEL_SHARE
        room = self.width() - left - _FIGURE
        for place, bar in enumerate(self._bars):
            self._draw(painter, bar, place * _ROW, left, room * bar.figure / longest)

    def _draw(self, painter: QPainter, bar: Bar, top: float, left: float, length: float) -> None:
        colours = self._colours()
        painter.setPen(QColor(colours["text"]))
        words = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, int(left) - 12)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, left - 12, _ROW), middle, words)
        painter.drawText(QRectF(left + length + 8, top, _FIGURE, _ROW), middle, str(bar.figure))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[bar.token]))
        painter.drawRoundedRect(QRectF(left, top + (_ROW - _THICKNESS) / 2, max(length, 2), _THICKNESS), 4, 4)
