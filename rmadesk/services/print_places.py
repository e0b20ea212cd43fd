"""Where lines of print stand to each other, in the direction in which they are written."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rmadesk.domain.scans import Corner, PrintedText

_SAME_LINE = 0.6  # of a line's height, how far the middles of two boxes of one line may be apart
_NEXT_BOX = 8.0  # heights between a caption and the box beside it
_UPRIGHT = 1.5  # times as high as wide: what runs up or down the picture
_NEXT_LINE = (0.6, 2.6)  # heights between the middles of a caption and of the line under it


@dataclass(frozen=True, slots=True)
class _Frame:
    """A line's own axes: along what is written, and down to the next line."""

    origin: tuple[float, float]
    along: tuple[float, float]
    down: tuple[float, float]
    width: float
    height: float

    def of(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = point[0] - self.origin[0], point[1] - self.origin[1]
        return x * self.along[0] + y * self.along[1], x * self.down[0] + y * self.down[1]


def next_boxes(caption: PrintedText, others: Sequence[PrintedText]) -> tuple[PrintedText, ...]:
    """The boxes in which a line may go on: the one beside it, then the one under it.

    A box's position does not say which way its print runs: one that stands upright is looked at from both sides.
    """
    found = [other for frame in _frames(caption) for other in _in_frame(frame, caption, others)]
    return tuple(found)


def _in_frame(frame: _Frame, caption: PrintedText, others: Sequence[PrintedText]) -> Iterator[PrintedText]:
    beside: list[tuple[float, int]] = []
    below: list[tuple[float, int]] = []
    for place, other in enumerate(others):
        if other is caption or other.page != caption.page:
            continue
        corners = [frame.of(corner) for corner in other.position]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        apart = (sum(y for _, y in corners) / len(corners) - frame.height / 2) / frame.height
        gap = (left - frame.width) / frame.height
        if abs(apart) <= _SAME_LINE and -1 <= gap <= _NEXT_BOX:
            beside.append((gap, place))
        elif _NEXT_LINE[0] < apart <= _NEXT_LINE[1] and left < frame.width and right > 0:
            below.append((apart, place))
    for boxes in (beside, below):
        if boxes:
            yield others[min(boxes)[1]]


def _frames(line: PrintedText) -> tuple[_Frame, ...]:
    """None for a box without extent: nothing is beside it."""
    a, b, c, d = line.position
    width, height = math.dist(a, b), math.dist(a, d)
    if not width or not height:
        return ()
    if height < _UPRIGHT * width:
        return (_frame(a, b, d),)
    return _frame(b, c, a), _frame(d, a, c)


def _frame(origin: Corner, end: Corner, under: Corner) -> _Frame:
    """From where the line begins, where it ends, and what lies under its beginning."""
    width, height = math.dist(origin, end) or 1.0, math.dist(origin, under) or 1.0
    along = ((end[0] - origin[0]) / width, (end[1] - origin[1]) / width)
    down = ((under[0] - origin[0]) / height, (under[1] - origin[1]) / height)
    return _Frame(origin, along, down, width, height)
