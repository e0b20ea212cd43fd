"""The scanner as a keyboard: tells its bursts from typing, wherever the focus is, and hands on every other key."""

import time
from dataclasses import dataclass
from enum import Enum

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

GROUP_SEPARATOR = "\x1d"
EXEMPT = "scans_as_typing"
"""Name of the property of a widget that takes its keys as they come; fields for PINs are exempt by themselves."""


@dataclass(frozen=True, slots=True)
class WedgeLimits:
    """What makes a burst: how many keys, its end included, and the gaps between them."""

    fewest_keys: int = 4
    mean_gap_ms: float = 35.0
    largest_gap_ms: float = 80.0


class Step(Enum):
    """What to do with a key."""

    HOLD = "hold"
    """It may belong to a burst: keep it back."""
    RELEASE_THEN_HOLD = "release-then-hold"
    """What was held was typed; this key may begin a burst."""
    SCAN = "scan"
    """It ends a burst: what was held is a scan."""
    RELEASE = "release"
    """What was held was typed, and this key too."""
    SWALLOW = "swallow"
    """The second half of a scanner's CR LF: nobody typed it."""


class Burst:
    """Keys in a row and their times. Times are milliseconds on any steady clock; nothing here waits."""

    def __init__(self, limits: WedgeLimits) -> None:
        self._limits = limits
        self._texts: list[str] = []
        self._first = 0.0
        self._last = 0.0
        self._scan_ended: float | None = None

    @property
    def held(self) -> bool:
        """Some keys are kept back."""
        return bool(self._texts)

    def key(self, text: str, at_ms: float) -> Step:
        """A key with a text of its own."""
        step = Step.HOLD
        if self._texts and self._late(at_ms):
            self.forget()
            step = Step.RELEASE_THEN_HOLD
        if not self._texts:
            self._first = at_ms
        self._texts.append(text)
        self._last = at_ms
        return step

    def end(self, at_ms: float) -> tuple[Step, str]:
        """Enter or Tab; with SCAN comes the scanned text."""
        if not self._texts:
            trailing = self._scan_ended is not None and at_ms - self._scan_ended <= self._limits.largest_gap_ms
            self._scan_ended = None
            return (Step.SWALLOW if trailing else Step.RELEASE), ""
        keys = len(self._texts) + 1
        mean = (at_ms - self._first) / (keys - 1)
        is_scan = keys >= self._limits.fewest_keys and mean <= self._limits.mean_gap_ms and not self._late(at_ms)
        text = "".join(self._texts)
        self.forget()
        self._scan_ended = at_ms if is_scan else None
        return (Step.SCAN, text) if is_scan else (Step.RELEASE, "")

    def forget(self) -> None:
        """What was held is somebody else's now."""
        self._texts.clear()

    def _late(self, at_ms: float) -> bool:
        return at_ms - self._last > self._limits.largest_gap_ms


@dataclass(frozen=True, slots=True)
class _Held:
    event: QKeyEvent
    target: QObject


class ScannerWedge(QObject):
    """Event filter for the whole application; `scanned` carries the text of a burst without its Enter or Tab.

    A key is kept back for at most the largest gap, then goes to the widget that had the focus when it was pressed.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, limits: WedgeLimits | None = None) -> None:
        super().__init__(parent)
        self._limits = limits or WedgeLimits()
        self._burst = Burst(self._limits)
        self._held: list[_Held] = []
        self._replaying = False
        self._last_chance = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_silence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if self._replaying and not event.spontaneous():
            return False
        target = _target(watched)
        if not isinstance(event, QKeyEvent) or not shiboken6.isValid(target) or _exempt(target):
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._take_release(watched, event)
        return self._take_press(watched, event)

    def _take_release(self, watched: QObject, event: QKeyEvent) -> bool:
        """A release never overtakes its press."""
        if not any(held.event.key() == event.key() for held in self._held):
            return False
        self._hold(watched, event)
        return True

    def _take_press(self, watched: QObject, event: QKeyEvent) -> bool:
        at_ms = float(event.timestamp()) or time.monotonic() * 1000
        if event.key() in _MODIFIERS:
            return False
        if _ends(event):
            return self._take_end(watched, event, at_ms)
        text = _text_of(event)
        if not text or event.isAutoRepeat():
            self._release()
            return False
        if self._burst.key(text, at_ms) is Step.RELEASE_THEN_HOLD:
            self._replay()
        self._hold(watched, event)
        self._last_chance = False
        self._timer.start(int(self._limits.largest_gap_ms))
        return True

    def _take_end(self, watched: QObject, event: QKeyEvent, at_ms: float) -> bool:
        step, text = self._burst.end(at_ms)
        self._timer.stop()
        if step is Step.SWALLOW:
            return True
        if step is Step.RELEASE:
            if not self._held:
                return False
            self._hold(watched, event)
            self._replay()
            return True
        self._held.clear()
        self.scanned.emit(text)
        return True

    def _hold(self, watched: QObject, event: QKeyEvent) -> None:
        copy = QKeyEvent(
            event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
        )
        self._held.append(_Held(copy, _target(watched)))

    def _release(self) -> None:
        self._timer.stop()
        self._burst.forget()
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
        self._release()


_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _ends(event: QKeyEvent) -> bool:
    """Enter or Tab; scanners set to send a line feed do it as a key of its own or as Ctrl+J."""
    return event.text() == "\n" or (event.key() in _ENDS and not event.modifiers() & ~_HARMLESS)


def _text_of(event: QKeyEvent) -> str:
    """The key's text where it can stand in a scan; a group separator comes as Ctrl+] or as itself."""
    modifiers = event.modifiers() & _CHORDS
    if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_BracketRight:
        return GROUP_SEPARATOR
    text = event.text()
    if text == GROUP_SEPARATOR:
        return text
    # AltGr shows as Ctrl and Alt on some systems, and still makes a printable text; a plain chord does not.
    chord = modifiers in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)
    return text if text.isprintable() and not chord and modifiers != Qt.KeyboardModifier.MetaModifier else ""


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
