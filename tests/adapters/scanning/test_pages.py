"""Pages: of PDF and TIFF all, of an animation the first, each unpacked when its turn comes, within one budget."""

import sys
from collections.abc import Callable

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from rmadesk.adapters.scanning import reading
from rmadesk.adapters.scanning.pages import pages_of
from rmadesk.adapters.scanning.pdf_pages import MAX_PAGE_PIXELS
from rmadesk.adapters.scanning.pictures import MAX_PAGES, grey_of
from rmadesk.adapters.scanning.reading import read_pages
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.scans import Enough, Read
from support.heic_pictures import heic_of
from support.hostile_pictures import label, saved
from support.pdf_pictures import A4_PT, of_media_box, pdf_of, with_script


def numbered(text: str, size: tuple[int, int] = (400, 120), place: tuple[int, int] = (20, 20)) -> Image.Image:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128).to_image(scale=2)
    paper = Image.new("L", size, 255)
    paper.paste(Image.fromarray(np.array(code)), place)
    return paper


def tiff_of(*pictures: Image.Image, **options: object) -> bytes:
    return saved(pictures[0], "TIFF", save_all=True, append_images=list(pictures[1:]), **options)


def texts(reads: tuple[Read, ...]) -> list[tuple[int, str]]:
    return [(read.page, read.text) for read in reads]


def pages(count: int) -> list[Image.Image]:
    return [Image.new("L", (90, 60), 10 * page) for page in range(count)]


MAKERS: list[tuple[str, Callable[[list[Image.Image]], bytes]]] = [
    ("PDF", lambda pictures: pdf_of(pictures, (90 * 0.2399, 60 * 0.2399), dots_per_inch=300)),
    ("TIFF", lambda pictures: tiff_of(*pictures)),
]


@pytest.mark.parametrize("make", [case[1] for case in MAKERS], ids=[case[0] for case in MAKERS])
@pytest.mark.parametrize("count", [1, 2, MAX_PAGES, MAX_PAGES + 1])
def test_all_pages_up_to_the_most(make: Callable[[list[Image.Image]], bytes], count: int) -> None:
    content = make(pages(count))
    if count > MAX_PAGES:
        with pytest.raises(RefusedError) as caught:
            next(pages_of(content, "letter"))
        assert (caught.value.code, caught.value.figures) == ("picture-too-many-pages", {"file": "letter", "limit": 20})
        return
    found = list(pages_of(content, "letter"))
    assert [(page.number, page.count) for page in found] == [(number, count) for number in range(1, count + 1)]
    assert [page.pixels.shape for page in found] == [(60, 90)] * count
    assert [page.pixels[30, 45] for page in found] == [10 * page for page in range(count)]
    assert all(page.pixels.flags.c_contiguous and page.pixels.dtype == np.uint8 for page in found)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF"])
def test_of_an_animation_the_first_picture_counts(form: str) -> None:
    others = [Image.new("L", label().size, grey) for grey in (0, 255)]
    content = saved(label(), form, save_all=True, append_images=others)
    (page,) = pages_of(content, "moving")
    assert np.abs(page.pixels.astype(int) - np.asarray(label(), int)).mean() < 6


def test_a_tiff_is_as_many_pages_as_can_be_found_and_each_is_turned_as_it_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = tiff_of(*[numbered(f"RMA-{page}").rotate(90, expand=True) for page in (1, 2)], exif=exif)
    assert [page.pixels.shape for page in pages_of(content, "fax")] == [(120, 400)] * 2
    assert texts(read_pages(content, "fax")) == [(1, "RMA-1"), (2, "RMA-2")]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # as the module does outside of pytest
def test_what_a_sloppy_program_left_behind_the_last_page_is_none() -> None:
    content = bytearray(saved(label(), "TIFF"))
    start = int.from_bytes(content[4:8], "little")
    following = start + 2 + 12 * int.from_bytes(content[start : start + 2], "little")
    content[following : following + 4] = b"\xff\xff\xff\x7f"
    assert len(list(pages_of(bytes(content), "fax"))) == 1


