"""The steps: each earns its place by a picture, every view leads back to the original, none is found in noise."""

import math

import cv2
import numpy as np
import pytest

from rmadesk.adapters.scanning.bars import find_bars
from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.ladder import read_codes
from rmadesk.adapters.scanning.steps import STEPS, Original, Step, cut_out, scaled, surroundings, turned, unchanged
from support.worn_codes import Formats, Wear, worn

BY_NAME = {step.name: step for step in STEPS}
AMPLE_S = 60.0  # what is read is asked, on however slow a machine


def test_the_order_is_that_of_worth() -> None:
    assert [step.name for step in STEPS] == [
        "zxing",
        "zbar",
        "upright",
        "evened",
        "drawn",
        "enveloped",
        "doubled",
        "upright-others",
        "turned",
        "blurred",
        "inverted",
        "strongly-evened",
    ]
    assert all(step.why and step.decoders for step in STEPS)


# ------------------------------------------------------------------------------------ what each step alone makes good

RMA, PARCEL, EAN = "RMA-104448", "1Z46JFPJ1272319528", "4006381333931"
ONLY = [
    ("evened", Formats.Aztec, "RMA 104448", Wear(fade=0.95, noise=2, perspective=0.1), 3),
    ("evened", Formats.QRCode, "RMA:104448", Wear(fade=0.93, shadow=0.5, blur_px=1, perspective=0.3), 29),
    ("drawn", Formats.Code128, PARCEL, Wear(module_px=2, lean_degrees=10, noise=45), 4),
    ("enveloped", Formats.Code128, PARCEL, Wear(module_px=1.2, fade=0.7, shadow=0.92), 80),
    ("doubled", Formats.DataMatrix, "RMA 104448", Wear(module_px=1.4, lean_degrees=66, curl=1.3), 53),
    ("upright-others", Formats.Code93, "RMA-104", Wear(module_px=2.5, lean_degrees=52, shadow=0.8, clutter=6), 15),
    ("blurred", Formats.Code128, RMA, Wear(curl=0.5, crumple_px=2, glare=0.5, noise=45), 30),
    ("inverted", Formats.Code93, "RMA-104", Wear(module_px=4, blur_px=0.6, inverted=True), 77),
    ("inverted", Formats.EAN13, EAN, Wear(inverted=True), 90),
    ("strongly-evened", Formats.PDF417, f"{RMA} {PARCEL}", Wear(crumple_px=2, fade=0.93, shadow=0.8, clutter=6), 6),
]


@pytest.mark.parametrize(("name", "kind", "content", "wear", "seed"), ONLY, ids=[f"{c[0]}-{c[1]}" for c in ONLY])
def test_reads_what_no_other_step_does(name: str, kind: Formats, content: str, wear: Wear, seed: int) -> None:
    picture = worn(kind, content, wear, seed)
    (read,) = read_codes(picture, budget=AMPLE_S)
    assert (read.text, read.confirmed, read.step) == (content, True, name)
    others = tuple(step for step in STEPS if step.name != name)
    assert not any(read.confirmed for read in read_codes(picture, steps=others, budget=AMPLE_S))


@pytest.mark.parametrize("degrees", [-65, -45, -25, 25, 45, 65])
@pytest.mark.parametrize("kind", [Formats.Code128, Formats.Code39], ids=str)
def test_long_codes_that_lean(degrees: int, kind: Formats) -> None:
    picture = worn(kind, PARCEL, Wear(module_px=2, lean_degrees=degrees, perspective=0.1), 1)
    assert read_codes(picture, steps=STEPS[:2]) == ()
    (read,) = read_codes(picture, budget=AMPLE_S)
    assert (read.text, read.step) == (PARCEL, "upright")


