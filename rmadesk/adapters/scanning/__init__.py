"""From pictures, PDF pages and camera frames to what their codes say."""

from __future__ import annotations  # NumPy and Pillow are imported only by whoever reads a picture

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from rmadesk.domain.scans import Enough, Read

    Picture = Path | str | bytes | Image.Image | NDArray[np.uint8]

__all__ = ["read_image"]


def read_image(image: Picture, *, enough: Enough | None = None, budget: float | None = None) -> tuple[Read, ...]:
    """All codes of a picture, page by page in reading order; none is no error.

    A path, a file's bytes, a Pillow image, or an array of bytes: grey (rows x columns), BGR or BGRA (x 3 or 4).
    Read within this process: a file from outside is better put to `reader.PictureReader`. `enough` and `budget` as in
    `ladder.read_codes`. Raises RefusedError `picture-...`, FaultError `picture-read-failed`; TypeError for what is no
    picture.
    """
    from rmadesk.adapters.scanning.in_memory import grey_pixels
    from rmadesk.adapters.scanning.ladder import read_codes
    from rmadesk.adapters.scanning.picture_files import content_of
    from rmadesk.adapters.scanning.reading import read_pages

    if isinstance(image, (str, Path)):
        return read_pages(content_of(Path(image)), str(image), enough=enough, budget=budget)
    if isinstance(image, (bytes, bytearray, memoryview)):
        return read_pages(bytes(image), "picture", enough=enough, budget=budget)
    return read_codes(grey_pixels(image), enough=enough, budget=budget)
