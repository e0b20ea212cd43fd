"""One question with several answers, each on a digit: which of the things that a number could be it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.text import breakable
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label

_COLUMNS = 3


class ChoiceQuestion(QWidget):
    """`answered` carries the place of the answer, from 0."""

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = label(name="ask_word", wrap=True)
        self._text = label(name="asked_text", wrap=True)
        self._why = label(name="box_line", wrap=True)
        self._grid = QGridLayout()
        self.buttons: tuple[KeyButton, ...] = ()
        self._arrange()

    def ask(self, question: str, text: str, why: str, answers: Sequence[str]) -> None:
        """Show what is asked, the text it is about, why, and the answers, which get the digits from 1."""
        self._asked.setText(question)
        self._text.setText(breakable(text))
        self._why.setText(why)
        self.setAccessibleName(f"{question} {text} {why} {', '.join(answers)}")
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.buttons = tuple(KeyButton(str(place), words, MAIN) for place, words in enumerate(answers, start=1))
        for place, button in enumerate(self.buttons):
            button.setProperty("choice", True)
            button.clicked.connect(lambda _=False, place=place: self.answered.emit(place))
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)

    @property
    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def take_key(self, text: str) -> bool:
        """A digit that stands on one of the answers."""
        place = int(text) - 1 if text.isascii() and text.isdecimal() and len(text) == 1 else -1
        if not 0 <= place < len(self.buttons):
            return False
        self.answered.emit(place)
        return True

    def _arrange(self) -> None:
        self._grid.setSpacing(12)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(26, 18, 26, 18)
        rows.setSpacing(10)
        rows.addStretch(1)
        for each in (self._asked, self._text, self._why):
            rows.addWidget(each)
        rows.addStretch(1)
        rows.addLayout(self._grid)
