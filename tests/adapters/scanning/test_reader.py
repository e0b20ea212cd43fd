"""The picture reader: each kind of code read back, once, in reading order, and doubted where it is easily misread."""

import io
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.adapters.scanning.zbar_library import zbar_library
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Read

Formats = zxingcpp.BarcodeFormat


def code(kind: zxingcpp.BarcodeFormat, content: str | bytes, scale: int = 3, **options: object) -> Image.Image:
    return Image.fromarray(np.array(zxingcpp.create_barcode(content, kind, **options).to_image(scale=scale)))


def sheet(*codes: tuple[Image.Image, int, int], size: tuple[int, int] = (900, 700)) -> Image.Image:
    paper = Image.new("L", size, 255)
    for image, x, y in codes:
        paper.paste(image, (x, y))
    return paper


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def read(image: Image.Image) -> tuple[Read, ...]:
    return read_pages(png(image), "label.png")


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    """One for all: it starts a process."""
    pictures = PictureReader()
    yield pictures
    pictures.close()


KINDS = [
    ("Code 128", Formats.Code128, "RMA-104448", "code-128", "RMA-104448", True),
    ("Code 39", Formats.Code39, "RMA-104", "code-39", "RMA-104", True),
    ("Code 39, extended", Formats.Code39Ext, "rma-104", "code-39", "rma-104", True),
    ("Code 93", Formats.Code93, "RMA-104", "code-93", "RMA-104", True),
    ("ITF of both decoders", Formats.ITF, "1234567890", "itf", "1234567890", True),
    ("ITF of six", Formats.ITF, "123456", "itf", "123456", True),
    ("EAN-13 of both decoders", Formats.EAN13, "4006381333931", "ean-13", "4006381333931", True),
    ("EAN-8 of both decoders", Formats.EAN8, "73513537", "ean-8", "73513537", True),
    ("UPC-A is an EAN-13", Formats.UPCA, "012345678905", "ean-13", "0012345678905", True),
    ("UPC-E", Formats.UPCE, "01234565", "upc-e", "0012345000065", True),
    ("Codabar of both decoders", Formats.Codabar, "A123456B", "codabar", "A123456B", True),
    ("QR", Formats.QRCode, "RMA:104448", "qr-code", "RMA:104448", True),
    ("Data Matrix", Formats.DataMatrix, "RMA 104", "data-matrix", "RMA 104", True),
    ("PDF417", Formats.PDF417, "RMA 104", "pdf417", "RMA 104", True),
    ("Aztec", Formats.Aztec, "RMA 104", "aztec", "RMA 104", True),
    ("MaxiCode", Formats.MaxiCode, "RMA 104448", "maxicode", "RMA 104448", True),
]


@pytest.mark.parametrize(
    ("kind", "content", "symbology", "text", "confirmed"), [case[1:] for case in KINDS], ids=[case[0] for case in KINDS]
)
def test_reads_each_kind_once(
    kind: zxingcpp.BarcodeFormat, content: str, symbology: str, text: str, confirmed: bool
) -> None:
    image = code(kind, content)
    (found,) = read(sheet((image, 100, 200)))
    assert (found.text, found.symbology, found.confirmed, found.step) == (text, symbology, confirmed, "zxing")
    assert found.data == text.encode()
    assert not found.gs1
    xs, ys = zip(*found.position, strict=True)
    assert 100 <= min(xs) < max(xs) <= 100 + image.width
    assert 200 <= min(ys) <= max(ys) <= 200 + image.height
    assert found.position[0] == min(found.position, key=sum)
    assert found.position[2] == max(found.position, key=sum)


@pytest.mark.parametrize("kind", [Formats.Code128, Formats.DataMatrix, Formats.QRCode])
def test_gs1_keeps_its_separators(kind: zxingcpp.BarcodeFormat) -> None:
    (found,) = read(sheet((code(kind, "(01)09501101530003(10)AB(21)CD", gs1=True), 50, 50)))
    assert found.gs1
    assert found.text == "010950110153000310AB\x1d21CD"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Größe €".encode(), "Größe €"),
        ("Größe".encode("latin-1"), "Größe"),
        ("漢字".encode(), "漢字"),
        (b"[)>\x1e06\x1dP1\x1e\x04", "[)>\x1e06\x1dP1\x1e\x04"),
        (b"a\0b\xff", "a\0b\xff"),
    ],
    ids=["UTF-8", "Latin-1", "Chinese", "ISO 15434", "binary"],
)
@pytest.mark.parametrize("kind", [Formats.QRCode, Formats.DataMatrix])
def test_bytes_are_utf_8_or_else_latin_1(kind: zxingcpp.BarcodeFormat, content: bytes, text: str) -> None:
    (found,) = read(sheet((code(kind, content), 50, 50)))
    assert (found.data, found.text) == (content, text)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Formats.ITF, "1234"),
        (Formats.Codabar, "A123B"),
        (Formats.Code128, "7"),
        (Formats.Code39, "7"),
        (Formats.Code93, "7"),
        (Formats.DataBar, "0950110153000"),
        (Formats.DataBarExp, "[01]09501101530003"),
    ],
    ids=[
        "short ITF",
        "short Codabar",
        "one of Code 128",
        "one of Code 39",
        "one of Code 93",
        "DataBar",
        "DataBar Expanded",
    ],
)
def test_gives_nothing_for(kind: zxingcpp.BarcodeFormat, content: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert read(sheet((code(kind, content), 50, 50))) == ()
    assert capfd.readouterr() == ("", "")


def test_one_character_in_a_square_counts() -> None:
    (found,) = read(sheet((code(Formats.QRCode, "7"), 50, 50)))
    assert found.text == "7"


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (640, 480)])
def test_no_code_is_no_error(size: tuple[int, int]) -> None:
    assert read(Image.new("L", size, 255)) == ()


