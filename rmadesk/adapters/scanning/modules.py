"""How many pixels of a picture one module of a code takes: under 1.6 nothing helps but to come closer."""

import math

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from rmadesk.adapters.scanning.bars import Bars, find_bars
from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.outlines import Outline, middle
from rmadesk.adapters.scanning.symbologies import LINEAR
from rmadesk.domain.scans import Read
from rmadesk.domain.symbologies import Symbology

_WRITTEN_AS = {
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
    Symbology.CODE_93: zxingcpp.BarcodeFormat.Code93,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
    Symbology.CODABAR: zxingcpp.BarcodeFormat.Codabar,
    Symbology.QR_CODE: zxingcpp.BarcodeFormat.QRCode,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.AZTEC: zxingcpp.BarcodeFormat.Aztec,
    Symbology.PDF417: zxingcpp.BarcodeFormat.PDF417,
}
_ALWAYS = {Symbology.EAN_13: 95, Symbology.EAN_8: 67, Symbology.UPC_E: 51, Symbology.MAXICODE: 30}
_OUTLINED_PX = 0.9  # less no decoder reads: the outline is a line along the bars, as zbar may give it
_ELEMENT_MODULES = 1.7  # how wide bars and gaps of the linear codes are on average
_LEAST_ELEMENTS = 12  # fewer are no code
_LEAST_SWING = 12  # grey levels; less is grain
_SHALLOWEST = 0.05  # of the swing
_DETAIL = 2  # a profile is looked at so many times finer than the picture


def module_px(read: Read, picture: Grey) -> float | None:
    """Of a code that was read, from how many modules its content takes; null where nobody can say."""
    symbology = Symbology(read.symbology)
    across = _modules_across(symbology, read.data)
    if across is None:
        return None
    if symbology in LINEAR:
        outlined = _length_across(read.position, picture) / across
        return outlined if outlined > _OUTLINED_PX else _length_of_bars(read.position, picture) / across
    sides = _side_lengths(read.position)
    return (max(sides) if symbology is Symbology.PDF417 else math.sqrt(sides[0] * sides[1])) / across


def module_px_of_bars(picture: Grey) -> float | None:
    """Of whatever bars stand in a picture in which nothing was read, from how far their edges are apart.

    Null where there are none. Where narrow bars have run together it says more than it should.
    """
    for bars in find_bars(picture)[:3]:
        elements = _elements(_profile(picture, bars))
        if elements >= _LEAST_ELEMENTS:
            return bars.length / elements / _ELEMENT_MODULES
    return None


def _modules_across(symbology: Symbology, data: bytes) -> int | None:
    """As many as the same content takes when it is written again; for PDF417, which has no one width, a guess."""
    if symbology in _ALWAYS:
        return _ALWAYS[symbology]
    content: str | bytes
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError:
        content = data if symbology not in LINEAR else data.decode("latin-1")
    try:
        code = zxingcpp.create_barcode(content, _WRITTEN_AS[symbology])
    except (RuntimeError, ValueError, TypeError):  # what this writer has no code for
        return None
    return int(code.to_image(scale=1, add_quiet_zones=False).shape[1])


def _side_lengths(corners: Outline) -> tuple[float, float]:
    """The mean of the first and third side, and of the second and fourth."""
    a, b, c, d = corners
    return (math.dist(a, b) + math.dist(d, c)) / 2, (math.dist(b, c) + math.dist(a, d)) / 2


def _length_across(corners: Outline, picture: Grey) -> float:
    """How long a linear code is from its first bar to its last, measured square to the bars.

    Its outline alone does not tell: some codes are taller than wide, and one read aslant is no rectangle.
    """
    turn = _turn_across(corners, picture)
    if turn is None:
        return max(_side_lengths(corners))
    along = (math.cos(turn), math.sin(turn))
    return max(
        abs((x2 - x1) * along[0] + (y2 - y1) * along[1])
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True)
    )


def _length_of_bars(corners: Outline, picture: Grey) -> float:
    """Of the bars that an outline stands among; of the outline where there are none."""
    patches = (bars.length for bars in find_bars(picture) if bars.holds(middle(corners)))
    return next(patches, max(_side_lengths(corners)))


def _turn_across(corners: Outline, picture: Grey) -> float | None:
    """Which way the grey changes within an outline, in radians from the horizontal; a line is looked at with its
    neighbours."""
    xs, ys = zip(*corners, strict=True)
    crop = picture[max(0, min(ys) - 2) : max(ys) + 3, max(0, min(xs) - 2) : max(xs) + 3]
    if min(crop.shape) < 3:
        return None
    inside = np.zeros(crop.shape, np.uint8)
    shape = np.array(corners) - (max(0, min(xs) - 2), max(0, min(ys) - 2))
    cv2.fillConvexPoly(inside, shape.astype(np.int32), 1)
    x = cv2.Scharr(crop, cv2.CV_32F, 1, 0)[inside > 0]
    y = cv2.Scharr(crop, cv2.CV_32F, 0, 1)[inside > 0]
    return 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))


def _profile(picture: Grey, bars: Bars) -> NDArray[np.float32]:
    """The grey along the line across the bars, averaged over the middle fifth of their height."""
    turn = math.radians(bars.degrees)
    length, height = max(1, round(bars.length * _DETAIL)), max(1, round(bars.height / 5))
    step = (math.cos(turn) / _DETAIL, math.sin(turn) / _DETAIL)
    down = (-math.sin(turn), math.cos(turn))
    start = [
        bars.centre[i] - step[i] * (length - 1) / 2 - down[i] * (height - 1) / 2 - 0.5  # pixels' middles
        for i in (0, 1)
    ]
    back = np.array(((step[0], down[0], start[0]), (step[1], down[1], start[1])), np.float64)
    strip = cv2.warpAffine(picture, back, (length, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(strip.mean(axis=0, dtype=np.float32), np.float32)


def _elements(profile: NDArray[np.float32]) -> int:
    """How many bars and gaps there are: each turn of the grey from darker to lighter or back, however shallow, counts,
    so that narrow bars that have all but run together do too."""
    swing = float(np.ptp(profile))
    if swing < _LEAST_SWING:
        return 0
    turns, rising, last = 0, True, float(profile[0])
    for grey in profile.tolist():
        if (grey > last) == rising:
            last = grey
        elif abs(grey - last) > swing * _SHALLOWEST:
            turns, rising, last = turns + 1, not rising, grey
    return turns
