"""Bringing a registry file in: first what it would do, then the decision, then what it did."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.services.registry import BadRowsError, ImportSummary
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.models.record_table import RecordTable
from ui.models.registry_columns import bad_row_columns
from ui.tasks import TaskRunner
from ui.text import Words
from ui.widgets.notice import Notice, Tone
from ui.widgets.record_view import RecordView

_BIG = 56


class ImportPanel(QWidget):
    """`imported` carries the summary of an import that was made; `left` says that the panel is done with."""

    imported = Signal(object)
    left = Signal()

    def __init__(
        self, parts: DeskParts, words: Words, icons: Icons, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts, self._words, self._tasks = parts, words, tasks
        self._path = Path()
        self._skip_bad = False
        self.told = Notice(icons, centred=False)
        self.bad: RecordTable[RefusedError] = RecordTable(bad_row_columns(words), self)
        self.bad_view = RecordView(self.bad, (90, 190, 0))
        self.go = QPushButton()
        self.go.setProperty("main", True)
        self.leave = QPushButton()
        self._arrange()
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.left)

    def look_at(self, path: Path, *, skip_bad: bool = False) -> None:
        """What an import of this file would do; nothing is written."""
        self._path, self._skip_bad = path, skip_bad
        self.bad.show(())
        self._show(Tone.PLAIN, "busy", self.tr("Looking at {file}…").format(file=path.name), "", "")
        parts = self._parts
        self._tasks.run(
            lambda: parts.registry.import_file(path, dry_run=True, skip_bad=skip_bad),
            self._on_looked,
            self._on_failed,
            owner=self,
        )

    def _on_looked(self, summary: ImportSummary) -> None:
        self.bad.show((*summary.skipped, *summary.warnings))
        if not summary.added and not summary.changed:
            title = self.tr("{file} holds nothing new").format(file=self._path.name)
            self._show(Tone.DONE, "done", title, self._figures(summary), "")
            return
        title = self.tr("Import {file}?").format(file=self._path.name)
        self._show(Tone.DONE, "import", title, self._figures(summary), self.tr("Import"))

    def _on_failed(self, error: RmaDeskError) -> None:
        if isinstance(error, BadRowsError):
            self.bad.show(error.rows)
            self._show(Tone.ERROR, "error", "", self._words.error(error), self.tr("Leave the bad rows out"))
            return
        self._show(Tone.ERROR, "error", self.tr("Nothing was imported"), self._words.error(error), "")

    @Slot()
    def _on_go(self) -> None:
        if self.bad.records and not self._skip_bad and self.told.property("notice") == Tone.ERROR.value:
            self.look_at(self._path, skip_bad=True)
            return
        self._show(Tone.PLAIN, "busy", self.tr("Importing {file}…").format(file=self._path.name), "", "")
        parts, path, skip_bad = self._parts, self._path, self._skip_bad
        self._tasks.run(
            lambda: parts.registry.import_file(path, skip_bad=skip_bad), self._on_imported, self._on_failed, owner=self
        )

    def _on_imported(self, summary: ImportSummary) -> None:
        self.bad.show((*summary.skipped, *summary.warnings))
        title = self.tr("{file} is imported").format(file=self._path.name)
        self._show(Tone.DONE, "done", title, self._figures(summary), "")
        self.imported.emit(summary)

    def _figures(self, summary: ImportSummary) -> str:
        lines = [
            self.tr("Authorizations: {added} new, {changed} changed, {unchanged} as before. Units: {units}.").format(
                added=summary.added, changed=summary.changed, unchanged=summary.unchanged, units=summary.units
            )
        ]
        if summary.skipped:
            lines.append(self.tr("Rows left out: {count}, listed below.").format(count=len(summary.skipped)))
        if summary.warnings:
            lines.append(self.tr("Worth a look: {count}, listed below.").format(count=len(summary.warnings)))
        if summary.unknown_columns:
            names = ", ".join(summary.unknown_columns)
            lines.append(self.tr("Columns kept as they are: {names}.").format(names=names))
        return "\n".join(lines)

    def _show(self, tone: Tone, icon: str, title: str, text: str, go: str) -> None:
        self.told.tell(tone, icon, title, text)
        self.bad_view.setVisible(bool(self.bad.records))
        self.go.setText(go)
        self.go.setVisible(bool(go))
        self.leave.setText(self.tr("Cancel") if go else self.tr("Back to the registry"))

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        for button in (self.go, self.leave):
            button.setMinimumHeight(_BIG)
            keys.addWidget(button)
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.told)
        column.addLayout(keys)
        column.addWidget(self.bad_view, 1)
        column.addStretch(0)
