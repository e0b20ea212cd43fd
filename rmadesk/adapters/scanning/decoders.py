"""The two decoders, called with what was found to work best, and their finds in one form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from rmadesk.adapters.scanning.outlines import Outline, around, from_top_left
from rmadesk.adapters.scanning.symbologies import LINEAR
from rmadesk.adapters.scanning.zbar_library import zbar_library
from rmadesk.domain.symbologies import Symbology

Grey = NDArray[np.uint8]
Kinds = frozenset[Symbology]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one pass of one decoder saw; `faint` where chance may have given it, as a single line of bars."""

    data: bytes
    symbology: Symbology
    gs1: bool
    position: Outline
    faint: bool = False

    @property
    def text(self) -> str:
        """UTF-8, and where the bytes are none, Latin-1."""
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError:
            return self.data.decode("latin-1")


_ZXING_FORMATS = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.Code39,
        zxingcpp.BarcodeFormat.Code93,
        zxingcpp.BarcodeFormat.ITF,
        zxingcpp.BarcodeFormat.EANUPC,
        zxingcpp.BarcodeFormat.Codabar,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.MaxiCode,
    ]
)
_ZXING_NAMES = {
    zxingcpp.BarcodeFormat.Code128: Symbology.CODE_128,
    zxingcpp.BarcodeFormat.Code39: Symbology.CODE_39,
    zxingcpp.BarcodeFormat.Code93: Symbology.CODE_93,
    zxingcpp.BarcodeFormat.ITF: Symbology.ITF,
    zxingcpp.BarcodeFormat.EANUPC: Symbology.EAN_13,
    zxingcpp.BarcodeFormat.EAN8: Symbology.EAN_8,
    zxingcpp.BarcodeFormat.UPCE: Symbology.UPC_E,
    zxingcpp.BarcodeFormat.Codabar: Symbology.CODABAR,
    zxingcpp.BarcodeFormat.QRCode: Symbology.QR_CODE,
    zxingcpp.BarcodeFormat.DataMatrix: Symbology.DATA_MATRIX,
    zxingcpp.BarcodeFormat.PDF417: Symbology.PDF417,
    zxingcpp.BarcodeFormat.Aztec: Symbology.AZTEC,
    zxingcpp.BarcodeFormat.MaxiCode: Symbology.MAXICODE,
}

# Not UPC-A and UPC-E: left out, they come as the EAN-13 they stand for, as from zxing-cpp. Not DataBar and PDF417: they
# flood stderr, and old builds of zbar end the process over them.
_ZBAR_NAMES = {
    "CODE128": Symbology.CODE_128,
    "CODE39": Symbology.CODE_39,
    "CODE93": Symbology.CODE_93,
    "I25": Symbology.ITF,
    "EAN13": Symbology.EAN_13,
    "EAN8": Symbology.EAN_8,
    "CODABAR": Symbology.CODABAR,
    "QRCODE": Symbology.QR_CODE,
}


_LINES_THAT_AGREE = 2  # zbar tells how many did


def zxing(picture: Grey, kinds: Kinds | None = None) -> tuple[Sighting, ...]:
    """zxing-cpp at its default effort, for all kinds or some.

    Plain text mode: the default one rewrites GS1 and control characters.
    """
    formats = _ZXING_FORMATS if kinds is None else _zxing_formats(kinds)
    found = zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return tuple(
        Sighting(
            code.bytes,
            _ZXING_NAMES.get(code.format) or _ZXING_NAMES[code.symbology],
            code.content_type == zxingcpp.ContentType.GS1,
            _zxing_outline(code.position),
        )
        for code in found
    )


def zbar(picture: Grey, kinds: Kinds | None = None) -> tuple[Sighting, ...]:
    """zbar; nothing where its library is missing. It does not tell GS1 codes from others."""
    library = zbar_library()
    if library is None or not picture.size:
        return ()
    names = [name for name, symbology in _ZBAR_NAMES.items() if kinds is None or symbology in kinds]
    found = library.decode(picture, symbols=[library.ZBarSymbol[name] for name in names]) if names else []
    return tuple(
        Sighting(
            code.data,
            _ZBAR_NAMES[code.type],
            False,
            from_top_left(around([(p.x, p.y) for p in code.polygon])),
            faint=_ZBAR_NAMES[code.type] in LINEAR and code.quality < _LINES_THAT_AGREE,
        )
        for code in found
        if code.type in _ZBAR_NAMES and code.polygon
    )


@dataclass(frozen=True, slots=True)
class Decoder:
    """One of the two, by name: what one saw is trusted sooner when the other sees it too."""

    name: str
    look: Callable[[Grey, Kinds | None], tuple[Sighting, ...]]


ZXING = Decoder("zxing", zxing)
ZBAR = Decoder("zbar", zbar)


@cache
def _zxing_formats(kinds: Kinds) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([form for form, name in _ZXING_NAMES.items() if name in kinds])


def _zxing_outline(position: zxingcpp.Position) -> Outline:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((point.x, point.y) for point in corners)
    return from_top_left((a, b, c, d))
