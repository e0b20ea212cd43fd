"""What stands in the window before the database is open, or when it can't be opened; it needs no icon and no page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.labels import label

_MIN_HEIGHT = 56


class FirstScreen(QWidget):
    """A sentence, and where something went wrong the keys to try again or to leave."""

    retried = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_screen")
        self._title = label(role="title", wrap=True)
        self._text = label(role="heading", wrap=True)
        self._retry = QPushButton(self.tr("Try again"))
        self._leave = QPushButton(self.tr("Close"))
        self._retry.clicked.connect(self.retried)
        self._leave.clicked.connect(self.left)
        keys = QHBoxLayout()
        keys.addStretch(1)
        for button in (self._retry, self._leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumHeight(_MIN_HEIGHT)
            keys.addWidget(button)
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 40, 60, 40)
        column.setSpacing(16)
        column.addStretch(1)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        column.addLayout(keys)
        column.addStretch(1)
        self.show_busy(self.tr("Opening the database…"))

    def show_busy(self, title: str) -> None:
        """It takes a moment."""
        self._tell(title, "", False)

    def show_fault(self, sentence: str) -> None:
        """Why there is nothing to work with."""
        self._tell(self.tr("The desk can't open"), sentence, True)

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._title.text()} {self._text.text()}".strip()

    def _tell(self, title: str, text: str, keys: bool) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._retry.setVisible(keys)
        self._leave.setVisible(keys)
