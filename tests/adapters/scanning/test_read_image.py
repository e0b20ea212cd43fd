"""`read_image`: every form in which a picture comes, what is no picture, and pictures that hold nothing."""

import io
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from rmadesk.adapters.scanning import read_image
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.symbologies import Symbology
from support.worn_codes import Formats, Wear, worn

GREY = worn(Formats.Code128, "RMA-104448", Wear(module_px=2, margin_px=30))
BGR = cv2.cvtColor(GREY, cv2.COLOR_GRAY2BGR)
WIDE = np.repeat(np.repeat(GREY, 2, axis=0), 2, axis=1)
CLEAR = np.dstack((np.zeros_like(BGR), 255 - GREY))  # black ink of which the paper is transparent


def file_of(picture: Image.Image, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form)
    return buffer.getvalue()


IMAGES = [
    ("grey array", GREY),
    ("grey array with a third axis", GREY[:, :, None]),
    ("BGR array", BGR),
    ("BGRA array, transparent", CLEAR),
    ("every second pixel of an array", WIDE[::2, ::2]),
    ("array in columns", np.asfortranarray(GREY)),
    ("upside down by negative steps", GREY[::-1, ::-1]),
    ("read-only array", np.frombuffer(GREY.tobytes(), np.uint8).reshape(GREY.shape)),
    ("Pillow, grey", Image.fromarray(GREY)),
    ("Pillow, colours", Image.fromarray(GREY).convert("RGB")),
    ("Pillow, palette", Image.fromarray(GREY).convert("P")),
    ("Pillow, black and white", Image.fromarray(GREY).convert("1", dither=Image.Dither.NONE)),
    ("bytes of a PNG", file_of(Image.fromarray(GREY))),
    ("bytes of a PDF", file_of(Image.fromarray(GREY), "PDF")),
    ("bytearray", bytearray(file_of(Image.fromarray(GREY)))),
    ("memoryview", memoryview(file_of(Image.fromarray(GREY)))),
]


@pytest.mark.parametrize("image", [each[1] for each in IMAGES], ids=[each[0] for each in IMAGES])
def test_reads(image: object) -> None:
    (read,) = read_image(image)  # type: ignore[arg-type]  # what a caller may hand over is just what is asked
    assert (read.text, read.data, read.symbology) == ("RMA-104448", b"RMA-104448", Symbology.CODE_128)
    assert (read.confirmed, read.step, read.page, read.gs1) == (True, "zxing", 1, False)


@pytest.mark.parametrize("form", [str, Path])
def test_reads_a_file(form: type, tmp_path: Path) -> None:
    path = tmp_path / "label.png"
    path.write_bytes(file_of(Image.fromarray(GREY)))
    assert [read.text for read in read_image(form(path))] == ["RMA-104448"]


def test_reads_every_page_when_asked_for_more(tmp_path: Path) -> None:
    pages = [Image.fromarray(worn(Formats.Code128, text, Wear(module_px=2))) for text in ("RMA-1", "RMA-2")]
    pages[0].save(tmp_path / "labels.tif", save_all=True, append_images=pages[1:])
    reads = read_image(tmp_path / "labels.tif", enough=lambda reads: len(reads) == 2)
    assert [(read.text, read.page) for read in reads] == [("RMA-1", 1), ("RMA-2", 2)]


def test_enough_and_budget_reach_the_ladder() -> None:
    asked: list[int] = []

    def enough(reads: tuple[object, ...]) -> bool:
        asked.append(len(reads))
        return len(asked) == 2

    read_image(GREY, enough=enough)
    assert asked == [1, 1]
    read_image(GREY, enough=enough, budget=0.0)
    assert asked == [1, 1]


WRONG = [
    ("nothing", None, "NoneType"),
    ("a number", 7, "int"),
    ("a list", [[0, 255]], "list"),
    ("an open file", io.BytesIO(b""), "BytesIO"),
    ("16 bits", GREY.astype(np.uint16), "uint16"),
    ("floats", GREY.astype(np.float32) / 255, "float32"),
    ("truths", GREY > 128, "bool"),
    ("two planes", np.zeros((9, 9, 2), np.uint8), "(9, 9, 2)"),
    ("a row", np.zeros(9, np.uint8), "(9,)"),
    ("many pictures", np.zeros((2, 9, 9, 3), np.uint8), "(2, 9, 9, 3)"),
]


@pytest.mark.parametrize(("image", "named"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_no_picture_is_said(image: object, named: str) -> None:
    with pytest.raises(TypeError) as told:
        read_image(image)  # type: ignore[arg-type]  # just that is asked
    assert named in str(told.value)


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (b"", "picture-empty"),
        (b"no picture", "picture-not-image"),
        ("no/such/label.png", "picture-missing"),
        (".", "picture-is-folder"),
        (np.zeros((1, 40_000_001), np.uint8), "picture-too-large"),
        (Image.new("1", (8000, 5001)), "picture-too-large"),
    ],
    ids=["no bytes", "text", "missing", "folder", "array of over 40 MP", "image of over 40 MP"],
)
def test_refuses(image: object, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_image(image)  # type: ignore[arg-type]  # an `object` in the table
    assert refused.value.code == code


EMPTY = [(0, 0), (0, 9), (9, 0), (1, 1), (1, 2), (2, 1), (7, 7), (8, 8), (9, 9), (1, 5000), (5000, 1), (300, 400)]


@pytest.mark.parametrize("shape", EMPTY, ids=str)
@pytest.mark.parametrize("grey", [0, 127, 255])
def test_nothing_in_it(shape: tuple[int, int], grey: int) -> None:
    assert read_image(np.full(shape, grey, np.uint8)) == ()


def test_is_named_without_loading_what_reads() -> None:
    """`rmadesk --help` must not wait for OpenCV."""
    code = (
        "import sys, rmadesk.adapters.scanning; print(sorted({'cv2', 'numpy', 'PIL', 'zxingcpp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("shape", [(3, 5000), (5000, 3), (8, 640), (640, 8), (9, 900), (2000, 40)], ids=str)
def test_odd_shapes_full_of_stripes(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(5)
    stripes = np.repeat(rng.integers(0, 2, (1, shape[1] // 2 + 1)) * 255, 2, axis=1)[:, : shape[1]]
    assert read_image(np.tile(stripes, (shape[0], 1)).astype(np.uint8)) == ()
