"""One entry of the due list: what it rests on, and the word that somebody gives on it, with a reason."""

from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rmadesk.domain.dues import Clock, Due, DueOutcome, DueState
from ui.icons import Icons
from ui.models.due_columns import DueRow, state_icon
from ui.text import Words, capital
from ui.widgets.labels import label

_BIG, _ICON = 56, 28
_FORM_WIDTH = 420


class DuePanel(QFrame):
    """Shows an entry; `decided` carries outcome and reason, `paid` the day and the reason. It does nothing itself."""

    decided = Signal(object, str)
    paid = Signal(object, str)

    def __init__(self, words: Words, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._words, self._icons = words, icons
        self.row: DueRow | None = None
        self._icon = QLabel()
        self._title = label(role="title", wrap=True)
        self._detail = label(role="told", wrap=True)
        self._clause = label(role="quiet", wrap=True)
        self._note = label(wrap=True)
        self._told, self._asked, self._form = QWidget(), QWidget(), QWidget()
        self._empty = label(
            self.tr("Choose an entry above to read what it rests on, and to give your word on it."), wrap=True
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason (required)"))
        self.reason.setAccessibleName(self.tr("Reason (required)"))
        self.paid_on = QDateEdit()
        self.take = QPushButton(self.tr("Take the proposal"))
        self.decline = QPushButton(self.tr("Decline it"))
        self.note_payment = QPushButton(self.tr("Note the payment"))
        self._arrange()
        self.take.clicked.connect(lambda: self.decided.emit(DueOutcome.TAKEN, self.reason.text()))
        self.decline.clicked.connect(lambda: self.decided.emit(DueOutcome.DECLINED, self.reason.text()))
        self.note_payment.clicked.connect(self._on_payment_pressed)
        self.show_row(None)

    def show_row(self, row: DueRow | None) -> None:
        """An entry, or none; what is typed of it stays when the same one is shown again."""
        same = bool(row and self.row and row.due.due_id == self.row.due.due_id)
        self.row = row
        for widget in (self._told, self._asked):
            widget.setVisible(row is not None)
        self._empty.setVisible(row is None)
        if row is None:
            return
        due = row.due
        self._icon.setPixmap(self._icons.icon(*state_icon(due)).pixmap(QSize(_ICON, _ICON)))
        self._title.setText(f"{capital(self._words.clock(due))} – RMA {due.rma_number}")
        self._detail.setText(" ".join(filter(None, (self._words.due_detail(due), self._words.due_amount(due)))))
        self._clause.setText(" – ".join(filter(None, (self._words.clause(due), self._unit(due)))))
        self._show_form(row, same)

    def set_busy(self, busy: bool) -> None:
        """While something is written nothing else can be asked for."""
        for button in (self.take, self.decline, self.note_payment):
            button.setEnabled(not busy)

    def _show_form(self, row: DueRow, same: bool) -> None:
        due = row.due
        proposed = due.state is DueState.PROPOSED
        payable = due.clock is Clock.PAYMENT_DUE and not due.is_over
        self._form.setVisible(proposed or payable)
        for button in (self.take, self.decline):
            button.setVisible(proposed)
        for widget in (self.note_payment, self.paid_on):
            widget.setVisible(payable)
        self._note.setText(self._what_now(due, proposed, payable))
        if not same:
            self.reason.clear()
            self.paid_on.setDate(QDate(row.day.year, row.day.month, row.day.day))

    def _what_now(self, due: Due, proposed: bool, payable: bool) -> str:
        if proposed:
            return self.tr("A proposal: nothing happens until somebody takes it.")
        if payable:
            return self.tr("Paid meanwhile? Note the day of the payment.")
        if due.proposal and due.state in (DueState.RUNNING, DueState.PAUSED):
            return self.tr("Not yet a proposal; there is nothing to decide.")
        return self.tr("There is nothing to decide.")

    def _unit(self, due: Due) -> str:
        return self.tr("Serial number {serial}").format(serial=due.serial_number) if due.serial_number else ""

    @Slot()
    def _on_payment_pressed(self) -> None:
        day = self.paid_on.date()
        self.paid.emit(date(day.year(), day.month(), day.day()), self.reason.text())

    def _arrange(self) -> None:
        self.take.setProperty("main", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paid_on.setCalendarPopup(True)
        self.paid_on.setDisplayFormat("d MMM yyyy")
        self.paid_on.setAccessibleName(self.tr("Day of the payment"))
        self.paid_on.setMinimumHeight(_BIG)
        keys = QHBoxLayout()
        keys.setSpacing(10)
        keys.addWidget(self.paid_on, 1)
        for button in (self.take, self.decline, self.note_payment):
            button.setMinimumHeight(_BIG)
            keys.addWidget(button, 1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(self.reason)
        form.addLayout(keys)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(4)
        told.addLayout(head)
        told.addWidget(self._detail)
        told.addWidget(self._clause)
        told.addStretch(1)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        asked.addWidget(self._note)
        asked.addWidget(self._form)
        asked.addStretch(1)
        self._asked.setFixedWidth(_FORM_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(24)
        row.addWidget(self._told, 1)
        row.addWidget(self._empty, 1)
        row.addWidget(self._asked)
