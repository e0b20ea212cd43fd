"""A verdict as a small coloured plate: its icon and its word."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from rmadesk.domain.policy.verdict import Verdict
from ui.icons import Icons
from ui.text import Words
from ui.theme import VERDICT_TOKENS
from ui.widgets.labels import label

_ICON = 24


class VerdictChip(QFrame):
    """Shows one verdict; told apart by icon and word as well as by colour."""

    def __init__(self, verdict: Verdict, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_chip")
        self.setProperty("verdict", verdict.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        picture = QLabel()
        picture.setPixmap(icons.verdict(verdict, f"{VERDICT_TOKENS[verdict]}_text").pixmap(QSize(_ICON, _ICON)))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(label(words.verdict(verdict)))
        self.setAccessibleName(words.verdict(verdict))
