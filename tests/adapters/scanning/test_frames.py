"""Frames of a live camera: what is read in one, and how many of its pixels a bar takes."""

import numpy as np
import pytest

from rmadesk.adapters.scanning.decoders import Grey
from rmadesk.adapters.scanning.frames import FrameReader
from rmadesk.adapters.scanning.modules import module_px, module_px_of_bars
from rmadesk.bootstrap import Desk
from rmadesk.domain.scans import FrameReading, Read
from rmadesk.domain.symbologies import Symbology
from support.worn_codes import Formats, Wear, worn

COME_CLOSER_PX = 1.6


def frame(code: Grey, width: int = 1280, height: int = 720) -> Grey:
    picture = np.full((height, width), 200, np.uint8)
    top, left = (height - code.shape[0]) // 2, (width - code.shape[1]) // 2
    picture[top : top + code.shape[0], left : left + code.shape[1]] = code
    return picture


def looked_at(picture: Grey) -> FrameReading:
    return FrameReader().read_frame(picture.tobytes(), picture.shape[1], picture.shape[0])


CODES = [
    (Formats.Code128, "RMA-104448"),
    (Formats.Code39, "RMA-104"),
    (Formats.Code93, "RMA-104"),
    (Formats.ITF, "12345678901231"),
    (Formats.EAN13, "4006381333931"),
    (Formats.EAN8, "73513537"),
    (Formats.UPCE, "01234565"),
    (Formats.Codabar, "A123456B"),
    (Formats.QRCode, "RMA:104448"),
    (Formats.DataMatrix, "RMA 104448"),
    (Formats.Aztec, "RMA 104448"),
]


@pytest.mark.parametrize("wanted", [2.0, 4.0])
@pytest.mark.parametrize(("kind", "content"), CODES, ids=[str(kind) for kind, _ in CODES])
def test_of_a_code_that_was_read(kind: Formats, content: str, wanted: float) -> None:
    reading = looked_at(frame(worn(kind, content, Wear(module_px=wanted))))
    assert len(reading.reads) == 1
    assert reading.module_px == pytest.approx(wanted, rel=0.12)


def test_of_a_code_of_which_the_decoder_outlines_a_line() -> None:
    picture = frame(worn(Formats.Code128, "RMA-104448", Wear(module_px=3)))
    line = ((640, 320), (640, 320), (640, 400), (640, 400))
    read = Read("RMA-104448", b"RMA-104448", Symbology.CODE_128, False, line, True, "zbar")
    assert module_px(read, picture) == pytest.approx(3, rel=0.1)


@pytest.mark.parametrize("degrees", [0, 20, 38, -60])
def test_of_a_code_that_leans(degrees: int) -> None:
    reading = looked_at(frame(worn(Formats.Code128, "RMA-104448", Wear(module_px=2.5, lean_degrees=degrees))))
    assert [read.text for read in reading.reads] == ["RMA-104448"]
    assert reading.module_px == pytest.approx(2.5, rel=0.15)


@pytest.mark.parametrize(
    ("module", "near"), [(1.0, False), (1.2, False), (2.5, True), (4.0, True)], ids=["far", "less far", "near", "close"]
)
@pytest.mark.parametrize("degrees", [0, 30])
def test_of_bars_that_nobody_reads(module: float, near: bool, degrees: int) -> None:
    picture = frame(worn(Formats.Code39, "RMA-104448", Wear(module_px=module, lean_degrees=degrees, blur_px=0.5)))
    found = module_px_of_bars(picture)
    assert found is not None
    assert (found >= COME_CLOSER_PX) is near


@pytest.mark.parametrize("grey", [0, 90, 255])
def test_of_nothing(grey: int) -> None:
    assert looked_at(np.full((480, 640), grey, np.uint8)) == FrameReading((), None)


def test_the_smallest_of_several_counts() -> None:
    large, small = (worn(Formats.Code128, text, Wear(module_px=px)) for text, px in (("RMA-1", 4), ("1Z4", 2)))
    picture = np.full((720, 1280), 235, np.uint8)
    picture[20 : 20 + large.shape[0], 20 : 20 + large.shape[1]] = large
    picture[450 : 450 + small.shape[0], 700 : 700 + small.shape[1]] = small
    reading = looked_at(picture)
    assert [read.text for read in reading.reads] == ["RMA-1", "1Z4"]
    assert reading.module_px == pytest.approx(2, rel=0.1)


def test_what_can_not_be_written_again_has_no_modules() -> None:
    read = Read("ü", "ü".encode(), Symbology.CODE_39, False, ((0, 0), (9, 0), (9, 9), (0, 9)), True, "zxing")
    assert module_px(read, np.zeros((20, 20), np.uint8)) is None


def test_enough_is_passed_on() -> None:
    asked: list[int] = []

    def enough(reads: tuple[Read, ...]) -> bool:
        asked.append(len(reads))
        return True

    picture = frame(worn(Formats.Code128, "RMA-1", Wear()))
    FrameReader().read_frame(picture.tobytes(), 1280, 720, enough=enough)
    assert asked == [1]


def test_too_few_pixels_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="buffer"):
        FrameReader().read_frame(b"\0" * 99, 10, 10)


def test_the_desk_has_one() -> None:
    assert Desk().frames.read_frame(b"\xff" * 100, 10, 10) == FrameReading((), None)
