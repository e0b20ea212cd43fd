"""The drawn label: on the printer's dots, read back by two readers, no text outside its place."""

import base64
import re
import zlib
from dataclasses import replace
from io import BytesIO
from itertools import groupby, pairwise
from math import ceil, floor
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from rmadesk.adapters.labels.fitting import POINTS_PER_MM, FittedText
from rmadesk.adapters.labels.pdf import PdfLabelRenderer
from rmadesk.adapters.labels.raster import rasterise
from rmadesk.adapters.labels.typefaces import Typefaces
from rmadesk.adapters.lettering.font_files import system_font_folders
from rmadesk.domain.errors import FaultError, RefusedError
from rmadesk.domain.labels import LinearCode, replacement_label
from support.replacement_labels import PLAIN_FACTS, READERS

RENDERER = PdfLabelRenderer()
ASCENT, DESCENT = 0.93, 0.24  # of the type size: DejaVu's, the tallest and deepest of the fonts
RESOLUTIONS = (203, 300)
NUMBERS = ("RMA-2026-004711-K", "4711", "W" * 19, "1234567890" * 3 + "12345678", "a.b/c d~", "1A")


def facts_for(number: str):
    return replace(PLAIN_FACTS, rma_number=number)


def picture_of(facts, dpi: int) -> Image.Image:
    return rasterise(RENDERER.render(replacement_label(facts, dpi)), dpi)


def expected_reads(number: str) -> set[tuple[str, str]]:
    return {("]C0", number), ("]Q1", f"RMA:{number}")}


# ------------------------------------------------------------------------------------------------------------- reading


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("number", NUMBERS)
def test_both_codes_read_back_exactly(number, dpi, reader):
    assert reader(picture_of(facts_for(number), dpi)) == expected_reads(number)


@settings(max_examples=60)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz0123456789-./_", min_size=1, max_size=17), st.sampled_from(RESOLUTIONS))
@example("RMA-0000-000000-0", 203)
@example("12A34B56C78D90", 203)
@example("1", 300)
def test_any_rma_number_reads_back(number, dpi):
    picture = picture_of(facts_for(number), dpi)
    for reader in READERS.values():
        assert reader(picture) == expected_reads(number)


def _shifted(picture: Image.Image, darker: bool) -> Image.Image:
    """Every bar one dot wider, or narrower: a print head too hot, or too cold."""
    dots = np.asarray(picture)
    left = np.pad(dots, ((0, 0), (1, 0)), constant_values=255)[:, :-1]
    return Image.fromarray(np.minimum(dots, left) if darker else np.maximum(dots, left))


