"""A scanner at a serial port: its scans as they come, and in words why none come."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from rmadesk.domain.errors import FaultError, RefusedError, RmaDeskError
from rmadesk.services.station import Parity, SerialSettings
from ui.devices.serial_frames import FrameCutter

if TYPE_CHECKING:
    from PySide6.QtSerialPort import QSerialPort

SILENCE_MS = 150
"""After it a scan is over that had no end; at 1,200 bits a second a character takes 9 ms."""
RETRY_MS = 2000


class SerialScanner(QObject):
    """Reads one port, and opens it again when it is back.

    `failed` carries the error once for as long as it lasts, `recovered` says that it is over.
    """

    scanned = Signal(str)
    failed = Signal(object)
    recovered = Signal()

    def __init__(self, settings: SerialSettings, parent: QObject | None = None, *, retry_ms: int = RETRY_MS) -> None:
        super().__init__(parent)
        self._settings = settings
        self._frames = FrameCutter()
        self._port: QSerialPort | None = None
        self._told: str | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(retry_ms)
        self._retry.timeout.connect(self._on_retry_due)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._on_silence)

    def start(self) -> None:
        """Open the port; what hinders it is told by `failed`, and tried again meanwhile."""
        try:
            self._port = _port(self._settings)
        except ImportError:
            self._fail(RefusedError("serial-library-missing"))
            return
        self._port.setParent(self)
        self._port.readyRead.connect(self._on_ready_read)
        self._port.errorOccurred.connect(self._on_error_occurred)
        self._open()

    def close(self) -> None:
        """Let go of the port."""
        self._retry.stop()
        self._silence.stop()
        self._frames.forget()
        if self._port and self._port.isOpen():
            self._port.close()

    def _open(self) -> None:
        assert self._port
        if self._port.isOpen():
            return
        if self._port.open(QIODevice.OpenModeFlag.ReadOnly):
            self._retry.stop()
            self._port.clearError()
            if self._told:
                self._told = None
                self.recovered.emit()
            return
        self._fail(self._in_words(self._port.error().name, self._port.errorString()))

    def _fail(self, error: RmaDeskError) -> None:
        """Told once, though it is tried again and again."""
        if self._port:
            self._retry.start()
        still_gone = self._told == "serial-port-lost" and error.code == "serial-port-missing"
        if self._told != error.code and not still_gone:
            self._told = error.code
            self.failed.emit(error)

    def _in_words(self, name: str, reason: str) -> RmaDeskError:
        port = self._settings.port
        if name == "DeviceNotFoundError":
            return RefusedError("serial-port-missing", port=port)
        if name == "PermissionError":
            return RefusedError("serial-port-taken", port=port)
        if name == "ResourceError":
            return RefusedError("serial-port-lost", port=port)
        return FaultError("serial-port-failed", port=port, reason=reason)

    @Slot()
    def _on_ready_read(self) -> None:
        assert self._port
        for text in self._frames.feed(bytes(self._port.readAll().data())):
            self.scanned.emit(text)
        if self._frames.waiting:
            self._silence.start()
        else:
            self._silence.stop()

    @Slot()
    def _on_silence(self) -> None:
        """The window may have been busy for longer than the silence: what came meanwhile belongs to this scan."""
        assert self._port
        if self._port.isOpen() and self._port.waitForReadyRead(0):
            return  # it was read by that, and the silence starts anew
        for text in self._frames.silence():
            self.scanned.emit(text)

    @Slot()
    def _on_error_occurred(self, error: Any) -> None:
        """While the port is open: it was pulled out, or its cable brings rubbish; the latter is a bad read, no more."""
        assert self._port
        if error.name in {"NoError", "TimeoutError"} or not self._port.isOpen():
            return  # what hinders the opening is told by who opens
        failed = self._in_words(error.name, self._port.errorString())
        self.close()
        self._fail(failed)

    @Slot()
    def _on_retry_due(self) -> None:
        self._open()


def _port(settings: SerialSettings) -> "QSerialPort":
    from PySide6.QtSerialPort import QSerialPort

    port = QSerialPort()
    port.setPortName(settings.port)
    port.setBaudRate(settings.baud)
    port.setDataBits({7: QSerialPort.DataBits.Data7, 8: QSerialPort.DataBits.Data8}[settings.data_bits])
    port.setStopBits({1: QSerialPort.StopBits.OneStop, 2: QSerialPort.StopBits.TwoStop}[settings.stop_bits])
    port.setParity(
        {
            Parity.NONE: QSerialPort.Parity.NoParity,
            Parity.EVEN: QSerialPort.Parity.EvenParity,
            Parity.ODD: QSerialPort.Parity.OddParity,
            Parity.MARK: QSerialPort.Parity.MarkParity,
            Parity.SPACE: QSerialPort.Parity.SpaceParity,
        }[settings.parity]
    )
    return port
