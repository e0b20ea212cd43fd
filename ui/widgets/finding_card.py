"""A finding laid open: what it does, the sentence with its figures, its clause, and what would change it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from rmadesk.domain.policy.verdict import Finding
from ui.icons import Icons
from ui.text import Words, capital
from ui.widgets.labels import label

_ICON, _SMALL_ICON = 28, 20


class FindingCard(QFrame):
    """One rule that spoke."""

    def __init__(self, finding: Finding, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("effect", finding.effect.value)
        self._icons = icons
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        reason, change = words.reason(finding), words.change(finding)
        effect = QLabel()
        effect.setPixmap(icons.effect(finding.effect).pixmap(QSize(_ICON, _ICON)))
        self._put(effect, label(f"{reason.effect_word} – {words.rule(finding.rule)}", role="heading", wrap=True))
        self._put(None, label(reason.sentence, role="told", wrap=True))
        self._put(self._sign("clause"), label(capital(reason.source), role="quiet", wrap=True))
        self._put(self._sign("change"), label(change, wrap=True))
        self.setAccessibleName(f"{reason.effect_word}: {reason.sentence} {reason.source}. {change}")

    def _sign(self, icon: str) -> QLabel:
        sign = QLabel()
        sign.setPixmap(self._icons.icon(icon, "muted").pixmap(QSize(_SMALL_ICON, _SMALL_ICON)))
        return sign

    def _put(self, sign: QLabel | None, words: QLabel) -> None:
        row = self._grid.rowCount()
        if sign:
            self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._grid.addWidget(words, row, 1)
