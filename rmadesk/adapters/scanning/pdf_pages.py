"""The pages of a PDF, drawn in grey pixels: no script runs, no form is filled in, nothing is fetched."""

import math
from collections.abc import Iterator

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from rmadesk.adapters.scanning.pictures import MAX_PAGES, MAX_SIDE
from rmadesk.domain.errors import RefusedError

# At 300 dots an inch a bar of 0.25 mm, the narrowest that carriers print, takes 3 pixels; A4 has 8.7 million.
DOTS_PER_INCH = 300
MAX_PAGE_PIXELS = 12_000_000
_POINTS_PER_INCH = 72
_NEEDS_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def drawn_pages(content: bytes, name: str) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """How many pages there are, and one after the other, drawn when it is asked for.

    Raises RefusedError `picture-damaged`, `picture-pdf-encrypted`, `picture-too-many-pages`.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in _NEEDS_PASSWORD
        raise RefusedError("picture-pdf-encrypted" if locked else "picture-damaged", file=name) from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise RefusedError("picture-too-many-pages", file=name, limit=MAX_PAGES)
        if count < 1:
            raise RefusedError("picture-damaged", file=name)
        for page in range(count):
            yield count, _drawn(document, page, name)
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int, name: str) -> NDArray[np.uint8]:
    try:
        page = document[number]
        try:
            bitmap = page.render(scale=_scale(*page.get_size()), grayscale=True, may_draw_forms=False)
            try:
                pixels: NDArray[np.uint8] = bitmap.to_numpy()
                return np.array(pixels.reshape(bitmap.height, bitmap.width), dtype=np.uint8, order="C")
            finally:
                bitmap.close()
        finally:
            page.close()
    except MemoryError:
        raise
    except Exception as error:  # pypdfium2 raises ValueError and others of a page that can't be
        raise RefusedError("picture-damaged", file=name) from error


def _scale(width: float, height: float) -> float:
    """Pixels for a point of a page of this size in points; less where the paper is huge, so that its pixels are not."""
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError("no paper")
    most = MAX_SIDE / max(width, height)
    return min(DOTS_PER_INCH / _POINTS_PER_INCH, math.sqrt(MAX_PAGE_PIXELS / (width * height)), most)