def test_errors_come_through(tmp_path: Path, reader: PictureReader) -> None:
    with pytest.raises(RefusedError, match="picture-missing"):
        reader.read_file(tmp_path / "label.png")
    with pytest.raises(RefusedError, match="picture-empty"):
        reader.read_bytes(b"", "camera")


LABEL = sheet(
    (code(Formats.QRCode, "RMA:104448"), 600, 12),
    (code(Formats.Code128, "RMA-104448"), 20, 20),
    (code(Formats.Code128, "1Z46JFPJ1272319528", 2), 20, 220),
    (code(Formats.Code128, "RMA-104448"), 20, 420),
    (code(Formats.DataMatrix, "S/N 4711", 5), 600, 430),
)
LABEL_TEXTS = ["RMA-104448", "RMA:104448", "1Z46JFPJ1272319528", "RMA-104448", "S/N 4711"]


def test_reading_order_and_the_same_code_in_two_places() -> None:
    assert [found.text for found in read(LABEL)] == LABEL_TEXTS


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_read_on_its_side_and_upside_down(quarters: int) -> None:
    assert sorted(found.text for found in read(LABEL.rotate(90 * quarters, expand=True))) == sorted(LABEL_TEXTS)


def test_positions_are_those_of_the_upright_picture(tmp_path: Path, reader: PictureReader) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    LABEL.rotate(90, expand=True).save(tmp_path / "held.jpg", exif=exif, quality=95)
    LABEL.save(tmp_path / "label.png")
    upright, held = reader.read_file(tmp_path / "label.png"), reader.read_file(tmp_path / "held.jpg")
    assert [found.text for found in held] == LABEL_TEXTS
    corners = [np.array([found.position for found in reads]) for reads in (upright, held)]
    assert np.abs(corners[0] - corners[1]).max() <= 8


def test_threads_do_not_disturb_each_other(tmp_path: Path, reader: PictureReader) -> None:
    LABEL.save(tmp_path / "label.png")
    alone = reader.read_file(tmp_path / "label.png")
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(reader.read_file, [tmp_path / "label.png"] * 12))
    assert together == [alone] * 12


def test_only_reads(tmp_path: Path, reader: PictureReader) -> None:
    LABEL.save(tmp_path / "label.png")
    (tmp_path / "label.png").chmod(0o444)
    before = (tmp_path / "label.png").read_bytes(), (tmp_path / "label.png").stat().st_mtime_ns
    reader.read_file(tmp_path / "label.png")
    assert ((tmp_path / "label.png").read_bytes(), (tmp_path / "label.png").stat().st_mtime_ns) == before
    assert [path.name for path in tmp_path.iterdir()] == ["label.png"]


# ---------------------------------------------------------------------------------------------------- without libzbar

_WITHOUT_ZBAR = """
import ctypes.util, sys
from pathlib import Path
ctypes.util.find_library = lambda name: None
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.adapters.scanning.zbar_library import zbar_library
reads = read_pages(Path(sys.argv[1]).read_bytes(), "label.png")
print(zbar_library(), [(read.text, read.confirmed) for read in reads])
"""


def test_runs_without_libzbar(tmp_path: Path, reader: PictureReader) -> None:
    path = tmp_path / "label.png"
    sheet((code(Formats.Code128, "RMA-1"), 9, 9), (code(Formats.EAN13, "4006381333931"), 9, 300)).save(path)
    done = subprocess.run([sys.executable, "-c", _WITHOUT_ZBAR, path], capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("None [('RMA-1', True), ('4006381333931', True)]", "")
    assert zbar_library() is not None
    assert [found.confirmed for found in reader.read_file(path)] == [True, True]
