"""What a key of a scanner stands for: a character, half of one, the end of a scan, or nothing that a scanner sends."""

import sys
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

GROUP_SEPARATOR = "\x1d"
CONTROLS = frozenset("\x04\x1c\x1d\x1e\x1f")
"""Control characters that stand in codes: the separators, and the end of an ISO 15434 envelope."""


class Part(Enum):
    """What part in a scan a key has."""

    CHARACTER = "character"
    PIECE = "piece"
    """One of several keys that make a character together."""
    PREFIX = "prefix"
    END = "end"
    STATE = "state"
    """Shift and the like: say nothing by themselves, and break no burst."""
    OTHER = "other"
    """Not a scanner's."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key and what it stands for; `text` is the character, of an end the one that it would be as text."""

    part: Part
    text: str = ""


class KeyReader:
    """Reads a scanner's keys in their order; knows how characters come that no key stands for."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._digits = ""
        self._composed = ""

    def pressed(self, event: QKeyEvent, *, in_burst: bool) -> Stroke:
        """A key goes down; `in_burst`: others came right before it."""
        composed, self._composed = self._composed, ""
        if event.key() in _STATES:
            self._composed = composed
            return Stroke(Part.STATE)
        if digit := _alt_digit(event):
            self._digits += digit
            return Stroke(Part.PIECE)
        self._digits = ""
        text = event.text()
        if composed and text == composed:  # Windows makes the character too
            return Stroke(Part.PIECE)
        if self._prefix and (text == self._prefix or _chord_of(event) == self._prefix):
            return Stroke(Part.PREFIX)
        if _ends(event):
            return Stroke(Part.END, "\t" if event.key() == Qt.Key.Key_Tab else "\n")
        character = _character(event, in_burst)
        return Stroke(Part.CHARACTER, character) if character else Stroke(Part.OTHER)

    def released(self, event: QKeyEvent) -> Stroke | None:
        """A key goes up; Alt ends the number of a character."""
        if event.key() not in _ALT or not self._digits:
            return None
        character = _numbered(self._digits)
        self._digits = ""
        self._composed = character
        if character in ("\r", "\n", "\t"):
            return Stroke(Part.END, "\t" if character == "\t" else "\n")
        kept = character.isprintable() or character in CONTROLS
        return Stroke(Part.CHARACTER, character) if kept and character else Stroke(Part.PIECE)

    def forget(self) -> None:
        """What came so far was typed: the system makes what it makes of it."""
        self._digits = self._composed = ""


_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ALT = (Qt.Key.Key_Alt, Qt.Key.Key_AltGr)
_STATES = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,  # some scanners press it around capitals
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Mode_switch,
)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NUMBER_PAD = (
    Qt.Key.Key_Insert,
    Qt.Key.Key_End,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Left,
    Qt.Key.Key_Clear,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageUp,
)
"""What the digits of the number pad are while Num Lock is off, from 0."""
_CONTROL_KEYS = {
    Qt.Key.Key_BracketRight: "\x1d",
    Qt.Key.Key_Backslash: "\x1c",
    Qt.Key.Key_AsciiCircum: "\x1e",
    Qt.Key.Key_6: "\x1e",
    Qt.Key.Key_Underscore: "\x1f",
}
_RIGHT_BRACKET_CODE = {"win32": 0x1B, "linux": 35}.get(sys.platform)
"""The key that is ] on the keyboard of the United States, whatever it is on this one: scanners press that key."""
_DEAD = {
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Acute: "\N{ACUTE ACCENT}",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Tilde: "~",
    Qt.Key.Key_Dead_Diaeresis: "\N{DIAERESIS}",
    Qt.Key.Key_Dead_Cedilla: "\N{CEDILLA}",
    Qt.Key.Key_Dead_Macron: "\N{MACRON}",
    Qt.Key.Key_Dead_Abovering: "\N{DEGREE SIGN}",
}
"""A key that waits for a letter: a scanner means the accent itself, on a keyboard where it is a key like others."""


def _ends(event: QKeyEvent) -> bool:
    """Enter or Tab; scanners set to send a carriage return or line feed do it as a key of its own or as Ctrl+M or J."""
    if event.text() == "\n" or (event.key() in _ENDS and not event.modifiers() & ~_HARMLESS):
        return True
    return event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _character(event: QKeyEvent, in_burst: bool) -> str:
    """The key's text where it can stand in a scan; a separator comes as a chord, such as Ctrl+], or as itself."""
    text = event.text()
    if text and text in CONTROLS:
        return text
    control = _chord_of(event)
    if control in CONTROLS:
        return control
    modifiers = event.modifiers() & _CHORDS
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        right_bracket = event.nativeScanCode() == _RIGHT_BRACKET_CODE
        return GROUP_SEPARATOR if in_burst and right_bracket else ""
    if dead := _DEAD.get(Qt.Key(event.key())):
        return dead
    # AltGr shows as Ctrl and Alt on some systems, and still makes a printable text; a plain chord does not.
    chord = modifiers in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier)
    return text if text.isprintable() and not chord else ""


def _chord_of(event: QKeyEvent) -> str:
    """The control character of a chord with Ctrl, for systems that give it no text."""
    if event.modifiers() & _CHORDS != Qt.KeyboardModifier.ControlModifier:
        return ""
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_6 and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return ""
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key - Qt.Key.Key_A + 1)
    return _CONTROL_KEYS.get(key, "")


def _alt_digit(event: QKeyEvent) -> str:
    """The digit that is typed on the number pad while Alt is down."""
    if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier != Qt.KeyboardModifier.AltModifier | _HARMLESS:
        return ""
    key = Qt.Key(event.key())
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    return str(_NUMBER_PAD.index(key)) if key in _NUMBER_PAD else ""


def _numbered(digits: str) -> str:
    """The character of a number, as Windows reads it: the old code page, and the newer one after a leading zero."""
    number = int(digits[-5:]) % 256
    if number < 0x20 or not digits.startswith("0"):  # below it scanners mean the control character, zero or not
        return chr(number) if number < 0x80 else bytes([number]).decode("cp437")
    return bytes([number]).decode("cp1252", "replace")
