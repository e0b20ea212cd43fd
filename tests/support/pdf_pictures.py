"""PDFs with labels on them, and PDFs that mean no good: made by hand, for no library writes the latter."""

import io
import zlib
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4_PT = (595.276, 841.89)


def pdf_of(
    pictures: Sequence[Image.Image | None],
    size_pt: tuple[float, float] = A4_PT,
    *,
    dots_per_inch: float = 150,
    password: str | None = None,
) -> bytes:
    """A page for each picture, which lies at the page's top left; None is an empty page."""
    paper = io.BytesIO()
    locked = StandardEncryption(password, ownerPassword="owner") if password is not None else None
    canvas = Canvas(paper, pagesize=size_pt, encrypt=locked)
    for picture in pictures:
        if picture is not None:
            width, height = (side * 72 / dots_per_inch for side in picture.size)
            canvas.drawImage(ImageReader(picture.convert("L")), 0, size_pt[1] - height, width, height)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, numbered from 1."""
    content, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        content += b"%010d 00000 n \n" % place
    content += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(content)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]"
_DRAWS_A = _PAGE + b" /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>"


def of_media_box(box: bytes) -> bytes:
    return raw_pdf([_CATALOGUE, _PAGES, b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] >>" % box])


def with_script(script: bytes) -> bytes:
    """Run on opening, on each page's opening, and by its form."""
    names = b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /AA << /WC 4 0 R >> /AcroForm 6 0 R %s >>" % names,
            _PAGES,
            _PAGE + b" /AA << /O 4 0 R /C 5 0 R >> /Annots [7 0 R] >>",
            b"<< /S /JavaScript /JS (%s) >>" % script,
            b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>",
            b"<< /Fields [7 0 R] /NeedAppearances true >>",
            b"<< /Subtype /Widget /FT /Tx /T (a) /V (4) /Rect [0 0 90 30] /AA << /C 4 0 R /F 4 0 R >> /A 5 0 R >>",
        ]
    )


def _calling_itself() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /XObject << /A 5 0 R >> >>"
    return raw_pdf([_CATALOGUE, _PAGES, _DRAWS_A, stream(b"/A Do"), stream(b"/A Do /A Do /A Do", form)])


def _nested(times: int) -> bytes:
    """Each form draws the next ten times: ten to the power of `times` strokes."""
    forms = [
        stream(
            b"/A Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /XObject << /A %d 0 R >> >>"
            % (6 + level),
        )
        for level in range(times)
    ]
    last = stream(b"0 0 300 300 re f " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 300 300]")
    return raw_pdf([_CATALOGUE, _PAGES, _DRAWS_A, stream(b"/A Do"), *forms, last])


def _with_image(width: int, height: int, pixels: bytes) -> bytes:
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    return raw_pdf(
        [_CATALOGUE, _PAGES, _DRAWS_A, stream(b"300 0 0 300 0 0 cm /A Do"), stream(pixels, image % (width, height))]
    )


def hostile_pdfs() -> dict[str, bytes]:
    """By what is wrong with each."""
    endless = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 2 >>"
    page = _PAGE + b" /Contents [4 0 R 4 0 R] >>"
    return {
        "pdf with scripts": with_script(b"while(true){app.alert('x');} this.submitForm('file:///etc/passwd');"),
        "pdf of 500 pages": pdf_of([None] * 500, (100, 100)),
        "pdf with a password": pdf_of([None], password="secret"),
        "pdf that claims 4,000,000,000 pages": raw_pdf(
            [_CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 4000000000 >>", page, stream(b"")]
        ),
        "pdf that claims -1 page": raw_pdf(
            [_CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>", page, stream(b"")]
        ),
        "pdf whose pages hold themselves": raw_pdf([_CATALOGUE, endless, page, stream(b"q Q")]),
        "pdf whose catalogue is itself": raw_pdf([b"1 0 R"]),
        "pdf without pages": raw_pdf([_CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        "pdf form in itself": _calling_itself(),
        "pdf forms ten to the twelfth": _nested(12),
        "pdf image of 60,000 x 60,000": _with_image(60_000, 60_000, bytes(1000)),
        "pdf image that unpacks to 100 MB": _with_image(10_000, 10_000, bytes(100_000_000)),
        "pdf page of 10,000 in": of_media_box(b"0 0 720000 720000"),
        "pdf page of 1 pt": of_media_box(b"0 0 1 1"),
        "pdf page of 0 pt": of_media_box(b"0 0 0 0"),
        "pdf page of a line": of_media_box(b"0 0 100000000 0.001"),
        "pdf page turned inside out": of_media_box(b"300 300 -300 -300"),
        "pdf page of no numbers": of_media_box(b"/a (b) null 99999999999999999999999999"),
        "pdf nested arrays": raw_pdf([_CATALOGUE, _PAGES, b"[" * 100_000]),
        "pdf after a mailer's line": b"\r\nContent:\r\n" + pdf_of([None]),
    }
