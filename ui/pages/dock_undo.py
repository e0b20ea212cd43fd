"""Undoing a receipt at the dock: which one, what it would reverse, and the word of whoever asked."""

from PySide6.QtCore import QObject, Signal, Slot

from rmadesk.domain.errors import RmaDeskError
from rmadesk.domain.rma import Box
from ui.desk_parts import DeskParts
from ui.pages.dock_layout import DockLayout
from ui.tasks import TaskRunner


class DockUndo(QObject):
    """`began` when the desk is at it; then `undone` with the voided box, or `failed`; `declined` means: not done."""

    began = Signal()
    undone = Signal(object)
    failed = Signal(object)
    declined = Signal()

    def __init__(self, page: QObject, parts: DeskParts, tasks: TaskRunner, view: DockLayout) -> None:
        super().__init__(page)
        self._parts, self._tasks, self._view = parts, tasks, view
        self._box: Box | None = None
        view.centre.undo_confirmed.connect(self.confirm)
        view.centre.undo_declined.connect(self.decline)

    def ask(self, *, in_hand: bool) -> None:
        """Say what an undo would reverse; asked for again, do it. With a box in hand that one comes first."""
        if self._view.centre.asking_undo:
            self.confirm()
            return
        box = self._box_to_undo()
        if in_hand:
            self._view.hint(self.tr("First finish the box in hand, or put it aside (Esc)."))
        elif box is None:
            self._view.hint(self.tr("There is no receipt to undo."))
        else:
            self._box = box
            self._view.centre.show_undo(box)

    @Slot()
    def confirm(self) -> None:
        """Take the receipt back."""
        box, self._box = self._box, None
        if box is None:
            return
        self.began.emit()
        self._view.centre.show_busy(self.tr("Undoing…"))
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.void(box.box_id), self._on_voided, self._on_failed, owner=self)

    @Slot()
    def decline(self) -> None:
        """Keep the receipt."""
        self._box = None
        self._view.centre.show_ready()
        self.declined.emit()

    def _box_to_undo(self) -> Box | None:
        """The chosen one of the last boxes, else the newest that still counts."""
        row = self._view.recent_view.chosen_row
        if row is not None:
            return self._view.recent.record(row)
        return next((box for box in self._view.recent.records if box.voided_at is None), None)

    def _on_voided(self, box: Box) -> None:
        self._view.recent_view.clearSelection()
        self._view.recent.show([box if each.box_id == box.box_id else each for each in self._view.recent.records])
        self._view.centre.show_ready()
        self._view.show_reads(())
        self._view.hint(self.tr("Undone. Put the box back with those not yet received."))
        self.undone.emit(box)

    def _on_failed(self, error: RmaDeskError) -> None:
        self._view.recent_view.clearSelection()
        self._view.centre.show_ready()
        self.failed.emit(error)
