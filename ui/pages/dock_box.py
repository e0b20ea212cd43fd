"""One box's way over the dock: what was read of it, what the desk asks about it, its receipt."""

from PySide6.QtCore import QObject, Signal, Slot

from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.domain.policy.facts import OuterDamage, PackagingKind
from rmadesk.domain.scans import Scan
from rmadesk.services.contents import Contents
from rmadesk.services.questions import wants_print
from rmadesk.services.receiving import BoxAtDock, Receipt
from ui.desk_parts import DeskParts
from ui.models.read_columns import reads_of
from ui.pages.dock_layout import DockLayout
from ui.pages.dock_print import DockPrint
from ui.pages.dock_questions import DockQuestions
from ui.pages.dock_queue import DockQueue, Picture
from ui.pages.pasted import scans_of
from ui.tasks import Lane, TaskRunner
from ui.text import Words, short_name


class DockBox(QObject):
    """Takes boxes from the queue, one at a time. `received` carries the receipt that is on disk; `failed` an error."""

    received = Signal(object)
    failed = Signal(object)

    def __init__(
        self, page: QObject, parts: DeskParts, words: Words, tasks: TaskRunner, view: DockLayout, queue: DockQueue
    ) -> None:
        super().__init__(page)
        self._parts, self._tasks, self._view, self._queue = parts, tasks, view, queue
        self.busy = False
        self._picture: Picture | None = None
        self._without_code = False
        self._wanted: PackagingKind | None = None
        self.print = DockPrint(self, parts, tasks)
        self.questions = DockQuestions(self, parts, words, tasks, view)
        self.print.settled.connect(self._on_print_settled)
        self.print.failed.connect(self.failed)
        self.questions.settled.connect(self._on_questions_settled)
        self.questions.failed.connect(self.failed)
        self.questions.print_answered.connect(self._on_print_answered)
        view.centre.packaging.print.answered.connect(self._on_print_answered)
        view.centre.packaging.packaging_chosen.connect(self._on_packaging_chosen)

    @property
    def in_hand(self) -> bool:
        """A box has the clerk's attention, be it one in whose picture no code was found."""
        return bool(self._queue.box or self._without_code)

    @Slot()
    def go_on(self) -> None:
        """Take up what waits, as far as the box in hand allows: what comes after its last answer is not its own."""
        held = self.busy or self._wanted or self.questions.open or self._view.centre.asking_undo
        if not held:
            if self._queue.join():
                self._without_code = False
                self._look()
            elif not self._without_code and (picture := self._queue.next_picture()):
                self._read(picture)
        self._view.counters.show_waiting(self._queue.waiting)

    def _read(self, picture: Picture) -> None:
        self.begin_work()
        self._picture = picture
        self._view.show_reads(())
        self._view.centre.show_busy(self.tr("Reading {picture}…").format(picture=short_name(picture.name)))
        parts = self._parts

        def work() -> tuple[Scan, ...]:
            return scans_of(picture, parts.pictures, parts.receiving.enough)

        self._tasks.run(work, self._on_picture_read, self._on_reading_failed, owner=self, lane=Lane.CRAFT)

    def _on_picture_read(self, scans: tuple[Scan, ...]) -> None:
        self._queue.put(scans)
        if scans:
            self._look()
        else:
            self._look_at_print_alone()

    def _on_reading_failed(self, error: RmaDeskError) -> None:
        self._let_go()
        self._view.centre.show_ready()
        self.end_work(error)

    def _look_at_print_alone(self) -> None:
        """The picture in hand shows no code that counts: its print may still say the number."""
        assert self._picture
        self._without_code = True
        self.busy = False
        name = short_name(self._picture.name)
        self._view.centre.show_busy(self.tr("No code in {picture}: looking at its print…").format(picture=name))
        self.print.begin(self._picture)
        self.print.wait(alone=True)
        if not self.print.looking:
            self._on_print_settled()
        self.go_on()

    def _look(self) -> None:
        """Ask what the box in hand amounts to; the questions stand there at once."""
        self.begin_work()
        scans = self._queue.box
        if not self._view.centre.asking and not self._wanted:
            self._view.centre.packaging.begin()
        self._view.show_reads(())
        self._view.centre.packaging.show_contents(None)
        self._view.centre.show_questions()
        parts = self._parts

        def looked(contents: Contents) -> None:
            self._on_looked(scans, contents)

        self._tasks.run(lambda: parts.receiving.look(scans), looked, self._on_look_failed, owner=self)

    def _on_looked(self, scans: tuple[Scan, ...], contents: Contents) -> None:
        self._view.show_reads(reads_of(contents))
        self._view.centre.packaging.show_contents(contents)
        self.busy = False
        if self._wanted is None:
            self._queue.join()
        if self._queue.box != scans:
            self._look()
            return
        self._begin_print(contents)
        if not self.questions.ask(contents):
            self._show_print()
            self._receive_wanted()
        self.go_on()

    def _on_look_failed(self, error: RmaDeskError) -> None:
        self._wanted = None
        self.end_work(error)

    @Slot(object)
    def _on_questions_settled(self, scans: tuple[Scan, ...]) -> None:
        self._queue.put(scans)
        if scans:
            self._look()
        elif self._picture:
            self._look_at_print_alone()
        else:
            self._put_aside()

    @Slot(object)
    def _on_packaging_chosen(self, packaging: PackagingKind) -> None:
        if not self._queue.box:
            return
        if self.busy:
            self._queue.join()  # what came before the answer is on this box
        self._wanted = packaging
        if not self.busy:
            self._receive_wanted()

    def _receive_wanted(self) -> None:
        """Record the box as its packaging was said, once nobody looks for its number any more."""
        if self._wanted is None:
            return
        if self.print.looking:
            self._view.centre.show_busy(self.tr("Looking at the print for the RMA number…"))
            self.print.wait()
        elif suggestion := self.print.suggestion:
            self.questions.ask_print(suggestion)
        else:
            self._receive(self._wanted)

    def _receive(self, packaging: PackagingKind) -> None:
        self._wanted = None
        self.begin_work()
        asked = self._view.centre.packaging
        box = BoxAtDock(
            scans=self._queue.box,
            packaging=packaging,
            outer_damage=asked.outer_damage,
            marked_on_box=asked.marked_on_box,
            number_state=asked.number_state,
        )
        self._view.centre.show_busy(self.tr("Recording…"))
        parts = self._parts
        self._tasks.run(lambda: parts.receiving.receive(box), self.show_received, self._on_receive_failed, owner=self)

    def show_received(self, receipt: Receipt) -> None:
        """The box is on disk: say so, and only now."""
        self._let_go()
        self._view.centre.show_receipt(receipt)
        self._view.centre.packaging.show_previous(receipt)
        self.received.emit(receipt)
        self.end_work()

    def _on_receive_failed(self, error: RmaDeskError) -> None:
        """The box stays in hand: the same key tries again."""
        self._view.centre.show_questions()
        self.end_work(error)

    @Slot()
    def begin_work(self) -> None:
        """The desk is at something that nothing may come between."""
        self.busy = True

    @Slot(object)
    def end_work(self, error: RmaDeskError | None = None) -> None:
        """It is done with that, or failed at it; what waits goes on."""
        self.busy = False
        if error:
            self.failed.emit(error)
        self.go_on()

    @Slot()
    def take_back(self) -> None:
        """Take back the answer on packaging while the box still waits, else put the box aside."""
        if self.busy:
            return
        if self._wanted and not self.questions.open:
            self._wanted = None
            self._view.centre.show_questions()
            self.go_on()
        else:
            self._put_aside()

    def say_packaging(self, packaging: PackagingKind) -> bool:
        """As its key does; False where nobody asks for it."""
        if not (self._queue.box and self._view.centre.asking):
            return False
        self._on_packaging_chosen(packaging)
        return True

    def say_outer_damage(self, damage: OuterDamage) -> bool:
        """As its key does; False where nobody asks for it."""
        if not (self._queue.box and self._view.centre.asking):
            return False
        self._view.centre.packaging.say_outer_damage(damage)
        return True

    def take_key(self, text: str) -> bool:
        """A key that answers a question on the box in hand."""
        if self.questions.take_key(text):
            return True
        return bool(self._queue.box and self._view.centre.asking and self._view.centre.packaging.take_key(text))

    def _put_aside(self) -> None:
        """Nothing of the box in hand is recorded; what waits goes on."""
        self._let_go()
        self._view.show_reads(())
        self._view.centre.show_ready()
        self.go_on()

    def _let_go(self) -> None:
        self._queue.clear()
        self._picture, self._without_code, self._wanted = None, False, None
        self.questions.close()
        self.print.forget()

    # ------------------------------------------------------------------------------------------ what the print says

    def _begin_print(self, contents: Contents) -> None:
        if wants_print(contents) and self._picture:
            self.print.begin(self._picture)
        else:
            self.print.forget()

    def _show_print(self) -> None:
        offer = self.questions.offer(self.print.suggestion) if self.print.suggestion else ""
        self._view.centre.packaging.show_print(offer, looking=self.print.looking)

    @Slot()
    def _on_print_settled(self) -> None:
        self._show_print()
        if self._without_code:
            self._ask_print_alone()
        elif not self.busy and not self.questions.open:
            self._receive_wanted()

    def _ask_print_alone(self) -> None:
        """Without a code and without a number in print there is no box to record: say what to do."""
        if suggestion := self.print.suggestion:
            self.questions.ask_print(suggestion)
            return
        name = self._picture.name if self._picture else ""
        self._put_aside()
        self.failed.emit(RefusedError("picture-without-code", file=name))

    @Slot(bool)
    def _on_print_answered(self, right: bool) -> None:
        suggestion = self.print.suggestion
        if right and suggestion:
            self._without_code = False
            self._queue.put((*self._queue.box, suggestion.number.confirmed))
            self.print.forget()
            self._look()
            return
        self.print.decline()
        self._on_print_settled()
        self.go_on()
