"""A camera's frame as grey levels, which is what a reader of codes needs; without converting colours, if it can be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

_Pixel = QVideoFrameFormat.PixelFormat

_GREY_AT: "Mapping[_Pixel, tuple[int, int]]" = {
    **dict.fromkeys((_Pixel.Format_NV12, _Pixel.Format_NV21, _Pixel.Format_Y8), (0, 1)),
    **dict.fromkeys((_Pixel.Format_YUV420P, _Pixel.Format_YV12, _Pixel.Format_YUV422P), (0, 1)),
    **dict.fromkeys((_Pixel.Format_IMC1, _Pixel.Format_IMC2, _Pixel.Format_IMC3, _Pixel.Format_IMC4), (0, 1)),
    _Pixel.Format_YUYV: (0, 2),
    _Pixel.Format_UYVY: (1, 2),
    # Sixteen bits a pixel, low byte first: the high byte is grey enough.
    **dict.fromkeys((_Pixel.Format_Y16, _Pixel.Format_P010, _Pixel.Format_P016), (1, 2)),
}
"""Where the grey levels begin in the first plane, and how many bytes lie from one to the next."""

_COLOURED: "Mapping[_Pixel, QImage.Format]" = {
    _Pixel.Format_BGRA8888: QImage.Format.Format_RGB32,
    _Pixel.Format_BGRA8888_Premultiplied: QImage.Format.Format_RGB32,
    _Pixel.Format_BGRX8888: QImage.Format.Format_RGB32,
    _Pixel.Format_RGBA8888: QImage.Format.Format_RGBX8888,
    _Pixel.Format_RGBX8888: QImage.Format.Format_RGBX8888,
}


@dataclass(frozen=True, slots=True)
class GreyFrame:
    """`pixels` holds width x height grey levels, row by row from the top, with nothing between the rows."""

    pixels: bytes
    width: int
    height: int

    @property
    def brightness(self) -> float:
        """The mean grey level, 0 to 255, of a sample."""
        return float(np.frombuffer(self.pixels, np.uint8)[::97].mean()) if self.pixels else 0.0


def grey_of(frame: QVideoFrame) -> GreyFrame | None:
    """The frame's grey levels as they are shown on screen; None where it has none. Any thread."""
    levels = _levels(frame)
    if levels is None or not levels.size:
        return None
    height, width = levels.shape
    return GreyFrame(levels.tobytes(), width, height)


def _levels(frame: QVideoFrame) -> NDArray[np.uint8] | None:
    if _is_upright(frame):
        kind = frame.pixelFormat()
        if kind in _GREY_AT or kind in _COLOURED:
            return _mapped(frame, kind)
    # What is turned, or kept in a way of its own, Qt makes upright as it does for the screen.
    image = frame.toImage()
    return None if image.isNull() else _levels_of(image)


def _is_upright(frame: QVideoFrame) -> bool:
    form = frame.surfaceFormat()
    return (
        form.rotation() == QtVideo.Rotation.None_
        and not form.isMirrored()
        and form.scanLineDirection() is QVideoFrameFormat.Direction.TopToBottom
    )


def _mapped(frame: QVideoFrame, kind: _Pixel) -> NDArray[np.uint8] | None:
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        plane, stride = frame.bits(0), frame.bytesPerLine(0)
        if kind in _COLOURED:
            image = QImage(plane, frame.width(), frame.height(), stride, _COLOURED[kind])
            return _levels_of(image)
        first, step = _GREY_AT[kind]
        shape = (frame.height(), frame.width())
        return np.ndarray(shape, np.uint8, buffer=plane, offset=first, strides=(stride, step)).copy()
    finally:
        frame.unmap()


def _levels_of(image: QImage) -> NDArray[np.uint8]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    shape = (grey.height(), grey.width())
    return np.ndarray(shape, np.uint8, buffer=grey.constBits(), strides=(grey.bytesPerLine(), 1)).copy()
