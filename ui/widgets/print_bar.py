"""Beside the questions on a box: that its print is being looked at, and the RMA number that the print says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.key_button import SMALLEST, KeyButton
from ui.widgets.labels import label
from ui.widgets.yes_no_question import NO_LETTER, is_no, is_yes


class PrintBar(QFrame):
    """Hidden where there is nothing to say. `answered` carries whether the number is taken."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_bar")
        self._words = label(name="print_words", wrap=True)
        self.yes = KeyButton(self.tr("Y"), self.tr("Take it"), SMALLEST)
        self.no = KeyButton(NO_LETTER, self.tr("No"), SMALLEST)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 6)
        for button in (self.yes, self.no):
            row.addWidget(button, 2)
        self.clear()

    @property
    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def clear(self) -> None:
        """Nothing to say."""
        self._offer(False)
        self.hide()

    def show_looking(self) -> None:
        """It takes a few seconds, and holds up nothing."""
        self._words.setText(self.tr("No RMA number in the codes: the print is being looked at…"))
        self._offer(False)
        self.show()

    def show_suggestion(self, sentence: str) -> None:
        """What the print says."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._offer(True)
        self.show()

    def take_key(self, text: str) -> bool:
        """A key that answers, while there is something to answer."""
        if self.isHidden() or self.yes.isHidden() or not (is_yes(text) or is_no(text)):
            return False
        self.answered.emit(is_yes(text))
        return True

    def _offer(self, offered: bool) -> None:
        self.yes.setVisible(offered)
        self.no.setVisible(offered)
