"""Writes a number on cardboard with a felt marker: a stroke alphabet of what people write on boxes."""

import cv2
import numpy as np
from numpy.typing import NDArray

# Each glyph: polylines of points xy on a grid 4 wide and 6 high, y down.
_STROKES = {
    "0": ("103041453616050110",),
    "1": ("112026",),
    "2": ("01103041420646",),
    "3": ("0040224345361605",),
    "4": ("36300444",),
    "5": ("400002324345361605",),
    "6": ("30100205163645433303",),
    "7": ("004016",),
    "8": ("13020110304142331304051636454433",),
    "9": ("4241301001021333424426",),
    "R": ("06003041423303", "1346"),
    "M": ("0600234046",),
    "A": ("062046", "1434"),
    "-": ("0343",),
    " ": (),
}


def marker_ink(
    text: str, canvas: tuple[int, int], at: tuple[int, int], height: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    """How much ink lies on each pixel of a canvas (height, width), 0 to 1; `at` is the text's upper left corner (x, y).

    Raises ValueError for a letter that the alphabet lacks.
    """
    unknown = set(text) - _STROKES.keys()
    if unknown:
        raise ValueError(f"no strokes for {sorted(unknown)}")
    ink = np.zeros(canvas, dtype=np.uint8)
    unit = height / 6
    x, slope = float(at[0]), rng.uniform(-0.05, 0.03)
    for letter in text:
        lift = at[1] + slope * (x - at[0]) + rng.normal(0, 0.18 * unit)
        for stroke in _STROKES[letter]:
            points = np.array([(int(stroke[i]), int(stroke[i + 1])) for i in range(0, len(stroke), 2)], dtype=float)
            points += rng.normal(0, 0.14, points.shape)
            placed = np.column_stack((x + points[:, 0] * unit, lift + points[:, 1] * unit))
            cv2.polylines(ink, [np.round(placed * 16).astype(np.int32)], False, 255, round(unit * 0.8), cv2.LINE_AA, 4)
        x += unit * rng.uniform(5.4, 6.1)
    streaks = 0.86 + 0.14 * rng.random((canvas[0], 1), dtype=np.float32)
    soft = cv2.GaussianBlur(ink, (0, 0), 1.1).astype(np.float32) / 255
    return np.asarray(soft * streaks, dtype=np.float32)
