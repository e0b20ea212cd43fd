"""Mixed writing as it stands on paper, from left to right."""

import pytest

from rmadesk.adapters.lettering.visual_order import in_visual_order, is_right_to_left, placed_letters


@pytest.mark.parametrize(
    ("written", "on_paper"),
    [
        ("abc 12 (d)", "abc 12 (d)"),
        ("\u05d0\u05d1\u05d2", "\u05d2\u05d1\u05d0"),
        ("\u05d0\u05d1 12 \u05d2", "\u05d2 12 \u05d1\u05d0"),
        ("(\u05d0\u05d1)", "(\u05d1\u05d0)"),
        ("abc \u05d0\u05d1 def", "abc \u05d1\u05d0 def"),
        ("\u05d0\u05d1 abc 7", "abc 7 \u05d1\u05d0"),
        ("\u05d0 1-1 \u05d1", "\u05d1 1-1 \u05d0"),
        ("\u05d0\u05b8\u05d1", "\u05d1\u05d0\u05b8"),
        ("\u0628 12/34", "12/34 \u0628"),
        ("\u05d0 \u20ac5.50", "\u20ac5.50 \u05d0"),
    ],
    ids=["left", "right", "number inside", "brackets", "inside left", "left inside", "range", "mark", "date", "money"],
)
def test_visual_order(written, on_paper):
    assert in_visual_order(written, is_right_to_left(written)) == on_paper


@pytest.mark.parametrize(
    ("written", "right_to_left", "placed"),
    [
        ("ab", False, [(0, "a"), (1, "b")]),
        ("\u05d0 (x", True, [(3, "x"), (2, ")"), (1, " "), (0, "\u05d0")]),
        ("\u05d0\u05b8\u05c1\u05d1", True, [(3, "\u05d1"), (0, "\u05d0"), (1, "\u05b8"), (2, "\u05c1")]),
        ("", True, []),
    ],
    ids=["left", "mirrored", "two marks", "nothing"],
)
def test_each_letter_knows_its_place_in_the_text(written, right_to_left, placed):
    assert list(placed_letters(written, right_to_left)) == placed
