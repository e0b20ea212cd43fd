"""The report on paper, read back from the PDF: pages, fonts, odd letters, and that no content is ever refused."""

import ctypes
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from rmadesk.adapters.lettering.faces import Run
from rmadesk.adapters.lettering.font_files import system_font_folders
from rmadesk.adapters.reports import pdf
from rmadesk.adapters.reports.colours import BARS, TINTS
from rmadesk.adapters.reports.letters import Letters
from rmadesk.adapters.reports.renderer import ReportFiles
from rmadesk.adapters.reports.rows import sheet
from rmadesk.adapters.wording import Catalogue
from rmadesk.domain.policy.verdict import Effect, Verdict
from rmadesk.domain.rma import BoxState, RecordedVerdict
from rmadesk.services.reporting import ReportRow
from support.records import CLAUSE, box, box_id, day_report, finding, judged, row
from support.report_days import CUSTOMERS, full_day, pages, unspaced

WORDS = Catalogue("en", strict=True)
COLUMN_TITLES = unspaced("No. Arrived Received by RMA Customer Parcel Condition Verdict Charges Reasons")


def rendered(*rows: ReportRow, language: str = "en", **given: object) -> bytes:
    return ReportFiles(Catalogue(language, strict=True)).render(day_report(*rows, **given), "pdf")  # type: ignore[arg-type]


def fonts(content: bytes) -> set[tuple[str, bool]]:
    """(name, embedded) of every font that text is set in."""
    document = pypdfium2.PdfDocument(content)
    found = set()
    for page in document:
        for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
            font = pdfium.FPDFTextObj_GetFont(text.raw)
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            found.add((name.value.decode(), bool(pdfium.FPDFFont_GetIsEmbedded(font))))
        page.close()
    document.close()
    return found


def test_names_of_all_the_world_are_set_in_embedded_fonts() -> None:
    content = rendered(*full_day())
    text = "".join(pages(content))
    for name in CUSTOMERS:
        assert unspaced(name) in text
    used = fonts(content)
    assert all(embedded for _, embedded in used), used
    assert {name.split("+")[-1].split("-")[0] for name, _ in used} == {"DejaVuSans", "DroidSansFallback"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Box \U0001f4e6 Ltd", "Box[U+1F4E6]Ltd", id="an emoji"),
        pytest.param("\U00012000", "[U+12000]", id="cuneiform"),
        pytest.param("a\x07b", "a[U+0007]b", id="a control"),
        pytest.param("<b>&amp;</b>", "<b>&amp;</b>", id="markup is text"),
        pytest.param("<font name='x'>", "<fontname='x'>", id="a tag that would break the paragraph"),
        pytest.param("a\u200db", "ab", id="a joiner has no ink"),
    ],
)
def test_a_letter_without_a_font_is_named_by_its_number(name: str, shown: str) -> None:
    assert shown in "".join(pages(rendered(row(box(1), name))))


def test_every_page_has_its_number_the_day_and_the_head_of_the_chain() -> None:
    texts = pages(rendered(*(row(box(number)) for number in range(1, 61))))
    assert len(texts) >= 3
    for number, text in enumerate(texts, start=1):
        assert f"Page{number}of{len(texts)}" in text
        assert "ReceivedonNov20,2026" in text
        assert "Returnsdesk,SanJose" in text
        assert "MadeNov20,202617:30·Times:America/Los_Angeles" in text
        assert "0192f000-dock-1,no.128,3fa9c2d13fa9c2d1" in text
        assert "3fa9c2d1" * 3 not in text


def test_three_hundred_boxes_stand_in_order_under_a_header_on_each_page() -> None:
    hold = finding("rma-expired", Effect.HOLD, variant="other", source=CLAUSE)
    rows = [
        row(box(n, *([judged(f"{218000 + n}", hold)] if n % 3 else [])), f"Customer {n} Ltd") for n in range(1, 301)
    ]
    started = time.monotonic()
    texts = pages(rendered(*rows))
    assert time.monotonic() - started < 30  # about two seconds
    assert 10 <= len(texts) <= 30
    for text in texts[:-1]:
        assert COLUMN_TITLES in text
    whole = "".join(texts)
    places = [whole.index(f"{218000 + n}Customer{n}Ltd1Z999AA1{n:010d}") for n in range(1, 301)]
    assert places == sorted(places)


