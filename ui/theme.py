"""The window's colours and style sheet, light and dark, following the system unless told otherwise."""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from rmadesk.domain.policy.verdict import Verdict

Tokens = Mapping[str, str]
"""Colour by what it is for."""

_TOKEN = re.compile(r"@([a-z_]+)@")
VERDICT_TOKENS: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "accept",
    Verdict.ACCEPT_WITH_CHARGE: "charge",
    Verdict.HOLD: "hold",
    Verdict.REFUSE: "refuse",
}
"""The token of a verdict's ground; `<token>_text` is the colour of words on it."""


class Theme(StrEnum):
    """Which of the two sets of colours."""

    LIGHT = "light"
    DARK = "dark"


@cache
def tokens(theme: Theme) -> Tokens:
    """The colours of a theme."""
    text = (files("resources") / "style" / "tokens.toml").read_text(encoding="utf-8")
    table: Tokens = tomllib.loads(text)[theme.value]
    return table


@cache
def style_sheet(theme: Theme) -> str:
    """The style sheet with the theme's colours filled in."""
    template = (files("resources") / "style" / "window.qss").read_text(encoding="utf-8")
    with as_file(files("resources") / "icons" / f"chevron-{theme.value}.svg") as chevron:
        colours = {**tokens(theme), "chevron": chevron.as_posix()}
    return _TOKEN.sub(lambda found: colours[found[1]], template)


def palette(theme: Theme) -> QPalette:
    """What Qt's own drawing takes its colours from, where the style sheet is silent."""
    colours = tokens(theme)
    made = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, "ground"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "ground"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.Button, "raised"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "accent_text"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.Link, "accent"),
        (QPalette.ColorRole.ToolTipBase, "surface"),
        (QPalette.ColorRole.ToolTipText, "text"),
    ):
        made.setColor(role, QColor(colours[token]))
    return made


class Look(QObject):
    """Dresses the application; `fixed` null follows the system and changes with it."""

    changed = Signal()

    def __init__(self, application: QApplication, fixed: Theme | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._fixed = fixed
        self._hints = application.styleHints()
        self.theme = fixed or self._system()
        application.setStyle("fusion")
        self._dress()
        if fixed is None:
            self._hints.colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def colours(self) -> Tokens:
        """The colours in force."""
        return tokens(self.theme)

    def _system(self) -> Theme:
        return Theme.DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else Theme.LIGHT

    def _dress(self) -> None:
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))

    @Slot()
    def _on_scheme_changed(self) -> None:
        theme = self._system()
        if theme is not self.theme:
            self.theme = theme
            self._dress()
            self.changed.emit()
