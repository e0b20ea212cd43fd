"""The dock: a box is scanned, its packaging is said, and its verdict is shown once it is on disk."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.rma import Box
from rmadesk.domain.scans import Read, ScanSource
from rmadesk.services.receiving import Receipt
from ui.desk_parts import DeskParts
from ui.icons import Icons
from ui.pages.dock_box import DockBox
from ui.pages.dock_camera import DockCamera
from ui.pages.dock_commands import DockCommands
from ui.pages.dock_day import DockDay
from ui.pages.dock_intake import DockIntake
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_queue import DockQueue, Picture
from ui.pages.dock_undo import DockUndo
from ui.pages.dock_why import DockWhy
from ui.tasks import TaskRunner
from ui.text import Words


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
        self._queue = DockQueue(time.monotonic)
        self._errors: list[RmaDeskError] = []
        self.view = DockLayout(self, words, icons, demo=next_picture is not None)
        self.why = DockWhy(self, parts, words, tasks, self.view)
        self.intake = DockIntake(self, self.view, self._queue, parts.site.command_token, next_picture)
        self.undo = DockUndo(self, parts, tasks, self.view)
        self.day = DockDay(self, parts, tasks, self.view)
        self.box = DockBox(self, parts, words, tasks, self.view, self._queue)
        self.commands = DockCommands(self, self.view, self.box, acknowledge=self._acknowledge, undo=self._on_undo_asked)
        self.camera = DockCamera(self, parts, words, tasks, self.view, in_hand=self._has_codes_in_hand)
        self.setObjectName("page")
        self._connect()
        self.day.load()

    # ------------------------------------------------------------------------------------------------- what comes in

    @Slot(str)
    def take_scan(self, text: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A scanner's burst, or a number typed by hand; whoever scans is done with reading why."""
        self.why.close()
        self.intake.take_scan(text, source)

    def take_reads(self, reads: tuple[Read, ...]) -> None:
        """What a camera saw at once; it belongs to the box in hand, as a scanner's codes do."""
        self.why.close()
        self.intake.take_reads(reads)

    def take_picture(self, picture: Picture) -> None:
        """A picture of a label: a box of its own, which waits for the one in hand."""
        self.intake.take_picture(picture)

    @property
    def in_use(self) -> bool:
        """A box is in hand, or something waits or is under way, or somebody looks through the camera."""
        return bool(self.box.busy or self._has_codes_in_hand() or self._errors or self.camera.is_open)

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that no field had the focus for."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.intake.take_clipboard()
            return True
        act = {
            Qt.Key.Key_F2: self.intake.ask_for_files,
            Qt.Key.Key_F3: self.view.number.setFocus,
            Qt.Key.Key_F4: self.why.ask,
            Qt.Key.Key_F6: self.camera.ask,
            Qt.Key.Key_F8: self._on_undo_asked,
            Qt.Key.Key_Escape: self._on_escape,
            Qt.Key.Key_F9: self.intake.take_next_of_demonstration,
        }.get(Qt.Key(event.key()))
        if self._errors and act == self._on_escape:  # it says so itself, whatever else is open
            act()
            return True
        if self.why.take_key(event) or self.camera.take_key(event):
            return True
        if act:
            if event.key() != Qt.Key.Key_F4:
                self.why.close()
            act()
            return True
        return self.box.take_key(event.text())

    def _has_codes_in_hand(self) -> bool:
        return bool(self.box.in_hand or self._queue.waiting)

    # ------------------------------------------------------------------------------------------------- undo, errors

    @Slot()
    def _on_undo_asked(self) -> None:
        self.undo.ask(in_hand=bool(self.box.busy or self.box.in_hand))

    @Slot(object)
    def _on_received(self, receipt: Receipt) -> None:
        self.day.add(receipt)
        self.box_received.emit(receipt.box)

    @Slot(object)
    def _on_undone(self, box: Box) -> None:
        self.day.load_counts()
        self.receipt_undone.emit(box)
        self.box.end_work()

    @Slot(object)
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

    def _acknowledge(self) -> bool:
        """Take note of an error, say yes to a question, be done with a verdict."""
        if self._errors:
            self._on_error_acknowledged()
        elif not self.box.questions.say_yes():
            if not self.view.centre.coloured or self.box.in_hand or self.box.busy:
                return False
            self.view.centre.show_ready()
        return True

    @Slot()
    def _on_escape(self) -> None:
        """Esc takes back one thing at a time: an error, the camera, a question, the box in hand."""
        if self.view.number.hasFocus():
            self.view.number.clear()
            self.view.release_focus()
        elif self._errors:
            self._on_error_acknowledged()
        elif self.camera.in_front:
            self.camera.close()
        elif self.view.centre.asking_undo:
            self.undo.decline()
        else:
            self.box.take_back()

    def _connect(self) -> None:
        view = self.view
        self.intake.arrived.connect(self.box.go_on)
        self.intake.commanded.connect(self.commands.obey)
        self.undo.began.connect(self.box.begin_work)
        self.undo.undone.connect(self._on_undone)
        self.undo.failed.connect(self.box.end_work)
        self.undo.declined.connect(self.box.go_on)
        self.day.failed.connect(self._show_error)
        self.camera.reads_taken.connect(self.take_reads)
        self.box.received.connect(self._on_received)
        self.box.failed.connect(self._show_error)
        view.error_acknowledged.connect(self._on_error_acknowledged)
        for name, slot in (
            ("open", self.intake.ask_for_files),
            ("enter", self.intake.take_number),
            ("why", self.why.ask),
            ("camera", self.camera.ask),
            ("undo", self._on_undo_asked),
            ("escape", self._on_escape),
            ("demo", self.intake.take_next_of_demonstration),
        ):
            if name in view.keys:
                view.keys[name].clicked.connect(slot)