def test_no_content_leaves_its_page() -> None:
    long = "Donaudampfschifffahrtsgesellschaft" * 8
    content = rendered(row(box(1, received_by=long, tracking_numbers=(long,)), long, "株" * 200), site=long)
    document = pypdfium2.PdfDocument(content)
    for page in document:
        width, height = page.get_size()
        for item in page.get_objects(max_depth=5):
            left, bottom, right, top = item.get_bounds()
            assert left >= 0
            assert bottom >= 0
            assert right <= width
            assert top <= height
        page.close()
    document.close()
    assert unspaced("株" * 200) in "".join(pages(content))


def late(number: int) -> RecordedVerdict:
    return judged(f"{5000 + number}", finding("rma-expired", Effect.HOLD, variant="other", age_days=number))


@pytest.mark.parametrize(
    "received",
    [
        pytest.param(row(box(1, *map(late, range(31, 181)))), id="150 RMAs, each with a reason of its own"),
        pytest.param(row(box(1, *(judged(str(n)) for n in range(400)))), id="400 RMAs"),
        pytest.param(row(box(1), *(f"Customer {n}" for n in range(300))), id="300 customers"),
        pytest.param(row(box(1, received_by="Ω" * 20_000), "x" * 20_000), id="names of 20000 letters"),
        pytest.param(row(box(1, judged("1", charges=[("9" * 30 + ".99", "USD")]))), id="a charge of thirty digits"),
    ],
)
def test_a_box_taller_than_a_page_runs_on(received: ReportRow) -> None:
    assert "Page1of" in pages(rendered(received))[0]


def test_more_rules_than_stand_beside_the_chart_run_on() -> None:
    words = Catalogue("en")  # not strict: the rules are made up
    rows = [row(box(1, judged("1", *(finding(f"rule-{n}", Effect.NOTE) for n in range(90)))))]
    whole = "".join(pages(pdf.render(sheet(day_report(*rows), words), words)))
    assert all(f"rule.rule-{n}(" in whole for n in range(90))


def test_an_empty_day_is_a_page_that_says_so() -> None:
    (text,) = pages(rendered(chain_head=None))
    assert unspaced("No box arrived on this day.") in text
    assert unspaced("The record is empty.") in text
    assert "Page1of1" in text


def test_what_stands_apart_stands_apart() -> None:
    whole = "".join(pages(rendered(*full_day())))
    counted, _, apart = whole.partition("Duplicates")
    assert "Counted:7·duplicates:2·undone:1" in counted
    assert "218007" in counted
    assert "218008" not in counted
    assert unspaced("Same as box 2 (Nov 20, 2026 06:44)") in apart
    assert unspaced("Receipts undone") in apart
    assert unspaced("bob Nov 20, 2026 08:42") in apart


def test_a_duplicate_links_to_the_box_it_repeats() -> None:
    document = pypdfium2.PdfDocument(
        rendered(row(box(1)), row(box(2, state=BoxState.DUPLICATE, duplicate_of=box_id(1))))
    )
    links = 0
    for page in document:
        for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
            links += pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
            pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()
    document.close()
    assert links == 1


def test_a_back_dated_box_is_marked_and_others_are_not() -> None:
    late = row(box(1, received_after=timedelta(days=2)))
    assert "recordedNov22,202606:43" in "".join(pages(rendered(late)))
    assert "recordedNov" not in "".join(pages(rendered(row(box(1)))))


