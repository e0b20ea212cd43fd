"""The registry: find an authorization and read its whole history, or bring a file in."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.scan_text import clean
from rmadesk.services.registry import AuthorizationFile, ImportSummary
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.models.record_table import RecordTable
from ui.models.registry_columns import Found, registry_columns
from ui.pages.import_panel import ImportPanel
from ui.tasks import TaskRunner
from ui.text import Words
from ui.widgets.history_view import HistoryView
from ui.widgets.labels import label
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView

_TYPING_PAUSE_MS = 200


class RegistryPage(QWidget):
    """Search on the left, history on the right; an import takes the whole page until it is decided."""

    registry_changed = Signal(object)

    def __init__(
        self, parts: DeskParts, words: Words, icons: Icons, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._parts, self._words, self._tasks = parts, words, tasks
        self._asked = ""
        self._wanted_number: str | None = None
        self.search = QLineEdit()
        self.found: RecordTable[Found] = RecordTable(registry_columns(words), self)
        self.found_view = RecordView(self.found, (84, 0, 172, 108, 124))
        self.history = HistoryView(words)
        self.state = Notice(icons)
        self.import_panel = ImportPanel(parts, words, icons, tasks)
        self.import_button = QPushButton(icons.icon("import"), self.tr("Import file…"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._left = QStackedWidget()
        self._body = QStackedWidget()
        self._arrange()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Search again for what stands in the field."""
        self._pause.stop()
        text = self._asked = self.search.text()
        if not self.found.records:
            self._tell(Tone.PLAIN, "busy", self.tr("Searching…"), "", "")
        parts = self._parts
        self._tasks.run(lambda: (text, parts.registry.search(text)), self._on_found, self._on_search_failed, owner=self)

    def take_scan(self, text: str) -> None:
        """A scanned number is searched for."""
        self.search.setText(clean(text))
        self.refresh()

    def import_file(self, path: Path) -> None:
        """Look at a file, then ask."""
        self._body.setCurrentWidget(self.import_panel)
        self.import_panel.look_at(path)

    def _on_found(self, answer: tuple[str, tuple[Found, ...]]) -> None:
        text, found = answer
        if text != self._asked:
            return
        self.found.show(found)
        if found:
            self._left.setCurrentWidget(self.found_view)
            self.found_view.selectRow(0)
        elif text:
            self._tell(
                Tone.PLAIN,
                "search",
                self.tr("Nothing found for “{text}”").format(text=text),
                self.tr("Search by RMA number, customer, tracking or serial number; the first characters are enough."),
                "",
            )
        else:
            self._tell(
                Tone.PLAIN,
                "empty",
                self.tr("The registry is empty"),
                self.tr("Import what the ticket system hands over: CSV, XLSX or JSON Lines."),
                self.tr("Import file…"),
            )
        if not found:
            self.history.show_nothing()

    def _on_search_failed(self, error: RmaDeskError) -> None:
        self.found.show(())
        self._tell(Tone.ERROR, "error", self.tr("The search failed"), self._words.error(error), self.tr("Try again"))

    def _tell(self, tone: Tone, icon: str, title: str, text: str, button: str) -> None:
        self.state.tell(tone, icon, title, text, button)
        self._left.setCurrentWidget(self.state)

    @Slot()
    def _on_state_acted(self) -> None:
        """The button of the empty registry imports, that of a failure tries again."""
        if self.state.property("notice") == Tone.ERROR.value:
            self.refresh()
        else:
            self._on_import_asked()

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        found = self.found.record(row)
        if found is None:
            return
        number = self._wanted_number = found[0].rma_number
        parts = self._parts
        self._tasks.run(lambda: parts.registry.open(number), self._on_opened, self._on_open_failed, owner=self)

    def _on_opened(self, file: AuthorizationFile) -> None:
        if file.authorization.rma_number == self._wanted_number:
            self.history.show_file(file)

    def _on_open_failed(self, error: RmaDeskError) -> None:
        self.history.show_error(self._words.error(error))

    @Slot()
    def _on_import_asked(self) -> None:
        dialog = QFileDialog(self, self.tr("Registry file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Registry files") + " (*.csv *.xlsx *.jsonl)", self.tr("All files") + " (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, file: str) -> None:
        self.import_file(Path(file))

    @Slot(object)
    def _on_imported(self, summary: ImportSummary) -> None:
        self.refresh()
        self.registry_changed.emit(summary)

    @Slot()
    def _on_import_left(self) -> None:
        self._body.setCurrentIndex(0)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self.refresh)
        self.search.returnPressed.connect(self.refresh)
        self.found_view.row_chosen.connect(self._on_row_chosen)
        self.import_button.clicked.connect(self._on_import_asked)
        self.state.acted.connect(self._on_state_acted)
        self.import_panel.imported.connect(self._on_imported)
        self.import_panel.left.connect(self._on_import_left)

    def _arrange(self) -> None:
        self.search.setPlaceholderText(self.tr("RMA number, customer, tracking or serial number"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search the registry"))
        self._left.addWidget(self.found_view)
        self._left.addWidget(self.state)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left)
        split.addWidget(self.history)
        split.setChildrenCollapsible(False)
        split.setSizes([640, 500])
        self._body.addWidget(split)
        self._body.addWidget(self.import_panel)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("Registry"), role="title"))
        head.addWidget(self.search, 1)
        head.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._body, 1)
