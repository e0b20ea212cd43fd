"""Where in a picture bars stand side by side, and how they lie, seen from its gradients before anything is read.

The structure tensor says of each place how strong its edges are and whether they all run one way: bars are where they
are strong and do; print, matrix codes and the grain of cardboard are not.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rmadesk.adapters.scanning.decoders import Grey

_LOOKED_AT_PX = 640  # the longest side on which bars of any readable label still show
_ONE_WAY = 0.6  # coherence of 0 to 1, below which edges run every way
_STRONG = 0.12  # of the strongest place's energy
_SMALLEST_SHARE = 0.0008  # of the picture

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bars:
    """A patch of bars. `degrees` is how far the line across them is turned from the horizontal, clockwise as seen, in
    -90 to 90; `length` runs along that line, `height` along the bars; pixels of the picture."""

    centre: tuple[float, float]
    length: float
    height: float
    degrees: float
    weight: float


def find_bars(picture: Grey) -> tuple[Bars, ...]:
    """All patches of bars, the strongest first."""
    height, width = picture.shape[:2]
    if min(height, width) < 8:
        return ()
    scale = min(1.0, _LOOKED_AT_PX / max(height, width))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    if min(small.shape[:2]) < 8:
        return ()
    across, down, mixed = _tensor(np.asarray(small, np.uint8))
    energy = across + down
    strongest = float(energy.max())
    if strongest <= 0:
        return ()
    coherence = np.hypot(across - down, 2 * mixed) / (energy + 1e-3 * strongest)
    barred = ((coherence > _ONE_WAY) & (energy > _STRONG * strongest)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(barred)
    found = [
        _patch(labels[y : y + h, x : x + w] == number, (x, y), (across, down, mixed), scale)
        for number in range(1, count)
        for x, y, w, h, area in [stats[number].tolist()]
        if area >= _SMALLEST_SHARE * labels.size
    ]
    return tuple(sorted(found, key=lambda bars: -bars.weight))


def _tensor(small: Grey) -> tuple[Floats, Floats, Floats]:
    """Squares and product of the gradients, each averaged over a square about as wide as a few bars."""
    grey = small.astype(np.float32)
    x, y = cv2.Scharr(grey, cv2.CV_32F, 1, 0), cv2.Scharr(grey, cv2.CV_32F, 0, 1)
    side = max(5, round(max(small.shape[:2]) / 40)) | 1
    a, b, c = (cv2.blur(each, (side, side)) for each in (x * x, y * y, x * y))
    return np.asarray(a, np.float32), np.asarray(b, np.float32), np.asarray(c, np.float32)


def _patch(inside: NDArray[np.bool_], at: tuple[int, int], tensor: tuple[Floats, Floats, Floats], scale: float) -> Bars:
    rows, columns = inside.shape
    x, y = at
    across, down, mixed = (float(each[y : y + rows, x : x + columns][inside].sum()) for each in tensor)
    turn = 0.5 * math.atan2(2 * mixed, across - down)
    down_at, across_at = np.nonzero(inside)
    along = across_at * math.cos(turn) + down_at * math.sin(turn)
    over = down_at * math.cos(turn) - across_at * math.sin(turn)
    (left, right), (top, bottom) = (np.percentile(each, (0.5, 99.5)).tolist() for each in (along, over))
    middle_along, middle_over = (left + right) / 2, (top + bottom) / 2
    centre = (
        (x + middle_along * math.cos(turn) - middle_over * math.sin(turn) + 0.5) / scale,
        (y + middle_along * math.sin(turn) + middle_over * math.cos(turn) + 0.5) / scale,
    )
    weight = math.hypot(across - down, 2 * mixed)
    return Bars(centre, (right - left + 1) / scale, (bottom - top + 1) / scale, math.degrees(turn), weight)
