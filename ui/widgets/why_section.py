"""One recorded verdict laid open: what spoke, beside it what another edition would say, below it what is still open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rmadesk.domain.policy.verdict import Effect, Finding
from rmadesk.services.explaining import Explanation, OpenRule
from ui.icons import Icons
from ui.text import Words
from ui.widgets.checklist import Check, Checklist
from ui.widgets.finding_card import FindingCard
from ui.widgets.labels import label
from ui.widgets.other_answer_card import OtherAnswerCard, edition_name
from ui.widgets.verdict_chip import VerdictChip

_COLUMNS = 2
_GRAVITY = tuple(Effect)
_RECORDED_SHARE, _OTHER_SHARE = 6, 5


class WhySection(QWidget):
    """One authorization of a box, or the box itself where no authorization is known."""

    def __init__(self, explanation: Explanation, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icons = words, icons
        self.explanation = explanation
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head(explanation))
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addLayout(self._findings(explanation.findings), _RECORDED_SHARE)
        beside.addLayout(self._others(explanation), _OTHER_SHARE)
        column.addLayout(beside)
        column.addWidget(self._open_rules(explanation.open_rules))
        self.setAccessibleName(f"{section_name(explanation, words)}: {words.verdict(explanation.judged.verdict)}")

    def _head(self, explanation: Explanation) -> QBoxLayout:
        judged = explanation.judged
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(label(section_name(explanation, self._words), role="title"))
        row.addWidget(VerdictChip(judged.verdict, self._words, self._icons))
        row.addWidget(label(self._judged_under(explanation), role="quiet", wrap=True), 1)
        return row

    def _judged_under(self, explanation: Explanation) -> str:
        judged = explanation.judged
        name = edition_name(explanation.title or judged.edition, judged.edition_version)
        said = self.tr("Judged under {edition}.").format(edition=name)
        if judged.contract is None:
            return said
        if judged.contract_version is None:
            return f"{said} " + self.tr("Contract {contract} is named, but not on file.").format(
                contract=judged.contract
            )
        return f"{said} " + self.tr("Contract {contract}, version {version}, overrides it in places.").format(
            contract=judged.contract, version=judged.contract_version
        )

    def _findings(self, findings: tuple[Finding, ...]) -> QBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for finding in sorted(findings, key=lambda each: -_GRAVITY.index(each.effect)):
            column.addWidget(FindingCard(finding, self._words, self._icons))
        if not findings:
            nothing = QFrame()
            nothing.setProperty("card", True)
            texts = QVBoxLayout(nothing)
            texts.setContentsMargins(14, 12, 14, 12)
            texts.addWidget(label(self.tr("Nothing speaks against it."), role="heading", wrap=True))
            texts.addWidget(
                label(self.tr("No rule of this edition found anything in what is known so far."), wrap=True)
            )
            column.addWidget(nothing)
        column.addStretch(1)
        return column

    def _others(self, explanation: Explanation) -> QBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for answer in explanation.others:
            column.addWidget(OtherAnswerCard(answer, self._words, self._icons))
        column.addStretch(1)
        return column

    def _open_rules(self, open_rules: tuple[OpenRule, ...]) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        if not open_rules:
            column.addWidget(label(self.tr("Nothing is left open for the bench."), wrap=True))
            return card
        title = self.tr("Still open: the bench looks at this ({count})").format(count=len(open_rules))
        column.addWidget(label(title, role="heading", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
        checks = Checklist(self._icons, _COLUMNS)
        checks.show_checks([self._check(each) for each in open_rules])
        column.addWidget(checks)
        return card

    def _check(self, open_rule: OpenRule) -> Check:
        clauses = "; ".join(self._words.citation(each.source, each.contract) for each in open_rule.clauses)
        rule = self._words.rule(open_rule.rule)
        return Check(self._words.question(open_rule.rule), f"{rule} – {clauses}" if clauses else rule)


def section_name(explanation: Explanation, words: Words) -> str:
    """What a section is called: its RMA number, else that there is none."""
    number = explanation.judged.rma_number
    return f"RMA {number}" if number else words.without_rma()
