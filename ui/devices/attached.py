"""What is attached to a station besides its keyboard: started together, and heard in one place."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from rmadesk.domain.errors import RmaDeskError
from rmadesk.services.station import Station
from ui.tasks import TaskRunner

SERIAL, FOLDER = "serial", "folder"


class AttachedDevices(QObject):
    """Serial scanner and watched folder, as far as the station has them.

    `failed` names the device and brings its error; `recovered` names the device.
    """

    scanned = Signal(str)
    picture_arrived = Signal(Path)
    left_alone = Signal(int)
    failed = Signal(str, object)
    recovered = Signal(str)

    def __init__(self, station: Station, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._tasks = tasks

    def start(self) -> None:
        """Open what the station has; each is imported only where it is used."""
        if self._station.serial.port:
            self._start_serial()
        if self._station.watch.folder:
            self._start_folder()

    def _start_serial(self) -> None:
        from ui.devices.serial_scanner import SerialScanner

        scanner = SerialScanner(self._station.serial, self)
        scanner.scanned.connect(self.scanned)
        scanner.failed.connect(self._on_serial_failed)
        scanner.recovered.connect(self._on_serial_recovered)
        scanner.start()

    def _start_folder(self) -> None:
        from ui.devices.watched_folder import WatchedFolder

        folder = WatchedFolder(self._station.watch, self._tasks, self)
        folder.picture_arrived.connect(self.picture_arrived)
        folder.left_alone.connect(self.left_alone)
        folder.failed.connect(self._on_folder_failed)
        folder.recovered.connect(self._on_folder_recovered)
        folder.start()

    @Slot(object)
    def _on_serial_failed(self, error: RmaDeskError) -> None:
        self.failed.emit(SERIAL, error)

    @Slot()
    def _on_serial_recovered(self) -> None:
        self.recovered.emit(SERIAL)

    @Slot(object)
    def _on_folder_failed(self, error: RmaDeskError) -> None:
        self.failed.emit(FOLDER, error)

    @Slot()
    def _on_folder_recovered(self) -> None:
        self.recovered.emit(FOLDER)
