"""The reader of print: real labels whose bars are gone, on their side too, with nothing fetched and nothing said."""

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rmadesk.adapters.isolation import Limits
from rmadesk.adapters.scanning import print_recogniser, printed
from rmadesk.adapters.scanning.printed import LabelPrintReader
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.scans import PrintedText
from support.destroyed_bars import Destruction, destroy_bars
from support.label_pictures import Carrier, Damage, InboundLabel, Party, RmaCode, Scene, degrade, draw_label

LABEL = InboundLabel(
    sender=Party("Larkspur Genomics", ("410 Quarry Lane", "80302 Boulder")),
    recipient=Party("Contoso Returns", ("12 Harbour Way", "San Jose, CA 95112")),
    carrier=Carrier("Cargo Line", "Ground"),
    tracking_number="771209293556",
    rma_codes=(RmaCode("104205"),),
)
DOT = b"P5 1 1 255\n\x00"
SMALL = Scene(width=640, height=820, label_share=0.9)


def photograph(destruction: Destruction, damage: Damage) -> Image.Image:
    return degrade(destroy_bars(draw_label(LABEL), destruction, seed=3), damage, seed=4, scene=SMALL)


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def with_rma(lines: tuple[PrintedText, ...]) -> PrintedText:
    (found,) = (line for line in lines if "RMA" in line.text)
    return found


@pytest.fixture(scope="module")
def reader() -> Iterator[LabelPrintReader]:
    """One for all: its worker loads the models once."""
    reader = LabelPrintReader()
    yield reader
    reader.close()


def test_the_print_of_a_scratched_label_in_reading_order(reader: LabelPrintReader, tmp_path: Path) -> None:
    picture = photograph(Destruction.SCRATCHED, Damage(tilt_degrees=6, blur_px=0.5, noise=4))
    file = tmp_path / "label.jpg"
    file.write_bytes(jpeg(picture))
    assert read_pages(file.read_bytes(), "label.jpg") == ()
    lines = reader.print_in_file(file)
    texts = [line.text for line in lines]
    assert "104205" in with_rma(lines).text
    assert texts.index("SAN JOSE, CA 95112") < texts.index(with_rma(lines).text)
    assert all(0 <= line.score <= 1 and line.page == 1 for line in lines)
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for line in lines for x, y in line.position)
    (left, top), _, (right, bottom), _ = with_rma(lines).position
    assert 0.08 * picture.width < left < right < 0.8 * picture.width
    assert 0.5 * picture.height < top < bottom < 0.8 * picture.height


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_label_that_lies_on_its_side_or_head(reader: LabelPrintReader, turn: Image.Transpose) -> None:
    picture = photograph(Destruction.WET, Damage(tilt_degrees=-3, noise=4)).transpose(turn)
    line = with_rma(reader.print_in_bytes(jpeg(picture), "pasted"))
    assert "104205" in line.text
    xs, ys = [x for x, _ in line.position], [y for _, y in line.position]
    lies = (max(xs) - min(xs)) > (max(ys) - min(ys))
    assert lies == (turn is Image.Transpose.ROTATE_180)
    assert max(xs) <= picture.width
    assert max(ys) <= picture.height


def test_pages_are_counted(reader: LabelPrintReader) -> None:
    pages = [Image.new("L", (300, 12), 255), draw_label(LABEL).crop((0, 450, 812, 860))]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    assert {line.page for line in reader.print_in_bytes(file.getvalue(), "scan.tif")} == {2}


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(Image.new("L", (1, 1), 0), id="one pixel"),
        pytest.param(Image.new("L", (2000, 15), 0), id="lower than print"),
        pytest.param(Image.fromarray(np.random.default_rng(1).integers(0, 256, (80, 80), dtype=np.uint8)), id="noise"),
    ],
)
def test_a_picture_without_print_says_nothing(reader: LabelPrintReader, picture: Image.Image) -> None:
    file = io.BytesIO()
    picture.save(file, "PNG")
    assert reader.print_in_bytes(file.getvalue(), "pasted") == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "picture-empty", id="empty"),
        pytest.param(b"no picture", "picture-not-image", id="no picture"),
        pytest.param(jpeg(draw_label(LABEL))[:2000], "picture-damaged", id="truncated"),
        pytest.param(b"%PDF-1.7\nnothing", "picture-damaged", id="broken PDF"),
    ],
)
def test_a_bad_file_is_refused_as_by_the_reader_of_codes(reader: LabelPrintReader, content: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        reader.print_in_bytes(content, "bad.jpg")
    assert refused.value.code == code
    assert refused.value.figures["file"] == "bad.jpg"


def test_a_missing_file_is_refused(reader: LabelPrintReader, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="picture-missing"):
        reader.print_in_file(tmp_path / "none.jpg")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        pytest.param(Limits(seconds=0.1), "picture-too-slow", id="time"),
        pytest.param(Limits(seconds=30, memory_mb=120), "picture-too-much-memory", id="memory"),
    ],
)
def test_the_worker_has_limits(limits: Limits, code: str) -> None:
    reader = LabelPrintReader(limits)
    try:
        with pytest.raises(RefusedError, match=code):
            reader.print_in_bytes(jpeg(draw_label(LABEL)), "label.jpg")
    finally:
        reader.close()


