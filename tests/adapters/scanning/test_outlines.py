"""Outlines: corners in order from the top left, overlap, reading order."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmadesk.adapters.scanning.outlines import Outline, around, from_top_left, in_reading_order, same_place, touch


def box(x: int, y: int, width: int, height: int) -> Outline:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def turned(outline: Outline, degrees: float) -> Outline:
    """Clockwise as seen, about (1000, 1000)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    a, b, c2, d = (
        (round(1000 + (x - 1000) * c - (y - 1000) * s), round(1000 + (x - 1000) * s + (y - 1000) * c))
        for x, y in outline
    )
    return a, b, c2, d


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("shape", [box(10, 20, 300, 40), turned(box(900, 950, 200, 90), 30)])
def test_from_top_left_whatever_the_order(shape: Outline, start: int, backwards: bool) -> None:
    corners = [*shape[start:], *shape[:start]]
    a, b, c, d = reversed(corners) if backwards else corners
    assert from_top_left((a, b, c, d)) == shape


@given(st.integers(0, 359))
def test_around_a_turned_box_is_that_box(degrees: int) -> None:
    shape = turned(box(800, 900, 400, 200), degrees)
    found = around(shape)
    assert max(min(math.dist(corner, other) for other in found) for corner in shape) <= 3


@pytest.mark.parametrize(
    ("hull", "expected"),
    [
        ([(7, 8)], {(7, 8)}),
        ([(7, 8), (40, 8)], {(7, 8), (40, 8)}),
        ([(0, 0), (10, 0), (0, 10)], {(0, 0), (10, 0), (10, 10), (0, 10)}),
    ],
    ids=["point", "line", "triangle"],
)
def test_around_what_has_no_four_corners(hull: list[tuple[int, int]], expected: set[tuple[int, int]]) -> None:
    assert set(around(hull)) == expected


TILTED, TILTED_BELOW = turned(box(800, 900, 400, 40), 40), turned(box(800, 960, 400, 40), 40)
CASES = [
    ("same", box(0, 0, 10, 10), box(0, 0, 10, 10), True, True),
    ("one in the other", box(0, 0, 100, 100), box(10, 10, 5, 5), True, True),
    ("a shared edge", box(0, 0, 10, 10), box(10, 0, 10, 10), True, False),
    ("a shared corner", box(0, 0, 10, 10), box(10, 10, 10, 10), True, False),
    ("a pixel apart", box(0, 0, 10, 10), box(11, 0, 10, 10), False, False),
    ("a line through it", box(0, 0, 10, 10), box(0, 5, 10, 0), True, True),
    ("tilted neighbours whose frames overlap", TILTED, TILTED_BELOW, False, False),
]


@pytest.mark.parametrize(("one", "other", "touching", "same"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_touch_and_same_place(one: Outline, other: Outline, touching: bool, same: bool) -> None:
    assert touch(one, other) is touch(other, one) is touching
    assert same_place(one, other) is same_place(other, one) is same


def test_touch_with_a_margin() -> None:
    apart = box(0, 0, 10, 10), box(16, 0, 10, 10)
    assert not touch(*apart, margin=5)
    assert touch(*apart, margin=6)


READING = [
    ("a column", [box(50, 0, 100, 20), box(0, 30, 100, 20), box(90, 60, 100, 20)]),
    ("a row, not quite level", [box(0, 9, 100, 40), box(200, 0, 100, 40), box(400, 5, 100, 40)]),
    ("rows", [box(0, 4, 50, 20), box(100, 0, 50, 20), box(0, 40, 50, 20), box(100, 41, 50, 20)]),
    ("beside a tall one", [box(0, 0, 90, 90), box(200, 0, 100, 20), box(200, 40, 100, 20), box(200, 70, 100, 20)]),
    ("lines without height", [box(10, 0, 90, 0), box(0, 1, 90, 0), box(200, 1, 90, 0)]),
]


@pytest.mark.parametrize("expected", [case[1] for case in READING], ids=[case[0] for case in READING])
def test_reading_order(expected: list[Outline]) -> None:
    for seed in range(10):
        mixed = random.Random(seed).sample(expected, len(expected))
        assert list(in_reading_order(mixed, lambda outline: outline)) == expected
