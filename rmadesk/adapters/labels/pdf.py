"""A label specification drawn as a vector PDF, its codes on the printer's dot grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from rmadesk.adapters.labels.fitting import POINTS_PER_MM, FittedText, fit, letters
from rmadesk.adapters.labels.modules import Pattern, code_128, qr_code
from rmadesk.adapters.labels.raster import rasterise
from rmadesk.adapters.labels.typefaces import Typefaces
from rmadesk.domain.errors import RefusedError
from rmadesk.domain.labels import (
    MM_PER_INCH,
    Ink,
    LabelSpec,
    LinearCode,
    MatrixCode,
    Rule,
    TextBox,
    printable_line,
)
from rmadesk.domain.symbologies import Symbology

# Without it rasterisers that paint every dot they touch grow each bar by a dot, and decoders fail at 203 dpi.
_INSET_DOTS = 0.1
_PATTERNS = {Symbology.CODE_128: code_128, Symbology.QR_CODE: qr_code}


@dataclass(frozen=True, slots=True)
class DotField:
    """A black rectangle in whole printer dots from the label's top left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """All that will be drawn, in order: black fields first, so that white text stands on them."""

    spec: LabelSpec
    fields: tuple[DotField, ...]
    texts: tuple[FittedText, ...]


class PdfLabelRenderer:
    """Draws labels; everything is measured and refused before the first stroke. One instance serves one thread."""

    def __init__(self, font_folders: Sequence[Path] = (), typefaces: Typefaces | None = None) -> None:
        self._typefaces = typefaces or Typefaces(font_folders)

    def render(self, spec: LabelSpec) -> bytes:
        """The PDF, the same bytes for the same specification.

        Raises RefusedError for a letter that no font has, a code's text that can't be encoded or is too wide, and
        FaultError when the fonts aren't installed.
        """
        return self._drawn(self.plan(spec))

    def rasterise(self, rendered: bytes, dpi: int) -> bytes:
        """The rendered label as a PNG, exactly one grey pixel for each dot of a printer of `dpi` dots an inch."""
        picture = BytesIO()
        rasterise(rendered, dpi).save(picture, "PNG", compress_level=1)
        return picture.getvalue()

    def plan(self, spec: LabelSpec) -> LabelPlan:
        """What `render` would draw, and the same refusals."""
        boxes = [element for element in spec.elements if isinstance(element, TextBox)]
        for box in boxes:
            for line in box.lines:
                self._typefaces.require(letters(line.text), line.weight, printable_line(line.text))
        texts = tuple(fit(box, self._typefaces.width) for box in boxes)
        return LabelPlan(spec, tuple(_fields(spec)), texts)

    def _drawn(self, plan: LabelPlan) -> bytes:
        spec, paper = plan.spec, BytesIO()
        width, height = _points(spec.width_mm), _points(spec.height_mm)
        # A page starts with a font set, by default one that is not embedded: printers would have to have it.
        font = self._typefaces.plain_font
        canvas = Canvas(
            paper,
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            initialFontName=font,  # type: ignore[arg-type]  # the stubs take the name for a number
        )
        canvas.setTitle(printable_line(spec.title))
        canvas.setViewerPreference("PrintScaling", "None")  # a label scaled to the paper leaves the dot grid
        dot = 72 / spec.dpi
        path = canvas.beginPath()
        for field in plan.fields:
            left, bottom = (field.left + _INSET_DOTS) * dot, height - (field.top + field.height - _INSET_DOTS) * dot
            path.rect(left, bottom, (field.width - 2 * _INSET_DOTS) * dot, (field.height - 2 * _INSET_DOTS) * dot)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)
        for text in plan.texts:
            self._draw_text(canvas, text, height)
        canvas.showPage()
        canvas.save()
        return paper.getvalue()

    def _draw_text(self, canvas: Canvas, text: FittedText, page_height: float) -> None:
        canvas.setFillGray(1 if text.box.ink is Ink.WHITE else 0)
        for row in text.rows:
            x = row.x_pt
            for run in self._typefaces.runs(row.text, row.weight):
                canvas.setFont(run.font_name, text.size_pt)
                canvas.drawString(x, page_height - row.baseline_pt, run.text)
                x += self._typefaces.width(run.text, row.weight) * text.size_pt


def _fields(spec: LabelSpec) -> Iterator[DotField]:
    for element in spec.elements:
        if isinstance(element, Rule):
            left, top = _dots(element.x_mm, spec), _dots(element.y_mm, spec)
            yield DotField(left, top, max(1, _dots(element.width_mm, spec)), max(1, _dots(element.height_mm, spec)))
        elif isinstance(element, LinearCode | MatrixCode):
            yield from _code_fields(element, _PATTERNS[element.symbology](element.text), spec)


def _code_fields(code: LinearCode | MatrixCode, pattern: Pattern, spec: LabelSpec) -> Iterator[DotField]:
    """The code in the middle of its field, each module a whole number of dots from a whole dot on."""
    module = code.module_dots
    room, needed = _dots(code.width_mm, spec), (pattern.width + 2 * code.quiet_modules) * module
    if needed > room:
        raise RefusedError("label-code-too-wide", text=code.text)
    left = _dots(code.x_mm, spec) + (room - pattern.width * module) // 2
    top = _dots(code.y_mm, spec)
    tall = _dots(code.height_mm, spec) if isinstance(code, LinearCode) else module
    if isinstance(code, MatrixCode):
        top += (room - pattern.height * module) // 2
    for block in pattern.blocks:
        yield DotField(left + block.left * module, top + block.top * tall, block.width * module, block.height * tall)


def _dots(length_mm: float, spec: LabelSpec) -> int:
    return round(length_mm / MM_PER_INCH * spec.dpi)


def _points(length_mm: float) -> float:
    return round(length_mm * POINTS_PER_MM, 3)