def test_a_worker_that_is_not_needed_ends_and_the_next_picture_starts_another() -> None:
    reader = LabelPrintReader(idle_seconds=0.2)
    try:
        pids = []
        for _ in range(2):
            assert reader.print_in_bytes(DOT, "dot.png") == ()
            pids.append(reader.pid)
            until = time.monotonic() + 20
            while reader.pid is not None and time.monotonic() < until:
                time.sleep(0.01)
            assert reader.pid is None
        assert None not in pids
        assert pids[0] != pids[1]
    finally:
        reader.close()


def test_a_worker_that_is_needed_stays() -> None:
    reader = LabelPrintReader(idle_seconds=20)
    try:
        pids = {(reader.print_in_bytes(DOT, "dot.png"), reader.pid)[1] for _ in range(2)}
        assert len(pids) == 1
        assert None not in pids
    finally:
        reader.close()
    with pytest.raises(FaultError, match="picture-reader-not-started"):
        reader.print_in_bytes(DOT, "dot.png")


def test_closing_ends_a_picture_under_way_and_leaves_nothing_waiting() -> None:
    reader = LabelPrintReader()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.print_in_bytes, jpeg(draw_label(LABEL)), "label.jpg")
        until = time.monotonic() + 20
        while reader.pid is None and time.monotonic() < until:
            time.sleep(0.01)
        reader.close()
        with pytest.raises(FaultError, match="picture-reader-not-started"):
            reading.result()
    assert reader._rest is None


# A child of its own, because nothing may be loaded yet: an audit hook can't be taken back.
_OFFLINE = """
import sys

def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__" or event in ("urllib.Request", "subprocess.Popen"):
        raise RuntimeError(f"{event} {arguments}")

sys.addaudithook(forbid)
from PIL import Image
import numpy as np
from rmadesk.adapters.scanning.print_recogniser import PrintRecogniser
lines = PrintRecogniser().lines(np.asarray(Image.open(sys.argv[1]).convert("L")))
print(*(line.text for line in lines), sep="\\n")
"""


def test_nothing_is_fetched_and_nothing_is_said(tmp_path: Path) -> None:
    file = tmp_path / "label.png"
    draw_label(LABEL).crop((0, 450, 812, 860)).save(file)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _OFFLINE, str(file)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "RMA 104205" in done.stdout


def test_what_is_there_is_known_without_loading_it() -> None:
    known = "import sys, rmadesk.adapters.scanning.printed as p; print(p.LabelPrintReader().there, *sys.modules)"
    done = subprocess.run([sys.executable, "-c", known], capture_output=True, text=True, timeout=120, check=True)
    there, *modules = done.stdout.split()
    assert there == "True"
    assert not {"rapidocr", "onnxruntime", "cv2"} & set(modules)


@pytest.mark.parametrize("absent", ["rapidocr", "onnxruntime"])
def test_without_the_extra_it_is_named(absent: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printed, "find_spec", lambda name: None if name == absent else find_spec(name))
    reader = LabelPrintReader()
    assert not reader.there
    with pytest.raises(RefusedError) as refused:
        reader.print_in_file(tmp_path / "any.jpg")
    assert (refused.value.code, refused.value.figures) == ("ocr-missing", {"extra": "rmadesk[ocr]"})
    with pytest.raises(RefusedError, match="ocr-missing"):
        reader.print_in_bytes(b"any", "any")


def test_packages_without_their_models_are_not_there_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_recogniser, "files", lambda _: tmp_path)
    with pytest.raises(RefusedError, match="ocr-missing"):
        print_recogniser.PrintRecogniser()
