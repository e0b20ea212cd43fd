"""Codes as pictures for a screen or a sheet of paper, such as the symbol that scanners are tested by."""

import io

import numpy as np
import zxingcpp
from PIL import Image

from rmadesk.domain.errors import RefusedError

_LINEAR_SCALE, _SQUARE_SCALE = 2, 5


class SymbolPictures:
    """The port `Symbols`. Both kinds carry separators (GS) as they are."""

    def linear(self, text: str) -> bytes:
        """A Code 128 as PNG, two pixels a module."""
        return _png(text, zxingcpp.BarcodeFormat.Code128, _LINEAR_SCALE)

    def square(self, text: str) -> bytes:
        """A QR code as PNG, five pixels a module."""
        return _png(text, zxingcpp.BarcodeFormat.QRCode, _SQUARE_SCALE)


def _png(text: str, symbology: zxingcpp.BarcodeFormat, scale: int) -> bytes:
    try:
        code = zxingcpp.create_barcode(text, symbology)
    except ValueError as error:
        raise RefusedError("label-code-text", text=text) from error
    pixels = np.array(zxingcpp.write_barcode_to_image(code, scale=scale, add_hrt=False, add_quiet_zones=True))
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, "PNG")
    return written.getvalue()
