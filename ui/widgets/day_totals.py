"""A day's totals: a tile for each verdict, and bars for the rules that spoke."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rmadesk.domain.policy.verdict import Verdict
from rmadesk.services.reporting import DayReport, RuleTotal
from ui.icons import Icons
from ui.text import Words
from ui.widgets.bars import Bar, Bars
from ui.widgets.labels import label

_ICON = 34


class DayTotals(QWidget):
    """Figures as the report has them; nothing is counted here."""

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self._words = words
        self._figures = {verdict: label(role="figure") for verdict in Verdict}
        self._total = label(role="figure")
        self._apart = label(role="quiet", wrap=True)
        self._bars = Bars(icons.colours)
        self._no_rules = label(self.tr("No rule spoke against any box."), role="quiet")
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        tiles.addWidget(self._tile(self._total, self.tr("Boxes"), icons, "box", "muted"))
        for verdict, figure in self._figures.items():
            icon = verdict.value
            tiles.addWidget(self._tile(figure, words.verdict(verdict), icons, icon, icons.token(verdict)))
        card = QWidget()
        card.setObjectName("scrolled")
        rules = QVBoxLayout(card)
        rules.setContentsMargins(14, 8, 14, 8)
        rules.setSpacing(4)
        rules.addWidget(label(self.tr("Boxes by rule"), role="heading"))
        rules.addWidget(self._bars)
        rules.addWidget(self._no_rules)
        rules.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tiles)
        column.addWidget(self._apart)
        column.addWidget(_scrolling(card), 1)

    def show_report(self, report: DayReport) -> None:
        """The totals of a day."""
        for verdict, count in report.by_verdict:
            self._figures[verdict].setText(str(count))
        self._total.setText(str(len(report.rows)))
        self._apart.setText(
            self.tr("Not counted – duplicates: {duplicates}, receipts undone: {voided}.").format(
                duplicates=len(report.duplicates), voided=len(report.voided)
            )
        )
        self._apart.setVisible(bool(report.duplicates or report.voided))
        self._bars.show_bars(tuple(self._bar(total) for total in report.by_rule))
        self._bars.setVisible(bool(report.by_rule))
        self._no_rules.setVisible(not report.by_rule)

    def _bar(self, total: RuleTotal) -> Bar:
        return Bar(
            f"{self._words.rule(total.rule)} – {self._words.word('effect', total.effect)}",
            total.boxes,
            Icons.effect_token(total.effect),
        )

    def _tile(self, figure: QLabel, word: str, icons: Icons, icon: str, token: str) -> QFrame:
        tile = QFrame()
        tile.setProperty("card", True)
        picture = QLabel()
        picture.setPixmap(icons.icon(icon, token).pixmap(QSize(_ICON, _ICON)))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(figure)
        texts.addWidget(label(word, role="quiet"))
        row = QHBoxLayout(tile)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addLayout(texts, 1)
        return tile


def _scrolling(shown: QWidget) -> QFrame:
    """A card whose content may be higher than there is room."""
    card = QFrame()
    card.setProperty("card", True)
    scroll = QScrollArea()
    scroll.setWidget(shown)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    column = QVBoxLayout(card)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(scroll)
    return card
