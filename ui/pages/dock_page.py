"""The dock: a box is scanned, its packaging is said, and its verdict is shown once it is on disk."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.policy.facts import PackagingKind
from rmadesk.domain.policy.verdict import Verdict
from rmadesk.domain.rma import Box
from rmadesk.domain.scans import Scan, ScanSource
from rmadesk.services.contents import Contents
from rmadesk.services.receiving import BoxAtDock, Outcome, Receipt
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_queue import DockQueue, Picture
from ui.pages.dock_why import DockWhy
from ui.pages.pasted import PICTURE_ENDINGS, pictures_in, scans_of
from ui.tasks import Lane, TaskRunner
from ui.text import Words
from ui.widgets.labels import restyle

RECENT = 10


class DockPage(QWidget):
    """Takes scans, pictures and typed numbers; every box goes through `ReceivingDesk.receive`."""

    box_received = Signal(object)
    receipt_undone = Signal(object)

    def __init__(
        self,
        parts: DeskParts,
        words: Words,
        icons: Icons,
        tasks: TaskRunner,
        next_picture: Callable[[], Path | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`next_picture` gives the label of the next box of a demonstration."""
        super().__init__(parent)
        self._parts, self._words, self._tasks = parts, words, tasks
        self._next_picture = next_picture
        self._queue = DockQueue(time.monotonic)
        self._busy = False
        self._wanted: PackagingKind | None = None
        self._undoing: Box | None = None
        self._errors: list[RmaDeskError] = []
        self._counts: Counter[Verdict] | None = None
        self._counted_day: date | None = None
        self.view = DockLayout(self, words, icons, demo=next_picture is not None)
        self.why = DockWhy(self, parts, words, tasks, self.view)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._connect()
        self._load()

    # ------------------------------------------------------------------------------------------------- what comes in

    @Slot(str)
    def take_scan(self, text: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A scanner's burst, or a number typed by hand; whoever scans is done with reading why."""
        self.why.close()
        if not self._queue.arrived(Scan(text, source)):
            self.view.hint(self.tr("The same code again: taken once."))
            return
        self._go_on()

    @property
    def in_use(self) -> bool:
        """A box is in hand, or something waits or is under way."""
        return bool(self._busy or self._queue.box or self._queue.waiting or self._errors)

    def take_picture(self, picture: Picture) -> None:
        """A picture of a label: a box of its own."""
        self._queue.arrived(picture)
        self._go_on()

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that no field had the focus for."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take_dropped(QGuiApplication.clipboard().mimeData())
            return True
        act = {
            Qt.Key.Key_F2: self._on_open_asked,
            Qt.Key.Key_F3: self.view.number.setFocus,
            Qt.Key.Key_F4: self.why.ask,
            Qt.Key.Key_F8: self._on_undo_asked,
            Qt.Key.Key_Escape: self._on_escape,
            Qt.Key.Key_F9: self._on_next_picture_asked,
        }.get(Qt.Key(event.key()))
        if self.why.take_key(event):
            return True
        if act:
            if event.key() != Qt.Key.Key_F4:
                self.why.close()
            act()
            return True
        return bool(self._queue.box and self.view.centre.asking and self.view.centre.packaging.take_key(event.text()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if pictures_in(event.mimeData()):
            restyle(self.view.centre, "dropping", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self.view.centre, "dropping", False)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self.view.centre, "dropping", False)
        self._take_dropped(event.mimeData())
        event.acceptProposedAction()

    def _take_dropped(self, content: QMimeData) -> None:
        pictures = pictures_in(content)
        if not pictures:
            self.view.hint(self.tr("The clipboard holds no picture."))
        for picture in pictures:
            self.take_picture(picture)

    # ------------------------------------------------------------------------------------------------ one box's way

    def _go_on(self) -> None:
        """Take up what waits, as far as the box in hand allows."""
        if not self._busy and not self.view.centre.asking_undo:
            if self._queue.join():
                self._look()
            elif picture := self._queue.next_picture():
                self._read(picture)
        self.view.counters.show_waiting(self._queue.waiting)

    def _read(self, picture: Picture) -> None:
        self._begin_work()
        self.view.show_reads(())
        self.view.centre.show_busy(self.tr("Reading {picture}…").format(picture=picture.name))
        parts = self._parts

        def work() -> tuple[Scan, ...]:
            return scans_of(picture, parts.pictures)

        self._tasks.run(work, self._on_picture_read, self._on_reading_failed, owner=self, lane=Lane.CRAFT)

    def _on_picture_read(self, scans: tuple[Scan, ...]) -> None:
        self._queue.put(scans)
        self._look()

    def _on_reading_failed(self, error: RmaDeskError) -> None:
        self.view.centre.show_ready()
        self._end_work(error)

    def _look(self) -> None:
        """Ask what the box in hand amounts to; the questions stand there at once."""
        self._begin_work()
        scans = self._queue.box
        if not self.view.centre.asking:
            self.view.centre.packaging.begin()
        self.view.show_reads(())
        self.view.centre.packaging.show_contents(None)
        self.view.centre.show_questions()
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.look(scans), self._on_looked, self._on_look_failed, owner=self)

    def _on_looked(self, contents: Contents) -> None:
        self.view.show_reads(contents.scans)
        self.view.centre.packaging.show_contents(contents)
        self._busy = False
        if self._queue.join():
            self._look()
        elif wanted := self._wanted:
            self._receive(wanted)
        else:
            self._end_work()

    def _on_look_failed(self, error: RmaDeskError) -> None:
        self._wanted = None
        self._end_work(error)

    @Slot(object)
    def _on_packaging_chosen(self, packaging: PackagingKind) -> None:
        if self._busy:
            self._wanted = packaging
        elif self._queue.box:
            self._receive(packaging)

    def _receive(self, packaging: PackagingKind) -> None:
        self._wanted = None
        self._begin_work()
        asked = self.view.centre.packaging
        box = BoxAtDock(
            scans=self._queue.box,
            packaging=packaging,
            outer_damage=asked.outer_damage,
            marked_on_box=asked.marked_on_box,
            number_state=asked.number_state,
        )
        self.view.centre.show_busy(self.tr("Recording…"))
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.receive(box), self._on_received, self._on_receive_failed, owner=self)

    def _on_received(self, receipt: Receipt) -> None:
        self._queue.clear()
        self.view.centre.show_receipt(receipt)
        self.view.centre.packaging.show_previous(receipt)
        self.view.recent.show((receipt.box, *self.view.recent.records)[:RECENT])
        self._count(receipt)
        self.box_received.emit(receipt.box)
        self._end_work()

    def _on_receive_failed(self, error: RmaDeskError) -> None:
        """The box stays in hand: the same key tries again."""
        self.view.centre.show_questions()
        self._end_work(error)

    def _begin_work(self) -> None:
        self._busy = True

    def _end_work(self, error: RmaDeskError | None = None) -> None:
        self._busy = False
        if error:
            self._show_error(error)
        self._go_on()

    # -------------------------------------------------------------------------------------------------------- undo

    @Slot()
    def _on_undo_asked(self) -> None:
        if self.view.centre.asking_undo:
            self._on_undo_confirmed()
            return
        box = self._box_to_undo()
        if self._busy or self._queue.box:
            self.view.hint(self.tr("First finish the box in hand, or put it aside (Esc)."))
        elif box is None:
            self.view.hint(self.tr("There is no receipt to undo."))
        else:
            self._undoing = box
            self.view.centre.show_undo(box)

    def _box_to_undo(self) -> Box | None:
        """The chosen one of the last boxes, else the newest that still counts."""
        row = self.view.recent_view.chosen_row
        if row is not None:
            return self.view.recent.record(row)
        return next((box for box in self.view.recent.records if box.voided_at is None), None)

    @Slot()
    def _on_undo_confirmed(self) -> None:
        box, self._undoing = self._undoing, None
        if box is None:
            return
        self._begin_work()
        self.view.centre.show_busy(self.tr("Undoing…"))
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.void(box.box_id), self._on_voided, self._on_void_failed, owner=self)

    def _on_voided(self, box: Box) -> None:
        self.view.recent_view.clearSelection()
        self.view.recent.show([box if each.box_id == box.box_id else each for each in self.view.recent.records])
        self.view.centre.show_ready()
        self.view.show_reads(())
        self.view.hint(self.tr("Undone. Put the box back with those not yet received."))
        self._load_counts()
        self.receipt_undone.emit(box)
        self._end_work()

    def _on_void_failed(self, error: RmaDeskError) -> None:
        self.view.recent_view.clearSelection()
        self.view.centre.show_ready()
        self._end_work(error)

    @Slot()
    def _on_undo_declined(self) -> None:
        self._undoing = None
        self.view.centre.show_ready()
        self._go_on()

    # ------------------------------------------------------------------------------------- lists, counters, errors

    def _load(self) -> None:
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.recent(RECENT), self.view.recent.show, self._show_error, owner=self)
        self._load_counts()

    def _load_counts(self) -> None:
        parts = self._parts

        def work() -> tuple[date, Counter[Verdict]]:
            report = parts.reporting.day(parts.reporting.today())
            return report.day, Counter(dict(report.by_verdict))

        self._tasks.run(work, self._on_counted, self._show_error, owner=self)

    def _on_counted(self, counted: tuple[date, Counter[Verdict]]) -> None:
        self._counted_day, self._counts = counted
        self.view.counters.show_counts(self._counts)

    def _count(self, receipt: Receipt) -> None:
        """One more; the day itself is only asked for when it has changed."""
        if receipt.outcome is Outcome.DUPLICATE:
            return
        if self._counts is None or receipt.box.arrived_on != self._counted_day:
            self._load_counts()
            return
        self._counts[receipt.box.verdict] += 1
        self.view.counters.show_counts(self._counts)

    def _show_error(self, error: RmaDeskError) -> None:
        """Errors stay until they are acknowledged, one after the other."""
        self._errors.append(error)
        self._tell_error()

    def _tell_error(self) -> None:
        self.view.show_error(self._words.error(self._errors[0]) if self._errors else "", len(self._errors))

    @Slot()
    def _on_error_acknowledged(self) -> None:
        self._errors = self._errors[1:]
        self._tell_error()

    @Slot()
    def _on_escape(self) -> None:
        """Esc takes back one thing at a time: an error, a question, the box in hand."""
        if self.view.number.hasFocus():
            self.view.number.clear()
            self.view.release_focus()
        elif self._errors:
            self._on_error_acknowledged()
        elif self.view.centre.asking_undo:
            self._on_undo_declined()
        elif not self._busy:
            self._queue.clear()
            self._wanted = None
            self.view.show_reads(())
            self.view.centre.show_ready()
            self._go_on()

    @Slot()
    def _on_number_entered(self) -> None:
        text = self.view.number.text().strip()
        self.view.number.clear()
        self.view.release_focus()
        if text:
            self.take_scan(text, ScanSource.KEYED)

    @Slot()
    def _on_open_asked(self) -> None:
        dialog = QFileDialog(self, self.tr("Pictures of labels"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Pictures") + f" ({' '.join('*' + ending for ending in PICTURE_ENDINGS)})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    @Slot(list)
    def _on_files_chosen(self, files: list[str]) -> None:
        for file in files:
            self.take_picture(Picture(Path(file).name, Path(file)))

    @Slot()
    def _on_next_picture_asked(self) -> None:
        path = self._next_picture() if self._next_picture else None
        if path:
            self.take_picture(Picture(path.name, path))
        elif self._next_picture:
            self.view.hint(self.tr("That was the last box of the demonstration."))

    def _connect(self) -> None:
        view = self.view
        view.centre.packaging.packaging_chosen.connect(self._on_packaging_chosen)
        view.centre.undo_confirmed.connect(self._on_undo_confirmed)
        view.centre.undo_declined.connect(self._on_undo_declined)
        view.number.returnPressed.connect(self._on_number_entered)
        view.error_acknowledged.connect(self._on_error_acknowledged)
        for name, slot in (
            ("open", self._on_open_asked),
            ("enter", self._on_number_entered),
            ("why", self.why.ask),
            ("undo", self._on_undo_asked),
            ("escape", self._on_escape),
            ("demo", self._on_next_picture_asked),
        ):
            if name in view.keys:
                view.keys[name].clicked.connect(slot)
