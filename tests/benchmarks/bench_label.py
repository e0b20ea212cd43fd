"""One replacement label as PDF against the same texts and rectangles drawn with bare reportlab; and read back too."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import zxingcpp
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Benchmark, Pair, timed
from rmadesk.adapters.labels.pdf import LabelPlan, PdfLabelRenderer
from rmadesk.adapters.scanning.reader import PictureReader
from rmadesk.domain.labels import replacement_label
from support.replacement_labels import PLAIN_FACTS

_DPI = 203
_SPEC = replacement_label(PLAIN_FACTS, _DPI)
_FONT = "Vera"  # comes with reportlab, of the same family as the desk's


def _bare(plan: LabelPlan) -> bytes:
    paper = io.BytesIO()
    canvas = Canvas(
        paper, pagesize=(plan.spec.width_mm / 25.4 * 72, plan.spec.height_mm / 25.4 * 72), pageCompression=1
    )
    _, height = canvas._pagesize
    dot = 72 / plan.spec.dpi
    for field in plan.fields:
        left, bottom = field.left * dot, height - (field.top + field.height) * dot
        canvas.rect(left, bottom, field.width * dot, field.height * dot, stroke=0, fill=1)
    for text in plan.texts:
        canvas.setFont(_FONT, text.size_pt)
        for row in text.rows:
            canvas.drawString(row.x_pt, height - row.baseline_pt, row.text)
    canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _bare_reads(paper: bytes) -> int:
    document = pypdfium2.PdfDocument(paper)
    try:
        picture = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()
    return len(zxingcpp.read_barcodes(picture))


@contextmanager
def _prepared(_: Path) -> Iterator[Pair]:
    pdfmetrics.registerFont(TTFont(_FONT, "Vera.ttf"))
    renderer = PdfLabelRenderer()
    plan = renderer.plan(_SPEC)
    yield Pair(ours=timed(lambda: renderer.render(_SPEC)), baseline=timed(lambda: _bare(plan)))


@contextmanager
def _prepared_verified(_: Path) -> Iterator[Pair]:
    pdfmetrics.registerFont(TTFont(_FONT, "Vera.ttf"))
    renderer, reader = PdfLabelRenderer(), PictureReader()
    plan = renderer.plan(_SPEC)

    def ours() -> None:
        picture = renderer.rasterise(renderer.render(_SPEC), _DPI)
        assert len(reader.read_bytes(picture, "label", budget=0.0)) == len(_SPEC.codes)

    def baseline() -> None:
        assert _bare_reads(_bare(plan)) == len(_SPEC.codes)

    yield Pair(ours=timed(ours), baseline=timed(baseline))
    reader.close()


LABEL = Benchmark(
    name="label",
    baseline_is="the same texts and rectangles drawn with bare reportlab, already measured and encoded",
    goal=None,
    repetitions=40,
    warm_up=3,
    prepare=_prepared,
)
LABEL_VERIFIED = Benchmark(
    name="label_verified",
    baseline_is="the same by bare reportlab, rendered by pypdfium2 and read by zxing-cpp alone",
    goal=None,
    repetitions=20,
    warm_up=2,
    prepare=_prepared_verified,
)
