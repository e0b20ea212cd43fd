"""The due list: what waits for a person's word, what is past and what still runs; nothing of it is done by itself."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rmadesk.domain.dues import Due, DueDecision, DueOutcome
from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.dues import DUE_FORMS
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.models.due_columns import DueFilter, DueRow, due_columns, shown_in, urgency
from ui.models.record_table import RecordTable
from ui.tasks import Lane, TaskRunner
from ui.text import Words
from ui.widgets.due_panel import DuePanel
from ui.widgets.labels import label
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView

_BIG = 56
_LIST_SHARE, _PANEL_SHARE = 3, 1


class DuePage(QWidget):
    """The list above, the chosen entry below. `decided` says that somebody's word is on record."""

    decided = Signal()

    def __init__(
        self, parts: DeskParts, words: Words, icons: Icons, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._parts, self._words, self._icons, self._tasks = parts, words, icons, tasks
        self._read: tuple[Due, ...] = ()
        self._day: date | None = None
        self._saved: Path | None = None
        self.chosen = DueFilter.ACT
        self.dues: RecordTable[DueRow] = RecordTable(due_columns(words, icons), self)
        self.dues_view = RecordView(self.dues, (152, 90, 236, 134, 84, 92, 0))
        self.dues_view.setAccessibleName(self.tr("Due list"))
        self.panel = DuePanel(words, icons)
        self.state = Notice(icons)
        self.told = Notice(icons, centred=False)
        self.told.hide()
        self.filters = {each: QPushButton() for each in DueFilter}
        self.saves = {form: QPushButton(form.upper()) for form in DUE_FORMS}
        self._as_of = label(role="quiet", wrap=True)
        self._body = QStackedWidget()
        self._arrange()
        self.dues_view.row_chosen.connect(self._on_row_chosen)
        self.panel.decided.connect(self._on_decided)
        self.panel.paid.connect(self._on_paid)
        self.told.acted.connect(self._on_told_acted)
        self.state.acted.connect(self._on_state_acted)
        self.refresh()

    @property
    def in_use(self) -> bool:
        """A reason is being written."""
        return bool(self.panel.reason.text())

    @Slot()
    def refresh(self) -> None:
        """Read the list again, as it stands today at the site."""
        if not self._read:
            self._tell(Tone.PLAIN, "busy", self.tr("Looking what falls due…"), "", "")
        parts = self._parts

        def work() -> tuple[date, tuple[Due, ...]]:
            today = parts.dues.today()
            return today, parts.dues.on(today)

        self._tasks.run(work, self._on_read, self._on_failed, owner=self)

    def show_part(self, chosen: DueFilter) -> None:
        """Show a part of the list; the chosen entry stays chosen where it is in it."""
        self.chosen = chosen
        self.filters[chosen].setChecked(True)
        kept = self.panel.row.due.due_id if self.panel.row else None
        day = self._day
        if day is None:
            return
        found = sorted((due for due in self._read if shown_in(due, chosen)), key=urgency)
        self.dues.show([DueRow(due, day) for due in found])
        place = next((row for row, due in enumerate(found) if due.due_id == kept), None)
        if place is None:
            self.panel.show_row(None)
        else:
            self.dues_view.selectRow(place)
        if found:
            self._body.setCurrentIndex(0)
        else:
            self._tell_empty()

    def save(self, file: str) -> None:
        """Write the whole list to a file, as its ending says."""
        if self._day is None:
            return
        self.told.tell(Tone.PLAIN, "busy", "", self.tr("Writing {file}…").format(file=Path(file).name))
        parts, path, dues, day = self._parts, Path(file), self._read, self._day

        def work() -> Path:
            parts.dues.save(dues, day, path)
            return path

        self._tasks.run(work, self._on_saved, self._on_save_failed, owner=self, lane=Lane.CRAFT)

    def _on_read(self, found: tuple[date, tuple[Due, ...]]) -> None:
        self._day, self._read = found
        self._as_of.setText(
            self.tr(
                "As of {day}. Nothing here happens by itself: a proposal waits until somebody takes or declines it."
            ).format(day=self._words.day(self._day))
        )
        for part, button in self.filters.items():
            count = sum(shown_in(due, part) for due in self._read)
            button.setText(self._filter_word(part).format(count=count))
        for button in self.saves.values():
            button.setEnabled(True)
        self.show_part(self.chosen)

    def _on_failed(self, error: RmaDeskError) -> None:
        self._read = ()
        sentence = self._words.error(error)
        self._tell(Tone.ERROR, "error", self.tr("The due list can't be read"), sentence, self.tr("Try again"))

    def _tell_empty(self) -> None:
        if not self._read:
            self._tell(
                Tone.PLAIN,
                "due",
                self.tr("No clock is running"),
                self.tr(
                    "Clocks start when an RMA is issued, a replacement is sent ahead of the defective part, or an "
                    "invoice is overdue. Import the registry to see what falls due."
                ),
                self.tr("Look again"),
            )
            return
        self._tell(
            Tone.PLAIN,
            "done",
            self.tr("Nothing to decide and nothing overdue")
            if self.chosen is DueFilter.ACT
            else self.tr("Nothing in this part of the list"),
            self.tr("Entries on the whole list: {count}.").format(count=len(self._read)),
            self.tr("Show everything"),
        )

    def _tell(self, tone: Tone, icon: str, title: str, text: str, button: str) -> None:
        self.state.tell(tone, icon, title, text, button)
        self._body.setCurrentWidget(self.state)

    @Slot()
    def _on_state_acted(self) -> None:
        if self._read:
            self.show_part(DueFilter.ALL)
        else:
            self.refresh()

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self.panel.show_row(self.dues.record(row))

    # -------------------------------------------------------------------------------------------- somebody's word

    @Slot(object, str)
    def _on_decided(self, outcome: DueOutcome, reason: str) -> None:
        if row := self.panel.row:
            parts, due_id = self._parts, row.due.due_id
            self.panel.set_busy(True)
            self._tasks.run(
                lambda: parts.dues.decide(due_id, outcome, reason).decision,
                partial(self._on_word_given, row.due),
                self._on_word_refused,
                owner=self,
            )

    @Slot(object, str)
    def _on_paid(self, day: date, reason: str) -> None:
        if row := self.panel.row:
            parts, due_id = self._parts, row.due.due_id
            self.panel.set_busy(True)
            self._tasks.run(
                lambda: parts.dues.paid(due_id, day, reason),
                partial(self._on_word_given, row.due),
                self._on_word_refused,
                owner=self,
            )

    def _on_word_given(self, due: Due, decision: DueDecision | None) -> None:
        sentence = self.tr("On record: {what}, RMA {rma} – {outcome}.").format(
            what=self._words.clock(due),
            rma=due.rma_number,
            outcome=self._words.word("due-outcome", decision.outcome) if decision else "",
        )
        self._saved = None
        self.told.tell(Tone.DONE, "done", "", sentence, self.tr("OK"))
        self.panel.set_busy(False)
        self.panel.reason.clear()
        self.panel.show_row(None)
        self.refresh()
        self.decided.emit()

    def _on_word_refused(self, error: RmaDeskError) -> None:
        """What was typed stays; a missing reason is asked for."""
        self._saved = None
        self.panel.set_busy(False)
        self.told.tell(Tone.ERROR, "error", "", self._words.error(error), self.tr("OK"))
        if error.code == "reason-missing":
            self.panel.reason.setFocus()

    # ----------------------------------------------------------------------------------------------------- files

    def _on_save_asked(self, form: str, _: bool = False) -> None:
        if self._day is None:
            return
        dialog = QFileDialog(self, self.tr("Save the due list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{form.upper()} (*.{form})")
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"due-{self._day.isoformat()}.{form}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _on_saved(self, path: Path) -> None:
        self._saved = path
        sentence = self.tr("The due list lies at {path}").format(path=path)
        self.told.tell(Tone.DONE, "done", "", sentence, self.tr("Open the file"))

    def _on_save_failed(self, error: RmaDeskError) -> None:
        self._saved = None
        self.told.tell(Tone.ERROR, "error", "", self._words.error(error), self.tr("OK"))

    @Slot()
    def _on_told_acted(self) -> None:
        path, self._saved = self._saved, None
        if path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.told.hide()

    def _filter_word(self, part: DueFilter) -> str:
        return {
            DueFilter.ACT: self.tr("To decide and overdue ({count})"),
            DueFilter.AHEAD: self.tr("Running ({count})"),
            DueFilter.ALL: self.tr("Everything ({count})"),
        }[part]

    def _arrange(self) -> None:
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.dues_view, _LIST_SHARE)
        rows.addWidget(self.panel, _PANEL_SHARE)
        self._body.addWidget(shown)
        self._body.addWidget(self.state)
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(label(self.tr("What falls due"), role="title"))
        title.addWidget(self._as_of)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addLayout(title, 1)
        head.addWidget(label(self.tr("Save as"), role="quiet"))
        for form, button in self.saves.items():
            button.setMinimumHeight(_BIG)
            button.setEnabled(False)
            button.setAccessibleName(self.tr("Save as {form}").format(form=form.upper()))
            button.clicked.connect(partial(self._on_save_asked, form))
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._filter_row())
        column.addWidget(self.told)
        column.addWidget(self._body, 1)

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        group = QButtonGroup(self)
        for part, button in self.filters.items():
            button.setText(self._filter_word(part).format(count="–"))
            button.setCheckable(True)
            button.setProperty("part", True)
            button.setMinimumHeight(_BIG)
            button.clicked.connect(partial(self._on_filter_pressed, part))
            group.addButton(button)
            row.addWidget(button)
        self.filters[self.chosen].setChecked(True)
        row.addStretch(1)
        return row

    def _on_filter_pressed(self, part: DueFilter, _: bool = False) -> None:
        self.show_part(part)
