"""What another edition would say of the same box: its verdict, and every rule on which it differs."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rmadesk.domain.policy.comparison import Comparison, Difference, RuleContrast
from rmadesk.services.explaining import OtherAnswer
from ui.icons import Icons
from ui.text import Words, capital
from ui.widgets.labels import label
from ui.widgets.verdict_chip import VerdictChip

_ICON = 24
_ICON_OF: Mapping[Difference, str] = {
    Difference.EFFECT: "differs",
    Difference.FIGURES: "differs",
    Difference.ONLY_RECORDED: "dropped",
    Difference.NO_SUCH_RULE: "dropped",
    Difference.PENDING_IN_OTHER: "dropped",
    Difference.ONLY_OTHER: "added",
    Difference.NEW_RULE: "added",
    Difference.PENDING_IN_RECORDED: "added",
}


class OtherAnswerCard(QFrame):
    """One other edition; a difference is marked by sign, word and frame, not by colour alone."""

    def __init__(self, answer: OtherAnswer, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._words, self._icons = words, icons
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(8)
        name = edition_name(answer.title or answer.edition, answer.version)
        self._column.addWidget(label(self.tr("The other edition would say"), role="heading", wrap=True))
        self._column.addWidget(label(name, role="quiet", wrap=True))
        if answer.problem:
            self._column.addWidget(label(words.error(answer.problem), wrap=True))
        elif answer.comparison:
            self._show_comparison(answer.comparison)
        self._column.addStretch(1)

    def _show_comparison(self, comparison: Comparison) -> None:
        differs = comparison.verdict_differs
        verdict = QHBoxLayout()
        verdict.setSpacing(10)
        verdict.addWidget(VerdictChip(comparison.other, self._words, self._icons))
        verdict.addWidget(self._sign("differs" if differs else "same", "text" if differs else "muted"))
        verdict.addWidget(label(self.tr("another verdict") if differs else self.tr("the same verdict"), wrap=True), 1)
        self._column.addLayout(verdict)
        for contrast in comparison.differences:
            self._column.addWidget(self._difference(contrast))
        alike = [self._words.rule(each.rule) for each in comparison.rules if each.difference is Difference.NONE]
        if alike:
            said = self.tr("Says the same of: {rules}").format(rules="; ".join(alike))
            self._column.addWidget(label(said, role="quiet", wrap=True))
        elif not comparison.differences:
            self._column.addWidget(label(self.tr("It finds nothing against it either."), role="quiet", wrap=True))
        summary = self.tr("{verdict}, {count} differences").format(
            verdict=self._words.verdict(comparison.other), count=len(comparison.differences)
        )
        self.setAccessibleName(f"{self.tr('The other edition would say')}: {summary}")

    def _difference(self, contrast: RuleContrast) -> QFrame:
        frame = QFrame()
        frame.setProperty("difference", True)
        grid = QGridLayout(frame)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign(_ICON_OF[contrast.difference], "text"), 0, 0, Qt.AlignmentFlag.AlignTop)
        tag, sentence, source = self._told(contrast)
        grid.addWidget(label(tag, role="heading", wrap=True), 0, 1)
        grid.addWidget(label(sentence, wrap=True), 1, 1)
        if source:
            grid.addWidget(label(source, role="quiet", wrap=True), 2, 1)
        frame.setAccessibleName(f"{tag}. {sentence} {source}")
        return frame

    def _told(self, contrast: RuleContrast) -> tuple[str, str, str]:
        """How it differs, what is said, and the clause it rests on; where the other is silent, what the record says."""
        tag = f"{self._words.rule(contrast.rule)} – {difference_words(contrast, self._words)}"
        if contrast.other:
            reason = self._words.reason(contrast.other)
            return tag, f"{reason.effect_word}: {reason.sentence}", capital(reason.source)
        assert contrast.recorded  # one of the two spoke
        recorded = self._words.reason(contrast.recorded)
        return tag, self.tr("Recorded: {sentence}").format(sentence=recorded.sentence), ""

    def _sign(self, icon: str, token: str) -> QLabel:
        sign = QLabel()
        sign.setPixmap(self._icons.icon(icon, token).pixmap(QSize(_ICON, _ICON)))
        return sign


def edition_name(title: str, version: int | None) -> str:
    """A text and its version."""
    if version is None:
        return title
    return QCoreApplication.translate("Editions", "{title}, version {version}").format(title=title, version=version)


def difference_words(contrast: RuleContrast, words: Words) -> str:
    """How the other edition differs on one rule, in a few words."""
    if contrast.difference is Difference.EFFECT and contrast.recorded and contrast.other:
        return words.effects(contrast.other.effect, contrast.recorded.effect)
    return words.word("difference", contrast.difference)
