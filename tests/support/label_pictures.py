"""Draws the carrier's shipping label of a parcel that comes back, dot for dot as a label printer would.

A drawn label is clean; `degrade` (from `support.label_photographs`) makes a photograph of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from support.label_photographs import Damage, Scene, Tear, degrade

__all__ = [
    "Carrier",
    "Carton",
    "Damage",
    "InboundLabel",
    "Layout",
    "Party",
    "PrintedCode",
    "RmaCode",
    "Scene",
    "Symbology",
    "Tear",
    "degrade",
    "draw_label",
    "draw_symbol",
]

WIDTH_DOTS = 812  # 4 x 6 in at 203 dpi, what carriers' thermal printers give
HEIGHT_DOTS = 1218
MARGIN = 30
INK, PAPER = 0, 255


class Symbology(StrEnum):
    CODE_128 = "Code 128"
    CODE_39 = "Code 39"
    QR = "QR Code"
    DATA_MATRIX = "Data Matrix"

    @property
    def is_matrix(self) -> bool:
        return self in (Symbology.QR, Symbology.DATA_MATRIX)


class Layout(StrEnum):
    """Where carriers put things: the reference under the tracking code, or over it."""

    TRACKING_FIRST = "tracking-first"
    REFERENCE_FIRST = "reference-first"


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or recipient: the lines of the address as they stand on the label."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    name: str
    service: str


@dataclass(frozen=True, slots=True)
class Carton:
    """Which carton of how many."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True, slots=True)
class RmaCode:
    """An RMA number as the customer put it on the label: as a code, as digits, or both."""

    number: str
    symbology: Symbology | None = Symbology.CODE_128
    digits_printed: bool = True

    @property
    def text(self) -> str:
        """What the code says; two-dimensional ones are written with a colon."""
        separator = ":" if self.symbology is not None and self.symbology.is_matrix else "-"
        return f"RMA{separator}{self.number}"


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """One code of a label: what a reader must give back for it."""

    text: str
    symbology: Symbology
    symbology_identifier: str


@dataclass(frozen=True, slots=True)
class InboundLabel:
    """Everything that is printed on one inbound label."""

    sender: Party
    recipient: Party
    carrier: Carrier
    tracking_number: str
    rma_codes: tuple[RmaCode, ...] = ()
    sscc: str | None = None
    carton: Carton | None = None
    weight_text: str = ""
    shipped_text: str = ""
    contents: str = ""
    layout: Layout = Layout.TRACKING_FIRST

    @property
    def codes(self) -> tuple[PrintedCode, ...]:
        """Every code on the label, in no order that a reader promises."""
        identifiers = dict(zip(Symbology, ("]C0", "]A0", "]Q1", "]d1"), strict=True))
        codes = [PrintedCode(self.tracking_number, Symbology.CODE_128, "]C0")]
        codes += (
            PrintedCode(rma.text, rma.symbology, identifiers[rma.symbology])
            for rma in self.rma_codes
            if rma.symbology is not None
        )
        if self.sscc is not None:
            codes.append(PrintedCode(f"00{self.sscc}", Symbology.CODE_128, "]C1"))
        return tuple(codes)


def draw_label(spec: InboundLabel) -> Image.Image:
    """The label in black on white, one pixel a printer dot; longer than 6 in when more stands on it."""
    sheet = _Sheet()
    sections: dict[Layout, Sequence[Callable[[_Sheet, InboundLabel], None]]] = {
        Layout.TRACKING_FIRST: (_sender, _recipient, _service, _tracking, _references, _sscc),
        Layout.REFERENCE_FIRST: (_service, _sender, _recipient, _references, _tracking, _sscc),
    }
    for section in sections[spec.layout]:
        section(sheet, spec)
    _contents(sheet, spec)
    return sheet.cut()


def draw_symbol(text: str, symbology: Symbology, module: int, height: int, *, gs1: bool = False) -> Image.Image:
    """One code without its quiet zone, its modules `module` dots wide; `height` is for linear codes only.

    GS1 text is given with bracketed application identifiers: `(00)...`.
    """
    formats = {
        Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
        Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
        Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
        Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    }
    options = {"gs1": True} if gs1 else {}
    barcode = zxingcpp.create_barcode(text, formats[symbology], **options)
    drawn = zxingcpp.write_barcode_to_image(barcode, scale=1, add_hrt=False, add_quiet_zones=False)
    modules: NDArray[np.uint8] = np.array(drawn, dtype=np.uint8)
    if symbology.is_matrix:
        return Image.fromarray(modules.repeat(module, axis=0).repeat(module, axis=1))
    return Image.fromarray(modules[:1].repeat(height, axis=0).repeat(module, axis=1))


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size)


class _Sheet:
    """The paper as it is filled from the top: a picture and how far down it is used."""

    def __init__(self) -> None:
        self._picture = Image.new("L", (WIDTH_DOTS, 2 * HEIGHT_DOTS), PAPER)
        self._draw = ImageDraw.Draw(self._picture)
        self.y = MARGIN

    def text(self, text: str, size: int, *, bold: bool = False, x: int = MARGIN, y: int | None = None) -> None:
        """One line; made smaller until it fits the width. Without `y` it takes the next line."""
        while size > 12 and _font(size, bold=bold).getlength(text) > WIDTH_DOTS - MARGIN - x:
            size -= 1
        self._draw.text((x, self.y if y is None else y), text, fill=INK, font=_font(size, bold=bold))
        if y is None:
            self.y += round(size * 1.22)

    def text_right(self, text: str, size: int, y: int, *, bold: bool = False) -> None:
        width = round(_font(size, bold=bold).getlength(text))
        self.text(text, size, bold=bold, x=WIDTH_DOTS - MARGIN - width, y=y)

    def rule(self, thickness: int) -> None:
        self._draw.rectangle((0, self.y, WIDTH_DOTS, self.y + thickness - 1), fill=INK)
        self.y += thickness + 10

    def box(self, left: int, top: int, size: int) -> None:
        self._draw.rectangle((left, top, left + size, top + size), outline=INK, width=6)

    def symbol(self, picture: Image.Image, x: int, y: int) -> None:
        if x + picture.width > WIDTH_DOTS:
            raise ValueError(f"a code of {picture.width} dots does not fit at {x} of {WIDTH_DOTS}")
        self._picture.paste(picture, (x, y))

    def cut(self) -> Image.Image:
        return self._picture.crop((0, 0, WIDTH_DOTS, max(HEIGHT_DOTS, self.y + MARGIN)))


