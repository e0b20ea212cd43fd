"""Right-to-left writing on the report's pages, by where each letter stands on the paper."""

import ctypes
from collections import defaultdict
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.paragraphs import MixedParagraph
from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.wording import Catalogue
from support.records import box, day_report, row
from support.report_days import unspaced

WORDS = Catalogue("en", strict=True)
HEBREW, ARABIC = "\u05e9\u05dc\u05d5\u05dd", "\u0634\u0631\u0643\u0629"
HEBREW_ON_PAPER, ARABIC_ON_PAPER = "\u05dd\u05d5\u05dc\u05e9", "\u0629\u0643\u0631\u0634"
WIDTH = 120.0


def rows_on_paper(content: bytes) -> list[str]:
    """The letters of each base line, from left to right by their boxes; joined forms as their letters, no blanks."""
    document = pypdfium2.PdfDocument(content)
    rows = []
    for page in document:
        reader = page.get_textpage()
        by_baseline: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        for at in range(reader.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(reader.raw, at))
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(reader.raw, at, x, y)
            if not letter.isspace():
                by_baseline[-round(y.value)].append((reader.get_charbox(at)[0], letter))
        rows += ["".join(letter for _, letter in sorted(letters)) for _, letters in sorted(by_baseline.items())]
        reader.close()
        page.close()
    document.close()
    return rows


@pytest.mark.parametrize(
    ("name", "on_paper"),
    [
        (HEBREW, HEBREW_ON_PAPER),
        (ARABIC, ARABIC_ON_PAPER),
        (f"{HEBREW} {ARABIC}", ARABIC_ON_PAPER + HEBREW_ON_PAPER),
        (f"Acme {HEBREW} 12 Ltd", f"Acme12{HEBREW_ON_PAPER}Ltd"),
        (f"{HEBREW} Acme 7", f"Acme7{HEBREW_ON_PAPER}"),
        (f"{ARABIC} 株式 {ARABIC}", f"{ARABIC_ON_PAPER}株式{ARABIC_ON_PAPER}"),
        ("Acme 12 Ltd", "Acme12Ltd"),
    ],
    ids=["Hebrew", "Arabic", "both", "within Latin", "Latin within", "three fonts", "Latin"],
)
def test_names_stand_in_visual_order_in_a_cell_and_in_the_head_of_the_page(name: str, on_paper: str) -> None:
    report = day_report(row(box(1, received_by="ana"), name), site=name)
    rows = rows_on_paper(ReportFiles(WORDS).render(report, "pdf"))
    assert [each.startswith(on_paper) or each.endswith(on_paper) for each in rows].count(True) == 2, rows


def drawn(*parts: Flowable) -> bytes:
    """Each part on a page of its own."""
    paper = BytesIO()
    canvas = Canvas(paper, invariant=1)
    for part in parts:
        part.wrapOn(canvas, WIDTH, 800)
        part.drawOn(canvas, 50, 300)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


LETTERS = Letters()
STYLE = ParagraphStyle("text", fontName=LETTERS.regular, fontSize=8, leading=10)
# No word is another's mirror image, so that neither words nor letters can change places unseen.
LONG = " ".join(first + "\u05d1\u05d2\u05d3\u05d4" for first in map(chr, range(0x05D0, 0x05EB)))
MARKUPS = {
    "one style": LETTERS.markup(LONG),
    "two styles": f'{LETTERS.markup(LONG[:60])}<font color="#A8201A">{LETTERS.markup(LONG[60:])}</font>',
}


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS.keys())
def test_a_long_name_begins_in_its_first_row(markup: str) -> None:
    rows = rows_on_paper(drawn(MixedParagraph(markup, STYLE)))
    assert len(rows) > 4
    assert "".join(each[::-1] for each in rows) == unspaced(LONG)


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS.keys())
def test_a_name_split_between_pages_goes_on_where_it_broke_off(markup: str) -> None:
    paragraph = MixedParagraph(markup, STYLE)
    paragraph.wrap(WIDTH, 800)
    parts = paragraph.split(WIDTH, 25)
    assert len(parts) == 2
    rows = rows_on_paper(drawn(*parts))
    assert len(rows) > 4
    assert "".join(each[::-1] for each in rows) == unspaced(LONG)


def test_a_part_on_the_next_page_keeps_the_direction_of_the_whole() -> None:
    whole = MixedParagraph(LETTERS.markup(f"{HEBREW}\n{HEBREW}\nAcme {HEBREW}"), STYLE)
    whole.wrap(WIDTH, 800)
    parts = whole.split(WIDTH, 25)
    assert len(parts) == 2
    assert rows_on_paper(drawn(*parts)) == [HEBREW_ON_PAPER, HEBREW_ON_PAPER, f"{HEBREW_ON_PAPER}Acme"]


def test_drawing_twice_is_drawing_the_same() -> None:
    paragraph = MixedParagraph(MARKUPS["two styles"], STYLE)
    rows = rows_on_paper(drawn(paragraph, paragraph))
    assert rows[: len(rows) // 2] == rows[len(rows) // 2 :]


@pytest.mark.parametrize("text", ["", " ", "a\n\nb", f"{HEBREW}\n\n{ARABIC} 株"], ids=["empty", "blank", "gap", "gaps"])
def test_empty_rows_are_rows(text: str) -> None:
    paragraph = MixedParagraph(LETTERS.markup(text), STYLE)
    rows = rows_on_paper(drawn(paragraph))
    assert len(rows) == len(text.split()) - (1 if "株" in text else 0)
