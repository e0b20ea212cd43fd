"""The cameras of this machine, by QtMultimedia: which there are, and the one in use."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaCaptureSession, QMediaDevices, QVideoSink

from ui.devices.camera import CameraDevice

_MOST_PIXELS = 1920 * 1080
"""More than that only makes reading slower: a label fills the view."""
_LEAST_FRAMES = 10.0


class QtCameras(QObject):
    """The source of frames that `LiveCamera` is given. GUI thread only."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaDevices(self)
        self._media.videoInputsChanged.connect(self.changed)
        self._session = QMediaCaptureSession(self)
        self._camera: QCamera | None = None

    def devices(self) -> tuple[CameraDevice, ...]:
        """All cameras, the system's own choice first."""
        first = QMediaDevices.defaultVideoInput().id()
        found = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != first)
        return tuple(CameraDevice(_id(device), device.description()) for device in found)

    def start(self, device_id: str, sink: QVideoSink) -> None:
        """Send a camera's frames to a sink; what goes wrong then, or later, is told by `failed`."""
        self.stop()
        device = next((each for each in QMediaDevices.videoInputs() if _id(each) == device_id), None)
        if device is None:
            self.failed.emit("")
            return
        self._camera = QCamera(device, self)
        formats = device.videoFormats()
        sizes = [(each.resolution().width(), each.resolution().height(), each.maxFrameRate()) for each in formats]
        if sizes:
            self._camera.setCameraFormat(formats[best_format(sizes)])
        self._camera.errorOccurred.connect(self._on_error)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def stop(self) -> None:
        """Let go of the camera: its light goes out."""
        camera, self._camera = self._camera, None
        if camera:
            camera.errorOccurred.disconnect(self._on_error)
            camera.stop()
            camera.deleteLater()  # which takes it out of the session too

    @Slot(QCamera.Error, str)
    def _on_error(self, error: QCamera.Error, reason: str) -> None:
        if error is not QCamera.Error.NoError:
            self.failed.emit(reason)


def best_format(sizes: Sequence[tuple[int, int, float]]) -> int:
    """The place of the best of (width, height, frames a second): fluent first, then large, but not too large."""

    def rank(place: int) -> tuple[bool, bool, int, float]:
        width, height, frames = sizes[place]
        small_enough = width * height <= _MOST_PIXELS
        return frames >= _LEAST_FRAMES, small_enough, width * height if small_enough else -width * height, frames

    return max(range(len(sizes)), key=rank)


def _id(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")
