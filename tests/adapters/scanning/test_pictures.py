"""Pictures from outside: any mode becomes grey over white, upright; what is no good picture is refused by name."""

import io
import os
import random
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rmadesk.adapters.scanning.pages import open_picture, read_picture
from rmadesk.adapters.scanning.picture_files import MAX_BYTES
from rmadesk.domain.errors import RefusedError
from support.hostile_pictures import png_that_claims
from support.unprivileged import folder_open_to_all, run_unprivileged


def drawing() -> Image.Image:
    """Black over the left half of white, and a grey spot at the top right: no two of its eight turns are alike."""
    image = Image.new("L", (60, 40), 255)
    ImageDraw.Draw(image).rectangle((0, 0, 29, 39), fill=0)
    ImageDraw.Draw(image).rectangle((50, 0, 59, 9), fill=128)
    return image


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def clear(mode: str) -> Image.Image:
    """The drawing with transparent black where it is white."""
    alpha = drawing().point(lambda value: 0 if value == 255 else 255)
    ink = drawing().point(lambda value: 0 if value == 255 else value)
    ink.putalpha(alpha)
    return ink.convert(mode)


def palette_with_transparency() -> bytes:
    image = drawing().point(lambda value: {0: 1, 128: 2}.get(value, 0)).convert("P")
    image.putpalette([9, 9, 9, 0, 0, 0, 128, 128, 128])
    return saved(image, transparency=0)