# ----------------------------------------------------------------------------------------------------------------- PDF


def test_codes_of_a_pdf_stand_where_they_are_drawn_at_300_to_the_inch() -> None:
    """Two pages of A4, on the second a label of 150 dots an inch at 40, 30."""
    lying = numbered("RMA-104448", (600, 400), (40, 30))
    (read,) = read_pages(pdf_of([None, lying]), "letter.pdf")
    assert (read.text, read.page) == ("RMA-104448", 2)
    code = zxingcpp.create_barcode("RMA-104448", zxingcpp.BarcodeFormat.Code128).to_image(scale=2)
    height, width = np.array(code).shape
    xs, ys = zip(*read.position, strict=True)
    assert 2 * 40 <= min(xs) < max(xs) <= 2 * (40 + width)
    assert 2 * 30 - 4 <= min(ys) <= max(ys) <= 2 * (30 + height)


def test_a_page_that_says_how_it_lies_is_turned() -> None:
    (page,) = pages_of(of_media_box(b"0 0 300 200] /Rotate 90 /CropBox [0 0 300 200"), "letter.pdf")
    assert page.pixels.shape == (1250, 834)


SIZES: list[tuple[str, bytes, tuple[int, int] | None]] = [
    ("A4 whole", b"0 0 %f %f" % A4_PT, (2481, 3508)),
    ("10,000 in", b"0 0 720000 720000", None),
    ("A0", b"0 0 2384 3370", None),
    ("1 pt", b"0 0 1 1", (5, 5)),
    ("a line", b"0 0 1000000 0.01", None),
    ("turned inside out", b"300 200 0 0", (1250, 834)),
]


@pytest.mark.parametrize(("box", "size"), [case[1:] for case in SIZES], ids=[case[0] for case in SIZES])
def test_a_page_of_any_size_has_no_more_pixels_than_can_be_read(box: bytes, size: tuple[int, int] | None) -> None:
    (page,) = pages_of(of_media_box(box), "letter.pdf")
    height, width = page.pixels.shape
    assert width * height <= 1.01 * MAX_PAGE_PIXELS + width + height
    assert (page.pixels == 255).all()
    if size:
        assert (width, height) == pytest.approx(size, abs=1)


@pytest.mark.parametrize(
    ("password", "code"), [("secret", "picture-pdf-encrypted"), ("", None)], ids=["locked", "open"]
)
def test_locked_by_a_password(password: str, code: str | None) -> None:
    """One that only its owner may change can be read by all."""
    content = pdf_of([label()], password=password)
    if code is None:
        assert read_pages(content, "letter.pdf")
    else:
        with pytest.raises(RefusedError) as caught:
            read_pages(content, "letter.pdf")
        assert (caught.value.code, caught.value.figures) == (code, {"file": "letter.pdf"})


def test_scripts_do_not_run() -> None:
    """The endless one would."""
    assert read_pages(with_script(b"while(true){}"), "letter.pdf") == ()


# ---------------------------------------------------------------------------------------------------------------- HEIC


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_heic_as_telephones_write_it(turns: int) -> None:
    held = label().rotate(-90 * turns, expand=True)
    content = heic_of(held, quarter_turns=turns)
    assert [read.text for read in read_pages(content, "photo.heic")] == ["RMA-104448", "RMA-104448"]
    (page,) = pages_of(content, "photo.heic")
    assert page.pixels.shape == (176, 304)


def test_heic_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    monkeypatch.delitem(Image.OPEN, "HEIF", raising=False)
    with pytest.raises(RefusedError) as caught:
        read_pages(heic_of(label()), "photo.heic")
    assert (caught.value.code, caught.value.figures) == (
        "picture-heic-missing",
        {"file": "photo.heic", "extra": "rmadesk[heic]"},
    )
    assert len(read_pages(saved(label(), "AVIF"), "photo.avif")) == 2


