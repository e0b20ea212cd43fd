"""One question that a single key answers: what the desk thinks it is, large, and a yes and a no."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.text import breakable
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label, restyle

YES_LETTERS = ("Y", "J")
"""Both languages' keys work, whichever is shown."""
NO_LETTER = "N"
_LONG_TEXT = 24


def is_yes(text: str) -> bool:
    """A key that takes what is suggested."""
    return text.upper() in YES_LETTERS


def is_no(text: str) -> bool:
    """A key that declines it."""
    return text.upper() == NO_LETTER


class YesNoQuestion(QWidget):
    """`answered` carries whether it is right. Enter is no answer: a stray one must not take a number."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = label(name="ask_word", wrap=True)
        self._text = label(name="asked_text", wrap=True)
        self._why = label(name="box_line", wrap=True)
        self.yes = KeyButton(self.tr("Y"), self.tr("Yes, that is right"), MAIN)
        self.no = KeyButton(NO_LETTER, self.tr("No, leave it out"), MAIN)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        for button in (self.yes, self.no):
            button.setProperty("choice", True)
        self._arrange()

    def ask(self, question: str, text: str, why: str) -> None:
        """Show what is asked, the text it is about, and how the desk came to it."""
        self._asked.setText(question)
        self._text.setText(breakable(text))
        restyle(self._text, "long", len(text) > _LONG_TEXT)
        self._why.setText(why)
        self.setAccessibleName(f"{question} {text} {why}")

    @property
    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def take_key(self, text: str) -> bool:
        """A key that answers."""
        if is_yes(text) or is_no(text):
            self.answered.emit(is_yes(text))
            return True
        return False

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(14)
        keys.addWidget(self.yes)
        keys.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(10)
        column.addStretch(1)
        for each in (self._asked, self._text, self._why):
            column.addWidget(each)
        column.addStretch(1)
        column.addLayout(keys)
