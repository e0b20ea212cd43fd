"""A frame's grey levels: the picture's own, whatever the camera packs them in and however far its rows lie apart."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from support.camera_frames import Pixel, code, frame, view
from ui.devices.grey_frames import grey_of

PLANAR = [Pixel.Format_NV12, Pixel.Format_NV21, Pixel.Format_YUV420P, Pixel.Format_YV12, Pixel.Format_YUV422P]
PACKED = [Pixel.Format_Y8, Pixel.Format_YUYV, Pixel.Format_UYVY, Pixel.Format_Y16, Pixel.Format_P010]
COLOURED = [Pixel.Format_RGBA8888, Pixel.Format_BGRX8888]


@pytest.mark.parametrize("size", [(640, 480), (641, 481), (1279, 719), (2, 2)], ids=str)
@pytest.mark.parametrize("kind", [*PLANAR, *PACKED, *COLOURED], ids=lambda kind: kind.name)
def test_the_grey_levels_are_the_pictures_own(kind: Pixel, size: tuple[int, int]) -> None:
    picture = view((code("RMA-218043", 2), (7, 9)), size=size)
    grey = grey_of(frame(picture, kind))
    assert grey
    assert (grey.width, grey.height) == size
    levels = np.frombuffer(grey.pixels, np.uint8).reshape(size[::-1])
    assert np.abs(levels.astype(int) - np.asarray(picture)).max() <= 1


@pytest.mark.parametrize(
    ("turn", "mirrored", "as_held"),
    [
        (QtVideo.Rotation.Clockwise90, False, lambda levels: np.rot90(levels, 3)),
        (QtVideo.Rotation.Clockwise180, False, lambda levels: np.rot90(levels, 2)),
        (QtVideo.Rotation.Clockwise270, False, lambda levels: np.rot90(levels, 1)),
        (QtVideo.Rotation.None_, True, np.fliplr),
    ],
    ids=["90", "180", "270", "mirrored"],
)
def test_a_camera_that_hangs_on_its_side_is_turned_upright_as_it_is_shown(
    turn: QtVideo.Rotation, mirrored: bool, as_held: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]
) -> None:
    picture = view((code("RMA-218043", 2), (7, 9)), size=(640, 400))
    form = QVideoFrameFormat(QSize(*picture.size), Pixel.Format_BGRX8888)
    form.setRotation(turn)
    form.setMirrored(mirrored)
    turned = frame(picture, form)
    grey = grey_of(turned)
    assert grey
    levels = np.frombuffer(grey.pixels, np.uint8).reshape(grey.height, grey.width).astype(int)
    assert np.abs(levels - as_held(np.asarray(picture))).max() <= 1
    assert (turned.toImage().width(), turned.toImage().height()) == (grey.width, grey.height)


def test_a_frame_without_pixels_has_no_grey_levels() -> None:
    assert grey_of(QVideoFrame()) is None
    assert grey_of(QVideoFrame(QVideoFrameFormat(QSize(64, 48), Pixel.Format_Jpeg))) is None


@pytest.mark.parametrize(("level", "brightness"), [(0, 0), (40, 40), (255, 255)])
def test_brightness_is_the_mean_level(level: int, brightness: int) -> None:
    picture = view(size=(320, 240)).point(lambda _: level)
    grey = grey_of(frame(picture, Pixel.Format_Y8))
    assert grey
    assert grey.brightness == pytest.approx(brightness)
