"""The verdict on a recorded box: icon, word, one sentence of reason, what to do next, and every other reason."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rmadesk.domain.rma import Box
from rmadesk.services.receiving import Outcome, Receipt
from ui.icons import Icons
from ui.models.box_columns import box_name
from ui.text import Reason, Words
from ui.theme import VERDICT_TOKENS
from ui.widgets.key_button import MAIN, KeyButton
from ui.widgets.labels import label, restyle

WHY_KEY = "F4"
_ICON = 112
_WHY_WIDTH = 132
_SHORT_WORD = 14
"""Letters of a verdict that stand beside the icon on a small screen in the largest letters."""


class VerdictPanel(QWidget):
    """Shows a receipt that is on disk; nothing else may be shown here. `why_wanted` carries its box."""

    why_wanted = Signal(object)

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._icons = icons
        self._recorded: Box | None = None
        self.why = KeyButton(WHY_KEY, self.tr("Why?"), MAIN)
        self.why.setFixedWidth(_WHY_WIDTH)
        self.why.clicked.connect(self._on_why_pressed)
        self._icon = QLabel()
        self._word = label(name="big_word", wrap=True)
        self._box = label(name="box_line", wrap=True)
        self._reason = label(name="reason", wrap=True)
        self._source = label(name="finding_source", wrap=True)
        self._next = label(name="next_action", wrap=True)
        self._others = QVBoxLayout()
        self._scroll = QScrollArea()
        self._arrange()

    @property
    def style_name(self) -> str:
        """The value by which the style sheet colours the panel around this one."""
        return self._style_name

    def show_receipt(self, receipt: Receipt) -> None:
        """The stored answer."""
        box = self._recorded = receipt.box
        duplicate = receipt.outcome is Outcome.DUPLICATE
        self._style_name = "neutral" if duplicate else box.verdict.value
        token = "neutral_text" if duplicate else f"{VERDICT_TOKENS[box.verdict]}_text"
        icon = self._icons.icon("duplicate" if duplicate else box.verdict.value, token)
        self._icon.setPixmap(icon.pixmap(QSize(_ICON, _ICON)))
        self._word.setText(
            self._words.capital("box-state", box.state) if duplicate else self._words.verdict(box.verdict)
        )
        restyle(self._word, "long", len(self._word.text()) > _SHORT_WORD)
        self._box.setText(
            self.tr("{box}, recorded {time} by {user}").format(
                box=box_name(box), time=self._words.time(box.received_at), user=box.received_by
            )
        )
        self._next.setText(self._words.next_action(box))
        reasons = self._words.reasons(box)
        if duplicate:
            self._show_reasons(self._duplicate_sentence(receipt), "", ())
        elif reasons:
            self._show_reasons(reasons[0].sentence, self._cited(reasons[0]), reasons[1:])
        else:
            self._show_reasons(self.tr("Nothing speaks against it."), "", ())
        self.setAccessibleName(" ".join((self._word.text(), self._reason.text(), self._next.text())))

    @Slot()
    def _on_why_pressed(self) -> None:
        if self._recorded:
            self.why_wanted.emit(self._recorded)

    def _duplicate_sentence(self, receipt: Receipt) -> str:
        first = receipt.original
        if first is None:
            return ""
        return self.tr("Received {time} by {user}; the verdict was: {verdict}.").format(
            time=self._words.when(first.received_at), user=first.received_by, verdict=self._words.verdict(first.verdict)
        )

    def _show_reasons(self, first: str, source: str, others: tuple[Reason, ...]) -> None:
        self._reason.setText(first)
        self._source.setText(source)
        self._source.setVisible(bool(source))
        while item := self._others.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for reason in others:
            self._others.addWidget(label(f"{reason.effect_word}: {reason.sentence}", name="finding", wrap=True))
            self._others.addWidget(label(reason.source, name="finding_source", wrap=True))
        self._others.addStretch(1)
        self._scroll.setVisible(bool(others))

    def _cited(self, reason: Reason) -> str:
        return f"{reason.effect_word} – {reason.source}"

    def _arrange(self) -> None:
        self._style_name = "neutral"
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._box)
        head.addLayout(words, 1)
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        scrolled.setLayout(self._others)
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(2)
        self._scroll.setWidget(scrolled)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addWidget(self._source)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        column.addWidget(self._next)
