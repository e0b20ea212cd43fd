"""The scanner as a keyboard: tells its bursts from typing, wherever the focus is, and hands on every other key."""

import time
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from rmadesk.services.station import ScanSuffix, WedgeLimits, WedgeSettings
from ui.wedge_burst import Burst, Step
from ui.wedge_keys import GROUP_SEPARATOR, KeyReader, Part, Stroke

__all__ = ["EXEMPT", "GROUP_SEPARATOR", "Burst", "ScannerWedge", "Step", "WedgeLimits"]

EXEMPT = "scans_as_typing"
"""Name of the property of a widget that takes its keys as they come; fields for PINs are exempt by themselves."""
_OTHER_END = {ScanSuffix.ENTER: "\t", ScanSuffix.TAB: "\n"}
"""Of a scanner that ends its scans by the one key, the other is part of what it reads."""


@dataclass(frozen=True, slots=True)
class _Held:
    event: QKeyEvent | QInputMethodEvent
    target: QObject


class ScannerWedge(QObject):
    """Event filter for the whole application; `scanned` carries the text of a burst without its prefix and its end.

    A key is kept back for at most the largest gap, then goes to the widget that had the focus when it was pressed.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, settings: WedgeSettings | None = None) -> None:
        super().__init__(parent)
        self._held: list[_Held] = []
        self._replaying = False
        self._last_chance = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_silence)
        self._settings = settings or WedgeSettings()
        self._burst = Burst(self._settings.limits)
        self._keys = KeyReader(self._settings.prefix)

    def configure(self, settings: WedgeSettings) -> None:
        """From the next key on the scanner is as these settings say."""
        self._release()
        self._settings = settings
        self._burst = Burst(settings.limits)
        self._keys = KeyReader(settings.prefix)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _KINDS or (self._replaying and not event.spontaneous()):
            return False
        if isinstance(event, QInputMethodEvent):
            return self._take_commit(watched, event)
        target = _target(watched)
        if not isinstance(event, QKeyEvent) or not shiboken6.isValid(target) or _exempt(target):
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._take_release(watched, event)
        return self._take_press(watched, event)

    def _take_release(self, watched: QObject, event: QKeyEvent) -> bool:
        """A release never overtakes its press."""
        if self._burst.held and (stroke := self._keys.released(event)):
            self._take_numbered(stroke, event)
        if not any(isinstance(held.event, QKeyEvent) and held.event.key() == event.key() for held in self._held):
            return False
        self._hold(watched, _copied(event))
        return True

    def _take_numbered(self, stroke: Stroke, event: QKeyEvent) -> None:
        """Alt has come up after a number: its digits are held, and mean a character or the end."""
        if stroke.part is Part.CHARACTER:
            self._burst.add(stroke.text)
        elif stroke.part is Part.END and not self._take_end(stroke, _time_of(event)):
            self._release()

    def _take_press(self, watched: QObject, event: QKeyEvent) -> bool:
        at_ms = _time_of(event)
        stroke = self._keys.pressed(event, in_burst=self._burst.goes_on(at_ms))
        if stroke.part is Part.STATE:
            return False
        if stroke.part is Part.END and not self._is_text(stroke):
            if self._take_end(stroke, at_ms):
                return True
            if not self._held:
                return False
            self._hold(watched, _copied(event))
            self._replay()
            return True
        if stroke.part is Part.OTHER or event.isAutoRepeat():
            self._release()
            return False
        step = self._burst.prefix(at_ms) if stroke.part is Part.PREFIX else self._burst.key(stroke.text, at_ms)
        if step is Step.RELEASE_THEN_HOLD:
            self._replay()
        self._hold(watched, _copied(event))
        self._wait()
        return True

    def _is_text(self, stroke: Stroke) -> bool:
        return self._burst.held and _OTHER_END.get(self._settings.suffix) == stroke.text

    def _take_end(self, stroke: Stroke, at_ms: float) -> bool:
        """Whether the key was a scan's; else it is for whoever has the focus, after what was held."""
        if _OTHER_END.get(self._settings.suffix) == stroke.text:
            return False
        step, text = self._burst.end(at_ms)
        self._timer.stop()
        if step is Step.SCAN:
            self._scan(text)
        return step is not Step.RELEASE

    def _take_commit(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """An input method made a character of a burst's keys, as it does of an accent and a letter."""
        if not self._burst.held or not event.commitString() or _exempt(watched):
            return False
        self._burst.add(event.commitString())
        commit = QInputMethodEvent()
        commit.setCommitString(event.commitString())
        self._hold(watched, commit)
        self._wait()
        return True

    def _scan(self, text: str) -> None:
        self._held.clear()
        self._keys.forget()
        self.scanned.emit(self._settings.put_right(text))

    def _hold(self, watched: QObject, event: QKeyEvent | QInputMethodEvent) -> None:
        self._held.append(_Held(event, _target(watched)))

    def _wait(self) -> None:
        self._last_chance = False
        self._timer.start(int(self._settings.limits.largest_gap_ms))

    def _release(self) -> None:
        self._timer.stop()
        self._burst.forget()
        self._keys.forget()
        self._replay()

    def _replay(self) -> None:
        held, self._held = self._held, []
        self._replaying = True
        try:
            for each in held:
                if shiboken6.isValid(each.target):
                    QCoreApplication.sendEvent(each.target, each.event)
        finally:
            self._replaying = False

    @Slot()
    def _on_silence(self) -> None:
        """After a stall the rest of a burst may still stand in the queue: it gets one more turn of the event loop."""
        if not self._last_chance:
            self._last_chance = True
            self._timer.start(0)
            return
        if self._settings.suffix is ScanSuffix.NONE:
            step, text = self._burst.silence()
            if step is Step.SCAN:
                self._scan(text)
                return
        self._release()


_KINDS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod)


def _time_of(event: QKeyEvent) -> float:
    return float(event.timestamp()) or time.monotonic() * 1000


def _copied(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())


def _target(watched: QObject) -> QObject:
    """Whom the key is meant for: a key comes to the system's window first, and goes on to the widget with the focus.

    It may be no longer valid: Qt makes the list of a drop-down anew behind the back of its Python object.
    """
    if not shiboken6.isValid(watched) or not watched.isWindowType():
        return watched
    popup: QWidget | None = QApplication.activePopupWidget()
    focus: QWidget | None = popup.focusWidget() if popup else QApplication.focusWidget()
    return focus or popup or watched


def _exempt(target: QObject) -> bool:
    secret = isinstance(target, QLineEdit) and target.echoMode() is not QLineEdit.EchoMode.Normal
    return secret or bool(target.property(EXEMPT))
