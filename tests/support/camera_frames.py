"""What a camera over the dock would deliver: views with codes at known places, in the pixel formats of cameras."""

from collections.abc import Iterable

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from rmadesk.domain.scans import Corner, Read
from support.label_pictures import Symbology, draw_symbol
from ui.devices.camera import CameraDevice

Pixel = QVideoFrameFormat.PixelFormat
CARDBOARD, PAPER = 150, 250
_COLOURED = (Pixel.Format_RGBA8888, Pixel.Format_BGRX8888)
_GREY_AT = {
    Pixel.Format_YUYV: (0, 2),
    Pixel.Format_UYVY: (1, 2),
    Pixel.Format_Y16: (1, 2),
    Pixel.Format_P010: (1, 2),
}
WEBCAM, SECOND = CameraDevice("usb-1", "Dock webcam"), CameraDevice("usb-2", "Bench webcam")


def code(text: str, module: int = 3, symbology: Symbology = Symbology.CODE_128) -> Image.Image:
    """A printed code on white paper, its quiet zone of ten modules around it."""
    bars = draw_symbol(text, symbology, module, 110)
    paper = Image.new("L", (bars.width + 20 * module, bars.height + 20 * module), PAPER)
    paper.paste(bars, (10 * module, 10 * module))
    return paper


def view(*codes: tuple[Image.Image, tuple[int, int]], size: tuple[int, int] = (1280, 720)) -> Image.Image:
    """A box before the camera: pictures at places (left, top)."""
    picture = Image.new("L", size, CARDBOARD)
    for printed, place in codes:
        picture.paste(printed, place)
    return picture


def frame(picture: Image.Image, kind: Pixel | QVideoFrameFormat = Pixel.Format_NV12) -> QVideoFrame:
    """A frame of the camera, its rows as far apart as Qt lays them out."""
    grey = np.asarray(picture.convert("L"))
    height, width = grey.shape
    made = QVideoFrame(kind if isinstance(kind, QVideoFrameFormat) else QVideoFrameFormat(QSize(width, height), kind))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    if made.pixelFormat() in _COLOURED:
        rows = np.ndarray((height, width, 4), np.uint8, buffer=made.bits(0), strides=(made.bytesPerLine(0), 4, 1))
        rows[:] = grey[..., None]
        rows[..., 3] = 255
    else:
        for plane in range(made.planeCount()):
            np.frombuffer(made.bits(plane), dtype=np.uint8)[:] = 128  # no colour
        first, step = _GREY_AT.get(made.pixelFormat(), (0, 1))
        strides = (made.bytesPerLine(0), step)
        np.ndarray((height, width), np.uint8, buffer=made.bits(0), offset=first, strides=strides)[:] = grey
    made.unmap()
    return made


def read(
    text: str, *, confirmed: bool = True, symbology: str = "Code 128", position: tuple[Corner, ...] | None = None
) -> Read:
    a, b, c, d = position or ((0, 0), (90, 0), (90, 40), (0, 40))
    return Read(text, text.encode(), symbology, False, (a, b, c, d), confirmed, "test")


class PluggedCameras(QObject):
    """Cameras that a test plugs in and pulls out, and whose frames it makes."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, devices: Iterable[CameraDevice] = (WEBCAM,)) -> None:
        super().__init__()
        self._devices = tuple(devices)
        self.running = ""
        self.starts: list[str] = []
        self._sink: QVideoSink | None = None

    def devices(self) -> tuple[CameraDevice, ...]:
        return self._devices

    def start(self, device_id: str, sink: QVideoSink) -> None:
        self.running, self._sink = device_id, sink
        self.starts.append(device_id)

    def stop(self) -> None:
        self.running = ""

    def plug(self, *devices: CameraDevice) -> None:
        """From now on there are these, and no others."""
        self._devices = devices
        self.changed.emit()

    def show(self, picture: Image.Image | QVideoFrame) -> None:
        """The running camera delivers a frame."""
        assert self.running
        assert self._sink
        self._sink.setVideoFrame(picture if isinstance(picture, QVideoFrame) else frame(picture))