EVERY = [
    (Formats.Code128, RMA),
    (Formats.Code39, RMA),
    (Formats.Code93, RMA),
    (Formats.ITF, "12345678901231"),
    (Formats.EAN13, EAN),
    (Formats.EAN8, "73513537"),
    (Formats.Codabar, "A123456B"),
    (Formats.QRCode, RMA),
    (Formats.DataMatrix, RMA),
    (Formats.Aztec, RMA),
    (Formats.PDF417, RMA),
]
HARM = {
    "blur": Wear(module_px=3, blur_px=1.2),
    "noise": Wear(module_px=3, noise=20),
    "lean": Wear(module_px=3, lean_degrees=17),
    "perspective": Wear(module_px=3, perspective=0.1),
    "crumple": Wear(module_px=3, crumple_px=1),
    "tear": Wear(module_px=4, torn=0.1),
    "glare": Wear(module_px=3, glare=0.5),
    "fading": Wear(module_px=3, fade=0.8),
    "light on dark": Wear(module_px=3, inverted=True),
    "tiny": Wear(module_px=1.8),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize(("kind", "content"), EVERY, ids=[str(kind) for kind, _ in EVERY])
def test_one_harm_alone_hides_no_code(kind: Formats, content: str, harm: str) -> None:
    reads = read_codes(worn(kind, content, HARM[harm], 7), budget=AMPLE_S)
    assert [(read.text, read.confirmed) for read in reads] == [(content, True)]


# ---------------------------------------------------------------------------------------------- nothing out of nothing


def _stripes(rng: np.random.Generator) -> Grey:
    widths = rng.integers(2, 12, 300)
    line = np.repeat(np.arange(300) % 2 * 255, widths)[:600]
    return np.tile(line.astype(np.uint8), (300, 1))


def _noise(rng: np.random.Generator) -> Grey:
    return rng.integers(0, 256, (300, 400), dtype=np.uint8)


def _tiles(rng: np.random.Generator) -> Grey:
    return np.kron(rng.integers(0, 2, (40, 60)) * 255, np.ones((6, 6))).astype(np.uint8)


def _print(rng: np.random.Generator) -> Grey:
    picture = np.full((400, 600), 235, np.uint8)
    for line in range(16):
        letters = "".join(rng.choice(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789|!lI1"), 34))
        cv2.putText(picture, letters, (6, 22 + 24 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 20, 2, cv2.LINE_AA)
    return picture


def _corrugated(rng: np.random.Generator) -> Grey:
    y, x = np.mgrid[0:300, 0:400].astype(np.float32)
    lean = rng.uniform(0, math.pi)
    wave = np.sin((x * math.cos(lean) + y * math.sin(lean)) * rng.uniform(0.3, 0.9))
    return np.clip(120 + 60 * wave + rng.normal(0, 12, wave.shape), 0, 255).astype(np.uint8)


BARREN = {each.__name__.strip("_"): each for each in (_stripes, _noise, _tiles, _print, _corrugated)}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", BARREN)
def test_nothing_is_found_where_nothing_is(name: str, seed: int) -> None:
    assert read_codes(BARREN[name](np.random.default_rng(seed)), budget=AMPLE_S) == ()


def test_a_piece_of_a_long_itf_is_never_certain() -> None:
    """Both decoders may see the same piece of a code that a scratch parted."""
    picture = worn(Formats.ITF, "12345678901231", Wear(module_px=1.8, perspective=0.1, glare=0.5, scratches=3), 68)
    assert [read for read in read_codes(picture, budget=AMPLE_S) if read.confirmed and len(read.text) < 14] == []


# ------------------------------------------------------------------------------------------------------- the way back


@pytest.mark.parametrize("degrees", [0.0, 17.0, -48.0, 90.0])
@pytest.mark.parametrize("scales", [(1.0, 1.0), (2.0, 2.0), (0.5, 0.5), (3.0, 0.7)], ids=str)
def test_what_is_cut_out_leads_back(degrees: float, scales: tuple[float, float]) -> None:
    picture = np.zeros((400, 500), np.uint8)
    cv2.circle(picture, (270, 180), 5, 255, -1)
    view = cut_out(picture, (250.0, 200.0), (200.0, 160.0), degrees, scales)
    rows, columns = np.nonzero(view.picture > 127)
    seen = (round(columns.mean()), round(rows.mean()))
    (back, *_) = view.in_original((seen, seen, seen, seen))
    assert math.dist(back, (270, 180)) <= 1.5


@pytest.mark.parametrize("factor", [0.3, 0.5, 1.0, 2.0])
def test_what_is_scaled_leads_back(factor: float) -> None:
    view = scaled(np.zeros((401, 503), np.uint8), factor)
    height, width = view.picture.shape
    assert view.in_original(((0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1))) == pytest.approx(
        np.array(((0, 0), (502, 0), (502, 400), (0, 400))), abs=2
    )


@pytest.mark.parametrize(
    "outline",
    [
        ((10, 10), (90, 10), (90, 40), (10, 40)),
        ((0, 0), (0, 0), (0, 0), (0, 0)),
        ((99, 59), (99, 59), (99, 59), (99, 59)),
        ((-30, 70), (130, 70), (130, 90), (-30, 90)),
    ],
)
def test_surroundings_lie_in_the_picture(outline: tuple[tuple[int, int], ...]) -> None:
    picture = np.arange(6000, dtype=np.int64).reshape(60, 100).astype(np.uint8)
    view = surroundings(picture, outline)  # type: ignore[arg-type]  # four corners each
    left, top = (int(each) for each in view.back[:, 2])
    height, width = view.picture.shape
    assert view.picture.size > 0
    assert np.array_equal(view.picture, picture[top : top + height, left : left + width])


PLACED = [
    (name, degrees)
    for name in ("zxing", "upright", "evened", "drawn", "enveloped", "doubled", "turned", "blurred", "strongly-evened")
    for degrees in (0, 33, -52)
    if (name, degrees) != ("turned", 0) and not (degrees and name in ("zxing", "evened", "doubled", "blurred"))
    and not (degrees and name == "strongly-evened")
]  # fmt: skip


@pytest.mark.parametrize(("name", "degrees"), PLACED)
def test_positions_are_the_originals(name: str, degrees: int) -> None:
    picture = worn(Formats.Code128, RMA, Wear(module_px=3, lean_degrees=degrees))
    (read,) = read_codes(picture, steps=(BY_NAME[name],), budget=AMPLE_S)
    middle = np.array(read.position).mean(axis=0)
    assert math.dist(middle, (picture.shape[1] / 2, picture.shape[0] / 2)) <= 12
    across = max(math.dist(a, b) for a, b in zip(read.position, (*read.position[1:], read.position[0]), strict=True))
    assert across == pytest.approx(123 * 3, rel=0.1)


@pytest.mark.parametrize("name", ["evened", "turned"])
def test_positions_in_a_large_picture(name: str) -> None:
    code = worn(Formats.Code128, RMA, Wear(module_px=8, lean_degrees=30))
    picture = np.full((2400, 3200), 235, np.uint8)
    picture[900 : 900 + code.shape[0], 1500 : 1500 + code.shape[1]] = code
    steps: tuple[Step, ...] = (BY_NAME[name],)
    if name == "evened":
        picture = np.ascontiguousarray(np.rot90(worn(Formats.Code128, RMA, Wear(module_px=8, margin_px=400))))
        code = picture
    (read,) = read_codes(picture, steps=steps, budget=AMPLE_S)
    middle = np.array(read.position).mean(axis=0)
    expected = (picture.shape[1] / 2, picture.shape[0] / 2)
    if name == "turned":
        expected = (1500 + code.shape[1] / 2, 900 + code.shape[0] / 2)
    assert math.dist(middle, expected) <= 30


def test_turned_leaves_alone_what_stands() -> None:
    upright = Original(worn(Formats.Code128, RMA, Wear()))
    leaning = Original(worn(Formats.Code128, RMA, Wear(lean_degrees=30)))
    assert list(turned(unchanged)(upright)) == []
    assert len(list(turned(unchanged)(leaning))) == 1


# ---------------------------------------------------------------------------------------------------- where bars are


@pytest.mark.parametrize("degrees", [-80, -45, -20, 0, 20, 45, 70])
def test_bars_are_found_with_their_lean(degrees: int) -> None:
    picture = worn(Formats.Code128, PARCEL, Wear(module_px=2, lean_degrees=degrees, margin_px=80))
    bars = find_bars(picture)[0]
    assert abs((bars.degrees - degrees + 90) % 180 - 90) <= 1.5
    assert math.dist(bars.centre, (picture.shape[1] / 2, picture.shape[0] / 2)) <= 8
    assert bars.length == pytest.approx(189 * 2, rel=0.12)
    assert bars.height == pytest.approx(100, rel=0.35)


def test_bars_that_glare_parts_are_one_patch() -> None:
    picture = worn(Formats.EAN13, EAN, Wear(module_px=2, glare=0.95))
    assert find_bars(picture)[0].length > 0.85 * 95 * 2


def test_print_and_blank_paper_are_no_bars_worth_a_look() -> None:
    assert find_bars(np.full((300, 300), 200, np.uint8)) == ()
    assert find_bars(np.zeros((5, 300), np.uint8)) == ()
