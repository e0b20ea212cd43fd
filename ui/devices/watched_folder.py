"""A folder into which a flat-bed or network scanner drops pictures: tells of each once, as soon as it is whole."""

import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from rmadesk.domain.errors import RefusedError, RmaDeskError
from rmadesk.services.station import WatchSettings
from ui.devices.folder_looks import SETTLED_S, FolderLooks, Found
from ui.tasks import Lane, TaskRunner

POLL_MS = 2000
"""Folders on a server tell nothing of what happens in them."""
SOON_MS = int(SETTLED_S * 1000) + 50
_AT_ONCE_MS = 50
_SILENT_MS = 20_000


class WatchedFolder(QObject):
    """Looks into one folder, off the GUI thread; it neither moves nor deletes what lies there.

    `left_alone` carries how many pictures were there from before, which are not taken; `failed` the error once for as
    long as it lasts, `recovered` says that it is over.
    """

    picture_arrived = Signal(Path)
    left_alone = Signal(int)
    failed = Signal(object)
    recovered = Signal()

    def __init__(
        self,
        settings: WatchSettings,
        tasks: TaskRunner,
        parent: QObject | None = None,
        *,
        poll_ms: int = POLL_MS,
        silent_ms: int = _SILENT_MS,
    ) -> None:
        super().__init__(parent)
        assert settings.folder
        self._folder = settings.folder
        self._looks = FolderLooks(settings.folder, settings.most_per_minute)
        self._tasks = tasks
        self._poll_ms = poll_ms
        self._looking = False
        self._again = False
        self._open = True
        self._told: str | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._next = self._timer(poll_ms)
        self._next.timeout.connect(self._on_look_due)
        self._silent = self._timer(silent_ms)
        self._silent.timeout.connect(self._on_silent)

    def start(self) -> None:
        """Look for the first time: what is there now is known."""
        self._on_look_due()

    def close(self) -> None:
        """Look no more."""
        self._open = False
        self._next.stop()
        self._silent.stop()

    @Slot()
    def _on_look_due(self) -> None:
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._silent.start()
        looks = self._looks
        self._tasks.run(
            lambda: looks.look(time.monotonic()), self._on_looked, self._on_look_failed, owner=self, lane=Lane.FOLDER
        )

    def _on_looked(self, found: Found) -> None:
        self._looked()
        if not self._open:
            return
        if self._told:
            self._told = None
            self.recovered.emit()
        # Asking for events touches the folder: it has just answered.
        if str(self._folder) not in self._watcher.directories():
            self._watcher.addPath(str(self._folder))
        if found.left_alone:
            self.left_alone.emit(found.left_alone)
        for path in found.due:
            self.picture_arrived.emit(path)
        for error in found.stuck:
            self.failed.emit(error)
        self._next.start(_AT_ONCE_MS if self._again else SOON_MS if found.soon else self._poll_ms)
        self._again = False

    def _on_look_failed(self, error: RmaDeskError) -> None:
        self._looked()
        if self._open:
            self._tell(error)
            self._next.start(self._poll_ms)

    def _looked(self) -> None:
        self._looking = False
        self._silent.stop()

    def _tell(self, error: RmaDeskError) -> None:
        if self._told != error.code:
            self._told = error.code
            self.failed.emit(error)

    @Slot()
    def _on_silent(self) -> None:
        self._tell(RefusedError("watch-folder-silent", folder=str(self._folder)))

    @Slot()
    def _on_changed(self) -> None:
        if self._open:
            self._next.start(_AT_ONCE_MS)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer
