"""A place that takes a scanner's keys as they come, with their times, before anybody calls them a scan."""

import time

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.wedge import EXEMPT
from ui.wedge_keys import KeyReader, Part, Stroke
from ui.wedge_proposal import TestScan

SILENCE_MS = 700
"""After it a scan is over that no key ended."""
_HEIGHT = 84


class ScanPad(QLabel):
    """`scan_taken` carries each `TestScan`; Esc and other keys that no scanner sends go on to the dialog."""

    scan_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(EXEMPT, True)
        self.setObjectName("scan_pad")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_HEIGHT)
        self._keys = KeyReader()
        self._text = ""
        self._times: list[float] = []
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._on_silence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stroke = self._keys.pressed(event, in_burst=bool(self._times))
        if stroke.part is Part.OTHER:
            super().keyPressEvent(event)
            return
        if stroke.part is not Part.STATE:
            self._take(stroke, float(event.timestamp()) or time.monotonic() * 1000)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        stroke = self._keys.released(event)
        if stroke and stroke.part is Part.CHARACTER:
            self._text += stroke.text
        elif stroke and stroke.part is Part.END:
            self._finish(ended=True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab is a scanner's key here."""
        return False

    def _take(self, stroke: Stroke, at_ms: float) -> None:
        if stroke.part is Part.END and not self._times:
            return  # the second half of CR LF, or a stray Enter
        self._times.append(at_ms)
        if stroke.part is Part.END:
            self._finish(ended=True)
            return
        self._text += stroke.text
        self._silence.start()

    def _finish(self, *, ended: bool) -> None:
        self._silence.stop()
        gaps = tuple(later - earlier for earlier, later in zip(self._times, self._times[1:], strict=False))
        scan = TestScan(self._text, gaps, ended)
        self._text, self._times = "", []
        self._keys.forget()
        self.scan_taken.emit(scan)

    @Slot()
    def _on_silence(self) -> None:
        self._finish(ended=False)
