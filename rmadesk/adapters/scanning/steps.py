"""The preparations that make a damaged label readable, and the one table that says in which order they are tried.

A preparation gives views: a picture to look at and the way back to the original's pixels. None sharpens, filters by
rank or closes gaps: what those add to a picture is read as bars too.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from rmadesk.adapters.scanning.bars import Bars, find_bars
from rmadesk.adapters.scanning.decoders import ZBAR, ZXING, Decoder, Grey
from rmadesk.adapters.scanning.outlines import Outline, from_top_left, longest_side, middle
from rmadesk.adapters.scanning.symbologies import BARRED
from rmadesk.domain.symbologies import Symbology

Matrix = NDArray[np.float64]

_SMALL_PX = 1000  # longest side, below which a picture is worth doubling
_LARGE_PX = 1600  # longest side, above which one is worth shrinking
_UPRIGHT_DEGREES = 3.0  # nobody needs to turn what leans less; both decoders read it
_COMFORTABLE_PX = 800  # length of a code at which its bars are a few pixels wide
_ROWS_PX = 160  # of a patch of bars turned upright
_BAND_PX = 32  # of a code that is looked at again
_FIRST_PATCHES = 3  # those that are looked at before anything else is tried
_MOST_PATCHES = 8
_TILES = 8  # a side, within which contrast is evened out


class Original:
    """The picture as it came, and what several preparations want to know of it, found out once."""

    def __init__(self, grey: Grey) -> None:
        self.grey = grey

    @cached_property
    def bars(self) -> tuple[Bars, ...]:
        """Patches of bars, strongest first."""
        return find_bars(self.grey)[:_MOST_PATCHES]

    @cached_property
    def manageable(self) -> "View":
        """The whole picture, shrunk where it is so large that looking often would take too long."""
        return scaled(self.grey, min(1.0, _LARGE_PX / max(self.grey.shape)))


@dataclass(frozen=True, slots=True)
class View:
    """A prepared picture; `back` (2 x 3) takes its pixels to the original's."""

    picture: Grey
    back: Matrix

    def in_original(self, outline: Outline) -> Outline:
        """Where something that was seen in this view is in the original."""
        corners = np.array(outline, np.float64) @ self.back[:, :2].T + self.back[:, 2]
        a, b, c, d = ((round(x), round(y)) for x, y in corners.tolist())
        return from_top_left((a, b, c, d))

    def made(self, change: Callable[[Grey], Grey]) -> "View":
        """The same view with its grey changed, pixel for pixel."""
        return View(change(self.picture), self.back)


Prepare = Callable[[Original], Iterator[View]]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: a preparation, who looks at what it gives, and for what (null: every kind).

    `name` is what a read says it came from; `why` what the step is for, and about what it costs beside the first.
    """

    name: str
    prepare: Prepare
    decoders: tuple[Decoder, ...]
    why: str
    kinds: frozenset[Symbology] | None = None


# ------------------------------------------------------------------------------------- grey for grey, the same size


def unchanged(picture: Grey) -> Grey:
    """As it is."""
    return picture


def evened(picture: Grey, clip: float = 3.0) -> Grey:
    """Contrast made alike all over (CLAHE): faded ink, shadow, glare."""
    return np.asarray(cv2.createCLAHE(clip, (_TILES, _TILES)).apply(picture), np.uint8)


def inverted(picture: Grey) -> Grey:
    """Light for dark."""
    return np.asarray(cv2.bitwise_not(picture), np.uint8)


def blurred(picture: Grey) -> Grey:
    """A little out of focus: grain, and the dots of a screen or a jet of ink, run together."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.0), np.uint8)


