"""Grey pixels of pictures that are in memory already: Pillow's, and arrays as cameras and OpenCV give them."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.picture_files import MAX_PIXELS, too_large
from rmadesk.adapters.scanning.pictures import grey_of

_NAME = "picture"  # what messages call one that has no name


def grey_pixels(image: object) -> Grey:
    """Of a Pillow image, or an array of bytes: grey, BGR or BGRA, transparent parts white.

    Raises RefusedError `picture-too-large`, `picture-damaged`; TypeError for anything else.
    """
    if isinstance(image, Image.Image):
        return grey_of(image, _NAME)
    if not isinstance(image, np.ndarray):
        raise TypeError(f"a picture is a path, bytes, a Pillow image or an array, not {type(image).__name__}")
    if image.dtype != np.uint8:
        raise TypeError(f"an array of a picture holds bytes (uint8), not {image.dtype}")
    planes = 1 if image.ndim == 2 else image.shape[2] if image.ndim == 3 else 0
    if planes not in (1, 3, 4):
        raise TypeError(f"an array of a picture is grey, BGR or BGRA, not of shape {image.shape}")
    if image.shape[0] * image.shape[1] > MAX_PIXELS:
        raise too_large(_NAME)
    return _grey(np.ascontiguousarray(image))


def _grey(pixels: NDArray[np.uint8]) -> Grey:
    if not pixels.size:
        return np.zeros((0, 0), np.uint8)
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return pixels.reshape(pixels.shape[:2])
    if pixels.shape[2] == 3:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    opaque = pixels[:, :, 3:].astype(np.float32) / 255
    over_white = (pixels[:, :, :3] * opaque + 255 * (1 - opaque)).round().astype(np.uint8)
    return np.asarray(cv2.cvtColor(over_white, cv2.COLOR_BGR2GRAY), np.uint8)
