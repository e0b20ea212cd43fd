"""Reads the frames of a live camera: what stands in them, and whether the camera is near enough."""

import numpy as np

from rmadesk.adapters.scanning.ladder import LIVE_S, read_codes
from rmadesk.adapters.scanning.modules import module_px, module_px_of_bars
from rmadesk.domain.scans import Enough, FrameReading


class FrameReader:
    """The port of the same name. Holds no state, so that any thread may call it."""

    def read_frame(self, pixels: bytes, width: int, height: int, *, enough: Enough | None = None) -> FrameReading:
        """The codes of a frame within the time that a frame has. Raises ValueError where the pixels are too few."""
        picture = np.frombuffer(pixels, np.uint8, count=width * height).reshape(height, width)
        reads = read_codes(picture, enough=enough, budget=LIVE_S)
        if not reads:
            return FrameReading((), module_px_of_bars(picture))
        modules = [found for read in reads if (found := module_px(read, picture)) is not None]
        return FrameReading(reads, min(modules, default=None))
