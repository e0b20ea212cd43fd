"""A button for gloves: a large target with its key on it and words that wrap."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.widgets.labels import label

SMALLEST = 56
MAIN = 64
_NARROWEST = 96
_SIDE = 8
_WIDEST_WORD = 200
"""The trade's longest words are shorter; a number from a scan may be longer, and must not widen the window."""


class KeyButton(QPushButton):
    """Shows its key and its words; `height` is at least 56 px, 64 px for main keys.

    It takes the focus by Tab only, so that a click leaves the keys to the page.
    """

    def __init__(self, key: str, words: str, height: int = MAIN, *, stacked: bool = False) -> None:
        super().__init__()
        self._key = label(key, role="keycap")
        self._words = label(words, wrap=True)
        box: QBoxLayout = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        box.setContentsMargins(_SIDE, 4, _SIDE, 4)
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

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet's letters are known now."""
        super().showEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as its labels need, which Qt does not look at in a button."""
        layout = self.layout()
        hint = layout.sizeHint() if layout else QSize()
        return QSize(max(hint.width(), self._least_width), max(hint.height(), self.minimumHeight()))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(layout.heightForWidth(width) if layout else 0, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width, self.minimumHeight())

    @property
    def _least_width(self) -> int:
        """A word is never cut, nor does it touch the edge; words of several lines wrap."""
        self._words.ensurePolished()
        longest = max(map(self._words.fontMetrics().horizontalAdvance, self._words.text().split()), default=0)
        beside = 0 if isinstance(self.layout(), QVBoxLayout) else self._key.sizeHint().width() + _SIDE
        return max(min(longest, _WIDEST_WORD) + beside + 2 * _SIDE, _NARROWEST)
