"""Codes as black rectangles counted in modules, neighbours merged; no size, no ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from barcode.codex import Code128
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from rmadesk.domain.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Block:
    """A black rectangle, in modules from the code's own top left corner, without the quiet zone."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A drawn code: how many modules it is wide and high, and which of them are black."""

    width: int
    height: int
    blocks: tuple[Block, ...]


def code_128(text: str) -> Pattern:
    """The bars of a Code 128, one module high; refuses (`label-code-text`) what isn't printable ASCII."""
    _require_printable_ascii(text)
    modules = [module == "1" for module in Code128(text).build()[0]]
    return Pattern(len(modules), 1, tuple(_row_blocks(modules, 0)))


def qr_code(text: str) -> Pattern:
    """The modules of a QR code with medium error correction; refuses (`label-code-text`) what isn't printable ASCII."""
    _require_printable_ascii(text)
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    count = int(code.moduleCount)
    rows = [[bool(code.modules[row][column]) for column in range(count)] for row in range(count)]
    blocks = tuple(block for top, modules in enumerate(rows) for block in _row_blocks(modules, top))
    return Pattern(count, count, blocks)


def _row_blocks(modules: Sequence[bool], top: int) -> Iterator[Block]:
    left = 0
    for black, group in groupby(modules):
        width = len(list(group))
        if black:
            yield Block(left, top, width, 1)
        left += width


def _require_printable_ascii(text: str) -> None:
    if not text or any(not " " <= character <= "~" for character in text):
        raise RefusedError("label-code-text", text=text)