def _tilted(picture: Image.Image, degrees: float) -> Image.Image:
    table = Image.new("L", (picture.width + 300, picture.height + 300), 255)
    table.paste(picture, (150, 150))
    return table.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def _sharpened_double(picture: Image.Image) -> Image.Image:
    """What a reader does with a blurred picture: twice the size, edges drawn out."""
    double = cv2.resize(np.asarray(picture), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return Image.fromarray(cv2.addWeighted(double, 2.5, cv2.GaussianBlur(double, (0, 0), 3.6), -1.5, 0))


STRESSES = {
    "blur 1.0": lambda picture: picture.filter(ImageFilter.GaussianBlur(1.0)),
    "blur 1.4": lambda picture: picture.filter(ImageFilter.GaussianBlur(1.4)),
    "blur 1.8": lambda picture: picture.filter(ImageFilter.GaussianBlur(1.8)),
    "tilt 7": lambda picture: _tilted(picture, 7),
    "tilt -7": lambda picture: _tilted(picture, -7),
    "shrink 3 %": lambda picture: picture.resize((round(picture.width * 0.97), round(picture.height * 0.97))),
    "bars + 1 dot": lambda picture: _shifted(picture, darker=True),
    "bars - 1 dot": lambda picture: _shifted(picture, darker=False),
    "upside down": lambda picture: picture.rotate(180),
}


@pytest.mark.parametrize("stress", STRESSES.values(), ids=STRESSES.keys())
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("number", ["RMA-2026-004711-K", "4711", "W" * 19])
def test_a_badly_printed_or_photographed_label_still_reads_and_never_wrong(number, dpi, stress):
    picture = stress(picture_of(facts_for(number), dpi))
    for name, reader in READERS.items():
        plain, sharpened = reader(picture), reader(_sharpened_double(picture))
        assert plain | sharpened == expected_reads(number), name


@pytest.mark.parametrize("number", ["RMA-2026-004711-K", "4711"])
@pytest.mark.parametrize("stress", [name for name in STRESSES if not name.startswith("blur 1.") or name == "blur 1.0"])
def test_without_any_preparation_all_but_the_strong_blurs_read(number, stress):
    picture = STRESSES[stress](picture_of(facts_for(number), 203))
    for name, reader in READERS.items():
        assert reader(picture) == expected_reads(number), name


# ----------------------------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize(("dpi", "size"), [(203, (812, 1218)), (300, (1200, 1800))])
def test_the_page_is_four_by_six_inches_and_a_pixel_a_dot(dpi, size):
    rendered = RENDERER.render(replacement_label(PLAIN_FACTS, dpi))
    with pypdfium2.PdfDocument(rendered) as document:
        assert len(document) == 1
        assert document[0].get_size() == (288, 432)
    assert rasterise(rendered, dpi).size == size
    png = Image.open(BytesIO(RENDERER.rasterise(rendered, dpi)))
    assert (png.format, png.mode, png.size) == ("PNG", "L", size)


def _bar_runs(facts, dpi: int) -> tuple[LinearCode, list[tuple[bool, int]]]:
    """(black, dots) along a line through the middle of the bars, from edge to edge of the label."""
    spec = replacement_label(facts, dpi)
    code = next(element for element in spec.elements if isinstance(element, LinearCode))
    middle = round((code.y_mm + code.height_mm / 2) / 25.4 * dpi)
    row = np.asarray(rasterise(RENDERER.render(spec), dpi))[middle] < 128
    return code, [(black, len(list(group))) for black, group in groupby(row.tolist())]


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("number", NUMBERS)
def test_bars_are_whole_modules_between_quiet_zones(number, dpi):
    code, runs = _bar_runs(facts_for(number), dpi)
    assert not runs[0][0]
    assert not runs[-1][0]
    assert min(runs[0][1], runs[-1][1]) >= 10 * code.module_dots
    assert [run for run in runs[1:-1] if run[1] % code.module_dots or run[1] > 4 * code.module_dots] == []
    assert len(runs) > 20


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_quiet_zones_are_white_over_the_whole_height(dpi):
    spec = replacement_label(facts_for("W" * 19), dpi)
    code = next(element for element in spec.elements if isinstance(element, LinearCode))
    top, bottom = (round(mm / 25.4 * dpi) for mm in (code.y_mm, code.y_mm + code.height_mm))
    field = np.asarray(rasterise(RENDERER.render(spec), dpi))[top:bottom]
    quiet = 10 * code.module_dots
    assert field[:, :quiet].min() == 255
    assert field[:, -quiet:].min() == 255


def _rectangles(rendered: bytes) -> list[tuple[float, ...]]:
    """x, y, width and height, in points, of each rectangle of the page."""
    stream = re.search(rb"/ASCII85Decode[^>]*>>\s*stream\s*(.*?)~>\s*endstream", rendered, re.DOTALL)
    assert stream
    drawing = zlib.decompress(base64.a85decode(stream[1])).decode("latin-1")
    return [tuple(map(float, found)) for found in re.findall(r"(\S+) (\S+) (\S+) (\S+) re\b", drawing)]


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_printer_that_blackens_every_dot_it_touches_grows_no_bar(dpi):
    dot = 72 / dpi
    rectangles = _rectangles(RENDERER.render(replacement_label(PLAIN_FACTS, dpi)))
    assert len(rectangles) > 100
    for x, _, width, _ in rectangles:
        touched = ceil((x + width) / dot) - floor(x / dot)
        assert touched == round(width / dot + 0.2), (x, width)


# --------------------------------------------------------------------------------------------------------------- texts

HEBREW, ARABIC, CHINESE = "\u05e9\u05dc\u05d5\u05dd", "\u0645\u062d\u0645\u062f", "\u682a\u5f0f\u4f1a\u793e"
HOSTILE = {
    "300 letters without a space": "W" * 300,
    "300 characters in words": "The Very Long Company Name " * 12,
    "20,000 characters": "endless " * 2500,
    "quotes": 'O\'Neil "The" \\ (R) <b>&amp; %s {x} $(x) ^XA~',
    "right to left": f"{HEBREW} 12 {ARABIC}" * 6,
    "Chinese": CHINESE * 20,
    "line breaks": "one\ntwo\r\nthree\n\n\nfour\u2028five",
    "controls": "\x00\x1b[2J\x07\u202etxet\u2066",
    "combining marks": "Z" + "\u0301\u0323" * 40,
}


def assert_in_its_place(text: FittedText) -> None:
    left, top = text.box.x_mm * POINTS_PER_MM, text.box.y_mm * POINTS_PER_MM
    right, bottom = left + text.box.width_mm * POINTS_PER_MM, top + text.box.height_mm * POINTS_PER_MM
    assert text.box.min_size_pt <= text.size_pt <= text.box.size_pt
    for row in text.rows:
        assert left - 0.01 <= row.x_pt <= row.x_pt + row.width_pt <= right + 0.01, row
        assert top <= row.baseline_pt - ASCENT * text.size_pt, row
        assert row.baseline_pt + DESCENT * text.size_pt <= bottom + 0.01, row
    lines = [row.baseline_pt for row in text.rows]
    assert all(below - above >= text.size_pt for above, below in pairwise(lines))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_stay_in_their_place(name):
    facts = replace(PLAIN_FACTS, recipient=(name, *PLAIN_FACTS.recipient), sender=(name, "", name))
    spec = replacement_label(facts)
    for text in RENDERER.plan(spec).texts:
        assert_in_its_place(text)
    picture = rasterise(RENDERER.render(spec), 203)
    assert READERS["zxing-cpp"](picture) == expected_reads(facts.rma_number)
    paper = np.asarray(picture)
    margin = 20  # dots: 2.5 mm
    edges = (paper[:margin], paper[-margin:], paper[:, :margin], paper[:, -margin:])
    assert min(int(edge.min()) for edge in edges) == 255


def _rows(facts, first_of: str) -> FittedText:
    texts = RENDERER.plan(replacement_label(facts)).texts
    return next(text for text in texts if first_of in [line.text for line in text.box.lines])


def test_a_long_name_ends_with_an_ellipsis_and_the_rest_of_the_address_stays():
    name = "The Very Long Company Name " * 12
    text = _rows(replace(PLAIN_FACTS, recipient=(name, *PLAIN_FACTS.recipient[1:])), PLAIN_FACTS.recipient[-1])
    assert text.shortened
    assert text.size_pt == 12
    written = [row.text for row in text.rows]
    assert written[-4:] == list(PLAIN_FACTS.recipient[1:])
    assert [row.endswith("\u2026") for row in written] == [False, False, True, False, False, False, False]


def test_a_name_that_fits_when_smaller_is_set_smaller():
    name = "Nordlicht Rechenzentrum Gesellschaft"
    text = _rows(replace(PLAIN_FACTS, recipient=(name, "Hamburg")), name)
    assert not text.shortened
    assert 12 <= text.size_pt < 16
    assert [row.text for row in text.rows] == [name, "Hamburg"]


def test_a_name_that_fits_on_two_rows_is_whole():
    name = "Nordlicht Rechenzentrum und Verwaltungsgesellschaft der Elbregion"
    text = _rows(replace(PLAIN_FACTS, recipient=(name, "Hamburg")), name)
    assert not text.shortened
    assert " ".join(row.text for row in text.rows) == f"{name} Hamburg"


@pytest.mark.parametrize("number", NUMBERS)
def test_the_rma_number_is_the_biggest_text_and_whole(number):
    texts = RENDERER.plan(replacement_label(facts_for(number))).texts
    of_number = next(text for text in texts if number in [line.text for line in text.box.lines])
    assert of_number.size_pt > max(text.size_pt for text in texts if text is not of_number)
    assert "".join(row.text for row in of_number.rows).replace(" ", "") == number.replace(" ", "")


def test_a_serial_number_is_refused_rather_than_cut():
    with pytest.raises(RefusedError) as refused:
        RENDERER.render(replacement_label(replace(PLAIN_FACTS, replaces_serial="S" * 300)))
    assert (refused.value.code, refused.value.figures) == ("label-text-too-long", {"text": "S" * 60})


@pytest.mark.parametrize(
    ("letter", "code_point", "name"),
    [
        ("\U0001f984", "U+1F984", "UNICORN FACE"),
        ("\u0e01", "U+0E01", "THAI CHARACTER KO KAI"),
        ("\udc80", "U+DC80", ""),
        ("\U0010fffe", "U+10FFFE", ""),
    ],
    ids=["emoji", "Thai", "half a surrogate pair", "no character"],
)
def test_a_letter_that_no_font_has_is_refused_by_name(letter, code_point, name):
    with pytest.raises(RefusedError) as refused:
        RENDERER.render(replacement_label(replace(PLAIN_FACTS, recipient=("Ann", f"Caf\u00e9 {letter}", "Oslo"))))
    assert refused.value.code == "label-character"
    assert refused.value.figures == {
        "character": letter,
        "code_point": code_point,
        "name": name,
        "line": f"Caf\u00e9 {letter}",
    }


@pytest.mark.parametrize("number", ["", "M\u00fcller", "4711\n", "47\x0011", "\u0664\u0667", "\u202e4711"])
def test_a_code_takes_printable_ascii_only(number):
    with pytest.raises(RefusedError) as refused:
        RENDERER.render(replacement_label(facts_for(number)))
    assert (refused.value.code, refused.value.figures) == ("label-code-text", {"text": number})


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_code_wider_than_the_label_is_refused(dpi):
    with pytest.raises(RefusedError) as refused:
        RENDERER.render(replacement_label(facts_for("WVWVWVWVWVWVWVWVWVWVWVWVW"), dpi))
    assert refused.value.code == "label-code-too-wide"


# ----------------------------------------------------------------------------------------------------- the file itself


def test_the_same_label_is_the_same_file():
    spec = replacement_label(PLAIN_FACTS)
    first = RENDERER.render(spec)
    RENDERER.render(replacement_label(replace(PLAIN_FACTS, recipient=(CHINESE,))))
    assert RENDERER.render(spec) == first == PdfLabelRenderer().render(spec)


def test_fonts_are_embedded_as_subsets():
    rendered = RENDERER.render(replacement_label(replace(PLAIN_FACTS, recipient=(CHINESE,))))
    fonts = set(re.findall(rb"/BaseFont /(\S+)", rendered))
    assert {re.sub(rb"^[A-Z]{6}\+", b"", font) for font in fonts} == {
        b"DejaVuSans",
        b"DejaVuSans-Bold",
        b"DroidSansFallback",
    }
    assert all(re.match(rb"[A-Z]{6}\+", font) for font in fonts)
    assert len(re.findall(rb"/FontFile2 ", rendered)) == len(fonts)
    assert len(rendered) < 200_000


def test_its_text_can_be_searched_and_it_asks_not_to_be_scaled():
    rendered = RENDERER.render(replacement_label(PLAIN_FACTS))
    with pypdfium2.PdfDocument(rendered) as document:
        text = document[0].get_textpage().get_text_bounded()
        assert document.get_metadata_dict()["Title"] == "RMA RMA-2026-004711-K"
    for line in (*PLAIN_FACTS.recipient, PLAIN_FACTS.rma_number, PLAIN_FACTS.words.no_postage):
        assert line in text
    assert b"/PrintScaling /None" in rendered


def test_what_is_no_pdf_is_a_fault():
    with pytest.raises(FaultError) as fault:
        rasterise(b"%PDF-1.4 nothing", 203)
    assert fault.value.code == "label-not-rendered"


# --------------------------------------------------------------------------------------------------------------- fonts


def _font_file(name: str) -> Path:
    return next(path for folder in system_font_folders() for path in folder.rglob(name))


def _renderer_with(folder: Path, *names: str) -> PdfLabelRenderer:
    for name in names:
        (folder / name).write_bytes(_font_file(name).read_bytes())
    return PdfLabelRenderer(typefaces=Typefaces([folder], system_folders=()))


def _missing(renderer: PdfLabelRenderer, *recipient: str) -> dict[str, object]:
    with pytest.raises(FaultError) as fault:
        renderer.render(replacement_label(replace(PLAIN_FACTS, recipient=recipient)))
    assert fault.value.code == "font-missing"
    return fault.value.figures


@pytest.mark.parametrize("there", [(), ("DejaVuSans.ttf",), ("DejaVuSans-Bold.ttf", "DroidSansFallbackFull.ttf")])
def test_without_the_text_fonts_it_says_what_to_install(tmp_path, there):
    assert _missing(_renderer_with(tmp_path, *there), "Ann") == {"font": "DejaVu Sans", "package": "fonts-dejavu-core"}


def test_once_the_text_fonts_are_installed_the_same_renderer_draws(tmp_path):
    renderer = _renderer_with(tmp_path)
    _missing(renderer, "Ann")
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        (tmp_path / name).write_bytes(_font_file(name).read_bytes())
    assert renderer.render(replacement_label(PLAIN_FACTS)) == RENDERER.render(replacement_label(PLAIN_FACTS))


def test_without_a_chinese_font_it_says_what_to_install(tmp_path):
    renderer = _renderer_with(tmp_path, "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    assert _missing(renderer, CHINESE) == {"font": "Droid Sans Fallback", "package": "fonts-droid-fallback"}
    assert renderer.render(replacement_label(PLAIN_FACTS)) == RENDERER.render(replacement_label(PLAIN_FACTS))


def test_without_a_korean_font_it_says_what_to_install(tmp_path):
    renderer = _renderer_with(tmp_path, "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DroidSansFallbackFull.ttf")
    assert _missing(renderer, "\ud55c\uad6d") == {"font": "Nanum Gothic", "package": "fonts-nanum"}


def test_a_damaged_font_is_passed_over_for_a_good_one(tmp_path):
    damaged, good = tmp_path / "damaged", tmp_path / "good" / "deeper"
    damaged.mkdir()
    good.mkdir(parents=True)
    (damaged / "DejaVuSans.ttf").write_bytes(b"\0\1\0\0 this is no font")
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        (good / name.upper()).write_bytes(_font_file(name).read_bytes())
    typefaces = Typefaces([damaged, good.parent], system_folders=())
    expected = RENDERER.render(replacement_label(PLAIN_FACTS))
    assert PdfLabelRenderer(typefaces=typefaces).render(replacement_label(PLAIN_FACTS)) == expected
