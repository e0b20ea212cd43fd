"""Makes photographs of clean labels: paper that suffered, on cardboard, in the light of a dock, through a lens."""

import math
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from support.marker_writing import marker_ink

Floats = NDArray[np.float32]
Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]


@dataclass(frozen=True, slots=True)
class Tear:
    """A corner torn off: `across` and `down` are the shares of the label's width and height that the tear runs."""

    corner: Corner
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Damage:
    """What went wrong between the printer and the picture; everything left out did not happen.

    Shares run from 0 (none) to 1; blurs are standard deviations in pixels of the finished picture.
    """

    tilt_degrees: float = 0.0
    perspective: float = 0.0  # how far corners move, as share of the label's size
    blur_px: float = 0.0
    motion_px: float = 0.0  # length of the smear of a hand that moved
    noise: float = 0.0  # standard deviation in grey levels of 255
    low_contrast: float = 0.0  # 0 fresh print, 1 ink gone
    shadow: float = 0.0  # how dark the shadow across the label is
    glare: float = 0.0  # how much of the light a shiny patch throws back
    fall_off: float = 0.0  # how much darker the far side is
    crumple: float = 0.0
    tear: Tear | None = None
    ink_run_dots: float = 0.0  # how far wet ink ran down, in printer dots


@dataclass(frozen=True, slots=True)
class Scene:
    """The picture around the label: its size, the box, and where the label lies on it."""

    width: int = 920
    height: int = 1180
    label_share: float = 0.86  # of the picture, along the side that is tighter
    centre: tuple[float, float] = (0.5, 0.5)
    cardboard: tuple[int, int, int] = (176, 139, 98)  # RGB
    marker_text: str | None = None  # what somebody wrote on the box, above the label


def degrade(image: Image.Image, damage: Damage, seed: int, scene: Scene | None = None) -> Image.Image:
    """A photograph (RGB) of a label; the same arguments give the same picture."""
    scene = scene or Scene()
    rng = np.random.default_rng(seed)
    paper, alpha = _suffered_paper(np.asarray(image.convert("L"), dtype=np.float32), damage, rng)
    picture = _cardboard(scene, rng)
    if scene.marker_text:
        picture = _with_marker(picture, scene.marker_text, rng)
    picture = _lay_on(picture, paper, alpha, damage, scene, rng)
    picture = picture * _light(damage, scene, rng)[..., None]
    picture = _with_glare(picture, damage, rng)
    picture = _through_lens(picture, damage, rng)
    if damage.noise:
        grain = rng.normal(0, damage.noise, picture.shape[:2]).astype(np.float32)
        picture = picture + grain[..., None]
    return Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8))