def drawn_along(upright: Grey) -> Grey:
    """Averaged along upright bars, over a tenth of their height: grain and scratches go, edges stay."""
    return np.asarray(cv2.blur(upright, (1, max(3, upright.shape[0] // 10))), np.uint8)


def between_envelopes(upright: Grey) -> Grey:
    """Each place set between the darkest and the lightest near it along the line across the bars: glare goes."""
    reach = max(5, upright.shape[1] // 10)
    line = np.ones((1, reach), np.uint8)
    smooth = (reach, max(1, reach // 2))
    dark = cv2.blur(cv2.erode(upright, line), smooth).astype(np.float32)
    light = cv2.blur(cv2.dilate(upright, line), smooth).astype(np.float32)
    return np.asarray(np.clip((upright - dark) * 255 / np.maximum(light - dark, 16), 0, 255), np.uint8)


# ---------------------------------------------------------------------------------------- turned, scaled, cut out


def scaled(picture: Grey, factor: float) -> View:
    """The whole picture, so many times as large."""
    if factor == 1:
        return View(picture, np.array(((1.0, 0, 0), (0, 1.0, 0))))
    height, width = picture.shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    by = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    across, down = width / size[0], height / size[1]
    back = np.array(((across, 0, across / 2 - 0.5), (0, down, down / 2 - 0.5)))
    return View(np.asarray(cv2.resize(picture, size, interpolation=by), np.uint8), back)


def cut_out(
    picture: Grey, centre: tuple[float, float], size: tuple[float, float], degrees: float, scales: tuple[float, float]
) -> View:
    """A rectangle of the picture, turned upright; `size` in the picture's pixels, `degrees` clockwise as seen, `scales`
    across and down."""
    turn = math.radians(degrees)
    along, down = np.array((math.cos(turn), math.sin(turn))), np.array((-math.sin(turn), math.cos(turn)))
    width, height = (max(1, round(side * scale)) for side, scale in zip(size, scales, strict=True))
    along, down = along / scales[0], down / scales[1]
    corner = np.array(centre) - along * ((width - 1) / 2) - down * ((height - 1) / 2) - 0.5
    back = np.column_stack((along, down, corner))
    flags = (cv2.INTER_CUBIC if scales[0] >= 1 else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(picture, back, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return View(np.asarray(seen, np.uint8), back)


def upright(picture: Grey, bars: Bars) -> View:
    """A patch of bars with its quiet zones, turned so that they stand, at a size at which they are easy to read.

    Along the bars a few rows are as good as many, and cost less.
    """
    size = (bars.length * 1.24 + 20, bars.height * 1.1 + 8)
    scale = min(3.0, max(0.5, _COMFORTABLE_PX / bars.length))
    return cut_out(picture, bars.centre, size, bars.degrees, (scale, min(scale, _ROWS_PX / size[1])))


def surroundings(picture: Grey, outline: Outline) -> View:
    """What stands around an outline, quiet zones included, as it is. Decoders may outline a single line of a code."""
    reach = round(longest_side(outline) * 0.15) + 10
    xs, ys = zip(*outline, strict=True)
    height, width = picture.shape
    left, top = (min(max(0, min(places) - reach), side - 1) for places, side in ((xs, width), (ys, height)))
    right, bottom = (max(places) + reach + 1 for places in (xs, ys))
    window = picture[top : max(top + 1, bottom), left : max(left + 1, right)]
    return View(np.ascontiguousarray(window), np.array(((1.0, 0, left), (0, 1.0, top))))


def band(picture: Grey, outline: Outline) -> View:
    """A few rows along the longest side of an outline, through its middle: all that a look at a clean code takes."""
    (x1, y1), (x2, y2) = max(zip(outline, (*outline[1:], outline[0]), strict=True), key=lambda side: math.dist(*side))
    size = (math.dist((x1, y1), (x2, y2)) * 1.3 + 20, _BAND_PX)
    return cut_out(picture, middle(outline), size, math.degrees(math.atan2(y2 - y1, x2 - x1)), (1.0, 1.0))


def as_it_is(original: Original) -> Iterator[View]:
    yield scaled(original.grey, 1)


def each_upright(change: Callable[[Grey], Grey], patches: slice) -> Prepare:
    """Patches of bars by themselves, strongest first, upright, then changed."""

    def prepare(original: Original) -> Iterator[View]:
        for bars in original.bars[patches]:
            yield upright(original.grey, bars).made(change)

    return prepare


def whole(change: Callable[[Grey], Grey]) -> Prepare:
    """The whole picture, changed."""

    def prepare(original: Original) -> Iterator[View]:
        yield original.manageable.made(change)

    return prepare


def turned(change: Callable[[Grey], Grey]) -> Prepare:
    """The whole picture, turned so that its strongest bars stand, where they lean, then changed."""

    def prepare(original: Original) -> Iterator[View]:
        if not original.bars:
            return
        degrees = original.bars[0].degrees
        if min(abs(degrees), 90 - abs(degrees)) < _UPRIGHT_DEGREES:
            return
        small = original.manageable
        height, width = small.picture.shape
        cosine, sine = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
        size = (width * cosine + height * sine, width * sine + height * cosine)
        view = cut_out(small.picture, (width / 2, height / 2), size, degrees, (1.0, 1.0))
        yield View(change(view.picture), _after(view.back, small.back))

    return prepare


def doubled(original: Original) -> Iterator[View]:
    """Where the picture is small: modules of less than two pixels, or out of focus."""
    if max(original.grey.shape) < _SMALL_PX:
        yield scaled(original.grey, 2)


def _after(first: Matrix, then: Matrix) -> Matrix:
    """One way back after the other."""
    return np.asarray(np.column_stack((then[:, :2] @ first[:, :2], then[:, :2] @ first[:, 2] + then[:, 2])))


def evened_and_drawn(picture: Grey) -> Grey:
    return evened(drawn_along(picture))


def strongly_evened(picture: Grey) -> Grey:
    return evened(picture, 8.0)


CLOSE_UPS: tuple[Callable[[Grey], Grey], ...] = (evened, unchanged, evened_and_drawn, between_envelopes)

BOTH = (ZXING, ZBAR)
STRONGEST, OTHERS = slice(_FIRST_PATCHES), slice(_FIRST_PATCHES, _MOST_PATCHES)
_LEANING = "long codes that lean 20 to 70 degrees, which neither reads; faded ink (2)"
STEPS: tuple[Step, ...] = (
    Step("zxing", as_it_is, (ZXING,), "the engine: reads every kind; the measure of what a step costs (1)"),
    Step("zbar", as_it_is, (ZBAR,), "soft EAN/UPC and Code 39, which the engine does not read (1)"),
    Step("upright", each_upright(evened, STRONGEST), BOTH, _LEANING, BARRED),
    Step("evened", whole(evened), BOTH, "faded ink and uneven light, on matrix codes too (2)"),
    Step("drawn", each_upright(evened_and_drawn, STRONGEST), BOTH, "grain, scratches across the bars (2)", BARRED),
    Step("enveloped", each_upright(between_envelopes, STRONGEST), BOTH, "glare on part of the bars (2)", BARRED),
    Step("doubled", doubled, BOTH, "modules of under two pixels, in small pictures (4)"),
    Step(
        "upright-others", each_upright(evened, OTHERS), BOTH, "as upright, among much that looks like bars (2)", BARRED
    ),
    Step("turned", turned(evened), BOTH, "as upright, where the patch was cut too short (4)"),
    Step("blurred", whole(blurred), BOTH, "grain, and the dots of needles, jets and screens (2)"),
    Step("inverted", whole(inverted), BOTH, "light on dark: the engine looks for matrix codes so, not for bars (2)"),
    Step("strongly-evened", whole(strongly_evened), BOTH, "all but gone (2)"),
)