@pytest.mark.parametrize(
    ("zone", "size"),
    [("America/Los_Angeles", (792, 612)), ("Europe/Berlin", (842, 595)), ("Asia/Tokyo", (842, 595))],
)
def test_the_paper_is_that_of_the_sites_continent(zone: str, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(rendered(*full_day(), time_zone=ZoneInfo(zone)))
    assert tuple(round(side) for side in document[0].get_size()) == size
    document.close()


def fields(content: bytes) -> list[tuple[str, float, float]]:
    """(colour, width, height) of each filled field."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=5):
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            pdfium.FPDFPageObj_GetFillColor(item.raw, red, green, blue, alpha)
            left, bottom, right, top = item.get_bounds()
            found.append((f"#{red.value:02X}{green.value:02X}{blue.value:02X}", right - left, top - bottom))
        page.close()
    document.close()
    return found


def test_the_chart_has_a_bar_for_each_verdict_in_proportion_and_each_box_the_tint_of_its_verdict() -> None:
    painted = fields(rendered(*full_day()))
    bars = {colour: width for colour, width, height in painted if 11 < height < 14}
    assert set(bars) == set(BARS.values())
    accept, charge = bars[BARS[Verdict.ACCEPT]], bars[BARS[Verdict.ACCEPT_WITH_CHARGE]]
    assert accept == pytest.approx(2 * charge, rel=0.02)  # two boxes against one
    behind = Counter(colour for colour, _, _ in painted if colour in TINTS.values())
    # Seven counted boxes and the one undone; a duplicate's verdict is that of its first receipt.
    assert behind == {
        TINTS[Verdict.ACCEPT]: 3,
        TINTS[Verdict.ACCEPT_WITH_CHARGE]: 1,
        TINTS[Verdict.HOLD]: 2,
        TINTS[Verdict.REFUSE]: 2,
    }


class TestLetters:
    def test_without_any_font_a_report_still_has_western_letters_and_numbers_for_the_rest(self) -> None:
        letters = Letters(folders=())
        assert list(letters.line("Süd 東", 8)) == [(0, Run("Helvetica", "Süd [U+6771]"))]
        assert letters.bold == "Helvetica-Bold"

    def test_runs_change_font_only_where_they_must_and_stand_side_by_side(self) -> None:
        letters = Letters()
        (first, one), (second, two), (third, three) = letters.line("Acme 東京 Ltd", 8)
        assert (one.text, two.text, three.text) == ("Acme ", "東京", " Ltd")
        assert one.font_name == three.font_name == letters.regular != two.font_name
        assert first == 0
        assert second == pytest.approx(letters.width("Acme ", 8))
        assert third == pytest.approx(letters.width("Acme 東京", 8))

    def test_a_font_whose_path_has_signs_of_markup_is_named_all_the_same(self, tmp_path: Path) -> None:
        """Only the regular font is there, so that bold text has to name it."""
        folder = tmp_path / 'R&D <"fonts">'
        folder.mkdir()
        content = next(path for each in system_font_folders() for path in each.rglob("DejaVuSans.ttf")).read_bytes()
        for encoding in ("ascii", "utf-16-be"):
            content = content.replace("DejaVuSans".encode(encoding), "SignedPath".encode(encoding))
        (folder / "DejaVuSans.ttf").write_bytes(content)
        letters = Letters([folder])
        paragraph = Paragraph(letters.markup("Kent Ω", bold=True), ParagraphStyle("bold", fontName=letters.bold))
        assert [(piece.fontName, piece.text) for piece in paragraph.frags] == [
            ("Helvetica-Bold", "Kent "),
            (str(folder / "DejaVuSans.ttf"), "Ω"),
        ]

    @pytest.mark.parametrize(
        ("text", "drawn"),
        [
            ("Kent", "Kent"),
            ("\u05e9\u05dc \U0001f4e6", "\u05e9\u05dc [U+1F4E6]"),
            ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
            ("\u0628\u200c\u0628", "\ufe8f\ufe8f"),
        ],
        ids=["Latin", "no font", "joined", "non-joiner"],
    )
    def test_letters_are_drawn_joined_and_without_a_font_by_number_in_reading_order(
        self, text: str, drawn: str
    ) -> None:
        assert Letters().drawn(text) == drawn
