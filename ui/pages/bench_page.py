"""The bench: what waits, what was claimed of it, what was found, and the label of its replacement."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.identifiers import rma_key, serial_key
from rmadesk.domain.rma import Disposition, UnitProgress, UnitState
from rmadesk.domain.scan_text import clean
from rmadesk.services.inspection import BenchItem
from rmadesk.services.shipping import PrintedLabel
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.models.record_table import RecordTable
from ui.models.registry_columns import bench_columns
from ui.tasks import Lane, TaskRunner
from ui.text import Words
from ui.widgets.labels import label
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView
from ui.widgets.unit_panel import UnitPanel

QUEUE_LENGTH = 200


class BenchPage(QWidget):
    """The queue on the left, the unit in hand on the right."""

    outcome_logged = Signal(object)
    label_printed = Signal(object)

    def __init__(
        self, parts: DeskParts, words: Words, icons: Icons, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._parts, self._words, self._tasks = parts, words, tasks
        self._label_path: Path | None = None
        self.queue: RecordTable[BenchItem] = RecordTable(bench_columns(words, icons), self)
        self.queue_view = RecordView(self.queue, (188, 84, 178, 134, 0))
        self.unit = UnitPanel(words, icons)
        self.state = Notice(icons)
        self.told = Notice(icons, centred=False)
        self.told.hide()
        self._body = QStackedWidget()
        self._arrange()
        self.queue_view.row_chosen.connect(self._on_row_chosen)
        self.unit.outcome_entered.connect(self._on_outcome_entered)
        self.unit.label_wanted.connect(self._on_label_wanted)
        self.told.acted.connect(self._on_told_acted)
        self.state.acted.connect(self.refresh)
        self.refresh()

    @property
    def in_use(self) -> bool:
        """A unit is chosen: what was typed of it stays."""
        return self.unit.item is not None

    @Slot()
    def refresh(self) -> None:
        """Read the queue again."""
        if not self.queue.records:
            self.state.tell(Tone.PLAIN, "busy", self.tr("Reading the queue…"), "")
            self._body.setCurrentWidget(self.state)
        parts = self._parts
        self._tasks.run(
            lambda: parts.inspection.queue(QUEUE_LENGTH), self._on_queue_read, self._on_queue_failed, owner=self
        )

    def take_scan(self, text: str) -> None:
        """The unit or RMA number in hand: its row is chosen."""
        bare = clean(text)
        for row, item in enumerate(self.queue.records):
            if serial_key(bare) == item.unit.serial_number or rma_key(bare) == item.authorization.rma_number:
                self.queue_view.selectRow(row)
                return
        self.told.tell(
            Tone.ERROR,
            "error",
            "",
            self.tr("{text} does not wait at the bench. Was its box received at the dock?").format(text=bare),
            self.tr("OK"),
        )

    def _on_queue_read(self, items: tuple[BenchItem, ...]) -> None:
        chosen = self.unit.item.unit.unit_id if self.unit.item else None
        waits = next((row for row, item in enumerate(items) if item.unit.unit_id == chosen), None)
        self.queue.show(items)
        if waits is None:
            self.unit.show_item(None)
        if not items:
            self.state.tell(
                Tone.PLAIN,
                "empty",
                self.tr("Nothing waits at the bench"),
                self.tr("Units come here when their box is received at the dock."),
                self.tr("Look again"),
            )
            self._body.setCurrentWidget(self.state)
            return
        self._body.setCurrentIndex(0)
        if waits is not None:
            self.queue_view.selectRow(waits)

    def _on_queue_failed(self, error: RmaDeskError) -> None:
        self.state.tell(
            Tone.ERROR, "error", self.tr("The queue can't be read"), self._words.error(error), self.tr("Try again")
        )
        self._body.setCurrentWidget(self.state)

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self.unit.show_item(self.queue.record(row))

    @Slot(object, object, str)
    def _on_outcome_entered(self, state: UnitState, disposition: Disposition, note: str) -> None:
        item = self.unit.item
        if item is None:
            return
        self.unit.set_busy(True)
        parts, unit_id = self._parts, item.unit.unit_id
        self._tasks.run(
            lambda: parts.inspection.log_outcome(unit_id, state, disposition, note),
            self._on_logged,
            self._on_failed,
            owner=self,
        )

    def _on_logged(self, progress: UnitProgress) -> None:
        self.unit.set_busy(False)
        self._label_path = None
        sentence = self.tr("Logged: {unit} – {state}, {disposition}.").format(
            unit=progress.unit_id,
            state=self._words.word("unit-state", progress.state),
            disposition=self._words.word("disposition", progress.disposition),
        )
        self.told.tell(Tone.DONE, "done", "", sentence, self.tr("OK"))
        self.unit.show_item(None)
        self.refresh()
        self.outcome_logged.emit(progress)

    def _on_failed(self, error: RmaDeskError) -> None:
        self.unit.set_busy(False)
        self._label_path = None
        self.told.tell(Tone.ERROR, "error", "", self._words.error(error), self.tr("OK"))

    @Slot()
    def _on_label_wanted(self) -> None:
        item = self.unit.item
        if item is None:
            return
        dialog = QFileDialog(self, self.tr("Save the label"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"label-{item.authorization.rma_number}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.print_label, item))
        dialog.open()

    def print_label(self, item: BenchItem, file: str) -> None:
        """Order the replacement of a unit and write its label."""
        self.unit.set_busy(True)
        self.told.tell(Tone.PLAIN, "busy", "", self.tr("Drawing the label and reading it back…"))
        parts, path = self._parts, Path(file)
        number, unit_id = item.authorization.rma_number, item.unit.unit_id
        self._tasks.run(
            lambda: parts.shipping.print_label(number, path, unit_id=unit_id),
            self._on_label_written,
            self._on_failed,
            owner=self,
            lane=Lane.CRAFT,
        )

    def _on_label_written(self, printed: PrintedLabel) -> None:
        self.unit.set_busy(False)
        self._label_path = printed.path
        sentence = self.tr("The label of {rma}, copy {copy}, lies at {path}").format(
            rma=printed.shipment.rma_number, copy=printed.shipment.copies, path=printed.path
        )
        self.told.tell(Tone.DONE, "label", "", sentence, self.tr("Open label"))
        self.label_printed.emit(printed.shipment)

    @Slot()
    def _on_told_acted(self) -> None:
        path, self._label_path = self._label_path, None
        if path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.told.hide()

    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.queue_view)
        split.addWidget(self.unit)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        split.setChildrenCollapsible(False)
        split.setSizes([724, 410])
        self._body.addWidget(split)
        self._body.addWidget(self.state)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Waiting at the bench"), role="title"))
        head.addStretch(1)
        head.addWidget(label(self.tr("Scan a serial or RMA number to find its row"), role="quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self._body, 1)
