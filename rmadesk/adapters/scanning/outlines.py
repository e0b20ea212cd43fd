"""The four corners of a code in a picture, x to the right and y down: put in order, compared, sorted for reading."""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from rmadesk.domain.scans import Corner

Outline = tuple[Corner, Corner, Corner, Corner]
_T = TypeVar("_T")


def from_top_left(corners: Outline) -> Outline:
    """The same four, clockwise as seen, beginning with the one nearest to the picture's top left."""
    a, b, c, d = corners
    ring = [a, b, c, d] if _twice_area(corners) >= 0 else [a, d, c, b]
    first = min(range(4), key=lambda i: (sum(ring[i]), ring[i][1]))
    a, b, c, d = ring[first:] + ring[:first]
    return a, b, c, d


def around(hull: Sequence[Corner]) -> Outline:
    """The smallest rectangle, however turned, around the corners of a convex shape (at least one)."""
    sides = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(hull, [*hull[1:], hull[0]], strict=True)]
    turns = [(x / math.hypot(x, y), y / math.hypot(x, y)) for x, y in sides if x or y] or [(1.0, 0.0)]
    return min((_turned_box(hull, turn) for turn in turns), key=lambda box: abs(_twice_area(box)))


def touch(one: Outline, other: Outline, margin: float = 0.0) -> bool:
    """No straight line runs between the two, nor between what they are when grown by `margin` pixels together."""
    for shape in (one, other):
        for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
            for across in ((x2 - x1, y2 - y1), (y1 - y2, x2 - x1)):
                low, high = _span(one, across)
                other_low, other_high = _span(other, across)
                slack = margin * math.hypot(*across)
                if high + slack < other_low or other_high + slack < low:
                    return False
    return True


def longest_side(outline: Outline) -> float:
    """In pixels."""
    return max(math.dist(a, b) for a, b in zip(outline, [*outline[1:], outline[0]], strict=True))


def same_place(one: Outline, other: Outline) -> bool:
    """The middle of one lies in the other: more than neighbours whose edges meet."""
    return touch(one, _point(middle(other))) or touch(other, _point(middle(one)))


def above_each_other(one: Outline, other: Outline) -> bool:
    """Whether two outlines cover much of the same stretch along the longest side of the first, as bands of a code."""
    ring = [*one[1:], one[0]]
    (x1, y1), (x2, y2) = max(zip(one, ring, strict=True), key=lambda side: math.dist(*side))
    low, high = _span(one, (x2 - x1, y2 - y1))
    other_low, other_high = _span(other, (x2 - x1, y2 - y1))
    return max(high, other_high) - min(low, other_low) < 0.75 * (high - low + other_high - other_low)


def middle(shape: Outline) -> Corner:
    """The point between the four."""
    return round(sum(x for x, _ in shape) / 4), round(sum(y for _, y in shape) / 4)


def clipped(shape: Outline, width: int, height: int) -> Outline:
    """What of it lies in a picture of so many pixels: decoders guess corners that they did not see."""
    a, b, c, d = ((min(max(x, 0), width - 1), min(max(y, 0), height - 1)) for x, y in shape)
    return a, b, c, d


def in_reading_order(items: Sequence[_T], outline: Callable[[_T], Outline]) -> tuple[_T, ...]:
    """Top to bottom by the top left corner; those that stand in one row from left to right."""
    rows: list[list[_T]] = []
    for item in sorted(items, key=lambda item: _top_left(outline(item))):
        if rows and _in_one_row(outline(rows[-1][0]), outline(item)):
            rows[-1].append(item)
        else:
            rows.append([item])
    return tuple(item for row in rows for item in sorted(row, key=lambda item: outline(item)[0]))


def _in_one_row(first: Outline, other: Outline) -> bool:
    """Their tops differ by less than half of the lower one's height: nobody pastes two labels to the pixel."""
    return other[0][1] - first[0][1] < min(_height(first), _height(other)) / 2


def _top_left(outline: Outline) -> tuple[int, int]:
    x, y = outline[0]
    return y, x


def _height(outline: Outline) -> float:
    return math.dist(outline[0], outline[3])


def _twice_area(shape: Outline) -> int:
    """Positive where the corners run clockwise as seen."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True))


def _turned_box(hull: Sequence[Corner], turn: tuple[float, float]) -> Outline:
    x, y = turn
    along = [px * x + py * y for px, py in hull]
    down = [py * x - px * y for px, py in hull]
    left, right, top, bottom = min(along), max(along), min(down), max(down)
    a, b, c, d = (
        (round(u * x - v * y), round(u * y + v * x))
        for u, v in ((left, top), (right, top), (right, bottom), (left, bottom))
    )
    return a, b, c, d


def _span(shape: Outline, across: tuple[int, int]) -> tuple[int, int]:
    places = [x * across[0] + y * across[1] for x, y in shape]
    return min(places), max(places)


def _point(place: Corner) -> Outline:
    return place, place, place, place
