"""Draws a single code and wears it down, one thing at a time or all at once; the same arguments give the same picture.

Whole labels on cardboard are made by `label_pictures` and `label_photographs`; these are for one step of reading each.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_Floats = NDArray[np.float32]
Formats = zxingcpp.BarcodeFormat

_DRAWN = 8  # pixels a module, before the camera comes


@dataclass(frozen=True, slots=True)
class Wear:
    """What happened to a code and how the camera saw it; everything left out did not happen.

    Lengths are pixels of the finished picture, strengths run from 0 to 1.
    """

    module_px: float = 3.0
    lean_degrees: float = 0.0  # clockwise as seen
    perspective: float = 0.0  # how much farther one end is than the other
    curl: float = 0.0  # how far the paper bends away, as on a bottle
    crumple_px: float = 0.0
    fade: float = 0.0  # how much of the ink is gone
    glare: float = 0.0  # how much light a shiny patch throws back
    shadow: float = 0.0  # how dark the far end lies
    torn: float = 0.0  # the share of the height that is gone, raggedly
    scratches: int = 0  # white lines right across
    dots: float = 0.0  # how much the bars fall apart into dots
    inverted: bool = False
    blur_px: float = 0.0
    noise: float = 0.0  # standard deviation in grey levels
    margin_px: int = 40
    clutter: int = 0  # gratings beside it that look like bars and are none


def worn(kind: zxingcpp.BarcodeFormat, content: str, wear: Wear, seed: int = 0, **options: object) -> Grey:
    """A picture of a code."""
    rng = np.random.default_rng(seed)
    ink = np.array(zxingcpp.create_barcode(content, kind, **options).to_image(scale=_DRAWN)).astype(np.float32)
    paper = 20 + ink * (215 / 255)
    paper = _scratched(_torn(_dotted(paper, wear), wear, rng), wear, rng)
    paper = 235 - (235 - paper) * (1 - wear.fade)
    if wear.inverted:
        paper = 255 - paper
    picture = _seen(paper, wear, rng)
    picture = _lit(picture, wear, rng)
    if wear.clutter:
        picture = _cluttered(picture, wear, rng)
    if wear.blur_px:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), wear.blur_px), np.float32)
    if wear.noise:
        picture = picture + rng.normal(0, wear.noise, picture.shape).astype(np.float32)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _dotted(paper: _Floats, wear: Wear) -> _Floats:
    """Ink in dots, as a needle or jet printer leaves it: gaps along and across the bars."""
    if not wear.dots:
        return paper
    y, x = np.mgrid[0 : paper.shape[0], 0 : paper.shape[1]].astype(np.float32)
    pitch = _DRAWN
    gap = (np.cos(2 * math.pi * y / pitch) * 0.5 + 0.5) * 0.6 + (np.cos(2 * math.pi * x / pitch) * 0.5 + 0.5) * 0.4
    return np.asarray(paper + (235 - paper) * gap * wear.dots, np.float32)


def _torn(paper: _Floats, wear: Wear, rng: np.random.Generator) -> _Floats:
    """From the top down along a ragged edge; what is under it is dark cardboard."""
    if not wear.torn:
        return paper
    height, width = paper.shape
    edge = wear.torn * height + np.cumsum(rng.normal(0, 1.2, width)) + rng.normal(0, 3, width)
    gone = np.arange(height)[:, None] < edge[None, :]
    return np.where(gone, np.float32(95), paper).astype(np.float32)


def _scratched(paper: _Floats, wear: Wear, rng: np.random.Generator) -> _Floats:
    height, width = paper.shape
    for _ in range(wear.scratches):
        ends = [(0, int(rng.uniform(0, height))), (width, int(rng.uniform(0, height)))]
        cv2.line(paper, ends[0], ends[1], 235, max(2, round(_DRAWN * rng.uniform(0.5, 1.5))), cv2.LINE_AA)
    return paper


def _seen(paper: _Floats, wear: Wear, rng: np.random.Generator) -> _Floats:
    """As the camera has it: scaled, leaning, drawn to a vanishing point, bent, crumpled."""
    scale = wear.module_px / _DRAWN
    height, width = (side * scale for side in paper.shape)
    turn = math.radians(wear.lean_degrees)
    size = (
        math.ceil(abs(width * math.cos(turn)) + abs(height * math.sin(turn))) + 2 * wear.margin_px,
        math.ceil(abs(width * math.sin(turn)) + abs(height * math.cos(turn))) + 2 * wear.margin_px,
    )
    fine = max(1, math.ceil(1 / scale))  # looked at finer than the picture, then shrunk, so that no bar is skipped
    y, x = (np.mgrid[0 : size[1] * fine, 0 : size[0] * fine].astype(np.float32) + 0.5) / fine
    x, y = x - size[0] / 2, y - size[1] / 2
    along, down = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
    if wear.crumple_px:
        along = along + wear.crumple_px * _smooth(along.shape, 60 * fine, rng)
        down = down + wear.crumple_px * _smooth(along.shape, 60 * fine, rng)
    nearness = 1 + wear.perspective * along / width
    along, down = along / nearness, down / nearness
    if wear.curl:
        along = np.arcsin(np.clip(along / (width / 2) * math.sin(wear.curl), -1, 1)) / wear.curl * (width / 2)
    at_x, at_y = (along / scale + paper.shape[1] / 2 - 0.5), (down / scale + paper.shape[0] / 2 - 0.5)
    around = 20.0 if wear.inverted else 235 - 0.0
    found = cv2.remap(
        paper, at_x.astype(np.float32), at_y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
        borderValue=around,
    )  # fmt: skip
    return np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_AREA), np.float32)


def _lit(picture: _Floats, wear: Wear, rng: np.random.Generator) -> _Floats:
    height, width = picture.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if wear.shadow:
        picture = picture * (1 - wear.shadow * x / width)
    if wear.glare:
        across, down = x / width - rng.uniform(0.35, 0.65), y / height - rng.uniform(0.4, 0.6)
        patch = np.exp(-((across / 0.16) ** 2) - (down / 0.5) ** 2) * wear.glare
        picture = picture * (1 - patch) + 250 * patch
    return np.asarray(picture, np.float32)


def _cluttered(picture: _Floats, wear: Wear, rng: np.random.Generator) -> _Floats:
    """Gratings below the code, each leaning its own way: grilles, combs, corrugated edges."""
    height, width = picture.shape
    side = 120
    shelf = np.full((side + 20, max(width, (side + 20) * wear.clutter)), 235, np.float32)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    for place in range(wear.clutter):
        lean = rng.uniform(0, math.pi)
        wave = np.sin((x * math.cos(lean) + y * math.sin(lean)) * 2 * math.pi / rng.uniform(7, 12))
        shelf[10 : 10 + side, place * (side + 20) + 10 : place * (side + 20) + 10 + side] = np.where(wave > 0, 0, 255)
    wide = np.full((height, shelf.shape[1]), 235, np.float32)
    wide[:, :width] = picture
    return np.vstack((wide, shelf))


def _smooth(shape: tuple[int, ...], cell: float, rng: np.random.Generator) -> _Floats:
    coarse = rng.uniform(-1, 1, (max(3, round(shape[0] / cell) + 2), max(3, round(shape[1] / cell) + 2)))
    return np.asarray(
        cv2.resize(coarse.astype(np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32
    )
