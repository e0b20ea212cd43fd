"""Opens the camera at the dock, hands over what it reads, and decides when its view stands in front."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from rmadesk.domain.scans import Enough, Read
from ui.desk_parts import DeskParts
from ui.devices.camera import Cameras, LiveCamera, Sight
from ui.pages.dock_layout import DockLayout
from ui.tasks import TaskRunner
from ui.text import Words


class DockCamera(QObject):
    """The camera stays on from one box to the next: its view gives way to the questions and the verdict, and comes
    back when the dock is ready for a box. `reads_taken` carries the codes of a look, each once.
    """

    reads_taken = Signal(object)

    def __init__(
        self,
        page: QWidget,
        parts: DeskParts,
        words: Words,
        tasks: TaskRunner,
        view: DockLayout,
        *,
        in_hand: Callable[[], bool],
        cameras: Callable[[QObject], Cameras] | None = None,
        beep: Callable[[], None] = QApplication.beep,
    ) -> None:
        """`in_hand` says that a box is. `cameras` makes the source of frames: the machine's own when it is left out."""
        super().__init__(page)
        self._page, self._parts, self._view, self._beep = page, parts, view, beep
        self._turned_to = ""
        self.finder = view.centre.viewfinder
        self.live = LiveCamera(
            lambda: parts.frames,
            tasks,
            self,
            words=words.error,
            enough=_enough(parts),
            box_open=in_hand,
            cameras=cameras,
        )
        self.live.frame_came.connect(self.finder.show_frame)
        self.live.outlined.connect(self._on_outlined)
        self.live.codes_read.connect(self._on_codes_read)
        self.live.started.connect(self._on_started)
        self.live.failed.connect(self._on_failed)
        self.finder.closed.connect(self.close)
        self.finder.retried.connect(self.open)
        self.finder.next_wanted.connect(self.turn_to_next)
        self.finder.thawed.connect(self._on_turned)
        view.centre.turned.connect(self._on_turned)
        page.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """The camera is on, in front or behind."""
        return self.live.is_open

    @property
    def in_front(self) -> bool:
        """Its view is what the clerk looks at."""
        return self.is_open and self._view.centre.camera_in_front

    @Slot()
    def ask(self) -> None:
        """Open it, bring it to the front, or close it when it is there already."""
        if self.in_front:
            self.close()
        elif self.is_open:
            self._view.centre.show_camera(True)
        else:
            self.open()

    @Slot()
    def open(self) -> None:
        """Turn the camera on, and look through it."""
        self.finder.show_starting("", False)
        self.live.open(self._turned_to or self._parts.station.camera or "")
        self._view.centre.show_camera(True)

    @Slot()
    def close(self) -> None:
        """Turn it off; whatever is in hand stays there."""
        if self.is_open:
            self.live.close()
            self.finder.show_starting("", False)
        self._view.centre.show_camera(False)

    @Slot()
    def turn_to_next(self) -> None:
        """Look through the next camera, and through that one from now on."""
        self.live.turn_to_next()
        if device := self.live.device:
            self._turned_to = device.device_id

    def take_key(self, event: QKeyEvent) -> bool:
        """While it is in front and live, letters and digits have no question on screen to answer."""
        if not self.in_front or self.finder.frozen:
            return False
        if event.key() == Qt.Key.Key_F7:
            self.turn_to_next()
            return True
        return bool(event.text()) and event.text().isprintable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nobody at the dock sees what a camera reads while another page is on screen."""
        if event.type() == QEvent.Type.Hide and watched is self._page:
            self.close()
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_outlined(self, sight: Sight) -> None:
        self.finder.show_sight(sight)

    @Slot(object)
    def _on_codes_read(self, reads: tuple[Read, ...]) -> None:
        self._beep()
        self.reads_taken.emit(reads)

    @Slot(str)
    def _on_started(self, name: str) -> None:
        self.finder.show_starting(name, len(self.live.devices) > 1)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.finder.show_failure(sentence, len(self.live.devices) > 1)
        self._view.centre.show_camera(True)

    @Slot()
    def _on_turned(self) -> None:
        """The questions, the verdict and the rest come before the view, but for the moment in which it stands still."""
        if self.is_open and not self.finder.frozen:
            self._view.centre.show_camera(self._view.centre.ready)


def _enough(parts: DeskParts) -> Enough:
    """Receiving is asked for when a worker needs it: making it here would hold up the window."""

    def enough(reads: tuple[Read, ...]) -> bool:
        return parts.receiving.enough(reads)

    return enough
