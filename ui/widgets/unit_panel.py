"""One unit at the bench: what was claimed, what the dock judged, and the outcome to log."""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rmadesk.domain.rma import Disposition, UnitState
from rmadesk.services.inspection import BenchItem
from ui.icons import Icons
from ui.models.registry_columns import customer_name
from ui.text import Words
from ui.widgets.checklist import Check, Checklist
from ui.widgets.labels import label
from ui.widgets.reasons_list import ReasonsList

_BIG = 56


class UnitPanel(QFrame):
    """Shows a bench item; `outcome_entered` carries state, disposition and note."""

    outcome_entered = Signal(object, object, str)
    label_wanted = Signal()

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._words = words
        self.item: BenchItem | None = None
        self._title = label(role="title", wrap=True)
        self._facts = QFormLayout()
        self._reasons = ReasonsList(icons)
        self.checks = Checklist(icons)
        self._checks_title = label(role="heading", wrap=True)
        self.state = self._choice("unit-state", [each for each in UnitState if each is not UnitState.EXPECTED])
        self.disposition = self._choice("disposition", list(Disposition))
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note: what was found (optional)"))
        self.log = QPushButton(self.tr("Log outcome"))
        self.log.setProperty("main", True)
        self.order = QPushButton(icons.icon("label"), self.tr("Order label…"))
        self._form = QWidget()
        self._empty = label(self.tr("Choose a unit on the left."), role="heading")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea()
        self._arrange()
        self.log.clicked.connect(self._on_log_pressed)
        self.order.clicked.connect(self.label_wanted)
        self.state.currentIndexChanged.connect(self._on_state_changed)
        self.show_item(None)

    def show_item(self, item: BenchItem | None) -> None:
        """A unit, or none; what is said of it already stays when the same one is shown again."""
        same = bool(item and self.item and item.unit.unit_id == self.item.unit.unit_id)
        self.item = item
        for widget in (self._scroll, self._form):
            widget.setVisible(item is not None)
        self._empty.setVisible(item is None)
        if item is None:
            return
        self._title.setText(f"RMA {item.authorization.written}")
        self._show_facts(item)
        self._reasons.show_reasons(self._words.reasons(item.box))
        self._show_checks(item)
        if same:
            return
        self.state.setCurrentIndex(0)
        self.disposition.setCurrentIndex(self.disposition.findData(Disposition.NONE))
        self.note.clear()

    def set_busy(self, busy: bool) -> None:
        """While something is written nothing else can be asked for."""
        for button in (self.log, self.order):
            button.setEnabled(not busy)

    def _show_facts(self, item: BenchItem) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        unit, rma = item.unit, item.authorization
        for name, text in (
            (self.tr("Customer"), customer_name(rma, item.customer)),
            (self.tr("Claimed"), self._words.capital("rma-kind", rma.kind) if rma.kind else "–"),
            (self.tr("Serial number"), unit.serial_number or "–"),
            (self.tr("Part"), " – ".join(filter(None, (unit.part_number, unit.description))) or "–"),
            (self.tr("Made by"), self._words.capital("maker", unit.maker)),
            (self.tr("Arrived"), self._words.when(item.box.arrived_at)),
            (self.tr("Verdict"), self._words.verdict(item.box.verdict)),
        ):
            self._facts.addRow(label(name, role="quiet"), label(text, wrap=True))

    def _show_checks(self, item: BenchItem) -> None:
        """What the verdict on this unit's authorization leaves open."""
        number = item.authorization.rma_number
        pending = [rule for judged in item.box.verdicts if judged.rma_number == number for rule in judged.pending]
        checks = [Check(self._words.question(rule), self._words.rule(rule)) for rule in dict.fromkeys(pending)]
        self._checks_title.setText(
            self.tr("Still to look at ({count})").format(count=len(checks))
            if checks
            else self.tr("The verdict leaves nothing open.")
        )
        self.checks.show_checks(checks)

    @Slot()
    def _on_log_pressed(self) -> None:
        self.outcome_entered.emit(self.chosen_state, self.chosen_disposition, self.note.text())

    @property
    def chosen_state(self) -> UnitState:
        """What was found; a combo box hands out its data as bare text."""
        return UnitState(self.state.currentData())

    @property
    def chosen_disposition(self) -> Disposition:
        """How the return ends."""
        return Disposition(self.disposition.currentData())

    @Slot()
    def _on_state_changed(self) -> None:
        """What is not there has no disposition to choose."""
        absent = self.chosen_state is UnitState.MISSING
        self.disposition.setEnabled(not absent)
        if absent:
            self.disposition.setCurrentIndex(self.disposition.findData(Disposition.NONE))

    def _choice(self, group: str, values: Iterable[StrEnum]) -> QComboBox:
        box = QComboBox()
        for value in values:
            box.addItem(self._words.capital(group, value), value)
        return box

    def _arrange(self) -> None:
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        told = QVBoxLayout(scrolled)
        told.setContentsMargins(0, 0, 8, 0)
        told.addWidget(self._title)
        self._facts.setHorizontalSpacing(18)
        told.addLayout(self._facts)
        told.addSpacing(8)
        told.addWidget(label(self.tr("Reasons"), role="heading"))
        told.addWidget(self._reasons)
        told.addSpacing(8)
        told.addWidget(self._checks_title)
        told.addWidget(self.checks)
        told.addStretch(1)
        self._scroll.setWidget(scrolled)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        for name, choice in ((self.tr("Found"), self.state), (self.tr("Ends as"), self.disposition)):
            words = label(name)
            words.setMinimumHeight(choice.sizeHint().height())
            form.addRow(words, choice)
        form.addRow(self.note)
        keys = QHBoxLayout()
        keys.setSpacing(10)
        for button in (self.log, self.order):
            button.setMinimumHeight(_BIG)
            keys.addWidget(button, 1)
        form.addRow(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self._form)
