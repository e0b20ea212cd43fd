"""A camera's picture, with every code that was found in it outlined and labelled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rmadesk.domain.scans import Read
from rmadesk.domain.visible import visible
from ui.icons import Icons

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_LINE, _CASING = 5.0, 9.0
_PACE_MS = 60
"""From one picture to the next: fluent for a person, and half of what a camera would have the window do."""
_LETTERS = 34
"""More of a code's text than that tells nobody more."""
_TAG_PX = 16
_PAD_X, _PAD_Y = 8.0, 3.0


class LivePicture(QWidget):
    """Shows the newest picture whole, never mirrored: what is on the left of the dock is on the left here.

    A sure read is blue with a solid line, one that is not sure yet orange and dashed; each carries its text.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._frame: QVideoFrame | None = None
        self._image = QImage()
        self._reads: tuple[Read, ...] = ()
        self._size = QSize()
        self._pace = QTimer(self, singleShot=True, interval=_PACE_MS)
        self._pace.timeout.connect(self._on_paced)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(96, 72))
        self.setAccessibleName(self.tr("Picture of the camera"))

    @property
    def reads(self) -> tuple[Read, ...]:
        """The codes that are outlined."""
        return self._reads

    def show_frame(self, frame: "QVideoFrame") -> None:
        """The newest picture; its colours are made when it is painted, which is not done for every one."""
        self._frame = frame
        if not self._pace.isActive():
            self._on_paced()

    def show_reads(self, reads: tuple[Read, ...], width: int, height: int) -> None:
        """The codes to outline, in the pixels of a picture of this width and height."""
        self._reads = reads
        self._size = QSize(width, height)
        self.setAccessibleDescription(", ".join(visible(read.text) for read in reads))
        self.update()

    def clear(self) -> None:
        """Nothing to see."""
        self._frame, self._image = None, QImage()
        self.show_reads((), 0, 0)

    def place(self, x: float, y: float) -> QPointF:
        """Where a pixel of the picture that was read stands in this widget."""
        shown = self._shown()
        return QPointF(
            shown.left() + x * shown.width() / max(self._size.width(), 1),
            shown.top() + y * shown.height() / max(self._size.height(), 1),
        )

    @Slot()
    def _on_paced(self) -> None:
        if self._frame:
            self.update()
            self._pace.start()

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(self._icons.colours()["bar"]))
        if self._frame:
            self._image = self._frame.toImage()
            self._frame = None
        if not self._image.isNull():
            painter.drawImage(self._shown(), self._image)
        for read in self._reads:
            self._outline(painter, read)
        taken = [self._bounds(read) for read in self._reads]
        for read in self._reads:
            taken.append(self._tag(painter, read, taken))
        painter.end()

    def _shown(self) -> QRectF:
        """The picture as large as it fits, in the middle."""
        size = self._image.size() if not self._image.isNull() else self._size
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2
        return QRectF(left, top, fitted.width(), fitted.height())

    def _outline(self, painter: QPainter, read: Read) -> None:
        colours = self._icons.colours()
        shape = QPolygonF([self.place(x, y) for x, y in read.position])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # The dark casing makes the line stand out from white paper and from a bright box alike.
        line = Qt.PenStyle.SolidLine if read.confirmed else Qt.PenStyle.DashLine
        for colour, width, style in (
            (colours["bar"], _CASING, Qt.PenStyle.SolidLine),
            (colours["accept" if read.confirmed else "hold"], _LINE, line),
        ):
            pen = QPen(QColor(colour), width, style)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(shape)

    def _tag(self, painter: QPainter, read: Read, taken: Sequence[QRectF]) -> QRectF:
        """The code's text on its colour, beside the code, and where it covers least of other codes and texts."""
        colours = self._icons.colours()
        token = "accept" if read.confirmed else "hold"
        font = QFont(self.font())
        font.setPixelSize(_TAG_PX)
        font.setBold(True)
        painter.setFont(font)
        text = visible(read.text)
        text = text if read.confirmed else self.tr("not sure: {text}").format(text=text)
        text = text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
        size = painter.fontMetrics().size(Qt.TextFlag.TextSingleLine, text).toSizeF()
        box = self._free_place(self._bounds(read), QSizeF(size.width() + 2 * _PAD_X, size.height() + 2 * _PAD_Y), taken)
        painter.setPen(QPen(QColor(colours["bar"]), 2))
        painter.setBrush(QColor(colours[token]))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(colours[f"{token}_text"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box

    def _bounds(self, read: Read) -> QRectF:
        """The code and its outline in this widget."""
        bounds = QPolygonF([self.place(x, y) for x, y in read.position]).boundingRect()
        return bounds.adjusted(-_CASING, -_CASING, _CASING, _CASING)

    def _free_place(self, code: QRectF, size: QSizeF, taken: Sequence[QRectF]) -> QRectF:
        """Above the code, below, right or left of it: the first of those that cover least."""
        level = code.center().y() - size.height() / 2
        places = (
            QPointF(code.left(), code.top() - size.height()),
            QPointF(code.left(), code.bottom()),
            QPointF(code.right(), level),
            QPointF(code.left() - size.width(), level),
        )
        boxes = [QRectF(place, size) for place in places]
        for box in boxes:
            box.moveLeft(max(0.0, min(box.left(), self.width() - box.width())))
            box.moveTop(max(0.0, min(box.top(), self.height() - box.height())))
        return min(boxes, key=lambda box: sum(_area(box.intersected(other)) for other in taken))


def _area(box: QRectF) -> float:
    return max(box.width(), 0.0) * max(box.height(), 0.0)