def test_heic_cut_short_is_damaged() -> None:
    content = heic_of(label())
    for end in (40, 200, len(content) // 2):
        with pytest.raises(RefusedError, match="picture-damaged"):
            read_pages(content[:end], "photo.heic")


# ------------------------------------------------------------------------------------------------ one budget, one asker


def test_reading_stops_at_the_page_that_makes_it_enough() -> None:
    """What comes after is not even unpacked: here it is damaged."""
    content = bytearray(tiff_of(*[numbered(f"RMA-{page}") for page in range(1, 6)]))
    content[-60:] = bytes(60)
    asked: list[list[tuple[int, str]]] = []

    def enough(reads: tuple[Read, ...]) -> bool:
        asked.append(texts(reads))
        return len(reads) == 2

    assert texts(read_pages(bytes(content), "fax", enough=enough)) == [(1, "RMA-1"), (2, "RMA-2")]
    assert asked[-1] == [(1, "RMA-1"), (2, "RMA-2")]


def test_where_every_page_is_wanted_each_is_asked_about_by_itself() -> None:
    asked: list[list[tuple[int, str]]] = []

    def enough(reads: tuple[Read, ...]) -> bool:
        asked.append(texts(reads))
        return True

    content = tiff_of(*[numbered(f"RMA-{page}") for page in (1, 2, 3)])
    wanted = [(1, "RMA-1"), (2, "RMA-2"), (3, "RMA-3")]
    assert texts(read_pages(content, "fax", enough=enough, every_page=True)) == wanted
    assert asked == [[each] for each in wanted]


def test_pages_are_unpacked_one_at_a_time() -> None:
    both = pages_of(tiff_of(numbered("RMA-1"), numbered("RMA-2", (400, 240)))[:-30_000], "fax")
    assert next(both).number == 1
    with pytest.raises(RefusedError, match="picture-damaged"):
        next(both)


@pytest.mark.parametrize(
    ("budget", "takes", "shares"),
    [
        (None, 0.0, [0.5, 2 / 3, 1.0, 2.0]),
        (1.0, 0.0, [0.25, 1 / 3, 0.5, 1.0]),
        (1.0, 0.25, [0.25, 0.25, 0.25, 0.25]),
        (1.0, 9.0, [0.25, 0, 0, 0]),
    ],
    ids=["a file's", "given", "shared", "used up: each page gets its first step"],
)
def test_pages_share_one_budget(
    monkeypatch: pytest.MonkeyPatch, budget: float | None, takes: float, shares: list[float]
) -> None:
    now = [100.0]
    given: list[float | None] = []

    def read_codes(_: object, *, enough: Enough | None, budget: float | None) -> tuple[Read, ...]:
        assert enough is None
        given.append(budget)
        now[0] += takes
        return ()

    monkeypatch.setattr(reading, "read_codes", read_codes)
    monkeypatch.setattr(reading.time, "monotonic", lambda: now[0])
    read_pages(pdf_of([None] * 4, (50, 50)), "letter.pdf", budget=budget)
    assert given == pytest.approx(shares)


@pytest.mark.parametrize("budget", [None, 0.5])
def test_a_picture_has_the_budget_to_itself(monkeypatch: pytest.MonkeyPatch, budget: float | None) -> None:
    given: list[float | None] = []
    monkeypatch.setattr(reading, "read_codes", lambda *_, budget, **__: given.append(budget) or ())
    read_pages(saved(label()), "label.png", budget=budget)
    assert given == [budget]


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 7), (8, 8)])
def test_too_narrow_for_any_code(size: tuple[int, int]) -> None:
    assert read_pages(saved(Image.new("L", size, 255)), "label.png") == ()


# ---------------------------------------------------------------------------------------------------- Pillow's pictures


def test_grey_pixels_of_an_open_picture() -> None:
    assert (grey_of(label()) == np.asarray(label())).all()
    exif = Image.Exif()
    exif[0x0112] = 3
    turned = label().rotate(180)
    turned.getexif().update(exif)
    assert (grey_of(turned) == np.asarray(label())).all()
    with pytest.raises(RefusedError, match="picture-too-large"):
        grey_of(Image.new("1", (8000, 5001)), "camera")
