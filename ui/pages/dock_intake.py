"""What comes in at the dock: scans, reads of a camera, pictures from files, drops and the clipboard, typed numbers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rmadesk.domain.commands import badge_in, command_in, looks_like_command
from rmadesk.domain.scan_text import clean
from rmadesk.domain.scans import Read, Scan, ScanSource
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_queue import DockQueue, Picture
from ui.pages.pasted import PICTURE_ENDINGS, pictures_in
from ui.widgets.labels import restyle


class DockIntake(QObject):
    """Puts what comes in into the queue; `arrived` says that there is something to take up.

    `commanded` carries a command of the site's own sheet. Only the scanner in the clerk's hand gives any: anybody may
    print one on a box, where a picture would show it.
    """

    arrived = Signal()
    commanded = Signal(object)

    def __init__(
        self,
        page: QWidget,
        view: DockLayout,
        queue: DockQueue,
        command_token: str | None,
        next_picture: Callable[[], Path | None] | None,
    ) -> None:
        """`command_token` stands on the site's own sheet of commands, if it has one; `next_picture` gives the label of
        the next box of a demonstration."""
        super().__init__(page)
        self._command_token = command_token
        self._page, self._view, self._queue, self._next_picture = page, view, queue, next_picture
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        view.number.returnPressed.connect(self.take_number)

    def take_scan(self, text: str, source: ScanSource) -> None:
        """One code."""
        bare = clean(text) if source is ScanSource.SCANNER else ""
        command = command_in(bare, self._command_token)
        if badge_in(bare):  # whoever has its code is let in: it belongs into no record of a box
            self._view.hint(self.tr("That is a badge: it is not on the box, and the desk asks for none yet."))
        elif command and not self._queue.seen_just_now(text):
            self.commanded.emit(command)
        elif not command and self._queue.arrived(Scan(text, source)):
            self.arrived.emit()
            if looks_like_command(bare):
                self._view.hint(self.tr("That command is not on this desk's sheet: taken as a text on the box."))
        else:
            self._view.hint(self.tr("The same code again: taken once."))

    def take_reads(self, reads: tuple[Read, ...]) -> None:
        """What a camera saw at once: it belongs to the box in hand, as a scanner's codes do."""
        if self._queue.arrived_together(tuple(Scan(read.text, ScanSource.PICTURE, read) for read in reads)):
            self.arrived.emit()

    def take_picture(self, picture: Picture) -> None:
        """A picture of a label: a box of its own."""
        self._queue.arrived(picture)
        self.arrived.emit()

    def take_clipboard(self) -> None:
        """The picture that was copied elsewhere."""
        self.take_dropped(QGuiApplication.clipboard().mimeData())

    def take_dropped(self, content: QMimeData) -> None:
        """Every picture in what was dropped or pasted."""
        pictures = pictures_in(content)
        if not pictures:
            self._view.hint(self.tr("The clipboard holds no picture."))
        for picture in pictures:
            self.take_picture(picture)

    @Slot()
    def take_number(self) -> None:
        """What stands in the field for numbers."""
        text = self._view.number.text().strip()
        self._view.number.clear()
        self._view.release_focus()
        if text:
            self.take_scan(text, ScanSource.KEYED)

    @Slot()
    def ask_for_files(self) -> None:
        """Let the clerk choose pictures."""
        dialog = QFileDialog(self._page, self.tr("Pictures of labels"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Pictures") + f" ({' '.join('*' + ending for ending in PICTURE_ENDINGS)})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    @Slot()
    def take_next_of_demonstration(self) -> None:
        """The next box's label, where a day is played."""
        path = self._next_picture() if self._next_picture else None
        if path:
            self.take_picture(Picture(path.name, path))
        elif self._next_picture:
            self._view.hint(self.tr("That was the last box of the demonstration."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pictures dragged over the page and let go there."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            restyle(self._view.centre, "dropping", False)
            self.take_dropped(event.mimeData())
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragEnterEvent):
            if pictures_in(event.mimeData()):
                restyle(self._view.centre, "dropping", True)
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            restyle(self._view.centre, "dropping", False)
            return True
        return super().eventFilter(watched, event)

    @Slot(list)
    def _on_files_chosen(self, files: list[str]) -> None:
        for file in files:
            self.take_picture(Picture(Path(file).name, Path(file)))
