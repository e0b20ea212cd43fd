"""A button for gloves: a large target with its key on it and words that wrap."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.widgets.labels import label

SMALLEST = 56
MAIN = 64


class KeyButton(QPushButton):
    """Shows its key and its words; `height` is at least 56 px, 64 px for main keys.

    It takes the focus by Tab only, so that a click leaves the keys to the page.
    """

    def __init__(self, key: str, words: str, height: int = MAIN, *, stacked: bool = False) -> None:
        super().__init__()
        self._key = label(key, role="keycap")
        self._words = label(words, wrap=True)
        box: QBoxLayout = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        box.setContentsMargins(*((2, 4, 2, 4) if stacked else (8, 4, 8, 4)))
        box.setSpacing(2 if stacked else 8)
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        box.addWidget(self._key, 0, Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self._words, 1)
        if stacked:
            self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (self._key, self._words):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words} ({key})" if key else words)
        self.setProperty("keyed", True)
        self.setProperty("stacked", stacked)

    @property
    def words(self) -> str:
        """What stands on it, its key left out."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        """As large as its labels need, which Qt does not look at in a button."""
        layout = self.layout()
        hint = layout.sizeHint() if layout else QSize()
        return QSize(max(hint.width(), 96), max(hint.height(), self.minimumHeight()))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(layout.heightForWidth(width) if layout else 0, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.minimumHeight())
