"""The report: choose a day, look at it, save it."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.reporting import REPORT_FORMS, DayReport, ReportRow
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.models.box_columns import report_columns
from ui.models.record_table import RecordTable
from ui.tasks import Lane, TaskRunner
from ui.text import Words
from ui.widgets.day_totals import DayTotals
from ui.widgets.labels import label
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView

_BIG = 48


class ReportPage(QWidget):
    """A day by the same query as its files."""

    def __init__(
        self, parts: DeskParts, words: Words, icons: Icons, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._parts, self._words, self._icons, self._tasks = parts, words, icons, tasks
        self._asked: date | None = None
        self._saved: Path | None = None
        self.day = QDateEdit()
        self.totals = DayTotals(words, icons)
        self.boxes: RecordTable[ReportRow] = RecordTable(report_columns(words, icons), self)
        self.boxes_view = RecordView(self.boxes, (126, 180, 88, 190, 185, 180, 0))
        self.state = Notice(icons)
        self.told = Notice(icons, centred=False)
        self.told.hide()
        self.saves = {form: QPushButton(icons.icon(form), form.upper()) for form in REPORT_FORMS}
        self._body = QStackedWidget()
        self._arrange()
        self.told.acted.connect(self._on_told_acted)
        self.state.acted.connect(self.refresh)
        self.day.dateChanged.connect(self._on_day_changed)
        self._on_today_asked()

    @Slot()
    def refresh(self) -> None:
        """Read the day again."""
        if self._asked is None:
            self._on_today_asked()
        else:
            self._read(self._asked)

    @Slot()
    def _on_today_asked(self) -> None:
        """The day at the site, which need not be the machine's."""
        self._busy()
        parts = self._parts
        self._tasks.run(
            lambda: parts.reporting.day(parts.reporting.today()), self._on_read, self._on_failed, owner=self
        )

    def _read(self, day: date) -> None:
        self._asked = day
        self._busy()
        parts = self._parts
        self._tasks.run(lambda: parts.reporting.day(day), self._on_read, self._on_failed, owner=self)

    def _busy(self) -> None:
        for button in self.saves.values():
            button.setEnabled(False)
        if not self.boxes.records:
            self._tell(Tone.PLAIN, "busy", self.tr("Drawing up the day…"), "", "")

    def _on_read(self, report: DayReport) -> None:
        if self._asked is not None and report.day != self._asked:
            return
        self._asked = report.day
        with QSignalBlocker(self.day):
            self.day.setDate(QDate(report.day.year, report.day.month, report.day.day))
        for button in self.saves.values():
            button.setEnabled(True)
        self.totals.show_report(report)
        self.boxes.show(report.rows)
        if report.rows:
            self._body.setCurrentIndex(0)
        else:
            self._tell(
                Tone.PLAIN,
                "empty",
                self.tr("No box arrived on {day}").format(day=self._words.day(report.day)),
                self.tr("Choose another day above."),
                "",
            )

    def _on_failed(self, error: RmaDeskError) -> None:
        self.boxes.show(())
        sentence = self._words.error(error)
        self._tell(Tone.ERROR, "error", self.tr("The day can't be drawn up"), sentence, self.tr("Try again"))

    def _tell(self, tone: Tone, icon: str, title: str, text: str, button: str) -> None:
        self.state.tell(tone, icon, title, text, button)
        self._body.setCurrentWidget(self.state)

    @Slot(QDate)
    def _on_day_changed(self, day: QDate) -> None:
        self._read(date(day.year(), day.month(), day.day()))

    def _turn(self, days: int) -> None:
        self.day.setDate(self.day.date().addDays(days))

    def _on_save_asked(self, form: str) -> None:
        if self._asked is None:
            return
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{form.upper()} (*.{form})")
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"report-{self._asked.isoformat()}.{form}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.save, self._asked))
        dialog.open()

    def save(self, day: date, file: str) -> None:
        """Write a day to a file, as its ending says."""
        self.told.tell(Tone.PLAIN, "busy", "", self.tr("Writing {file}…").format(file=Path(file).name))
        parts, path = self._parts, Path(file)
        self._tasks.run(
            lambda: (parts.reporting.save(day, path), path)[1],
            self._on_saved,
            self._on_save_failed,
            owner=self,
            lane=Lane.CRAFT,
        )

    def _on_saved(self, path: Path) -> None:
        self._saved = path
        self.told.tell(
            Tone.DONE, "done", "", self.tr("The report lies at {path}").format(path=path), self.tr("Open report")
        )

    def _on_save_failed(self, error: RmaDeskError) -> None:
        self._saved = None
        self.told.tell(Tone.ERROR, "error", "", self._words.error(error), self.tr("OK"))

    @Slot()
    def _on_told_acted(self) -> None:
        path, self._saved = self._saved, None
        if path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.told.hide()

    def _arrange(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd, d MMM yyyy")
        self.day.setMinimumHeight(_BIG)
        self.day.setAccessibleName(self.tr("Day"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Report"), role="title"))
        head.addSpacing(16)
        for icon, words, days in (("previous", self.tr("Previous day"), -1), ("next", self.tr("Next day"), 1)):
            button = self._button(icon, "", words)
            button.clicked.connect(lambda _=False, days=days: self._turn(days))
            head.addWidget(button)
        head.insertWidget(3, self.day)
        today = self._button("today", self.tr("Today"), self.tr("Today"))
        today.clicked.connect(self._on_today_pressed)
        head.addWidget(today)
        head.addStretch(1)
        head.addWidget(label(self.tr("Save as"), role="quiet"))
        for form, button in self.saves.items():
            button.setMinimumHeight(_BIG)
            button.setAccessibleName(self.tr("Save as {form}").format(form=form.upper()))
            button.clicked.connect(lambda _=False, form=form: self._on_save_asked(form))
            head.addWidget(button)
        self._arrange_below(head)

    def _arrange_below(self, head: QHBoxLayout) -> None:
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.totals, 5)
        rows.addWidget(self.boxes_view, 6)
        self._body.addWidget(shown)
        self._body.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self._body, 1)

    @Slot()
    def _on_today_pressed(self) -> None:
        self._asked = None
        self._on_today_asked()

    def _button(self, icon: str, text: str, name: str) -> QPushButton:
        button = QPushButton(self._icons.icon(icon), text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setMinimumHeight(_BIG)
        return button