def _sender(sheet: _Sheet, spec: InboundLabel) -> None:
    top = sheet.y
    for line in (spec.sender.name, *spec.sender.lines):
        sheet.text(line.upper(), 21)
    bottom = sheet.y
    y = top
    if spec.weight_text:
        sheet.text_right(spec.weight_text, 28, y, bold=True)
        y += 38
    if spec.carton is not None:
        sheet.text_right(f"BOX {spec.carton}", 34, y, bold=True)
        y += 44
    if spec.shipped_text:
        sheet.text_right(spec.shipped_text, 21, y)
        y += 26
    sheet.y = max(bottom, y) + 14


def _recipient(sheet: _Sheet, spec: InboundLabel) -> None:
    sheet.text("SHIP TO:", 22, bold=True)
    for line in (spec.recipient.name, *spec.recipient.lines):
        sheet.text(line.upper(), 32, bold=True, x=MARGIN + 50)
    sheet.y += 12
    sheet.rule(4)


def _service(sheet: _Sheet, spec: InboundLabel) -> None:
    sheet.box(MARGIN, sheet.y, 84)
    sheet.text(spec.carrier.name[:1], 64, bold=True, x=MARGIN + 20, y=sheet.y + 4)
    sheet.text(spec.carrier.name.upper(), 24, x=MARGIN + 110, y=sheet.y + 4)
    sheet.text(spec.carrier.service.upper(), 44, bold=True, x=MARGIN + 110, y=sheet.y + 32)
    sheet.y += 98
    sheet.rule(10)


def _tracking(sheet: _Sheet, spec: InboundLabel) -> None:
    sheet.text(f"TRACKING #: {_grouped(spec.tracking_number)}", 26, bold=True)
    sheet.y += 12
    bars = draw_symbol(spec.tracking_number, Symbology.CODE_128, 3, 170)
    if bars.width * 4 // 3 < WIDTH_DOTS - 2 * 40:
        bars = draw_symbol(spec.tracking_number, Symbology.CODE_128, 4, 170)
    sheet.symbol(bars, (WIDTH_DOTS - bars.width) // 2, sheet.y)
    sheet.y += bars.height + 18
    sheet.rule(10)


def _references(sheet: _Sheet, spec: InboundLabel) -> None:
    for place, rma in enumerate(spec.rma_codes, start=1):
        _reference(sheet, rma, f"REF {place}:")
    if not spec.rma_codes:
        sheet.text("REF 1:", 22)
        sheet.y += 60
    sheet.rule(4)


def _reference(sheet: _Sheet, rma: RmaCode, caption: str) -> None:
    top = sheet.y
    if rma.symbology is None:
        sheet.text(f"RMA {rma.number}", 46, bold=True)
        sheet.y += 20
    elif rma.symbology.is_matrix:
        code = draw_symbol(rma.text, rma.symbology, 7 if rma.symbology is Symbology.QR else 8, 0)
        sheet.symbol(code, WIDTH_DOTS - MARGIN - 40 - code.width, top + 24)
        sheet.text(f"{caption} RETURN AUTHORIZATION", 21, y=top + 20)
        if rma.digits_printed:
            sheet.text(f"RMA {rma.number}", 52, bold=True, y=top + 56)
        sheet.y = top + code.height + 54
    else:
        sheet.text(f"{caption} RMA {rma.number}" if rma.digits_printed else caption, 30, bold=True)
        sheet.y += 8
        sheet.symbol(draw_symbol(rma.text, rma.symbology, 3, 96), MARGIN + 40, sheet.y)
        sheet.y += 96 + 22


def _sscc(sheet: _Sheet, spec: InboundLabel) -> None:
    if spec.sscc is None:
        return
    sheet.text(f"SSCC (00) {spec.sscc}", 24, bold=True)
    sheet.y += 8
    bars = draw_symbol(f"(00){spec.sscc}", Symbology.CODE_128, 4, 150, gs1=True)
    sheet.symbol(bars, (WIDTH_DOTS - bars.width) // 2, sheet.y)
    sheet.y += bars.height + 10


def _contents(sheet: _Sheet, spec: InboundLabel) -> None:
    """The description of the goods, at the foot where there is room for it."""
    if spec.contents and sheet.y < HEIGHT_DOTS - 110:
        sheet.text("DESC: " + spec.contents.upper(), 21, y=HEIGHT_DOTS - 84)
        sheet.text("BILLING: RECEIVER   SIGNATURE: NONE", 17, y=HEIGHT_DOTS - 54)


def _grouped(number: str) -> str:
    """Digits in the groups in which people read them aloud."""
    if number.startswith("1Z"):
        return " ".join((number[:2], number[2:5], number[5:8], number[8:10], number[10:14], number[14:]))
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