def _smooth_noise(shape: tuple[int, int], cell_px: float, rng: np.random.Generator) -> Floats:
    """Noise between about -1 and 1 whose bumps are `cell_px` wide."""
    rows, columns = max(3, round(shape[0] / cell_px) + 2), max(3, round(shape[1] / cell_px) + 2)
    coarse = rng.uniform(-1, 1, (rows, columns)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _suffered_paper(ink: Floats, damage: Damage, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The label's brightness and its opacity (0 where paper is gone), both as large as the label."""
    paper = 12 + ink * (232 / 255)
    if damage.low_contrast:
        paper = 244 - (244 - paper) * (1 - damage.low_contrast)
    if damage.ink_run_dots:
        paper = _ink_run(paper, damage.ink_run_dots, rng)
    alpha = np.ones_like(paper)
    if damage.tear is not None:
        paper, alpha = _torn(paper, damage.tear, rng)
    if damage.crumple:
        paper, alpha = _crumpled(paper, alpha, damage.crumple, rng)
    return paper, alpha


def _ink_run(paper: Floats, length: float, rng: np.random.Generator) -> Floats:
    """Ink that water carried down and sideways, unevenly along the width."""
    run = np.exp(-np.arange(0, round(4 * length) + 1) / length).astype(np.float32)
    kernel = np.zeros((2 * len(run) - 1, 1), dtype=np.float32)
    kernel[: len(run), 0] = run[::-1] / run.sum()
    washed = cv2.filter2D(paper, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    washed = cv2.GaussianBlur(washed, (0, 0), sigmaX=max(0.5, length / 3), sigmaY=0.5)
    wet = np.clip(0.75 + 0.5 * _smooth_noise((paper.shape[0], paper.shape[1]), 260, rng), 0, 1)
    return np.asarray(paper * (1 - wet) + (washed - 10 * wet) * wet, dtype=np.float32)


def _torn(paper: Floats, tear: Tear, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Takes a corner off along a ragged line, with the white core of the paper along it."""
    height, width = paper.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if "right" in tear.corner:
        x = width - 1 - x
    if "bottom" in tear.corner:
        y = height - 1 - y
    ragged = 26 * _smooth_noise((height, width), 120, rng) + 9 * _smooth_noise((height, width), 17, rng)
    inside = (x / (tear.across * width) + y / (tear.down * height) - 1) * min(tear.across * width, tear.down * height)
    distance = inside + ragged
    core = np.clip(1 - np.abs(distance - 10) / 11, 0, 1) * 0.9
    return (
        np.asarray(paper * (1 - core) + 250 * core, dtype=np.float32),
        np.asarray(np.clip(distance / 2, 0, 1), dtype=np.float32),
    )


def _crumpled(paper: Floats, alpha: Floats, strength: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Folds: facets of paper that lean to and from the light, and shift what is printed on them."""
    height, width = paper.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    relief = np.zeros((height, width), dtype=np.float32)
    for _ in range(9):
        lean, at = rng.uniform(0, math.pi), rng.uniform(-0.45, 0.45)
        fold = np.abs((x - width / 2) * math.cos(lean) + (y - height / 2) * math.sin(lean) - at * height)
        relief += rng.uniform(-0.1, 0.1) * np.minimum(fold, rng.uniform(150, 700))
    relief = np.asarray(cv2.GaussianBlur(relief, (0, 0), 3) * strength, dtype=np.float32)
    lean_y, lean_x = np.gradient(relief)
    map_x, map_y = np.asarray(x + 0.25 * relief, np.float32), np.asarray(y + 0.35 * relief, np.float32)
    moved = cv2.remap(paper, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    opacity = cv2.remap(alpha, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shade = np.clip(1 + 0.9 * lean_x + 1.3 * lean_y, 0.5, 1.1)
    return np.asarray(moved * shade, dtype=np.float32), np.asarray(opacity, dtype=np.float32)


def _cardboard(scene: Scene, rng: np.random.Generator) -> Floats:
    """Brown corrugated board: stains, fibres, the flutes showing through, and the tape over the flap's seam."""
    shape = (scene.height, scene.width)
    tone = 6 * _smooth_noise(shape, 340, rng) + 3 * _smooth_noise(shape, 60, rng)
    fibres = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), sigmaX=5.0, sigmaY=1.0) * 8
    rows = np.arange(scene.height, dtype=np.float32)[:, None]
    flutes = 1.6 * np.sin(rows * (2 * math.pi / rng.uniform(17, 23)) + rng.uniform(0, 6))
    board = np.array(scene.cardboard, dtype=np.float32) + (tone + fibres + flutes)[..., None]
    if rng.random() < 0.6:
        board = _with_tape(board, scene, rng)
    return np.asarray(board, dtype=np.float32)


def _with_tape(board: Floats, scene: Scene, rng: np.random.Generator) -> Floats:
    """The closed flap: a dark seam under a strip of brown tape that runs across the box."""
    at, half = rng.uniform(0.06, 0.94) * scene.width, rng.uniform(38, 56)
    lean = rng.uniform(-0.02, 0.02)
    y, x = np.mgrid[0 : scene.height, 0 : scene.width].astype(np.float32)
    distance = x - at - lean * y
    strip = np.clip(half - np.abs(distance), 0, 1)[..., None]
    seam = np.clip(1.6 - np.abs(distance) * 0.5, 0, 1)[..., None]
    edge = np.clip(1.5 - np.abs(np.abs(distance) - half), 0, 1)[..., None]
    taped = board * (1 - 0.22 * strip) + np.array((30, 20, 8), dtype=np.float32) * strip
    return np.asarray(taped * (1 - 0.45 * seam) + 16 * edge, dtype=np.float32)


def _with_marker(picture: Floats, text: str, rng: np.random.Generator) -> Floats:
    height, width = picture.shape[:2]
    letter = min(round(0.075 * height), round(width * 0.84 / (0.97 * max(1, len(text)))))
    ink = marker_ink(text, (height, width), (round(0.08 * width), round(0.055 * height)), letter, rng)
    colour = np.array((28, 26, 34), dtype=np.float32)
    return np.asarray(picture * (1 - 0.9 * ink[..., None]) + colour * 0.9 * ink[..., None], dtype=np.float32)


def _lay_on(
    picture: Floats, paper: Floats, alpha: Floats, damage: Damage, scene: Scene, rng: np.random.Generator
) -> Floats:
    """Puts the label on the board as the camera sees it; drawn twice as large and shrunk, so bars stay even."""
    height, width = paper.shape
    size = (2 * scene.width, 2 * scene.height)
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    onto = cv2.getPerspectiveTransform(corners, 2 * _corners(width, height, damage, scene, rng))
    seen = _shrunk(cv2.warpPerspective(paper, onto, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    opaque = _shrunk(cv2.warpPerspective(alpha, onto, size, flags=cv2.INTER_LINEAR))
    under = cv2.GaussianBlur(opaque, (0, 0), 5)
    cast = np.asarray(cv2.warpAffine(under, np.array(((1, 0, 4), (0, 1, 6)), dtype=np.float32), opaque.shape[::-1]))
    shaded = picture * (1 - 0.35 * cast[..., None])
    tinted = seen[..., None] * np.array((1.0, 0.992, 0.968), dtype=np.float32)
    return np.asarray(shaded * (1 - opaque[..., None]) + tinted * opaque[..., None], dtype=np.float32)


def _shrunk(doubled: cv2.typing.MatLike) -> Floats:
    half = (doubled.shape[1] // 2, doubled.shape[0] // 2)
    return np.asarray(cv2.resize(doubled, half, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _corners(width: int, height: int, damage: Damage, scene: Scene, rng: np.random.Generator) -> Floats:
    """Where the label's corners come to lie in the picture."""
    angle = math.radians(damage.tilt_degrees)
    turn = np.array(((math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))))
    square = np.array(((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))) * (width, height)
    square += rng.uniform(-1, 1, (4, 2)) * damage.perspective * (width, height)
    turned = square @ turn.T
    extent = turned.max(axis=0) - turned.min(axis=0)
    scale = scene.label_share * min(scene.width / extent[0], scene.height / extent[1])
    middle = np.array(scene.centre) * (scene.width, scene.height)
    return np.asarray(turned * scale + middle, dtype=np.float32)


def _light(damage: Damage, scene: Scene, rng: np.random.Generator) -> Floats:
    """How bright each pixel is lit: a lamp to one side, darker corners, somebody's shadow."""
    y, x = np.mgrid[0 : scene.height, 0 : scene.width].astype(np.float32)
    across, down = x / scene.width - 0.5, y / scene.height - 0.5
    direction = rng.uniform(0, 2 * math.pi)
    far = across * math.cos(direction) + down * math.sin(direction) + 0.5
    light = 1 - damage.fall_off * np.clip(far, 0, 1) - 0.35 * damage.fall_off * (across**2 + down**2)
    if damage.shadow:
        lean, at, soft = rng.uniform(0, 2 * math.pi), rng.uniform(-0.15, 0.15), rng.uniform(0.02, 0.06)
        side = (across * math.cos(lean) + down * math.sin(lean) - at + 0.06 * np.sin(7 * across - 5 * down)) / soft
        light = light * (1 - damage.shadow / (1 + np.exp(-side)))
    return np.asarray(light, dtype=np.float32)


def _with_glare(picture: Floats, damage: Damage, rng: np.random.Generator) -> Floats:
    if not damage.glare:
        return picture
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = rng.uniform(0, math.pi)
    dx, dy = x / width - rng.uniform(0.25, 0.75), y / height - rng.uniform(0.2, 0.8)
    along, over = dx * math.cos(lean) + dy * math.sin(lean), dy * math.cos(lean) - dx * math.sin(lean)
    patch = np.exp(-((along / 0.3) ** 2) - (over / 0.12) ** 2)[..., None] * damage.glare
    return np.asarray(picture * (1 - 0.6 * patch) + 255 * patch, dtype=np.float32)


def _through_lens(picture: Floats, damage: Damage, rng: np.random.Generator) -> Floats:
    if damage.motion_px > 1:
        reach = math.ceil(damage.motion_px / 2) + 1
        angle = rng.uniform(0, math.pi)
        step = np.array((math.cos(angle), math.sin(angle))) * damage.motion_px / 2
        kernel = np.zeros((2 * reach + 1, 2 * reach + 1), dtype=np.uint8)
        ends = np.round((np.array((-step, step)) + reach) * 16).astype(np.int32)
        cv2.line(kernel, ends[0].tolist(), ends[1].tolist(), 255, 1, cv2.LINE_AA, 4)
        weights = kernel.astype(np.float32) / kernel.sum(dtype=np.float64)
        picture = np.asarray(cv2.filter2D(picture, -1, weights.astype(np.float32)), dtype=np.float32)
    if damage.blur_px:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), damage.blur_px), dtype=np.float32)
    return picture