def deep(lightest: int) -> bytes:
    return saved(Image.fromarray((np.asarray(drawing(), np.uint32) * lightest // 255).astype(np.uint16)))


MODES: list[tuple[str, Callable[[], bytes]]] = [
    ("grey", lambda: saved(drawing())),
    ("colour", lambda: saved(drawing().convert("RGB"))),
    ("transparent colour", lambda: saved(clear("RGBA"))),
    ("transparent grey", lambda: saved(clear("LA"))),
    ("transparent palette", palette_with_transparency),
    ("transparent by key", lambda: saved(drawing().point(lambda v: 0 if v == 255 else v or 1), transparency=0)),
    ("palette", lambda: saved(drawing().convert("P"))),
    ("GIF", lambda: saved(drawing(), "GIF")),
    ("CMYK", lambda: saved(drawing().convert("RGB").convert("CMYK"), "TIFF")),
    ("CMYK JPEG", lambda: saved(drawing().convert("RGB").convert("CMYK"), "JPEG", quality=100)),
    ("16 bit", lambda: deep(65535)),
    ("12 bit in 16", lambda: deep(4095)),
    ("floating point", lambda: saved(Image.fromarray(np.asarray(drawing(), np.float32) / 255), "TIFF")),
    ("32 bit", lambda: saved(Image.fromarray(np.asarray(drawing(), np.int32) * 1000), "TIFF")),
    ("LAB", lambda: saved(Image.merge("LAB", (drawing(), *[Image.new("L", (60, 40))] * 2)), "TIFF")),
    ("WebP", lambda: saved(drawing().convert("RGB"), "WEBP", lossless=True)),
    ("BMP", lambda: saved(drawing(), "BMP")),
    ("PGM", lambda: saved(drawing(), "PPM")),
    ("JPEG 2000", lambda: saved(drawing(), "JPEG2000")),
    ("first of an animation", lambda: saved(drawing(), "GIF", save_all=True, append_images=[Image.new("L", (60, 40))])),
    ("first of a TIFF", lambda: saved(drawing(), "TIFF", save_all=True, append_images=[Image.new("L", (9, 9))])),
]  # fmt: skip


@pytest.mark.parametrize("content", [case[1] for case in MODES], ids=[case[0] for case in MODES])
def test_any_mode_becomes_grey_over_white(content: Callable[[], bytes]) -> None:
    pixels = read_picture(content(), "label")
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert pixels.shape == (40, 60)
    assert np.abs(pixels.astype(int) - np.asarray(drawing(), int)).max() <= 6


def test_black_and_white() -> None:
    expected = drawing().convert("1")
    assert (read_picture(saved(expected), "label") == np.asarray(expected.convert("L"))).all()


def test_one_grey_all_over_in_16_bit() -> None:
    assert read_picture(saved(Image.fromarray(np.full((4, 5), 777, np.uint16))), "label").shape == (4, 5)


UNDONE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", UNDONE)
def test_turned_as_the_camera_was_held(orientation: int, form: str) -> None:
    turn = UNDONE[orientation]
    held = drawing() if turn is None else drawing().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = read_picture(saved(held.convert("RGB"), form, exif=exif), "label")
    assert pixels.shape == (40, 60)
    assert np.abs(pixels.astype(int) - np.asarray(drawing(), int)).mean() < 4


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # as the module does outside of pytest
@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM" + b"\xff" * 60])
def test_a_broken_camera_header_hurts_nothing(exif: bytes) -> None:
    assert read_picture(saved(drawing(), "JPEG", exif=exif), "label").shape == (40, 60)


TOO_LARGE = {"limit_megapixels": 40, "limit_mb": 20}
REFUSED: list[tuple[str, bytes, str, dict[str, object]]] = [
    ("0 bytes", b"", "empty", {}),
    ("text", b"rma_number,price\n" * 9, "not-image", {}),
    ("zeros", bytes(1000), "not-image", {}),
    ("PostScript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-image", {}),
    ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-image", {}),
    ("PDF without a page", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "damaged", {}),
    ("PDF after a mailer's line", b"\r\nContent:\r\n%PDF-1.4\n", "damaged", {}),
    ("pixels a little over", png_that_claims(8000, 5001), "too-large", TOO_LARGE),
    ("a side a little over", png_that_claims(65_001, 8), "too-large", TOO_LARGE),
    ("pixels that Pillow warns of", png_that_claims(10_000, 10_000), "too-large", TOO_LARGE),
    ("pixels that Pillow refuses", png_that_claims(60_000, 60_000), "too-large", TOO_LARGE),
    ("bytes", b"\x89PNG" + bytes(MAX_BYTES), "too-large", TOO_LARGE),
    ("header only", saved(drawing())[:8], "damaged", {}),
    ("claims more than it holds", png_that_claims(800, 500), "damaged", {}),
    *[
        (f"{form} cut", content[: len(content) // 2], "damaged", {})
        for form in ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "JPEG2000")
        for content in [saved(Image.effect_noise((90, 90), 90).convert("RGB"), form)]
    ],
]


@pytest.mark.parametrize(
    ("content", "code", "figures"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_refused(tmp_path: Path, content: bytes, code: str, figures: dict[str, object]) -> None:
    path = tmp_path / "label.jpg"
    path.write_bytes(content)
    for name, read in ((str(path), lambda: open_picture(path)), ("camera", lambda: read_picture(content, "camera"))):
        with pytest.raises(RefusedError) as caught:
            read()
        assert (caught.value.code, caught.value.figures) == (f"picture-{code}", {"file": name, **figures})
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_bombs_are_refused_where_warnings_are_not_errors() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(RefusedError, match="picture-too-large"):
            read_picture(png_that_claims(10_000, 10_000), "label")


def test_forty_megapixels_are_taken() -> None:
    assert read_picture(saved(Image.new("1", (8000, 5000), 1)), "label").shape == (5000, 8000)


def test_not_a_file_to_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    for path, code in [
        (tmp_path / "missing.jpg", "picture-missing"),
        (tmp_path / "file" / "below.jpg", "picture-missing"),
        (tmp_path / ("n" * 300), "picture-missing"),
        (tmp_path / "nul\0", "picture-missing"),
        (tmp_path, "picture-is-folder"),
        (tmp_path / "pipe", "picture-not-image"),
    ]:
        with pytest.raises(RefusedError) as caught:
            open_picture(path)
        assert (caught.value.code, caught.value.figures) == (code, {"file": str(path)})


_OPEN = """
import sys
from pathlib import Path
from rmadesk.adapters.scanning.pages import open_picture
from rmadesk.domain.errors import RmaDeskError
try:
    print(open_picture(Path(sys.argv[1])).shape)
except RmaDeskError as error:
    print(type(error).__name__, error.code)
"""


@pytest.mark.parametrize(
    ("folder_mode", "mode", "answer"),
    [
        (0o755, 0o644, "RefusedError picture-empty"),
        (0o755, 0o000, "RefusedError picture-unreadable"),
        (0o644, 0o644, "RefusedError picture-unreadable"),
    ],
    ids=["may", "file closed", "folder closed"],
)
def test_permissions(folder_mode: int, mode: int, answer: str) -> None:
    with folder_open_to_all() as folder:
        path = folder / "label.png"
        path.write_bytes(b"")  # told apart from a closed one without any of Pillow's plugins, which nobody may load
        path.chmod(mode)
        folder.chmod(folder_mode)
        told = run_unprivileged(_OPEN, path, modules=("rmadesk.adapters.scanning.pages",))
        folder.chmod(0o755)
        assert told == answer


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "JPEG2000", "PPM"])
def test_garbled_pictures_never_escape(form: str) -> None:
    whole = saved(drawing().convert("RGB"), form)
    chance = random.Random(form)
    for _ in range(150):
        content = bytearray(whole[: chance.choice([len(whole), chance.randrange(1, len(whole))])])
        for _ in range(chance.randint(0, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            pixels = read_picture(bytes(content), "label")
        except RefusedError as error:
            assert error.code in {"picture-damaged", "picture-not-image", "picture-too-large"}  # noqa: PT017
        else:
            assert pixels.ndim == 2
