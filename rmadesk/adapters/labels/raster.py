"""A label's PDF as the printer will see it: one grey pixel a dot."""

import pypdfium2
from PIL import Image

from rmadesk.domain.errors import FaultError


def rasterise(pdf: bytes, dpi: int) -> Image.Image:
    """The first page in grey, exactly one pixel for each printer dot (812 x 1218 for 4 x 6 inches at 203 dpi)."""
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            dots = (round(page.get_width() * dpi / 72), round(page.get_height() * dpi / 72))
            picture: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    except pypdfium2.PdfiumError as error:
        raise FaultError("label-not-rendered", reason=str(error)) from error
    # pdfium rounds a page up to whole pixels; a float's last digit must not add a column.
    return picture if picture.size == dots else picture.crop((0, 0, *dots))
