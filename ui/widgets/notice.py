"""Says in place of a page or above it that there is nothing, that it takes a moment, or what went wrong."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.text import wrapping
from ui.widgets.labels import label, restyle

_ICON = 44


class Tone(StrEnum):
    """How a notice looks; its value is the style sheet's."""

    PLAIN = "plain"
    DONE = "done"
    ERROR = "error"


class Notice(QFrame):
    """Icon, title, a sentence that says what to do next, and at most one button."""

    acted = Signal()

    def __init__(
        self, icons: Icons, *, centred: bool = True, icon_size: int = _ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_size = icon_size
        self._icons = icons
        self._icon = QLabel()
        self._title = label(name="notice_title", wrap=True)
        self._text = label(name="notice_text", wrap=True)
        self.button = QPushButton()
        self.button.setProperty("big", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.acted)
        self._arrange(centred)

    def tell(self, tone: Tone, icon: str, title: str, text: str, button: str = "") -> None:
        """Show this, and no button where it has no word."""
        restyle(self, "notice", tone.value)
        token = {Tone.PLAIN: "muted", Tone.DONE: "accent", Tone.ERROR: "refuse_mark"}[tone]
        self._icon.setPixmap(self._icons.icon(icon, token).pixmap(QSize(self._icon_size, self._icon_size)))
        self._title.setText(wrapping(title))
        self._title.setVisible(bool(title))
        self._text.setText(wrapping(text))
        self._text.setVisible(bool(text))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(" ".join(filter(None, (title, text))))
        self.show()

    @property
    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def _arrange(self, centred: bool) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if not centred:
            row = QHBoxLayout(self)
            row.setContentsMargins(14, 10, 14, 10)
            row.setSpacing(14)
            row.addWidget(self._icon)
            row.addLayout(texts, 1)
            row.addWidget(self.button)
            return
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(texts)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
