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
_SMALLEST_PX = 8  # a side
_ONE_WAY = 0.6  # coherence of 0 to 1, below which edges run every way
_STRONG = 0.04  # of the strongest place's energy: under glare bars fade to a fifth of their contrast
_SMALLEST_SHARE = 0.0008  # of the picture
_ALIKE_DEGREES = 12.0  # patches that lie alike and in one line are parts of one code
_PLACES = 1000  # of a patch that are looked at to say how far it reaches
_MOST = 12  # patches; more are a carpet, not labels

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

    def holds(self, place: tuple[int, int]) -> bool:
        """Whether a point lies in the patch, or just beside it."""
        turn = math.radians(self.degrees)
        x, y = place[0] - self.centre[0], place[1] - self.centre[1]
        along, over = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
        return abs(along) <= self.length * 0.55 and abs(over) <= self.height * 0.55

    def halfway_up(self, place: tuple[int, int]) -> tuple[float, float]:
        """The point beside a point, along the bars, that lies on the patch's middle line."""
        turn = math.radians(self.degrees)
        along = (place[0] - self.centre[0]) * math.cos(turn) + (place[1] - self.centre[1]) * math.sin(turn)
        return self.centre[0] + along * math.cos(turn), self.centre[1] + along * math.sin(turn)

    def reach_of(self, corners: tuple[tuple[int, int], ...]) -> float:
        """How far some points lie apart along the line across the bars."""
        turn = math.radians(self.degrees)
        along = [x * math.cos(turn) + y * math.sin(turn) for x, y in corners]
        return max(along) - min(along)


@dataclass(frozen=True, slots=True)
class _Patch:
    """Places of one patch, and the sums of their tensors."""

    xs: Floats
    ys: Floats
    tensor: tuple[float, float, float]

    @property
    def turn(self) -> float:
        across, down, mixed = self.tensor
        return 0.5 * math.atan2(2 * mixed, across - down)

    @property
    def weight(self) -> float:
        across, down, mixed = self.tensor
        return math.hypot(across - down, 2 * mixed)

    def extent(self, turn: float) -> tuple[float, float, float, float]:
        """Left, right, top, bottom once the picture is turned by so many radians; stragglers left out."""
        along = self.xs * math.cos(turn) + self.ys * math.sin(turn)
        over = self.ys * math.cos(turn) - self.xs * math.sin(turn)
        (left, right), (top, bottom) = (_ends(each) for each in (along, over))
        return left, right, top, bottom


def find_bars(picture: Grey) -> tuple[Bars, ...]:
    """All patches of bars, the strongest first, at most a dozen."""
    scale = min(1.0, _LOOKED_AT_PX / max(1, *picture.shape[:2]))
    if min(picture.shape) * scale < _SMALLEST_PX:
        return ()
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    patches = _patches(np.asarray(small, np.uint8))
    return tuple(_bars(patch, scale) for patch in _joined(patches))


def _patches(small: Grey) -> list[_Patch]:
    across, down, mixed = _tensor(small)
    energy = across + down
    strongest = float(energy.max())
    if strongest <= 0:
        return []
    coherence = np.hypot(across - down, 2 * mixed) / (energy + 1e-3 * strongest)
    barred = ((coherence > _ONE_WAY) & (energy > _STRONG * strongest)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(barred)
    found = []
    for number in range(1, count):
        x, y, width, height, area = stats[number].tolist()
        if area < _SMALLEST_SHARE * labels.size:
            continue
        window = np.s_[y : y + height, x : x + width]
        inside = labels[window] == number
        ys, xs = (each.astype(np.float32) for each in np.nonzero(inside))
        a, b, c = (float(each[window][inside].sum()) for each in (across, down, mixed))
        every = 1 + len(xs) // _PLACES
        found.append(_Patch(xs[::every] + x, ys[::every] + y, (a, b, c)))
    return sorted(found, key=lambda patch: -patch.weight)[:_MOST]


def _tensor(small: Grey) -> tuple[Floats, Floats, Floats]:
    """Squares and product of the gradients, each averaged over a square about as wide as a few bars."""
    grey = small.astype(np.float32)
    x, y = cv2.Scharr(grey, cv2.CV_32F, 1, 0), cv2.Scharr(grey, cv2.CV_32F, 0, 1)
    side = max(9, round(max(small.shape[:2]) / 40)) | 1
    a, b, c = (cv2.blur(each, (side, side)) for each in (x * x, y * y, x * y))
    return np.asarray(a, np.float32), np.asarray(b, np.float32), np.asarray(c, np.float32)


def _joined(patches: list[_Patch]) -> list[_Patch]:
    """Parts of one code made one patch: glare and wide gaps part what belongs together."""
    done: list[_Patch] = []
    for patch in patches:
        place = next((at for at, other in enumerate(done) if _is_part_of(patch, other)), None)
        if place is None:
            done.append(patch)
        else:
            other = done[place]
            sums = tuple(a + b for a, b in zip(patch.tensor, other.tensor, strict=True))
            done[place] = _Patch(
                np.concatenate((other.xs, patch.xs)), np.concatenate((other.ys, patch.ys)), (sums[0], sums[1], sums[2])
            )
    return sorted(done, key=lambda patch: -patch.weight)


def _is_part_of(patch: _Patch, other: _Patch) -> bool:
    """They lie alike, stand side by side, and the gap is smaller than either code could be."""
    apart = abs(math.degrees(patch.turn - other.turn)) % 180
    if min(apart, 180 - apart) > _ALIKE_DEGREES:
        return False
    left, right, top, bottom = patch.extent(other.turn)
    other_left, other_right, other_top, other_bottom = other.extent(other.turn)
    beside = min(bottom, other_bottom) - max(top, other_top) > 0.5 * min(bottom - top, other_bottom - other_top)
    gap = max(left, other_left) - min(right, other_right)
    return beside and gap < 0.35 * (other_bottom - other_top)


def _ends(places: Floats) -> tuple[float, float]:
    """Where half a hundredth of them lies beyond, to either side."""
    last = len(places) - 1
    low = round(last * 0.005)
    ordered = np.partition(places, (low, last - low))
    return float(ordered[low]), float(ordered[last - low])


def _bars(patch: _Patch, scale: float) -> Bars:
    turn = patch.turn
    left, right, top, bottom = patch.extent(turn)
    along, over = (left + right) / 2, (top + bottom) / 2
    centre = (
        (along * math.cos(turn) - over * math.sin(turn) + 0.5) / scale,
        (along * math.sin(turn) + over * math.cos(turn) + 0.5) / scale,
    )
    return Bars(centre, (right - left + 1) / scale, (bottom - top + 1) / scale, math.degrees(turn), patch.weight)
