"""From the bytes of a picture or PDF file to its pages, each in grey pixels when it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rmadesk.adapters.scanning.picture_files import content_of, refuse_by_size
from rmadesk.adapters.scanning.pictures import pictures_in
from rmadesk.domain.errors import RefusedError

_PDF_HEADER_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Page:
    """One of `count` pages, the first being 1; `pixels` are grey, upright, rows from the top."""

    number: int
    count: int
    pixels: NDArray[np.uint8]


def open_picture(path: Path) -> NDArray[np.uint8]:
    """The pixels of a file's first page. Raises RefusedError `picture-...`, FaultError `picture-read-failed`."""
    return read_picture(content_of(path), str(path))


def read_picture(content: bytes, name: str) -> NDArray[np.uint8]:
    """The same from memory; `name` is what messages call it."""
    return next(pages_of(content, name)).pixels


def pages_of(content: bytes, name: str) -> Iterator[Page]:
    """All pages, at most MAX_PAGES; a picture has one. `name` is what messages call the file.

    Pixels are the picture's own, after it was turned as its camera was held; a PDF's are those of the page as drawn
    here, 300 to the inch. Raises RefusedError `picture-...`, before a page is unpacked or when its turn comes.
    """
    refuse_by_size(content, name)
    try:
        for number, (count, pixels) in enumerate(pictures_in(content, name), start=1):
            yield Page(number, count, pixels)
    except RefusedError as refused:
        if refused.code != "picture-not-image" or b"%PDF-" not in content[:_PDF_HEADER_WITHIN]:
            raise
    else:
        return
    from rmadesk.adapters.scanning.pdf_pages import drawn_pages  # pdfium is for those who have a PDF

    for number, (count, pixels) in enumerate(drawn_pages(content, name), start=1):
        yield Page(number, count, pixels)
